"""`fengqiao deadline`: design/cli.md."""

import argparse
import json
from datetime import date
from typing import Any

import pytest

from app.cli import deadline
from app.deadlines.calendar import Calendar
from app.deadlines.types import DayInfo, Rule
from app.errors import Invalid
from db.enums import DeadlineUnit


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    deadline.configure(parser)
    return deadline.run(parser.parse_args(words))


def document(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any], str]:
    status = run(*words, "--json")
    printed = capsys.readouterr()
    answer: dict[str, Any] = json.loads(printed.out)
    return status, answer, printed.err


def test_it_gives_the_day_and_the_days_that_did_not_count(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, answer, said = document(capsys, "MEDICAL", "2026-09-01")
    assert (status, answer["due"], answer["calendar_complete"]) == (0, "2026-10-19", True)
    assert (answer["due_at"], said) == (None, "")
    off = [line for line in answer["explanation"] if line["code"] == "OFF_HOLIDAY"]
    assert off[0]["from"] == "2026-09-25"
    assert "中秋放假" in off[0]["text"]


def test_a_year_without_holidays_is_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer, said = document(capsys, "ACK", "2026-12-31")
    assert (status, answer["due"], answer["calendar_complete"]) == (0, "2027-01-01", False)
    assert answer["explanation"][-1]["code"] == "CALENDAR_MISSING"
    assert said == "2027年的放假安排还没有录入，暂按周末推算\n"


def test_hours_are_counted_at_the_centre(capsys: pytest.CaptureFixture[str]) -> None:
    _, local, _ = document(capsys, "DISPATCH_RED", "2026-10-03T09:30")
    _, far, _ = document(capsys, "DISPATCH_RED", "2026-10-03T01:30Z")
    assert local["due_at"] == far["due_at"] == "2026-10-03T11:30:00+08:00"


def test_it_reads_what_was_typed_full_width(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = document(capsys, " ack ", "２０２６－０９－０１")
    assert (answer["start"], answer["due"]) == ("2026-09-01", "2026-09-02")


def test_without_json_it_explains_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mediation", "2026-09-01") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "2026年10月1日（周四）到期，当天办完不算超期"
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("words", "reason", "sentence"),
    [
        (("NOTHING", "2026-09-01"), "UNKNOWN_RULE", "没有“NOTHING”这个期限"),
        (("ACK", "1999-12-31"), "NOT_IN_FORCE", "1999年12月31日还没有实行"),
        (("ACK", "2026-02-30"), "BAD_START", "“2026-02-30”不是日期"),
        (("ACK", "soon"), "BAD_START", "“soon”不是日期"),
        (("ACK", "\udcff"), "BAD_START", "“\ufffd”不是日期"),
        (("DISPATCH_RED", "2026-10-03"), "NEEDS_TIME", "请写上时间"),
        (("CONFIRM_REVOKE", "9999-06-01"), "TOO_FAR", "超出了"),
        (("ARCHIVE", "9999-12-31"), "TOO_FAR", "超出了"),
        (("ACK", "0001-01-01T00:00+14:00"), "BAD_START", "不是日期"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    words: tuple[str, str], reason: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, answer, said = document(capsys, *words)
    assert (status, answer["due"], answer["reason"]) == (1, None, reason)
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_bad_input_without_json_prints_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ACK", "soon") == 1
    assert capsys.readouterr().out == ""


def test_rules_and_calendar_may_come_from_elsewhere() -> None:
    own = Rule("OWN", 1, DeadlineUnit.WORKDAY, False, (), False, "", False, date.min, None)
    entered = Calendar({date(2027, 1, 1): DayInfo(off=True, name="元旦")}, complete_years={2027})
    found = deadline.calculate("own", "2026-12-31", [own], entered)
    assert (found.due_on, found.calendar_complete) == (date(2027, 1, 4), True)
    with pytest.raises(Invalid, match="UNKNOWN_RULE"):
        deadline.calculate("ACK", "2026-12-31", [own], entered)


def test_both_arguments_are_needed() -> None:
    with pytest.raises(SystemExit) as caught:
        run("ACK")
    assert caught.value.code == 2
