"""The agreement's editor: written by keys, checked, kept, drawn, stored, made final."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.drafts import open_box
from app.enums import AgreementState
from app.mediation.clauses import STOCK
from tests.story import Story
from tests.ui.conftest import Told, compose, papers, press, write
from tests.ui.mediating import centre as centre
from tests.ui.mediating import opened as opened
from tests.ui.mediating import settled, shown_texts
from ui import background
from ui.actions import ActionDialog
from ui.mediation.agreement import AgreementSection
from ui.mediation.editor import AgreementEditor
from ui.mediation.page import AGREEMENT, PARTIES
from ui.mediation.tab import MediationTab
from ui.mediation.writing import CHECK_MS, FORM

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def story(opened: tuple[Desk, list[Story]]) -> Story:
    """In mediation, one meeting held, nothing drafted."""
    return opened[1][1]


@pytest.fixture
def tab(qtbot: QtBot, opened: tuple[Desk, list[Story]], story: Story) -> Iterator[MediationTab]:
    made = MediationTab(opened[0])
    for each in settled(qtbot, made):
        show(qtbot, each, story)
        yield each


@pytest.fixture
def section(tab: MediationTab) -> AgreementSection:
    return tab.page.agreement


@pytest.fixture
def editor(section: AgreementSection) -> AgreementEditor:
    return section.editor


def show(qtbot: QtBot, tab: MediationTab, story: Story) -> None:
    with qtbot.waitSignal(tab.page.preview.drawn, timeout=15000):
        tab.open(story.no, story.detail.cases[0].id)
    qtbot.waitUntil(background.is_idle)
    assert tab.page.stack.currentIndex() == AGREEMENT


def fill(editor: AgreementEditor) -> None:
    """A sound agreement of one clause and one sum."""
    write(editor.clauses[0].text, "马铁柱赔偿陈桂香吊顶修理费。")
    editor.clauses[0].add_duty()
    duty = editor.clauses[0].duties[0]
    write(duty.amount, "12000")
    duty.method.setCurrentIndex(2)
    duty.method.typed.emit()
    write(duty.due_on, "10-16")
    write(editor.recorder, "")


def found(section: AgreementSection) -> list[tuple[str, str]]:
    section.writing.check()
    return [(p.field, p.code) for p in section.writing.result.problems]


def focused(widget: QWidget) -> QWidget:
    return widget.window().focusWidget()


def test_a_new_agreement_begins_with_the_facts_and_one_clause(editor: AgreementEditor) -> None:
    entry = editor.entry()
    assert entry.facts.startswith("楼上水管漏水")
    assert len(entry.clauses) == 1
    assert entry.recorder == "林小禾"


def test_a_key_adds_a_clause_and_enter_moves_on(tab: MediationTab, editor: AgreementEditor) -> None:
    write(editor.clauses[0].text, "马铁柱修好水管。")
    press(tab, Qt.Key.Key_N, CTRL)
    assert focused(tab) is editor.clauses[1].text
    QTest.keyClick(editor.clauses[1].text, Qt.Key.Key_Return)
    assert focused(tab) is editor.clauses[1].add
    assert editor.clauses[1].entry().text == ""


def test_an_empty_clause_at_the_end_is_used_first(
    tab: MediationTab, editor: AgreementEditor
) -> None:
    press(tab, Qt.Key.Key_N, CTRL)
    assert len(editor.clauses) == 1


def test_a_clause_taken_out_comes_back_where_it_was(
    tab: MediationTab, editor: AgreementEditor
) -> None:
    fill(editor)
    editor.add_clause("双方再无其他争议。")
    before = editor.entry()
    editor.clauses[0].text.setFocus()
    press(tab, Qt.Key.Key_Delete, ALT)
    assert [c.text for c in editor.entry().clauses] == ["双方再无其他争议。"]
    assert editor.undo.isVisible()
    press(tab, Qt.Key.Key_Z, ALT)
    assert editor.entry() == before
    assert not editor.undo.isVisible()


def test_sums_and_days_read_as_people_write_them(editor: AgreementEditor) -> None:
    fill(editor)
    duty = editor.clauses[0].duties[0].entry()
    assert (duty.amount, duty.due_on) == ("12,000.00", "2026-10-16")
    assert editor.words.text() == "合计　人民币壹万贰仟元整"
    assert editor.figures.text() == "¥12,000.00"


def test_a_sum_is_split_into_instalments_that_add_up(editor: AgreementEditor) -> None:
    fill(editor)
    duty = editor.clauses[0].duties[0]
    duty.split.click()
    assert [t.amount for t in duty.entry().schedule] == ["6,000.00", "6,000.00"]
    assert duty.entry().schedule[0].due_on == "2026-10-16"
    write(duty.terms[1].due_on, "10-30")
    duty.terms[0].remove.click()
    assert duty.entry().schedule == ()


def test_only_money_has_a_sum_and_instalments(editor: AgreementEditor) -> None:
    fill(editor)
    duty = editor.clauses[0].duties[0]
    duty.kind.setCurrentIndex(3)
    duty.kind.typed.emit()
    assert duty.amount.isHidden() or not duty.amount.isVisible()
    assert not duty.split.isVisible()


def test_the_check_up_counts_and_leads_to_the_field(
    qtbot: QtBot, tab: MediationTab, section: AgreementSection, editor: AgreementEditor
) -> None:
    fill(editor)
    editor.clauses[0].duties[0].due_on.setText("")
    write(editor.copies, "2")
    assert found(section) == [("copies", "M16"), ("performance[0].due_on", "M22")]
    assert {"1 项须改", "1 项提醒", "10 项通过"} <= shown_texts(section.checks)
    section.checks.findings[1].lead.click()
    assert focused(tab) is editor.clauses[0].duties[0].due_on
    section.checks.findings[0].lead.click()
    assert focused(tab) is editor.copies


def test_finalising_waits_until_nothing_stops(
    section: AgreementSection, editor: AgreementEditor
) -> None:
    assert section.final.text() == "定稿编号（先改 1 项）"
    assert not section.final.isEnabled()
    fill(editor)
    assert found(section) == []
    assert section.final.text() == "定稿编号"
    assert section.final.isEnabled()


def test_a_problem_shows_at_its_field_once_that_was_left(
    qtbot: QtBot, section: AgreementSection, editor: AgreementEditor
) -> None:
    fill(editor)
    field = dict(editor.fields())["performance[0].due_on"]
    duty = editor.clauses[0].duties[0]
    duty.due_on.setText("月底")
    duty.due_on.setFocus()
    duty.amount.setFocus()
    qtbot.waitUntil(lambda: field.line.isVisible())
    assert field.line.text() == "看不出是哪一天，请写成 12-5 或 2026-12-05"


def test_what_the_editor_has_no_field_for_leads_to_the_parties(
    tab: MediationTab, section: AgreementSection
) -> None:
    section.checks.asked.emit("parties[0].address")
    assert tab.page.stack.currentIndex() == PARTIES


def test_the_paper_follows_and_the_eyes_stay(
    qtbot: QtBot, tab: MediationTab, editor: AgreementEditor
) -> None:
    preview = tab.page.preview
    fill(editor)
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        pass
    bar = preview.paper.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        write(editor.clauses[0].text, "，一次付清")
    assert bar.value() == place


def test_an_outdated_drawing_is_dropped(qtbot: QtBot, tab: MediationTab) -> None:
    from threading import Event

    preview = tab.page.preview
    data, gate = preview._data, Event()

    def slow() -> bytes:
        gate.wait(10)
        return b"%PDF outdated"

    preview.ask(slow, at_once=True)
    qtbot.waitUntil(lambda: preview._is_drawing)
    preview.ask(lambda: data, at_once=True)
    gate.set()
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        pass
    assert preview._data == data


def test_both_sides_read_it_over_the_whole_screen(qtbot: QtBot, tab: MediationTab) -> None:
    press(tab, Qt.Key.Key_F11)
    large = tab.page.preview.large
    assert large is not None
    qtbot.waitUntil(lambda: large.isVisible() and large.isActiveWindow())
    assert large.paper.page_count() == tab.page.preview.paper.page_count()
    press(large, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tab.page.preview.large is None)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)


def test_letters_being_composed_survive_checks_autosave_and_drawing(
    qtbot: QtBot, tab: MediationTab, section: AgreementSection, editor: AgreementEditor
) -> None:
    fill(editor)
    field = editor.clauses[0].text
    write(field, "付")
    compose(field, "qing")
    with qtbot.waitSignal(section.writing.autosave.saved):
        section.writing.autosave.flush()
    with qtbot.waitSignal(tab.page.preview.drawn, timeout=15000):
        section.writing.check()
    tab.topics_changed(frozenset({"event"}))
    qtbot.wait(CHECK_MS + 100)
    qtbot.waitUntil(background.is_idle)
    assert field.is_composing()
    assert focused(tab) is field


def test_what_is_typed_comes_back_after_the_window_was_lost(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
) -> None:
    fill(editor)
    with qtbot.waitSignal(section.writing.autosave.saved):
        section.writing.autosave.flush()
    before = editor.entry()
    again = MediationTab(story.desk)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: bool(again.unfinished.buttons))
    again.unfinished.buttons[0].click()
    qtbot.waitUntil(lambda: again.page.is_open and background.is_idle())
    assert again.page.agreement.editor.entry() == before
    assert again.page.agreement.restored.isVisible()
    again.page.agreement.forget.click()
    assert again.page.agreement.editor.entry().clauses[0].text == ""
    qtbot.waitUntil(background.is_idle)


def test_storing_writes_the_draft_and_ends_the_one_on_the_disk(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
) -> None:
    fill(editor)
    typed = editor.entry()
    with qtbot.waitSignal(section.acted):
        press(tab, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(background.is_idle)
    [paper] = story.detail.agreements
    assert (paper.state, paper.clauses) == (AgreementState.DRAFT, ("马铁柱赔偿陈桂香吊顶修理费。",))
    assert not section.keep.isEnabled()
    assert editor.entry() == typed
    box = open_box(story.desk.office.keys, story.desk.actor.staff_id)
    qtbot.waitUntil(lambda: not box.list(FORM))


def test_storing_again_replaces_the_draft(
    qtbot: QtBot, section: AgreementSection, editor: AgreementEditor, story: Story
) -> None:
    fill(editor)
    for words in ("", "，一次付清"):
        write(editor.clauses[0].text, words)
        with qtbot.waitSignal(section.acted):
            section.writing.store()
        qtbot.waitUntil(background.is_idle)
    [paper] = story.detail.agreements
    assert paper.clauses[0].endswith("一次付清")


def test_what_the_rules_refuse_stays_and_is_shown(
    qtbot: QtBot, tab: MediationTab, section: AgreementSection, editor: AgreementEditor
) -> None:
    editor.facts.setPlainText("漏水")
    section.writing.store()
    qtbot.waitUntil(background.is_idle)
    assert editor.facts.toPlainText() == "漏水"
    assert focused(tab) is editor.facts
    assert dict(editor.fields())["facts"].line.isVisible()


def test_another_desks_draft_never_overwrites_what_is_typed(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
    told: Told,
) -> None:
    fill(editor)
    before = editor.entry()
    clauses = ["双方和好。", "再无争议。"]
    facts = "2026年9月12日楼上水管漏水，双方有争议。"
    story.do("2026-09-22 15:10", "agree", "C1", facts=facts, clauses=clauses, recorder="许小雨")
    tab.topics_changed(frozenset({"event"}))
    qtbot.waitUntil(lambda: section.writing.draft is not None and background.is_idle())
    assert editor.entry() == before


def test_another_desks_draft_comes_in_where_nobody_has_typed(
    qtbot: QtBot, tab: MediationTab, editor: AgreementEditor, story: Story
) -> None:
    facts = "2026年9月12日楼上水管漏水，双方有争议。"
    story.do("2026-09-22 15:10", "agree", "C1", facts=facts, clauses=["和好。"], recorder="许小雨")
    tab.topics_changed(frozenset({"event"}))
    qtbot.waitUntil(lambda: editor.entry().facts == facts)
    assert [clause.text for clause in editor.entry().clauses] == ["和好。"]


def test_making_it_final_stores_it_asks_and_shows_the_numbered_paper(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
) -> None:
    fill(editor)
    section.writing.check()
    section.final.click()
    qtbot.waitUntil(lambda: bool(dialogs(tab)) and background.is_idle())
    with qtbot.waitSignal(section.acted):
        dialogs(tab)[0].submit()
    qtbot.waitUntil(lambda: bool(papers()) and background.is_idle())
    [paper] = story.detail.agreements
    assert paper.number == "青石人调字〔2026〕第3号"
    assert not section.is_writing
    assert (
        section.lacking.text()
        == "还缺陈桂香、马铁柱、周正明的签名，还有调委会的印章，协议还不生效。"
    )


def test_printing_the_draft_stores_it_first(
    qtbot: QtBot, section: AgreementSection, editor: AgreementEditor, story: Story
) -> None:
    fill(editor)
    section.print_draft.click()
    qtbot.waitUntil(lambda: bool(papers()) and papers()[0].isVisible())
    assert len(story.detail.agreements) == 1


def test_what_is_typed_goes_into_the_oral_agreement(
    qtbot: QtBot, tab: MediationTab, section: AgreementSection, editor: AgreementEditor
) -> None:
    fill(editor)
    section.oral.click()
    qtbot.waitUntil(lambda: bool(dialogs(tab)) and background.is_idle())
    form = dialogs(tab)[0].form.read("", [])
    assert form.clauses == ("马铁柱赔偿陈桂香吊顶修理费。",)
    assert [(item.amount, str(item.due_on)) for item in form.performance] == [
        (1_200_000, "2026-10-16")
    ]
    dialogs(tab)[0].close()


def test_a_stock_clause_is_put_in_whole(section: AgreementSection, editor: AgreementEditor) -> None:
    fill(editor)
    section.menu.actions()[0].trigger()
    assert editor.entry().clauses[-1].text == STOCK[0].text


def test_every_control_has_a_name(section: AgreementSection, editor: AgreementEditor) -> None:
    fill(editor)
    editor.clauses[0].duties[0].split.click()
    for stop in editor.stops():
        assert stop.accessibleName(), stop
    names = [stop.accessibleName() for stop in editor.clauses[0].duties[0].stops()]
    assert len(set(names)) == len(names)


def dialogs(tab: MediationTab) -> list[ActionDialog]:
    return [each for each in tab.findChildren(ActionDialog) if each.isVisible()]


def test_a_supplement_is_begun_from_a_paper_in_force(
    qtbot: QtBot, tab: MediationTab, opened: tuple[Desk, list[Story]]
) -> None:
    story = opened[1][3]
    tab.open(story.no, story.detail.cases[0].id)
    qtbot.waitUntil(lambda: tab.page.is_open and background.is_idle())
    section = tab.page.agreement
    tab.page.choose(AGREEMENT)
    assert not section.is_writing
    section.supplement.click()
    assert section.editor.isVisible()
    assert section.editor.entry().supplement_to == "青石人调字〔2026〕第2号"


def test_a_step_at_another_desk_is_told_and_storing_again_works(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
    told: Told,
) -> None:
    fill(editor)
    story.do("2026-09-22 15:10", "contact", "C1", whom="陈桂香", reached=True)
    section.writing.store()
    qtbot.waitUntil(lambda: bool(told) and background.is_idle())
    tab.topics_changed(frozenset({"event"}))
    qtbot.waitUntil(lambda: background.is_idle() and tab.page.is_open)
    with qtbot.waitSignal(section.acted):
        section.writing.store()
    qtbot.waitUntil(background.is_idle)
    assert story.detail.agreements[0].clauses == ("马铁柱赔偿陈桂香吊顶修理费。",)
