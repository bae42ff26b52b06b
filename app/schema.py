"""JSON in and out of forms: validation with the path of each fault, and JSON Schemas."""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from app.errors import Invalid, Problem
from app.form import MOST_FAULTS

T = TypeVar("T")

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_KEY = 40


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))


def read(kind: type[T], data: object, at: str = "") -> T:
    """`data`, as `parse` gave it, as a `kind`. Raises Invalid with a JSON path per fault."""
    try:
        value: T = _adapter(cast("Hashable", kind)).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise Invalid(_problems(error, data, at)) from error
    except RecursionError as error:
        raise Invalid([Problem(at, "JSON_DEEP")]) from error
    if wrong := list(_wrong_days(value, data, at))[:MOST_FAULTS]:
        raise Invalid(wrong)
    return value


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `read` accepts; shared, so not to be changed."""
    return _schema(cast("Hashable", kind))


@cache
def _schema(kind: Hashable) -> dict[str, Any]:
    return _adapter(kind).json_schema()


def parse(text: str) -> object:
    """JSON text as data. Raises Invalid (JSON_BROKEN, with line and column; FIELD_TWICE)."""
    twice: list[tuple[dict[str, Any], str]] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice.append((found, _first_again(pairs)))
        return found

    try:
        data: object = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        values = {"line": error.lineno, "column": error.colno}
        raise Invalid([Problem("", "JSON_BROKEN", values=values)]) from error
    except RecursionError as error:
        raise Invalid([Problem("", "JSON_DEEP")]) from error
    except ValueError as error:  # a whole number of more than 4300 digits
        raise Invalid([Problem("", "JSON_NUMBER")]) from error
    if twice:
        raise Invalid([_said_twice(data, *again) for again in twice[:MOST_FAULTS]])
    return data


def _first_again(pairs: list[tuple[str, Any]]) -> str:
    counted = Counter(key for key, _ in pairs)
    return next(key for key, times in counted.items() if times > 1)


def _said_twice(data: object, where: dict[str, Any], key: str) -> Problem:
    """One that is itself inside a value said twice may be gone; then its key alone is told."""
    path = next((path for path, node in _nodes(data) if node is where), "")
    return Problem(_join(path, key), "FIELD_TWICE")


_BY_KIND = {
    "missing": "FIELD_MISSING",
    "missing_argument": "FIELD_MISSING",
    "unexpected_keyword_argument": "FIELD_UNKNOWN",
    "extra_forbidden": "FIELD_UNKNOWN",
    "enum": "FIELD_CHOICE",
    "string_type": "FIELD_TEXT",
    "int_type": "FIELD_WHOLE",
    "int_from_float": "FIELD_WHOLE",
    "bool_type": "FIELD_YES_NO",
    "dataclass_type": "FIELD_OBJECT",
    "list_type": "FIELD_LIST",
}


def _problems(error: ValidationError, data: object, at: str) -> list[Problem]:
    faults = error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
    if faults[0]["type"] == "json_invalid":
        return [_unreadable(data, at)]
    return [_problem(fault, at) for fault in faults]


def _unreadable(data: object, at: str) -> Problem:
    """What json.dumps wrote and the validator would not read: half a character, or too deep."""
    for path, node in _nodes(data, at):
        if isinstance(node, str) and _LONE_SURROGATE.search(node):
            return Problem(path, "TEXT_BROKEN")
        for key in node if isinstance(node, dict) else ():
            if _LONE_SURROGATE.search(key):
                return Problem(_join(path, key), "TEXT_BROKEN")
    return Problem(at, "JSON_DEEP")


def _problem(fault: Any, at: str) -> Problem:
    kind, context = fault["type"], fault.get("ctx") or {}
    path = at
    for step in fault["loc"]:
        path = _join(path, step)
    if kind == "problem":
        return Problem(path, context["code"])
    if kind == "enum":
        expected = "、".join(re.findall("'([^']*)'", context["expected"]))
        return Problem(path, "FIELD_CHOICE", values={"expected": expected})
    if kind in _BY_KIND:
        return Problem(path, _BY_KIND[kind])
    for word, code in (("datetime", "FIELD_TIME"), ("date", "FIELD_DATE")):
        if kind.startswith(word):
            return Problem(path, code)
    return Problem(path, "FIELD_SHAPE")


def _wrong_days(value: Any, data: Any, at: str) -> Iterator[Problem]:
    """Digits alone are seconds to the validator, and a day in 1970 to nobody who typed them."""
    if isinstance(value, date):
        if isinstance(data, str) and not _DAY.match(data):
            yield Problem(at, "FIELD_TIME" if isinstance(value, datetime) else "FIELD_DATE")
    elif is_dataclass(value) and isinstance(data, dict):
        for key, item in data.items():
            yield from _wrong_days(getattr(value, key), item, _join(at, key))
    elif isinstance(value, list | tuple) and isinstance(data, list):
        for i, (own, item) in enumerate(zip(value, data, strict=True)):
            yield from _wrong_days(own, item, f"{at}[{i}]")


def _nodes(data: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Everything in `data` with its path; not recursive, so as deep as it may be."""
    waiting: list[tuple[str, object]] = [(at, data)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        if isinstance(node, dict):
            waiting += [(_join(path, key), item) for key, item in node.items()]
        elif isinstance(node, list):
            waiting += [(f"{path}[{i}]", item) for i, item in enumerate(node)]


def _join(path: str, step: int | str) -> str:
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{_shown(step)}" if path else _shown(step)


def _shown(key: str) -> str:
    """A key as it may stand in a message: short, visible, no sign of a path in it."""
    seen = "".join(c if c.isprintable() and c not in ".[]" else "?" for c in key)
    return (seen if len(seen) <= _LONGEST_KEY else f"{seen[:_LONGEST_KEY]}…") or '""'


def written(item: object) -> Any:
    """`item` as JSON takes it; `read` reads it again."""
    from pydantic import TypeAdapter

    return TypeAdapter(type(item)).dump_python(item, mode="json")
