"""A second start brings the first window forward and ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import one_instance
from ui.one_instance import OneInstance, claim, name_of

ROOT = Path(__file__).parents[2]
START = "import sys; from ui import shell; sys.exit(shell.run(sys.argv[1], None))"
HOLD = """
import sys
from PySide6.QtCore import QCoreApplication
from ui.one_instance import claim
app = QCoreApplication([])
held = claim(sys.argv[1])
print("first" if held else "second", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(qtbot: QtBot, sqlite_url: str) -> Iterator[OneInstance]:
    held = claim(sqlite_url)
    assert held is not None
    yield held
    held.release()


def program(code: str, url: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, url],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_program_started_twice_calls_the_first_and_ends(
    qtbot: QtBot, place: OneInstance, sqlite_url: str
) -> None:
    with qtbot.waitSignal(place.asked):
        second = program(START, sqlite_url)
    _, trouble = second.communicate(timeout=30)
    assert second.returncode == 0, trouble


def test_a_killed_holder_leaves_the_place_free(qtbot: QtBot, sqlite_url: str) -> None:
    first = program(HOLD, sqlite_url)
    assert first.stdout is not None
    assert first.stdout.readline() == "first\n"
    first.kill()
    first.communicate()
    after = claim(sqlite_url)
    assert after is not None
    after.release()


def test_while_one_holds_it_nobody_else_gets_it(qtbot: QtBot, sqlite_url: str) -> None:
    first = program(HOLD, sqlite_url)
    assert first.stdout is not None
    assert first.stdout.readline() == "first\n"
    try:
        assert claim(sqlite_url) is None  # it waits for its input, and answers no call
    finally:
        first.kill()
        first.communicate()


def test_another_database_is_another_window(place: OneInstance, tmp_path: Path) -> None:
    other = claim(str(tmp_path / "other.sqlite"))
    assert other is not None
    other.release()


def test_a_place_given_up_can_be_taken_again(qtbot: QtBot, sqlite_url: str) -> None:
    for _ in range(2):
        held = claim(sqlite_url)
        assert held is not None
        held.release()


def test_one_place_has_one_name_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    names = {
        name_of(path)
        for path in ("a.sqlite", "./a.sqlite", str(tmp_path / "a.sqlite"), "link/a.sqlite")
    }
    assert len(names) == 1


def test_people_of_one_pc_do_not_share_a_window(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = name_of(sqlite_url)
    monkeypatch.setattr(one_instance, "local_login", lambda: "somebody else")
    assert name_of(sqlite_url) != own
