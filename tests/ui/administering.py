"""系统管理 in a window of its own, and the way to its sections."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.admin.commands import add_staff
from app.admin.types import StaffDraft
from app.desk import Desk
from app.enums import Post
from tests.ui.conftest import stand
from tests.ui.dialogs import close_dialogs, hear
from ui import background
from ui.admin.section import Section
from ui.admin.tab import AdminTab

Kind = TypeVar("Kind", bound=Section)
PASSWORD = "Huaishu-2026"


def shown(qtbot: QtBot, desk: Desk) -> AdminTab:
    made = AdminTab(desk)
    stand(qtbot, made)
    hear(desk, made)
    return made


@pytest.fixture
def admin(qtbot: QtBot, local_desk: Desk) -> Iterator[AdminTab]:
    local_desk.write(add_staff, StaffDraft("韩志", (Post.SYS_ADMIN,)), PASSWORD)
    local_desk.write(add_staff, StaffDraft("苏小梅", (Post.INTAKE_CLERK,)), PASSWORD)
    yield shown(qtbot, local_desk)
    close_dialogs()


def open_section(qtbot: QtBot, tab: AdminTab, title: str, kind: type[Kind]) -> Kind:
    place = [each.title for each in tab.kinds].index(title)
    QTest.mouseClick(tab.buttons[place], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(background.is_idle)
    section = tab.section()
    assert isinstance(section, kind)
    return section
