"""The log: a file a day, nothing of what people typed, never in the way of the work."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import clock, log
from tests.conftest import Clock


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    log.set_up(tmp_path)
    yield tmp_path / "logs"
    root.setLevel(level)
    root.handlers = handlers


def _text(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob("*.log")))


def test_a_record_is_one_line_in_the_file_of_its_day(folder: Path) -> None:
    logging.getLogger("app.x").warning("went on anyway: %s", "matter 20260918-1-001")
    [line] = _text(folder).splitlines()
    assert line[19:] == " WARNING app.x went on anyway: matter 20260918-1-001"
    [file] = folder.glob("*.log")
    assert file.stem == line[:10]


def test_numbers_of_persons_are_masked(folder: Path) -> None:
    logging.getLogger("app.x").error("13800138000 371502190102030046 0635-2000000")
    assert "138****8000 371***********0046 0635-*****00" in _text(folder)


def test_an_error_leaves_its_frames_and_not_its_words(folder: Path) -> None:
    typed = "陈桂香"

    def inner() -> None:
        raise ValueError(typed)

    try:
        try:
            inner()
        except ValueError as error:
            raise KeyError(typed) from error
    except KeyError:
        logging.getLogger("app.x").exception("abandoned")
    text = _text(folder)
    assert "in inner" in text
    assert "KeyError" in text
    assert "caused by" in text
    assert "ValueError" in text
    assert typed not in text


def test_a_slip_in_the_code_keeps_its_words(folder: Path) -> None:
    try:
        object().colour  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        number = log.incident(error)
    assert f"incident {number}" in _text(folder)
    assert "no attribute 'colour'" in _text(folder)


def test_an_incident_is_numbered_by_the_clock(folder: Path, at: Clock) -> None:
    assert log.incident(ValueError()) == "0918-103100"


def test_the_place_of_the_log_can_be_told(folder: Path) -> None:
    assert Path(log.place()).parent == folder


def test_setting_up_again_writes_each_record_once(folder: Path, tmp_path: Path) -> None:
    log.set_up(tmp_path)
    logging.getLogger("app.x").error("once")
    assert _text(folder).count("once") == 1


def test_what_is_older_than_four_hundred_days_goes(tmp_path: Path, folder: Path) -> None:
    old, young = folder / "2025-01-01.log", folder / "2026-01-01.log"
    for file, days in ((old, 401), (young, 399)):
        file.write_text("x")
        moment = clock.now().timestamp() - days * 86400
        os.utime(file, (moment, moment))
    log.set_up(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_fault_in_a_loop_does_not_fill_the_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_FULL", 1000)
    for _ in range(100):
        logging.getLogger("app.x").error("x" * 100)
    assert len(_text(folder)) < 1300


def test_a_log_that_cannot_be_written_stops_nothing(folder: Path) -> None:
    folder.rmdir()
    logging.getLogger("app.x").error("lost")
    log.set_up(Path("/proc/nirgends"))
