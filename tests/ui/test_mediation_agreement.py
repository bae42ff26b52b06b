"""The agreement's editor: written by keys, checked, kept, drawn."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.mediation.clauses import STOCK
from tests.story import Story
from tests.ui.agreeing import editor as editor
from tests.ui.agreeing import fill, focused
from tests.ui.agreeing import section as section
from tests.ui.agreeing import story as story
from tests.ui.agreeing import tab as tab
from tests.ui.conftest import compose, press, write
from tests.ui.mediating import centre as centre
from tests.ui.mediating import opened as opened
from tests.ui.mediating import shown_texts
from ui import background
from ui.mediation.agreement import AgreementSection
from ui.mediation.editor import AgreementEditor
from ui.mediation.page import PARTIES
from ui.mediation.tab import MediationTab
from ui.mediation.writing import CHECK_MS
from ui.presence import Presence

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def found(section: AgreementSection) -> list[tuple[str, str]]:
    section.writing.check()
    return [(p.field, p.code) for p in section.writing.result.problems]


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
    with qtbot.waitSignal(preview.drawn):
        pass
    bar = preview.paper.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place
    with qtbot.waitSignal(preview.drawn):
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
    with qtbot.waitSignal(preview.drawn):
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
    with qtbot.waitSignal(tab.page.preview.drawn):
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


def test_others_are_told_while_something_stands_here_that_is_not_stored(
    section: AgreementSection, editor: AgreementEditor, story: Story
) -> None:
    told: list[tuple[str, str]] = []

    class Noted(Presence):
        def begin(self, matter: UUID, doing: str) -> None:
            told.append(("begin", doing))

        def end(self, matter: UUID, doing: str) -> None:
            told.append(("end", doing))

    noted = Noted(section.writing._desk, section)
    write(editor.clauses[0].text, "马铁柱修好水管。")
    assert told == [("begin", "agree")]
    section.forget.click()
    assert told[-1] == ("end", "agree")
    del noted
