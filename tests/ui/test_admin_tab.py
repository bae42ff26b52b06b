"""系统管理: which sections somebody finds, and what fits."""

import pytest
from pytestqt.qtbot import QtBot

from app.enums import Post
from tests.conftest import Clock, desk_as
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section, shown
from ui.admin.areas import AreaSection
from ui.admin.tab import AdminTab
from ui.admin.units import UnitSection
from ui.tabs import TABS


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post.SYS_ADMIN, 8),
        (Post.AUDITOR, 1),
        (Post.CENTER_DIRECTOR, 0),
    ],
)
def test_each_post_finds_its_sections(
    qtbot: QtBot, sqlite_url: str, at: Clock, post: Post, expected: int
) -> None:
    desk = desk_as(sqlite_url, post)
    [kind] = [kind for kind in TABS if kind.title == "系统管理"]
    assert kind.is_for(desk.actor) is bool(expected)
    if expected:
        assert len(shown(qtbot, desk).buttons) == expected
    desk.close()


def test_large_text_drops_what_stands_beside_the_list_too(qtbot: QtBot, admin: AdminTab) -> None:
    table = open_section(qtbot, admin, "单位", UnitSection).table
    assert not any(table.isColumnHidden(column) for column in range(6))
    admin.resize(800, 692)
    qtbot.waitUntil(lambda: table.isColumnHidden(3))
    assert not table.isColumnHidden(0)
    admin.resize(1366, 692)
    qtbot.waitUntil(lambda: not table.isColumnHidden(3))


def test_what_cannot_be_ended_is_grey_and_says_why(qtbot: QtBot, admin: AdminTab) -> None:
    areas = open_section(qtbot, admin, "区划", AreaSection)
    qtbot.waitUntil(areas.end.isVisible)
    assert not areas.end.isEnabled()
    assert areas.end.toolTip() == "这是本中心自己的辖区，不能停用"
