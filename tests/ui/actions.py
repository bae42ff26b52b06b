"""Dialogs of actions on matters at the stages of tests/app/matter/stages.py."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import Action
from app.matter.act import Done, Option, actions_of
from app.matter.types import MatterDetail
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import IN_HANDLING
from tests.story import Story
from tests.ui.conftest import press, write
from ui import background
from ui.actions import ActionDialog, start
from ui.actions.editors import Pick, Several, Text, Words
from ui.actions.place import Place

_MATTERS = {
    "assess": "registered",
    "settle_at_window": "registered",
    "assign": "assessed",
    "propose_mediation": "assessed",
    "close": "answered",
    "reopen": "closed",
    "archive": "closed",
    "revisit": "closed",
    "merge": "issued",
    "split": "merged",
    "withdraw": "in_mediation",
    "attach": "issued",
    "correct": "registered",
    "correct_party": "registered",
}
PLACES: Mapping[Action, tuple[str, str]] = {
    **{Action(name): place for name, place in IN_HANDLING.items()},
    Action.DECLINE: ("acknowledged", "A1"),
    Action.RECORD_ORAL_AGREEMENT: ("by_word", "C1"),
    Action.REMIND: ("contacted", "A1"),
    Action.SUPERVISE: ("contacted", "A1"),
    **{Action(name): (stage, "") for name, stage in _MATTERS.items()},
}
"""A stage in which an action goes through, and the record it is done to (the matter: empty)."""


def option_of(detail: MatterDetail, story: Story, action: Action, on: str = "") -> Option:
    """The option for `action` on the record with the short name `on`."""
    target = str(story.record(on).id) if on else str(detail.id)
    options = actions_of(detail, story.desk.actor)
    return next(o for o in options if o.action is action and o.target == target)


def dialog_at(qtbot: QtBot, story: Story, action: Action, on: str = "") -> ActionDialog:
    """Its dialog, open, with everything loaded."""
    detail = story.detail
    dialog = start(None, story.desk, detail, option_of(detail, story, action, on))
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and background.is_idle())
    return dialog


def opened(qtbot: QtBot, story_at: StoryAt, action: Action) -> ActionDialog:
    """The dialog of an action at its own stage."""
    stage, on = PLACES[action]
    return dialog_at(qtbot, story_at(stage), action, on)


@pytest.fixture(autouse=True)
def no_dialog_left(qtbot: QtBot) -> Iterator[None]:
    """Closed before the desks of the stories are."""
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, ActionDialog):
            qtbot.waitUntil(background.is_idle)
            each.done(0)


def put(dialog: ActionDialog, path: str, value: Any) -> None:
    """Enter a value as a person does: type it, or click its word."""
    places = {**dict(dialog.form.fields("")), **dict(dialog.behalf.fields("on_behalf"))}
    place = places[path]
    assert isinstance(place, Place)
    asks = place.asks
    if isinstance(asks, Words):
        for member in value if isinstance(asks, Several) else (value,):
            asks.segments.button(member).click()
    elif isinstance(asks, Pick):
        edit = asks.pick.lineEdit()
        assert edit is not None
        edit.clear()
        write(edit, value)
    else:
        field = asks.box if isinstance(asks, Text) else getattr(asks, "edit", None)
        assert field is not None
        field.clear()
        write(field, value)


def submit(qtbot: QtBot, dialog: ActionDialog) -> Done:
    """Ctrl+Enter, and what came of it."""
    with qtbot.waitSignal(dialog.acted) as done:
        press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(background.is_idle)
    found = done.args[0]
    assert isinstance(found, Done)
    return found


def troubles(dialog: ActionDialog) -> dict[str, str]:
    """What is said at which field now."""
    places = {**dict(dialog.form.fields("")), **dict(dialog.behalf.fields("on_behalf"))}
    said = {path: place.editor.accessibleDescription() for path, place in places.items()}
    return {path: text for path, text in said.items() if text}
