"""What forms are made of: closed classes, money as fen that JSON carries in yuan, and bounds
within which every day and number can be reckoned with and stored."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Annotated, Any

from app.errors import Problem

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Outside is a slip of the pen; inside, counting days and zones never leaves what a date is."""
MOST_FAULTS = 100
"""As many faults are told at once; who has more reads no further."""
LARGEST_NUMBER = 2**53
"""Whole numbers up to here are the same in JSON, in both databases and on paper."""


class _Yuan:
    """Tells pydantic, where that is used, to read and describe yuan; imports nothing itself."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_fen)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d{1,12}(\.\d{1,2})?$",
            "description": "yuan, at most two decimals",
        }


def _fen(value: Any) -> int:
    from pydantic_core import PydanticCustomError

    from app.identifiers.money import check

    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "amount is not a string")
    found = check(value)
    if found.fen is None or found.reason is not None:
        raise PydanticCustomError("problem", "amount", {"code": f"AMOUNT_{found.reason}"})
    return found.fen


Fen = Annotated[int, _Yuan()]


class Closed:
    """Base of every form: an unknown key is an error, not a slip that goes unseen."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads this name


def out_of_bounds(item: object, at: str = "") -> Iterator[Problem]:
    """Days and numbers anywhere in a form that nobody can have meant; `at` is its path."""
    if is_dataclass(item):
        for field in fields(item):
            value = getattr(item, field.name)
            if value is not None and type(value) is not str:  # most of a form
                yield from out_of_bounds(value, f"{at}.{field.name}" if at else field.name)
    elif isinstance(item, list | tuple):
        for i, entry in enumerate(item):
            yield from out_of_bounds(entry, f"{at}[{i}]")
    elif isinstance(item, date) and not FIRST_YEAR <= item.year <= LAST_YEAR:
        values = {"first": FIRST_YEAR, "last": LAST_YEAR}
        yield Problem(at, "YEAR_RANGE", values=values)
    elif isinstance(item, int) and abs(item) > LARGEST_NUMBER:
        yield Problem(at, "NUMBER_RANGE")
