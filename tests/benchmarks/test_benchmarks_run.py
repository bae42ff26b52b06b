"""The benchmarks run and print their figures; how fast they are is nothing a test decides."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TOLD = re.compile(r"-?[0-9.]+ ms more, [0-9.]+ times the floor; asked: at most [0-9.]+ ms")


def _printed(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("wanted", ["first of a process", "after 1 to warm up, 3 pairs in turns"])
def test_registering_is_told_beside_its_floor(wanted: str, registering: str) -> None:
    _, _, told = registering.partition(wanted)
    assert _TOLD.search(told.split("Registering")[0])


def test_the_floor_of_registering_writes_the_very_same_rows(registering: str) -> None:
    assert re.search("the same [1-9][0-9]+ rows in both", registering)


def test_a_list_is_told_beside_its_floors() -> None:
    told = _printed("tests.benchmarks.imports", "--rows", "120")
    assert len(re.findall("[0-9.]+ times the floor", told)) == 2
    assert re.search("the same [1-9][0-9]+ rows in both", told)


def test_checking_a_number_is_told_beside_its_floor() -> None:
    assert _TOLD.search(_printed("tests.benchmarks.check", "--runs", "2"))


def test_starting_is_told_beside_a_bare_window() -> None:
    assert _TOLD.search(_printed("tests.benchmarks.start", "--runs", "1"))


def test_what_takes_long_on_a_slow_line_is_told_with_its_turns() -> None:
    told = _printed("tests.benchmarks.far", "--runs", "1", "--delay", "0")
    for action in ("sign in", "register", "assign", "finalise", "dashboard", "window: 分流交办"):
        assert re.search(rf"  {action} +[0-9]+ +[0-9]+", told), action


def test_kills_are_told_with_what_came_of_them() -> None:
    told = _printed("tests.benchmarks.kills", "--kills", "1", "--desks", "2")
    assert re.search("1 kills, 2 desks, [0-9]+ s", told)
    assert re.search("[1-9][0-9]* registered", told)
    assert "nothing lost, nothing double, the trail is whole" in told


def test_reading_pasted_texts_is_told_by_field_and_beside_its_floor() -> None:
    told = _printed("tests.benchmarks.pasted")
    assert re.search(r"blind: 70 texts\n  name +[0-9.]+% +[0-9.]+%  part right [0-9]+ of", told)
    assert re.search(r"200 kB: [0-9.]+ ms; decoding it [0-9.]+ ms", told)


@pytest.fixture(scope="module")
def registering() -> str:
    counts = ("--pairs", "3", "--warm-up", "1", "--first", "1")
    return _printed("tests.benchmarks.register", *counts)
