"""Two windows on one database see each other's changes, and overwrite nothing that is typed."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import desk_as
from tests.ui.conftest import compose, write
from ui import background
from ui.changes import LOOK_MS, Changes
from ui.intake.tab import IntakeTab
from ui.window import MainWindow

ROOT = Path(__file__).parents[2]
PROMISED_MS = 2000
"""The promise of issue 3; a busy machine decides nothing here, so it is not timed."""


def test_a_look_and_a_reading_fit_into_the_promise() -> None:
    assert 2 * LOOK_MS <= PROMISED_MS


@pytest.fixture
def other(sqlite_url: str, local_desk: Desk) -> Iterator[Desk]:
    """Another desk at the same database, with an engine of its own."""
    opened = desk_as(sqlite_url, name="别人")
    yield opened
    opened.close()


@pytest.fixture
def changes(qtbot: QtBot, local_desk: Desk) -> Iterator[Changes]:
    watching = Changes(local_desk)
    watching.watch()
    qtbot.waitUntil(background.is_idle)
    yield watching
    watching.stop()


def test_a_foreign_commit_is_told_once(qtbot: QtBot, changes: Changes, other: Desk) -> None:
    told: list[frozenset[str]] = []
    changes.changed.connect(told.append)
    other.write(register_matter, a_draft())
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignals([changes.reached] * 2):
        pass
    assert len(told) == 1
    assert "matter" in told[0]


def test_an_own_commit_is_told_at_once_and_not_again(
    qtbot: QtBot, changes: Changes, local_desk: Desk
) -> None:
    told: list[frozenset[str]] = []
    changes.changed.connect(told.append)
    local_desk.write(register_matter, a_draft())
    qtbot.waitUntil(lambda: bool(told), timeout=200)
    with qtbot.waitSignals([changes.reached] * 2):
        changes.look()
    assert len(told) == 1


def test_own_and_foreign_commits_between_two_looks(
    qtbot: QtBot, changes: Changes, local_desk: Desk, other: Desk
) -> None:
    told: list[frozenset[str]] = []
    changes.changed.connect(told.append)
    local_desk.write(register_matter, a_draft())
    other.write(register_matter, a_draft())
    with qtbot.waitSignals([changes.reached] * 2):
        pass
    assert len(told) == 2


def test_a_stopped_watch_asks_no_more(qtbot: QtBot, changes: Changes, other: Desk) -> None:
    changes.stop()
    other.write(register_matter, a_draft())
    with qtbot.assertNotEmitted(changes.changed, wait=1300):
        pass


class Other:
    """A second program on the same database; see another_window.py."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.another_window", url],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.heard: list[str] = []
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def has_said(self, word: str) -> bool:
        return any(line.startswith(word) for line in self.heard)

    def end(self) -> None:
        self._process.kill()
        self._reading.join()
        self._process.communicate()

    def _read(self) -> None:
        assert self._process.stdout is not None
        self.heard.extend(line.strip() for line in self._process.stdout)


@pytest.fixture
def program(sqlite_url: str, local_desk: Desk, qtbot: QtBot) -> Iterator[Other]:
    started = Other(sqlite_url)
    try:
        qtbot.waitUntil(lambda: started.has_said("ready"))
        yield started
    finally:
        started.end()


def test_another_process_is_seen_within_two_seconds(
    qtbot: QtBot, window: MainWindow, program: Other
) -> None:
    """And what is being typed, the input method's letters too, stays as it is."""
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    summary = tab.form.story.summary
    write(summary, "写到一半")
    compose(summary, "shui")
    program.say("register")
    qtbot.waitUntil(lambda: program.has_said("registered"))
    qtbot.waitUntil(lambda: tab.today.model.rowCount() == 1)
    assert summary.toPlainText() == "写到一半"
    assert summary.is_composing()


def test_another_process_sees_ours_within_two_seconds(
    qtbot: QtBot, local_desk: Desk, program: Other
) -> None:
    local_desk.write(register_matter, a_draft())
    qtbot.waitUntil(lambda: program.has_said("seen"))
