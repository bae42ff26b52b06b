"""A form brought to normal form: texts as stored, times aware, nothing required left empty."""

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from app.errors import Invalid, Problem
from app.identifiers.text import normal_text
from app.intake.normal import aware

T = TypeVar("T")
LONGEST = 10_000


def normal_form(form: T) -> T:
    """The same form with texts in normal form and times aware.

    Raises Invalid for text that cannot be stored, is too long, or is empty where one is needed.
    """
    problems: list[Problem] = []
    result: T = _normal(form, "", problems)
    if problems:
        raise Invalid(problems)
    return result


def _normal(value: Any, path: str, problems: list[Problem]) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, path, problems)
    if isinstance(value, list | tuple):
        return tuple(_normal(item, f"{path}[{i}]", problems) for i, item in enumerate(value))
    if isinstance(value, datetime):
        return aware(value)
    if type(value) is str:
        text = normal_text(value, path)
        if len(text) > LONGEST:
            problems.append(Problem(path, "TEXT_LONG", values={"most": LONGEST}))
        return text
    return value


def _fields(form: Any, path: str, problems: list[Problem]) -> Any:
    changed = {}
    for field in fields(form):
        at = f"{path}.{field.name}" if path else field.name
        value = _normal(getattr(form, field.name), at, problems)
        required = field.default is MISSING and field.default_factory is MISSING
        if required and value == "":
            problems.append(Problem(at, "TEXT_EMPTY"))
        changed[field.name] = None if value == "" and not required else value
    return replace(form, **changed)
