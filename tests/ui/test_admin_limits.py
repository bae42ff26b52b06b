"""期限规则 and 节假日历, driven as a person does."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.admin.limits import limits, year_days
from app.desk import Desk
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section
from tests.ui.conftest import Asked, press, write
from tests.ui.dialogs import dialog_of, dialogs, save
from ui.admin.calendar import CalendarSection, MarkForm
from ui.admin.limits import LimitForm, LimitSection
from ui.admin.tab import AdminTab
from ui.widgets.end_form import ReasonForm


def test_a_limit_gets_a_new_version(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    section = open_section(qtbot, admin, "期限规则", LimitSection)
    codes = [row.code for row in section.model.rows()]
    section.table.choose(codes.index("DISPATCH"))
    press(admin, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, LimitForm)
    form.amount.clear()
    write(form.amount, "2")
    write(form.warn_at, "明天")
    save(qtbot, form)
    assert "整数" in form.fields["warn_at"].line.text()
    form.warn_at.clear()
    write(form.source, "联席会议")
    save(qtbot, form)
    qtbot.waitUntil(lambda: not dialogs(LimitForm))
    [row] = [row for row in local_desk.read(limits) if row.code == "DISPATCH" and not row.valid_to]
    assert (row.amount, row.source, row.is_default) == (2, "联席会议", False)


def test_a_day_is_marked_with_the_keyboard_and_unmarked(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk, asked: Asked
) -> None:
    section = open_section(qtbot, admin, "节假日历", CalendarSection)
    section.days.choose(date(2026, 9, 21))
    section.start()
    QTest.keyClick(section.days, Qt.Key.Key_Right)
    assert section.panel.title.text() == "2026-09-22 周二"
    QTest.keyClick(section.days, Qt.Key.Key_Return)
    form = dialog_of(qtbot, MarkForm)
    assert form.is_off.chosen() == (True,)
    save(qtbot, form)
    assert "必须填写" in form.fields["name"].line.text()
    write(form.name, "停电检修")
    write(form.source, "本中心会议")
    save(qtbot, form)
    qtbot.waitUntil(section.unmark.isVisible)
    marks = {each.day: each for each in local_desk.read(year_days, 2026)[0]}
    assert marks[date(2026, 9, 22)].is_off
    section.unmark.click()
    qtbot.waitUntil(lambda: not section.unmark.isVisible())


def test_the_mouse_chooses_the_day_under_it(qtbot: QtBot, admin: AdminTab) -> None:
    section = open_section(qtbot, admin, "节假日历", CalendarSection)
    place = section.days.rect_of(date(2026, 10, 1)).center()
    QTest.mouseClick(section.days, Qt.MouseButton.LeftButton, pos=place)
    assert section.panel.title.text() == "2026-10-01 周四"
    assert section.panel.note.text() == "放假"
    assert "国庆节" in section.days.accessibleDescription()


def test_an_unknown_year_says_so_until_confirmed(qtbot: QtBot, admin: AdminTab) -> None:
    section = open_section(qtbot, admin, "节假日历", CalendarSection)
    assert not section.confirm.isVisible()
    section.forward.click()
    qtbot.waitUntil(lambda: section.title.text() == "2027 年")
    assert "只按周末算" in section.known.text()
    section.confirm.click()
    form = dialog_of(qtbot, ReasonForm)
    write(form.reason, "放假安排通知")
    save(qtbot, form)
    qtbot.waitUntil(lambda: not section.confirm.isVisible())
    section.back.click()
    qtbot.waitUntil(lambda: section.title.text() == "2026 年")
