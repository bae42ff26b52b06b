"""系统管理, driven as a person does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.admin.area_list import area_rows
from app.admin.commands import add_staff
from app.admin.limits import limits, year_days
from app.admin.queries import staff_members
from app.admin.staff import staff_card
from app.admin.terms import dispute_types
from app.admin.types import StaffDraft
from app.admin.units import units
from app.desk import Desk
from app.enums import Post
from app.errors import Cancelled
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.ui.conftest import Asked, press, write
from ui import ask, background, privacy
from ui.admin.areas import AreaForm, AreaSection
from ui.admin.audit import AuditSection
from ui.admin.backups import BackupSection
from ui.admin.calendar import CalendarSection, MarkForm
from ui.admin.limits import LimitForm, LimitSection
from ui.admin.section import Section
from ui.admin.staff import PasswordShown, StaffForm, StaffSection
from ui.admin.tab import AdminTab
from ui.admin.terms import TermSection
from ui.admin.units import UnitForm, UnitSection
from ui.changes import Changes
from ui.tabs import TABS
from ui.widgets.end_form import EndForm, ReasonForm
from ui.widgets.form_dialog import FormDialog

Dialog = TypeVar("Dialog", bound=QDialog)
Kind = TypeVar("Kind", bound=Section)
PASSWORD = "Huaishu-2026"


def shown(qtbot: QtBot, desk: Desk) -> AdminTab:
    made = AdminTab(desk)
    made.resize(1366, 692)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    changes = Changes(desk, made)
    changes.changed.connect(made.topics_changed)
    qtbot.waitUntil(lambda: made.isActiveWindow() and background.is_idle())
    return made


@pytest.fixture
def admin(qtbot: QtBot, local_desk: Desk) -> Iterator[AdminTab]:
    local_desk.write(add_staff, StaffDraft("韩志", (Post.SYS_ADMIN,)), PASSWORD)
    local_desk.write(add_staff, StaffDraft("苏小梅", (Post.INTAKE_CLERK,)), PASSWORD)
    yield shown(qtbot, local_desk)
    for each in dialogs(QDialog):
        if isinstance(each, FormDialog):
            each.is_changed = False
        each.close()


def open_section(qtbot: QtBot, tab: AdminTab, title: str, kind: type[Kind]) -> Kind:
    place = [each.title for each in tab.kinds].index(title)
    QTest.mouseClick(tab.buttons[place], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(background.is_idle)
    section = tab.section()
    assert isinstance(section, kind)
    return section


def dialogs(kind: type[Dialog]) -> list[Dialog]:
    return [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]


def dialog(qtbot: QtBot, kind: type[Dialog]) -> Dialog:
    qtbot.waitUntil(lambda: bool(dialogs(kind)))
    [found] = dialogs(kind)
    qtbot.waitUntil(lambda: found.isActiveWindow() and background.is_idle())
    return found


def save(qtbot: QtBot, form: FormDialog) -> None:
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(background.is_idle)


def pick(qtbot: QtBot, staff: StaffSection, name: str) -> None:
    names = [row.name for row in staff.model.rows()]
    staff.table.choose(names.index(name))
    qtbot.waitUntil(lambda: staff.panel.title.text() == name)


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


def test_somebody_new_gets_a_password_shown_once(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk
) -> None:
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog(qtbot, StaffForm)
    write(form.name, "欧阳秀英")
    save(qtbot, form)
    assert form.fields["post"].line.text() == "至少要选一个岗位"
    form.posts.button(Post.DISPATCHER).click()
    save(qtbot, form)
    told = dialog(qtbot, PasswordShown)
    assert len(told.password.text()) == 12
    press(told, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs(PasswordShown))
    assert local_desk.read(staff_members)[-1].posts == (Post.DISPATCHER,)


def test_posts_and_unit_are_changed(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    pick(qtbot, staff, "苏小梅")
    press(admin, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    form = dialog(qtbot, StaffForm)
    form.posts.button(Post.COMMITTEE_CHIEF).click()
    save(qtbot, form)
    qtbot.waitUntil(staff.remarks.isVisible)
    assert "没有写单位" in staff.remarks.text()
    assert Post.COMMITTEE_CHIEF in local_desk.read(staff_card, "苏小梅").row.posts


def test_administrator_and_auditor_in_one_is_refused_at_the_posts(
    qtbot: QtBot, admin: AdminTab
) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    pick(qtbot, staff, "韩志")
    staff.change.click()
    form = dialog(qtbot, StaffForm)
    form.posts.button(Post.AUDITOR).click()
    save(qtbot, form)
    assert form.fields["post"].line.text() == "系统管理员和审计员不能是同一个人"


def test_a_password_is_reset_and_somebody_let_go_and_back(
    qtbot: QtBot, admin: AdminTab, asked: Asked, local_desk: Desk
) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    pick(qtbot, staff, "苏小梅")
    staff.reset.click()
    dialog(qtbot, PasswordShown).done_button.click()
    staff.disable.click()
    qtbot.waitUntil(staff.enable.isVisible)
    assert len(asked) == 2
    assert local_desk.read(staff_card, "苏小梅").row.is_disabled
    staff.enable.click()
    qtbot.waitUntil(staff.disable.isVisible)
    assert not local_desk.read(staff_card, "苏小梅").row.is_disabled


def test_initials_find_somebody(qtbot: QtBot, admin: AdminTab) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    write(staff.search, "sxm")
    qtbot.waitUntil(lambda: [row.name for row in staff.model.rows()] == ["苏小梅"])


def test_a_unit_is_added_and_ended(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    section = open_section(qtbot, admin, "单位", UnitSection)
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog(qtbot, UnitForm)
    write(form.name, "青石镇水利站")
    write(form.code, "QS-CJ")
    save(qtbot, form)
    assert "已经有单位在用" in form.fields["code"].line.text()
    form.code.clear()
    write(form.code, "QS-SL")
    write(form.area, "火星")
    save(qtbot, form)
    assert "必须填写" in form.fields["area"].line.text()
    form.area.setEditText("青石镇")
    save(qtbot, form)
    write(section.search, "shuili")
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    section.end.click()
    ending = dialog(qtbot, EndForm)
    write(ending.reason, "机构合并")
    save(qtbot, ending)
    qtbot.waitUntil(lambda: section.model.rowCount() == 0)
    assert len(local_desk.read(units, past=True)) == 5


def test_a_committee_is_not_changed_here(qtbot: QtBot, admin: AdminTab) -> None:
    section = open_section(qtbot, admin, "单位", UnitSection)
    codes = [row.draft.code for row in section.model.rows()]
    section.table.choose(codes.index("QS-TJ"))
    qtbot.waitUntil(lambda: "调解员名册" in section.panel.facts.text())
    assert not section.change.isVisible()


def test_a_type_is_retired_and_restored(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    section = open_section(qtbot, admin, "纠纷类型", TermSection)
    section.retire.click()
    ending = dialog(qtbot, EndForm)
    write(ending.reason, "本地没有")
    save(qtbot, ending)
    qtbot.waitUntil(section.restore.isVisible)
    section.restore.click()
    form = dialog(qtbot, ReasonForm)
    write(form.reason, "又有了")
    save(qtbot, form)
    qtbot.waitUntil(section.retire.isVisible)
    assert local_desk.read(dispute_types)[0].valid_to is None


def test_a_limit_gets_a_new_version(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    section = open_section(qtbot, admin, "期限规则", LimitSection)
    codes = [row.code for row in section.model.rows()]
    section.table.choose(codes.index("DISPATCH"))
    press(admin, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    form = dialog(qtbot, LimitForm)
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
    form = dialog(qtbot, MarkForm)
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
    form = dialog(qtbot, ReasonForm)
    write(form.reason, "放假安排通知")
    save(qtbot, form)
    qtbot.waitUntil(lambda: not section.confirm.isVisible())
    section.back.click()
    qtbot.waitUntil(lambda: section.title.text() == "2026 年")


def test_a_backup_is_made_listed_and_looked_into(
    qtbot: QtBot,
    admin: AdminTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "0918.zip"
    monkeypatch.setattr(ask, "save_as", lambda *_more: file)
    monkeypatch.setattr(ask, "open_file", lambda *_more: file)
    section = open_section(qtbot, admin, "备份与恢复", BackupSection)
    assert section.last.text() == "还没有备份过"
    section.make.click()
    qtbot.waitUntil(lambda: section.state.text().startswith("备份好了"), timeout=20_000)
    qtbot.waitUntil(lambda: len(section.list.rows()) == 1)
    assert file.exists()
    with qtbot.waitSignal(section.told, timeout=20_000):
        section.look.click()
    assert section.findings.rows()
    assert section.make.isEnabled()


def test_a_backup_can_be_stopped(
    qtbot: QtBot, admin: AdminTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "0918.zip"
    monkeypatch.setattr(ask, "save_as", lambda *_more: file)
    section = open_section(qtbot, admin, "备份与恢复", BackupSection)
    section.make.click()
    assert section.cancel.isVisible()
    section.cancel.click()
    qtbot.waitUntil(lambda: section.state.text() == "已经停下，什么也没有留下。", timeout=20_000)
    assert not file.exists()
    assert section.make.isEnabled()
    with pytest.raises(Cancelled):
        section.stop_if_asked(0, 0)


def test_the_auditor_narrows_reads_and_checks(
    qtbot: QtBot, sqlite_url: str, local_desk: Desk, at: Clock
) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    local_desk.write(add_staff, StaffDraft("韩志", (Post.SYS_ADMIN,)), PASSWORD)
    desk = desk_as(sqlite_url, Post.AUDITOR, name="审计员")
    section = open_section(qtbot, shown(qtbot, desk), "审计", AuditSection)
    write(section.thing, no)
    section.since.setFocus()
    qtbot.waitUntil(lambda: [row.object_id for row in section.model.rows()] == [no])
    qtbot.waitUntil(lambda: section.panel.title.text() == "登记事项")
    assert f"事项 · no：{no}" in section.changes.text()
    write(section.since, "明年")
    section.until.setFocus()
    qtbot.waitUntil(background.is_idle)
    assert section.since.property("problem") == "block"
    section.check.click()
    qtbot.waitUntil(lambda: "审计记录完整" in section.chain.text())
    desk.close()


def test_large_text_drops_what_stands_beside_the_list_too(qtbot: QtBot, admin: AdminTab) -> None:
    table = open_section(qtbot, admin, "单位", UnitSection).table
    assert not any(table.isColumnHidden(column) for column in range(6))
    admin.resize(800, 692)
    qtbot.waitUntil(lambda: table.isColumnHidden(3))
    assert not table.isColumnHidden(0)
    admin.resize(1366, 692)
    qtbot.waitUntil(lambda: not table.isColumnHidden(3))


def test_an_area_is_added_renamed_and_ended(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk
) -> None:
    section = open_section(qtbot, admin, "区划", AreaSection)
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog(qtbot, AreaForm)
    write(form.name, "槐树村")
    write(form.code, "371502199001")
    save(qtbot, form)
    assert "上一级" in form.fields["code"].line.text()
    form.code.clear()
    write(form.code, "371502105001")
    save(qtbot, form)
    write(section.search, "hsc")
    qtbot.waitUntil(lambda: section.panel.title.text() == "槐树村")
    section.change.click()
    other = dialog(qtbot, AreaForm)
    write(other.name, "委会")
    save(qtbot, other)
    qtbot.waitUntil(lambda: section.panel.title.text() == "槐树村委会")
    section.end.click()
    ending = dialog(qtbot, EndForm)
    write(ending.reason, "并村")
    save(qtbot, ending)
    qtbot.waitUntil(lambda: section.model.rowCount() == 0)
    section.past.button(True).click()
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    assert "371502105001" in [row.code for row in local_desk.read(area_rows, past=True)]


def test_what_cannot_be_ended_is_grey_and_says_why(qtbot: QtBot, admin: AdminTab) -> None:
    areas = open_section(qtbot, admin, "区划", AreaSection)
    qtbot.waitUntil(areas.end.isVisible)
    assert not areas.end.isEnabled()
    assert areas.end.toolTip() == "这是本中心自己的辖区，不能停用"
    terms = open_section(qtbot, admin, "纠纷类型", TermSection)
    terms.table.choose(terms.model.rowCount() - 1)
    qtbot.waitUntil(lambda: terms.panel.title.text() == "其他纠纷")
    assert not terms.retire.isEnabled()
    assert "不能停用" in terms.retire.toolTip()


def test_f8_covers_what_an_entry_changed(qtbot: QtBot, sqlite_url: str, at: Clock) -> None:
    desk = desk_as(sqlite_url, Post.AUDITOR, name="审计员")
    section = open_section(qtbot, shown(qtbot, desk), "审计", AuditSection)
    privacy.set_hidden(is_hidden=True)
    try:
        effect = section.changes.graphicsEffect()
        assert effect is not None
        assert effect.isEnabled()
    finally:
        privacy.set_hidden(is_hidden=False)
        desk.close()
