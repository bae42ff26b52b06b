"""区划 and 单位, driven as a person does."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.admin.area_list import area_rows
from app.admin.units import units
from app.desk import Desk
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section
from tests.ui.conftest import press, write
from tests.ui.dialogs import dialog_of, save
from ui.admin.areas import AreaForm, AreaSection
from ui.admin.tab import AdminTab
from ui.admin.units import UnitForm, UnitSection
from ui.widgets.end_form import EndForm


def test_a_unit_is_added_and_ended(qtbot: QtBot, admin: AdminTab, local_desk: Desk) -> None:
    section = open_section(qtbot, admin, "单位", UnitSection)
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, UnitForm)
    write(form.name, "青石镇水利站")
    write(form.code, "QS-CJ")
    save(qtbot, form)
    assert "已经有单位在用" in form.fields["code"].line.text()
    form.code.clear()
    write(form.code, "QS-SL")
    write(form.area, "火星")
    save(qtbot, form)
    assert form.fields["area"].line.text() == "名单里没有“火星”，请从名单里选一个"
    form.area.setEditText("青石镇")
    save(qtbot, form)
    write(section.search, "shuili")
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    section.end.click()
    ending = dialog_of(qtbot, EndForm)
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


def test_an_area_is_added_renamed_and_ended(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk
) -> None:
    section = open_section(qtbot, admin, "区划", AreaSection)
    press(admin, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, AreaForm)
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
    other = dialog_of(qtbot, AreaForm)
    press(other.name, Qt.Key.Key_End)  # whichever way it got the keyboard
    write(other.name, "委会")
    save(qtbot, other)
    qtbot.waitUntil(lambda: section.panel.title.text() == "槐树村委会")
    section.end.click()
    ending = dialog_of(qtbot, EndForm)
    write(ending.reason, "并村")
    save(qtbot, ending)
    qtbot.waitUntil(lambda: section.model.rowCount() == 0)
    section.past.button(True).click()
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    assert "371502105001" in [row.code for row in local_desk.read(area_rows, past=True)]
