"""分流交办: the lists at the left, their counts, what narrows them, and what is remembered."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dispatch.types import Filter, Pressing, View
from app.enums import Post, Stage
from app.settings import home
from db.models import Unit
from db.session import reading
from tests.app.dispatch.facts import assessed, issued, registered
from tests.conftest import Clock, OpenAs, desk_as, unguarded
from tests.story import Story
from tests.ui.conftest import press
from tests.ui.dispatch import OpenTab, settle, shown
from tests.ui.dispatch import open_tab as open_tab
from ui.dispatch.remembered import remember, remembered
from ui.tabs import TABS

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_local(sqlite_url: str, at: Clock) -> Iterator[OpenAs]:
    with ExitStack() as stack:

        def open_one(*posts: Post, **more: object) -> Desk:
            opened = desk_as(sqlite_url, *posts, **more)  # type: ignore[arg-type]
            stack.callback(opened.close)
            return opened

        yield open_one


def test_every_list_has_its_count(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-16 09:00")
    assessed(Story(local_desk, at), "2026-09-18 09")
    at.set("2026-09-18 10:31")
    tab = open_tab(local_desk)
    told = [row.accessibleName() for row in tab.lists.looks.values()]
    assert told == [
        "待研判，1 件",
        "待分流，1 件",
        "待签收，0 件",
        "办理中，0 件",
        "待认可反馈，0 件",
        "待结案，0 件",
        "待回访，0 件",
        "其中 将到期，1 件",
        "其中 已超期，1 件",
    ]
    assert tab.lists.filters[Filter.NOT_ON_PLATFORM].accessibleName() == "没录进省平台，2 件"


def test_alt_and_a_number_lead_to_a_list(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    assessed(Story(local_desk, at), "2026-09-18 09")
    tab = open_tab(local_desk)
    press(tab, Qt.Key.Key_2, ALT)
    settle(qtbot, tab.beside)
    assert tab.lists.view().look is Stage.TO_ASSIGN
    assert shown(tab) == ["001"]


def test_the_arrow_keys_go_from_list_to_list(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    assessed(Story(local_desk, at), "2026-09-18 09")
    tab = open_tab(local_desk)
    first = tab.lists.looks[Stage.TO_ASSESS]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    settle(qtbot, tab.beside)
    assert tab.lists.view().look is Stage.TO_ASSIGN
    assert tab.lists.looks[Stage.TO_ASSIGN].hasFocus()


def test_a_filter_narrows_and_is_taken_away_again(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00", involved_count=12)
    registered(Story(local_desk, at), "2026-09-18 09:10")
    tab = open_tab(local_desk)
    many = tab.lists.filters[Filter.MANY_PEOPLE]
    many.setFocus()
    QTest.keyClick(many, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(tab) == ["001"])
    assert tab.work.title.text() == "待研判 1 件"
    QTest.keyClick(many, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(tab) == ["001", "002"])


def test_a_narrowed_list_without_lines_says_how_to_widen_it(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    tab.lists.filters[Filter.MANY_PEOPLE].click()
    qtbot.waitUntil(lambda: tab.work.empty.isVisible())
    assert "去掉左边打了勾的条件" in tab.work.empty.text()
    settle(qtbot, tab.beside)
    assert tab.beside.shown is None


def test_what_was_looked_at_last_comes_back_for_the_same_person(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-16 09:00", involved_count=12)
    at.set("2026-09-18 10:31")
    tab = open_tab(local_desk)
    tab.lists.looks[Pressing.OVERDUE].click()
    tab.lists.filters[Filter.MANY_PEOPLE].click()
    settle(qtbot, tab.beside)
    again = open_tab(local_desk)
    assert again.lists.view() == View(Pressing.OVERDUE, frozenset({Filter.MANY_PEOPLE}))
    assert shown(again) == ["001"]


def test_a_view_spoiled_or_of_another_post_gives_way_to_the_first_list(local_desk: Desk) -> None:
    who = local_desk.actor.staff_id
    looks = [Stage.TO_ACKNOWLEDGE, Stage.IN_HAND]
    remember(who, View(Stage.TO_ASSESS))
    assert remembered(who, looks) == View(Stage.TO_ACKNOWLEDGE)
    file = next((home() / "views").iterdir())
    for spoiled in ("", "{}", "[1]", '{"look": "x", "filters": []}'):
        file.write_text(spoiled, encoding="utf-8")
        assert remembered(who, looks) == View(Stage.TO_ACKNOWLEDGE)


def test_a_full_disk_only_forgets(local_desk: Desk) -> None:
    (home() / "views").write_text("a file where the folder should be", encoding="utf-8")
    remember(local_desk.actor.staff_id, View(Stage.TO_CLOSE))
    looks = [Stage.TO_ASSESS, Stage.TO_CLOSE]
    assert remembered(local_desk.actor.staff_id, looks) == View(Stage.TO_ASSESS)


def test_a_unit_has_its_own_lists_and_its_own_slips(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab, open_local: OpenAs
) -> None:
    issued(Story(local_desk, at), "2026-09-18 09")
    with reading(unguarded(local_desk)) as session:
        unit = session.scalar(sa.select(Unit.id).where(Unit.code == "QS-GS"))
    tab = open_tab(open_local(Post.UNIT_CHIEF, name="何站长", unit_id=unit))
    assert list(tab.lists.looks) == [
        Stage.TO_ACKNOWLEDGE,
        Stage.IN_HAND,
        Stage.TO_APPROVE,
        *Pressing,
    ]
    assert shown(tab) == ["001"]
    words = [button.text() for button in tab.beside.bar.buttons.values()]
    assert "签收" in words
    assert "交办" not in words


@pytest.mark.parametrize(
    ("post", "sees"),
    [
        (Post.DISPATCHER, True),
        (Post.CENTER_DIRECTOR, True),
        (Post.TOWN_CENTER, True),
        (Post.SUPERVISOR, True),
        (Post.HANDLER, True),
        (Post.UNIT_CHIEF, True),
        (Post.INTAKE_CLERK, False),
        (Post.STATISTICIAN, False),
        (Post.SYS_ADMIN, False),
        (Post.AUDITOR, False),
    ],
)
def test_the_tab_is_there_for_whom_it_is(open_local: OpenAs, post: Post, sees: bool) -> None:
    kind = next(kind for kind in TABS if kind.title == "分流交办")
    assert kind.is_for(open_local(post).actor) == sees
