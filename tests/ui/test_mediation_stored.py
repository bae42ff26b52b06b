"""What was written is stored, made final and printed, and another desk may be quicker."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.drafts import open_box
from app.enums import AgreementState
from app.errors import DatabaseUnavailable
from app.messages import error_text
from tests.story import Story
from tests.ui.agreeing import editor as editor
from tests.ui.agreeing import fill, focused
from tests.ui.agreeing import section as section
from tests.ui.agreeing import story as story
from tests.ui.agreeing import tab as tab
from tests.ui.conftest import Told, papers, press, write
from tests.ui.mediating import centre as centre
from tests.ui.mediating import opened as opened
from ui import background
from ui.actions import ActionDialog
from ui.mediation.agreement import AgreementSection
from ui.mediation.editor import AgreementEditor
from ui.mediation.page import AGREEMENT
from ui.mediation.tab import MediationTab
from ui.mediation.writing import FORM

CTRL = Qt.KeyboardModifier.ControlModifier


def dialogs(tab: MediationTab) -> list[ActionDialog]:
    return [each for each in tab.findChildren(ActionDialog) if each.isVisible()]


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


def test_what_no_server_took_stays_in_the_editor_and_goes_the_next_time(
    qtbot: QtBot,
    tab: MediationTab,
    section: AgreementSection,
    editor: AgreementEditor,
    story: Story,
    told: Told,
) -> None:
    fill(editor)
    typed = editor.entry()
    with pytest.MonkeyPatch.context() as away:
        away.setattr(Desk, "write", _unreached)
        press(tab, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: bool(told) and background.is_idle())
    assert told == [error_text(DatabaseUnavailable(why="unknown"))]
    assert (editor.entry(), section.writing.autosave.save_now()) == (typed, True)
    assert not story.detail.agreements
    with qtbot.waitSignal(section.acted):
        press(tab, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(background.is_idle)
    [paper] = story.detail.agreements
    assert paper.clauses == ("马铁柱赔偿陈桂香吊顶修理费。",)


def _unreached(*_words: object, **_more: object) -> None:
    raise DatabaseUnavailable(why="unknown")
