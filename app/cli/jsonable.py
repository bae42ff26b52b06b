"""Frozen dataclasses as the JSON of the public contract (design/cli.md).

Enumerations by identifier, dates and times in ISO 8601 (times at the centre's clock), money as a
decimal string in yuan: `amount_fen` comes out as `amount`.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from app.clock import local
from app.identifiers.money import yuan


def jsonable(value: Any) -> Any:
    """`value` as what json.dumps takes."""
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_pair(field.name, getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    return _plain(value)


def _pair(name: str, value: Any) -> tuple[str, Any]:
    if name.endswith("_fen"):
        return name.removesuffix("_fen"), None if value is None else yuan(value)
    return name, jsonable(value)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case datetime():
            return local(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)
