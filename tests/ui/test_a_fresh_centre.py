"""A centre on its first day: nothing is there yet, and the window says what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.admin.own_centre import own_centre
from app.desk import Desk
from app.enums import Action, Difficulty
from app.intake.commands import register_matter
from app.matter.act import act, actions_of
from app.matter.forms import AssessForm
from app.matter.queries import matter_detail
from tests.builders import a_draft
from tests.conftest import Clock
from tests.ui.conftest import press, write
from ui import background
from ui.actions import start
from ui.admin.centre import CentreForm, CentreSection
from ui.dispatch.tab import DispatchTab
from ui.first_start import Beginning, create
from ui.widgets.choice import PickEdit

ASSESSED = AssessForm(
    nature=5, duration=5, intensity=5, parties=5, difficulty=Difficulty.SIMPLE, reason="吵过一次"
)


@pytest.fixture
def fresh(tmp_path: Path, at: Clock) -> Iterator[Desk]:
    desk, _code = create(str(tmp_path / "new.sqlite"), Beginning(), "1")
    yield desk
    desk.close()


def test_the_centre_is_named_and_the_warning_goes(qtbot: QtBot, fresh: Desk) -> None:
    section = CentreSection(fresh)
    qtbot.addWidget(section)
    section.reload()
    qtbot.waitUntil(section.change.isEnabled)
    assert not section.not_named.isHidden()
    section.change.click()
    form = section.findChildren(CentreForm)[0]
    write(form.name, "青石县综治中心")
    write(form.address, "青石县建设路1号")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: section.values["name"].text() == "青石县综治中心")
    assert section.not_named.isHidden()
    assert fresh.read(own_centre).address == "青石县建设路1号"


def test_where_there_is_no_unit_the_field_says_what_to_do_first(qtbot: QtBot, fresh: Desk) -> None:
    no = fresh.write(register_matter, a_draft(area=None)).no
    detail = fresh.write(act, no, Action.ASSESS, ASSESSED).detail
    option = next(o for o in actions_of(detail, fresh.actor) if o.action is Action.ASSIGN)
    dialog = start(None, fresh, detail, option)
    qtbot.waitUntil(lambda: dialog.isVisible() and background.is_idle())
    unit = dict(dialog.form.fields(""))["assignments[0].unit"].editor
    assert isinstance(unit, PickEdit)
    edit = unit.lineEdit()
    assert edit is not None
    assert "系统管理" in edit.placeholderText()
    dialog.done(0)


def test_a_list_emptied_by_ones_work_leaves_the_keyboard_at_the_lists(
    qtbot: QtBot, fresh: Desk
) -> None:
    no = fresh.write(register_matter, a_draft(area=None)).no
    tab = DispatchTab(fresh)
    qtbot.addWidget(tab)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.activateWindow()
    tab.start()
    qtbot.waitUntil(lambda: background.is_idle() and tab.beside.shown is not None)
    before = fresh.read(matter_detail, no)
    tab.beside.acted.emit(before, fresh.write(act, no, Action.ASSESS, ASSESSED))
    qtbot.waitUntil(lambda: background.is_idle() and not tab.work.model.rowCount())
    assert tab.focusWidget() in tab.lists.looks.values()
    press(tab, Qt.Key.Key_Down)
    qtbot.waitUntil(background.is_idle)
