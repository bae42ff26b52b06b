"""A day turns while the window is open: what was not performed by then is overdue."""

import pytest
from pytestqt.qtbot import QtBot

from app.enums import PerformanceState
from app.errors import DatabaseBusy
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.story import Story
from tests.ui.conftest import Open
from ui import background, due
from ui.due import Due


@pytest.fixture
def story(story_at: StoryAt) -> Story:
    """Its first item is to be performed by 16 October 2026."""
    return story_at("in_effect")


def first(story: Story) -> PerformanceState:
    state: PerformanceState = story.record("P1").state
    return state


def test_the_open_window_marks_it_without_anybodys_doing(
    qtbot: QtBot, opened: Open, story: Story
) -> None:
    window = opened(story.desk)
    assert first(story) is PerformanceState.PENDING
    story.at.set("2026-10-17 00:00")
    with qtbot.waitSignal(window.changes.changed) as told:
        pass
    assert "performance_item" in told.args[0]
    assert first(story) is PerformanceState.OVERDUE


def test_it_is_done_once_a_day(qtbot: QtBot, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[object] = []
    monkeypatch.setattr(due, "run_due", lambda *_: days.append(story.detail.no))
    marking = Due(story.desk)
    for moment in ("2026-10-16 08:00", "2026-10-16 18:00", "2026-10-17 08:00"):
        story.at.set(moment)
        marking.look()
        qtbot.waitUntil(background.is_idle)
    assert len(days) == 2


def test_what_could_not_be_done_is_tried_again(
    qtbot: QtBot, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusy

    story.at.set("2026-10-17 08:00")
    marking = Due(story.desk)
    with monkeypatch.context() as patched:
        patched.setattr(due, "run_due", busy)
        marking.look()
        qtbot.waitUntil(background.is_idle)
    marking.look()
    qtbot.waitUntil(background.is_idle)
    assert first(story) is PerformanceState.OVERDUE
