"""Dialogs of actions on matters at the stages of tests/app/matter/stages.py."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import Action
from app.matter.act import Option, actions_of
from app.matter.types import MatterDetail
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import IN_HANDLING
from tests.story import Story
from ui import background
from ui.actions import ActionDialog, start

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
}
PLACES: Mapping[Action, tuple[str, str]] = {
    **{Action(name): place for name, place in IN_HANDLING.items()},
    Action.DECLINE: ("acknowledged", "A1"),
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
