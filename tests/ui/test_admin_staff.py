"""人员与岗位, driven as a person does."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.admin.queries import staff_members
from app.admin.staff import staff_card
from app.desk import Desk
from app.enums import Post
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section
from tests.ui.conftest import Asked, press, write
from tests.ui.dialogs import dialog_of, dialogs, save
from ui.admin.staff import PasswordShown, StaffForm, StaffSection
from ui.admin.tab import AdminTab


def pick(qtbot: QtBot, staff: StaffSection, name: str) -> None:
    names = [row.name for row in staff.model.rows()]
    staff.table.choose(names.index(name))
    qtbot.waitUntil(lambda: staff.panel.title.text() == name)


def test_somebody_new_gets_a_password_shown_once(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk
) -> None:
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, StaffForm)
    write(form.name, "欧阳秀英")
    save(qtbot, form)
    assert form.fields["post"].line.text() == "至少要选一个岗位"
    form.posts.button(Post.DISPATCHER).click()
    save(qtbot, form)
    told = dialog_of(qtbot, PasswordShown)
    assert len(told.password.text()) == 12
    press(told, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs(PasswordShown))
    assert local_desk.read(staff_members)[-1].posts == (Post.DISPATCHER,)


def test_posts_and_unit_are_changed(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    pick(qtbot, staff, "苏小梅")
    press(admin, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, StaffForm)
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
    form = dialog_of(qtbot, StaffForm)
    form.posts.button(Post.AUDITOR).click()
    save(qtbot, form)
    assert form.fields["post"].line.text() == "系统管理员和审计员不能是同一个人"


def test_a_password_is_reset_and_somebody_let_go_and_back(
    qtbot: QtBot, admin: AdminTab, asked: Asked, local_desk: Desk
) -> None:
    staff = open_section(qtbot, admin, "人员与岗位", StaffSection)
    pick(qtbot, staff, "苏小梅")
    staff.reset.click()
    dialog_of(qtbot, PasswordShown).done_button.click()
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
