"""字典, driven as a person does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.admin.dictionary_list import DICTIONARIES, DISPUTE_TYPES, RISK_LEVELS
from app.admin.entries import EntryRow, entries
from app.admin.terms import dispute_types
from app.desk import Desk
from app.enums import RiskLevel
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section
from tests.ui.conftest import press, write
from tests.ui.dialogs import dialog_of, dialogs, save
from ui import background
from ui.admin.dictionaries import DictionarySection, LevelForm
from ui.admin.tab import AdminTab
from ui.widgets.end_form import EndForm, ReasonForm


@pytest.fixture
def section(qtbot: QtBot, admin: AdminTab) -> DictionarySection:
    return open_section(qtbot, admin, "字典", DictionarySection)


def turn(qtbot: QtBot, section: DictionarySection, title: str) -> list[EntryRow]:
    """Go to a dictionary with the arrow keys; its entries."""
    section.start()
    [place] = [n for n, each in enumerate(DICTIONARIES) if each.title == title]
    QTest.keyClick(section.which, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(section.which, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: section.dictionary().title == title and background.is_idle())
    return list(section.model.rows())


def choose(qtbot: QtBot, section: DictionarySection, name: str) -> None:
    names = [row.name.strip() for row in section.model.rows()]
    section.table.choose(names.index(name))
    qtbot.waitUntil(lambda: section.panel.title.text() == name)


def colour(desk: Desk, level: RiskLevel) -> EntryRow:
    rows = desk.read(entries, RISK_LEVELS)
    return next(row for row in rows if row.identifier == level)


def test_a_type_is_retired_and_restored(
    qtbot: QtBot, section: DictionarySection, local_desk: Desk
) -> None:
    section.retire.click()
    ending = dialog_of(qtbot, EndForm)
    write(ending.reason, "本地没有")
    save(qtbot, ending)
    qtbot.waitUntil(section.restore.isVisible)
    section.restore.click()
    form = dialog_of(qtbot, ReasonForm)
    write(form.reason, "又有了")
    save(qtbot, form)
    qtbot.waitUntil(section.retire.isVisible)
    assert local_desk.read(dispute_types)[0].valid_to is None


def test_what_cannot_be_ended_is_grey_and_says_why(
    qtbot: QtBot, section: DictionarySection
) -> None:
    choose(qtbot, section, "其他纠纷")
    assert not section.retire.isEnabled()
    assert "不能停用" in section.retire.toolTip()
    turn(qtbot, section, "风险等级")
    choose(qtbot, section, "红色")
    assert not section.retire.isEnabled()
    assert "红色不能停用" in section.retire.toolTip()


def test_a_colour_gets_other_points(
    qtbot: QtBot, admin: AdminTab, section: DictionarySection, local_desk: Desk
) -> None:
    turn(qtbot, section, "风险等级")
    choose(qtbot, section, "橙色")
    press(admin, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    form = dialog_of(qtbot, LevelForm)
    form.least.clear()
    write(form.least, "90")
    save(qtbot, form)
    assert "21到69之间" in form.fields["least"].line.text()
    assert "必须填写" in form.fields["reason"].line.text()
    form.least.clear()
    write(form.least, "50")
    write(form.reason, "联席会议")
    save(qtbot, form)
    qtbot.waitUntil(lambda: section.panel.facts.text().startswith("研判 50 分起"))
    assert colour(local_desk, RiskLevel.ORANGE).least == 50


def test_a_colour_is_used_and_no_more(
    qtbot: QtBot, section: DictionarySection, local_desk: Desk
) -> None:
    turn(qtbot, section, "风险等级")
    choose(qtbot, section, "蓝色")
    assert not section.change.isVisible()
    section.restore.click()
    form = dialog_of(qtbot, LevelForm)
    save(qtbot, form)
    assert "必须填写" in form.fields["least"].line.text()
    write(form.least, "10")
    write(form.reason, "市里统一")
    save(qtbot, form)
    qtbot.waitUntil(section.retire.isVisible)
    assert colour(local_desk, RiskLevel.BLUE).least == 10
    section.retire.click()
    leaving = dialog_of(qtbot, ReasonForm)
    save(qtbot, leaving)
    assert "必须填写" in leaving.fields["reason"].line.text()
    write(leaving.reason, "不用了")
    save(qtbot, leaving)
    qtbot.waitUntil(section.restore.isVisible)
    section.past.button(False).click()
    qtbot.waitUntil(lambda: section.model.rowCount() == 3)


def test_what_is_fixed_is_shown_with_its_source_and_why(
    qtbot: QtBot, section: DictionarySection
) -> None:
    rows = turn(qtbot, section, "性别")
    assert [row.code for row in rows] == ["0", "1", "2", "9"]
    assert section.about.text().startswith("来源：GB/T 2261.1。这一本不能改：")
    for control in (section.change, section.retire, section.restore, section.past):
        assert not control.isVisible()
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert not dialogs(LevelForm)


def test_the_chooser_says_which_can_be_changed(section: DictionarySection) -> None:
    texts = [section.which.itemText(n) for n in range(section.which.count())]
    assert len(texts) == len(DICTIONARIES)
    changeable = [text for text in texts if "可以改" in text]
    assert changeable == [f"{each.title}（可以改）" for each in (DISPUTE_TYPES, RISK_LEVELS)]
    assert section.which.accessibleName() == "哪一本字典"
