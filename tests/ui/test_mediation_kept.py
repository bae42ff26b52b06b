"""An agreement half written outlives the process."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.drafts import DraftBox
from app.errors import DiskTrouble
from tests.app.mediation.test_case_lists import a_case
from tests.conftest import Clock
from tests.story import Story
from tests.ui.conftest import write
from tests.ui.mediating import MEETING
from ui import background
from ui.mediation.tab import MediationTab

KILLED = Path(__file__).with_name("mediation_until_killed.py")


@pytest.fixture
def story(local_desk: Desk, at: Clock) -> Story:
    made = a_case(local_desk, at, 3)
    made.do("2026-09-22 15:00", "record_session", "C1", **MEETING)
    return made


def opened(qtbot: QtBot, story: Story) -> MediationTab:
    tab = MediationTab(story.desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.open(story.no, story.detail.cases[0].id)
    qtbot.waitUntil(lambda: tab.page.is_open and background.is_idle())
    return tab


def test_a_kill_in_the_middle_of_an_agreement_costs_at_most_two_seconds(
    qtbot: QtBot, sqlite_url: str, story: Story
) -> None:
    """A real process, its real window, and SIGKILL."""
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    case_id = str(story.detail.cases[0].id)
    command = [sys.executable, str(KILLED), sqlite_url, story.no, case_id]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as typing:
        assert typing.stdout is not None
        typed = [json.loads(typing.stdout.readline()) for _ in range(12)]
        os.kill(typing.pid, signal.SIGKILL)
        typed += [json.loads(line) for line in typing.stdout]
    assert typing.returncode == -signal.SIGKILL
    last = typed[-1]
    on_time = [each["text"] for each in typed if each["at"] <= last["at"] - 2.0]
    again = opened(qtbot, story)
    kept = again.page.agreement.editor.entry().clauses[0].text
    assert kept == last["text"][: len(kept)]
    assert len(kept) >= len(on_time[-1])


def test_a_full_disk_is_told_and_what_was_typed_stays(
    qtbot: QtBot, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_box: DraftBox, _draft: object) -> None:
        raise DiskTrouble(why="full", path="/")

    tab = opened(qtbot, story)
    [autosave] = tab.autosaves()
    monkeypatch.setattr(DraftBox, "save", full)
    with qtbot.waitSignal(autosave.failed):
        write(tab.page.agreement.editor.clauses[0].text, "和好")
        autosave.flush()
    assert not autosave.is_saved
    assert not tab.close_work()
    assert tab.page.agreement.editor.entry().clauses[0].text == "和好"
    monkeypatch.undo()
    assert tab.close_work()
    assert autosave.is_saved


def test_going_to_another_case_keeps_what_was_typed_in_this_one(
    qtbot: QtBot, story: Story, at: Clock
) -> None:
    other = a_case(story.desk, at, 4)
    tab = opened(qtbot, story)
    write(tab.page.agreement.editor.clauses[0].text, "和好")
    for each in (other, story):
        tab.open(each.no, each.detail.cases[0].id)
        qtbot.waitUntil(lambda: tab.page.is_open and background.is_idle())
    assert tab.page.agreement.editor.entry().clauses[0].text == "和好"
    assert tab.page.agreement.restored.isVisible()
