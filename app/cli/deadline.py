"""`fengqiao deadline`: when a limit of domain/05 ends, counted from a day, and why then."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app.clock import SHANGHAI
from app.deadlines.calendar import Calendar
from app.deadlines.defaults import RULES
from app.deadlines.explain import CALENDAR_MISSING
from app.deadlines.rules import due, rule_on
from app.deadlines.types import Due, Line, Rule
from app.errors import Invalid, Problem
from app.identifiers.text import half_width
from app.messages import problem_text
from app.messages.deadlines import line_text
from db.enums import DeadlineUnit

_NOTHING: dict[str, Any] = {
    "due": None,
    "due_at": None,
    "explanation": [],
    "calendar_complete": None,
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="期限的标识，比如 PETITION_HANDLE")
    parser.add_argument(
        "start",
        metavar="START",
        help="起算的日期，比如 2026-10-03；按小时的期限写到分钟，比如 2026-10-03T09:30",
    )
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")


def run(args: argparse.Namespace) -> int:
    """0 with the due date, 1 if the rule or the day is not right."""
    try:
        found = calculate(args.rule, args.start)
    except Invalid as error:
        return _refuse(error.problems, args)
    if args.json:
        print(json.dumps({**_asked(args), "reason": None, **_document(found)}, ensure_ascii=False))
        for line in _missing(found):
            print(line_text(line), file=sys.stderr)
    else:
        print("\n".join(line_text(line) for line in found.explanation))
    return 0


def calculate(
    code: str, start: str, rules: Iterable[Rule] = RULES, calendar: Calendar | None = None
) -> Due:
    """The limit `code` from `start` as typed, Asia/Shanghai where no zone is given.

    `rules` and `calendar` may come from a database; otherwise the built-in ones. Raises Invalid.
    """
    known = tuple(rules)
    rule = _rule(_typed(code).upper(), moment := _moment(_typed(start)), known)
    if rule.unit is DeadlineUnit.HOUR and not isinstance(moment, datetime):
        raise _invalid("start", "DEADLINE_NEEDS_TIME")
    try:
        return due(rule, moment, calendar or Calendar())
    except OverflowError as error:
        raise _invalid("start", "DEADLINE_TOO_FAR", start=_typed(start)) from error


def _rule(code: str, moment: date, rules: tuple[Rule, ...]) -> Rule:
    day = moment.date() if isinstance(moment, datetime) else moment
    if rule := rule_on(rules, code, day):
        return rule
    if any(rule.code == code for rule in rules):
        raise _invalid("rule", "DEADLINE_NOT_IN_FORCE", rule=code, start=day)
    codes = "、".join(sorted({rule.code for rule in rules}))
    raise _invalid("rule", "DEADLINE_UNKNOWN_RULE", rule=code, codes=codes)


def _moment(text: str) -> date:
    """A date, or an instant in Asia/Shanghai, which is a date too. Raises Invalid."""
    try:
        if len(text) == len("2026-10-03"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    except (ValueError, OverflowError) as error:
        raise _invalid("start", "DEADLINE_BAD_START", start=text) from error


def _typed(text: str) -> str:
    return half_width(text).strip()


def _invalid(field: str, code: str, **values: object) -> Invalid:
    return Invalid([Problem(field, code, values=values)])


def _refuse(found: tuple[Problem, ...], args: argparse.Namespace) -> int:
    for problem in found:
        print(problem_text(problem), file=sys.stderr)
    if args.json:
        reason = found[0].code.removeprefix("DEADLINE_")
        print(json.dumps({**_asked(args), "reason": reason, **_NOTHING}, ensure_ascii=False))
    return 1


def _asked(args: argparse.Namespace) -> dict[str, str]:
    return {"rule": _typed(args.rule), "start": _typed(args.start)}


def _document(found: Due) -> dict[str, Any]:
    return {
        "due": found.due_on.isoformat() if found.due_on else None,
        "due_at": found.due_at.astimezone(SHANGHAI).isoformat() if found.due_at else None,
        "explanation": [_line(line) for line in found.explanation],
        "calendar_complete": found.calendar_complete,
    }


def _line(line: Line) -> dict[str, str]:
    return {
        "code": line.code,
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "text": line_text(line),
    }


def _missing(found: Due) -> list[Line]:
    return [line for line in found.explanation if line.code == CALENDAR_MISSING]
