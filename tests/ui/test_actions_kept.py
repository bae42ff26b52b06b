"""A dialog lost with what was typed comes back filled."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.drafts import open_box
from app.enums import Action, SessionOutcome
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.story import Story
from tests.ui.actions import dialog_at, put, submit
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.conftest import Asked, press
from ui import background
from ui.actions import ActionDialog

ENTRIES: dict[Action, tuple[str, str, dict[str, Any]]] = {
    Action.RECORD_SESSION: (
        "in_mediation",
        "C1",
        {"record": "双方核对了报价。", "outcome": SessionOutcome.SUCCESS, "place": "调解室"},
    ),
    Action.ACCEPT_MEDIATION: (
        "contacted",
        "C1",
        {"consents[0].agreed": True, "consents[1].rights_told_on": "今天"},
    ),
    Action.ASSIGN: (
        "assessed",
        "",
        {"assignments[0].unit": "青石镇城建办", "assignments[0].goal": "修好漏点"},
    ),
}


def lost(qtbot: QtBot, story: Story, action: Action, on: str, entries: dict[str, Any]) -> Any:
    """What stood in a dialog that went without being saved or given up, as with the power."""
    dialog = dialog_at(qtbot, story, action, on)
    for path, value in entries.items():
        put(dialog, path, value)
    typed = dialog.form.state()
    with qtbot.waitSignal(dialog.kept.autosave.saved):
        dialog.kept.autosave.flush()
    dialog.done(0)
    return typed


def drafts(story: Story) -> int:
    background.disk.waitForDone()
    return len(open_box(story.desk.office.keys, story.desk.actor.staff_id).list())


def test_what_was_typed_comes_back_in_every_kind_of_field(qtbot: QtBot, story_at: StoryAt) -> None:
    for action, (stage, on, entries) in ENTRIES.items():
        story = story_at(stage)
        typed = lost(qtbot, story, action, on, entries)
        again = dialog_at(qtbot, story, action, on)
        assert again.form.state() == typed
        assert "填回来了" in again.frame.sentence.text()
        again.done(0)


def test_it_is_not_kept_longer_than_it_is_needed(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("issued")
    lost(qtbot, story, Action.RECALL, "A1", {"reason": "派错了"})
    assert drafts(story) == 1
    again = dialog_at(qtbot, story, Action.RECALL, "A1")
    assert submit(qtbot, again).detail.assignments[0].reason == "归口办理"
    assert drafts(story) == 0


def test_it_is_of_its_own_record_only(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("issued")
    lost(qtbot, story, Action.RECALL, "A1", {"reason": "派错了"})
    other = dialog_at(qtbot, story, Action.RECALL, "A2")
    assert not other.frame.sentence.isVisible()


def begin_anew(dialog: ActionDialog) -> None:
    assert dialog.frame.again.text() == "不要了"
    dialog.frame.again.click()


def test_it_can_be_thrown_away_for_what_is_usual(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("contacted")
    fresh = dialog_at(qtbot, story, Action.ACCEPT_MEDIATION, "C1")
    usual = fresh.form.state()
    fresh.done(0)
    _, on, entries = ENTRIES[Action.ACCEPT_MEDIATION]
    lost(qtbot, story, Action.ACCEPT_MEDIATION, on, entries)
    again = dialog_at(qtbot, story, Action.ACCEPT_MEDIATION, "C1")
    begin_anew(again)
    assert again.form.state() == usual
    qtbot.waitUntil(background.is_idle)
    assert drafts(story) == 0


def test_what_is_given_up_is_gone(qtbot: QtBot, story_at: StoryAt, asked: Asked) -> None:
    story = story_at("issued")
    lost(qtbot, story, Action.RECALL, "A1", {"reason": "派错了"})
    again = dialog_at(qtbot, story, Action.RECALL, "A1")
    press(again, Qt.Key.Key_Escape)
    assert len(asked) == 1
    qtbot.waitUntil(background.is_idle)
    assert drafts(story) == 0
