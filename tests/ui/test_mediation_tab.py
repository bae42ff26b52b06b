"""调解办理: from the list of cases to one case, section by section."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desk import Desk
from app.enums import Action, Post
from tests.conftest import Clock
from tests.story import Story
from tests.ui.actions import put, submit
from tests.ui.conftest import papers, press
from tests.ui.mediating import Centre, settled, shown_texts
from tests.ui.mediating import centre as centre
from tests.ui.mediating import opened as opened
from ui import background, privacy, theme
from ui.actions import ActionDialog
from ui.mediation.page import AGREEMENT, FILES, MEETINGS, OVERVIEW, PARTIES, PERFORMANCE
from ui.mediation.sections import Section
from ui.mediation.tab import MediationTab
from ui.widgets.button import Button

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stories(opened: tuple[Desk, list[Story]]) -> list[Story]:
    return opened[1]


@pytest.fixture
def tab(qtbot: QtBot, opened: tuple[Desk, list[Story]]) -> Iterator[MediationTab]:
    yield from settled(qtbot, MediationTab(opened[0]))


def open_case(qtbot: QtBot, tab: MediationTab, story: Story) -> None:
    tab.page.open(story.no, story.detail.cases[0].id)
    tab.stack.setCurrentWidget(tab.page)
    qtbot.waitUntil(lambda: tab.page.is_open and background.is_idle())


def test_the_list_opens_where_something_runs_and_counts_every_group(tab: MediationTab) -> None:
    names = [button.accessibleName() for button in tab.cases.groups.values()]
    assert names == [
        "待受理，1 件等着",
        "调解中，1 件等着",
        "待签名，1 件等着",
        "待履行，1 件等着",
        "到期",
    ]
    assert tab.cases.model.rowCount() == 1


def test_it_tells_how_many_cases_wait(qtbot: QtBot, tab: MediationTab) -> None:
    with qtbot.waitSignal(tab.waiting) as told:
        tab.topics_changed(frozenset({"mediation_case"}))
    assert told.args == [3]


def test_a_key_changes_the_group_and_enter_opens_the_case(qtbot: QtBot, tab: MediationTab) -> None:
    press(tab, Qt.Key.Key_1, ALT)
    qtbot.waitUntil(background.is_idle)
    tab.start()
    press(tab, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.stack.currentWidget() is tab.page and tab.page.is_open)
    assert tab.page.header.number.text() == tab.page.no
    press(tab, Qt.Key.Key_Left, ALT)
    assert tab.stack.currentIndex() == 0


def test_names_are_masked_in_the_list(tab: MediationTab) -> None:
    row = tab.cases.model.rows()[0]
    assert row.who == "陈*香、马*柱"


def test_an_empty_group_says_what_comes_before(qtbot: QtBot, tab: MediationTab) -> None:
    press(tab, Qt.Key.Key_5, ALT)
    qtbot.waitUntil(lambda: tab.cases.empty.isVisible())
    assert tab.cases.empty.text() == "三天以内没有到期的。"


def test_an_empty_group_leaves_the_keyboard_at_the_groups(qtbot: QtBot, tab: MediationTab) -> None:
    tab.start()
    assert tab.cases.table.hasFocus()
    press(tab, Qt.Key.Key_5, ALT)
    qtbot.waitUntil(lambda: tab.cases.empty.isVisible())
    assert tab.cases.groups[tab.cases.group].hasFocus()


@pytest.mark.parametrize(
    ("which", "section"), [(0, OVERVIEW), (1, AGREEMENT), (2, AGREEMENT), (3, PERFORMANCE)]
)
def test_a_case_opens_where_its_next_step_is(
    qtbot: QtBot, tab: MediationTab, stories: list[Story], which: int, section: int
) -> None:
    open_case(qtbot, tab, stories[which])
    assert tab.page.stack.currentIndex() == section


def test_the_head_tells_state_and_limit(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    header = tab.page.header
    assert header.limit.text() == "调解期限 10-21 周三"
    assert {"调解中", "还有 29 天"} <= shown_texts(header)


def test_consents_and_told_rights_stand_with_the_parties(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    press(tab, Qt.Key.Key_2, ALT)
    assert tab.page.stack.currentIndex() == PARTIES
    assert {"同意调解", "已告知权利义务"} <= shown_texts(tab.page.sections[PARTIES])


def test_a_record_is_shown_at_the_right_and_printed(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    with qtbot.waitSignal(tab.page.preview.drawn):
        tab.page.choose(MEETINGS)
    press(tab, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(papers()) and papers()[0].isVisible())
    assert "人民调解记录" in papers()[0].windowTitle()
    assert "第一次调解" in shown_texts(tab.page.sections[MEETINGS])


def test_the_keyboard_stays_in_a_section_that_is_made_anew(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[3])
    section = tab.page.sections[PERFORMANCE]
    record = next(each for each in section.findChildren(Button) if each.text() == "记履行…")
    record.setFocus()
    record.click()
    dialog = tab.findChildren(ActionDialog)[0]
    qtbot.waitUntil(lambda: dialog.isVisible() and background.is_idle())
    put(dialog, "note", "当面转账")
    submit(qtbot, dialog)
    qtbot.waitUntil(lambda: background.is_idle() and not isValid(record))
    qtbot.waitUntil(lambda: section.isAncestorOf(tab.window().focusWidget()))


def test_what_can_be_done_begins_in_its_section(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[0])
    bar = tab.page.sections[OVERVIEW].bar  # type: ignore[union-attr]
    bar.buttons[Action.ACCEPT_MEDIATION].click()
    dialog = next(each for each in tab.findChildren(ActionDialog))
    qtbot.waitUntil(lambda: dialog.isVisible() and background.is_idle())
    dialog.close()


def test_performance_is_recorded_for_the_very_instalment(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[3])
    texts = shown_texts(tab.page.sections[PERFORMANCE])
    assert {"第一条第1期", "第一条第2期", "¥6,000.00"} <= texts


def test_another_desks_step_comes_into_the_open_case(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    tab.page.choose(FILES)
    stories[1].do("2026-09-22 16:00", "suspend", "C1", reason="等鉴定")
    tab.topics_changed(frozenset({"event"}))
    qtbot.waitUntil(lambda: "中止" in shown_texts(tab.page.header))
    assert tab.page.stack.currentIndex() == FILES


def test_hidden_data_cover_the_list_and_the_paper(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    try:
        privacy.set_hidden(is_hidden=True)
        for covered in (tab.page.preview.paper, tab.page.agreement.editor.facts):
            effect = covered.graphicsEffect()
            assert effect is not None and effect.isEnabled()
    finally:
        privacy.set_hidden(is_hidden=False)


def test_the_whole_matter_is_one_button_away(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[1])
    with qtbot.waitSignal(tab.matter_asked) as asked:
        tab.page.header.whole.click()
    assert asked.args == [stories[1].no]


def test_a_final_agreement_is_shown_locked_with_its_number(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[2])
    assert not tab.page.agreement.is_writing
    assert any("青石人调字〔2026〕第1号" in text for text in shown_texts(tab.page.agreement))
    tab.page.preview.printed.emit()
    qtbot.waitUntil(lambda: bool(papers()) and papers()[0].isVisible())
    assert papers()[0].windowTitle().startswith("人民调解协议书")


def test_before_mediation_began_nothing_can_be_written(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[0])
    tab.page.choose(AGREEMENT)
    assert not tab.page.agreement.is_writing
    assert tab.page.preview.empty.text() == "定调解员、开始调解以后，在这里写协议。"
    assert not tab.page.preview.print.isEnabled()


def test_a_recorder_reads_the_agreement_and_does_not_write_it(
    qtbot: QtBot, centre: Centre, at: Clock
) -> None:
    desk, stories = centre.open(at)
    committee = stories[1].detail.cases[0].committee_id
    actor = replace(desk.actor, posts=frozenset({Post.RECORDER}), committee_id=committee)
    made = MediationTab(Desk(desk.engine, actor, desk.office))
    for tab in settled(qtbot, made):
        open_case(qtbot, tab, stories[1])
        tab.page.choose(AGREEMENT)
        assert not tab.page.agreement.is_writing
        assert not tab.page.agreement.of_case.buttons
        tab.page.choose(MEETINGS)
        assert "记录调解" in button_texts(tab.page.sections[MEETINGS])
    desk.close()


def button_texts(widget: QWidget) -> set[str]:
    return {each.text() for each in widget.findChildren(QPushButton) if not each.isHidden()}


def test_the_largest_text_fits_the_smallest_screen(
    qtbot: QtBot, qapp: QApplication, centre: Centre, at: Clock
) -> None:
    desk, stories = centre.open(at)
    theme.apply(qapp, theme.Theme(theme.LIGHT, 1.5))
    try:
        for tab in settled(qtbot, MediationTab(desk)):
            for story in stories:
                open_case(qtbot, tab, story)
                assert tab.minimumSizeHint().width() <= 1366
    finally:
        theme.apply(qapp, theme.Theme(theme.LIGHT))
        desk.close()


def test_a_party_is_completed_where_the_parties_are(
    qtbot: QtBot, tab: MediationTab, stories: list[Story]
) -> None:
    open_case(qtbot, tab, stories[0])
    tab.page.choose(PARTIES)
    section = tab.page.sections[PARTIES]
    assert isinstance(section, Section)
    button = section.bar.buttons[Action.CORRECT_PARTY]
    assert button.isEnabled()
    assert button.text() == "补充、更正当事人"
