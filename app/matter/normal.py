"""A form brought to normal form: texts as stored, times aware, nothing required left empty."""

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from app import clock
from app.errors import Invalid, Problem
from app.form import out_of_bounds
from app.identifiers.text import normal_line, normal_text
from app.intake.normal import aware

T = TypeVar("T")
LONGEST = 10_000
LONGEST_LINE = 300
_IN_ONE_LINE = """
    accepted_by approved_by by case_number committee contacted_by court dossier_no guided_to
    handler into means mediator name person phone place proof recorder reported_to retention
    rule scan sealed_by signed_by station supplement_to title unit visited whom witness
"""
_LINES = frozenset(_IN_ONE_LINE.split())
"""Names and numbers, which stand in one line of a paper; the rest are texts of several lines."""
_HAS_HAPPENED = frozenset(
    {
        *("agreed_on", "applied_on", "decided_on", "done_on", "ended_at", "given_on"),
        "occurred_on",
        *("parties_answered_on", "reported_at", "revisited_on", "rights_told_on", "sealed_on"),
        *("signed_on", "since", "started_at", "until"),
    }
)
"""Days and times of what is recorded: they have come, or nobody could record it."""
_AS_TYPED = frozenset({"path"})
"""The name of a file is what the disk calls it, not what reads well."""


def normal_form(form: T) -> T:
    """The same form with texts in normal form and times aware.

    Raises Invalid for text that cannot be stored, is too long, or is empty where one is needed,
    and for days and numbers out of bounds.
    """
    if impossible := list(out_of_bounds(form)):
        raise Invalid(impossible)
    problems: list[Problem] = []
    result: T = _normal(form, "", problems)
    if problems:
        raise Invalid(problems)
    return result


def _normal(value: Any, path: str, problems: list[Problem], name: str = "") -> Any:
    """`name` is that of the field in which the value stands, or is one of several."""
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, path, problems)
    if isinstance(value, list | tuple):
        found = [_normal(item, f"{path}[{i}]", problems, name) for i, item in enumerate(value)]
        empty = [f"{path}[{i}]" for i, item in enumerate(found) if item == ""]
        problems += [Problem(at, "TEXT_EMPTY") for at in empty]
        return tuple(found)
    if isinstance(value, datetime):
        value = aware(value)
    if isinstance(value, date) and name in _HAS_HAPPENED and _is_to_come(value):
        problems.append(Problem(path, "DATE_FUTURE"))
    return _text(value, path, problems, name) if type(value) is str else value


def _is_to_come(value: date) -> bool:
    return value > clock.now() if isinstance(value, datetime) else value > clock.today()


def _text(value: str, path: str, problems: list[Problem], name: str) -> str:
    if name in _AS_TYPED:
        normal_text(value, path)
        return value if value.strip() else ""
    line = name in _LINES
    text = normal_line(value, path) if line else normal_text(value, path)
    most = LONGEST_LINE if line else LONGEST
    if len(text) > most:
        problems.append(Problem(path, "TEXT_LONG", values={"most": most}))
    return text


def _fields(form: Any, path: str, problems: list[Problem]) -> Any:
    changed = {}
    for field in fields(form):
        at = f"{path}.{field.name}" if path else field.name
        value = _normal(getattr(form, field.name), at, problems, field.name)
        required = field.default is MISSING and field.default_factory is MISSING
        if required and value == "":
            problems.append(Problem(at, "TEXT_EMPTY"))
        changed[field.name] = None if value == "" and not required else value
    return replace(form, **changed)
