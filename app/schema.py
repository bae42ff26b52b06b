"""JSON in and out of forms: validation with the path of each fault, and JSON Schemas."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.errors import Invalid, Problem

T = TypeVar("T")


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def read(kind: type[T], data: object, at: str = "") -> T:
    """`data`, as json.loads gave it, as a `kind`. Raises Invalid with a JSON path per fault."""
    try:
        value: T = _adapter(kind).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise Invalid([_problem(fault, at) for fault in error.errors()]) from error
    return value


@cache
def json_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `read` accepts; shared, so not to be changed."""
    return _adapter(kind).json_schema()


def parse(text: str) -> object:
    """JSON text as data. Raises Invalid (JSON_BROKEN, with line and column)."""
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        values = {"line": error.lineno, "column": error.colno}
        raise Invalid([Problem("", "JSON_BROKEN", values=values)]) from error
    except RecursionError as error:
        raise Invalid([Problem("", "JSON_DEEP")]) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Invalid([Problem(twice, "FIELD_TWICE")])
    return found


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
}


def _problem(fault: Any, at: str) -> Problem:
    kind, context = fault["type"], fault.get("ctx") or {}
    path = "".join(_steps(fault["loc"], at))
    if kind == "problem":
        return Problem(path, context["code"])
    if kind in _BY_KIND:
        return Problem(path, _BY_KIND[kind], values={"expected": context.get("expected", "")})
    for word, code in (("datetime", "FIELD_TIME"), ("date", "FIELD_DATE")):
        if kind.startswith(word):
            return Problem(path, code)
    return Problem(path, "FIELD_SHAPE")


def _steps(loc: tuple[int | str, ...], at: str) -> Iterator[str]:
    yield at
    first = not at
    for step in loc:
        yield f"[{step}]" if isinstance(step, int) else (step if first else f".{step}")
        first = False
