"""A draft brought to normal form before any rule looks at it; nothing typed is dropped."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from app.clock import SHANGHAI
from app.identifiers import id_number, phone, uscc
from app.identifiers.text import half_width, normal_line, normal_name, normal_text, number_text
from app.intake.types import MatterDraft

T = TypeVar("T")
_NAMES = {"name", "legal_representative"}
_LONG = {"summary", "demand", "note"}
_AREA_LENGTHS = {2, 4, 6, 9, 12}
"""Province, city, county, town, village: the levels of an area code (GB/T 2260, GB/T 10114)."""
_FULL_WIDTH = {
    full: full - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for full in range(ord(first), ord(last) + 1)
}
"""Digits and letters; the brackets of a court's number （2026） are full-width by right."""


def normal(draft: MatterDraft) -> MatterDraft:
    """The same draft with texts, names and numbers in normal form and instants aware.

    Raises Invalid for text that no database can store, naming its path.
    """
    flat = normal_texts(draft, "")
    return replace(
        flat,
        arrived_at=aware(flat.arrived_at) if flat.arrived_at else None,
        area=_area(flat.area),
        visitors=tuple(normal_texts(v, f"visitors[{i}].") for i, v in enumerate(flat.visitors)),
        parties=tuple(normal_texts(p, f"parties[{i}].") for i, p in enumerate(flat.parties)),
        prior_recourse=tuple(
            normal_texts(r, f"prior_recourse[{i}].") for i, r in enumerate(flat.prior_recourse)
        ),
        external_numbers=tuple(
            normal_texts(e, f"external_numbers[{i}].") for i, e in enumerate(flat.external_numbers)
        ),
    )


def aware(moment: datetime) -> datetime:
    """A time without a zone is the one on the centre's wall."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _area(code: str | None) -> str | None:
    """Shorter area codes are padded to twelve digits (design/decisions.md, Names)."""
    digits = number_text(code or "")
    return digits.ljust(12, "0") if len(digits) in _AREA_LENGTHS else digits or None


def normal_window(window: str) -> str:
    """The window as it stands in a matter's number: half-width, capital letters."""
    return half_width(window).strip().upper()


def normal_texts(item: T, at: str) -> T:
    """A draft, or one entry of it, with each text in the normal form of its field.

    Raises Invalid for text that no database can store, naming its path that begins with `at`.
    """
    changed: dict[str, Any] = {}
    for field in fields(item):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        if type(value) is str:
            changed[field.name] = _text(field.name, value, at + field.name) or None
    if isinstance(item, MatterDraft):
        changed["summary"] = changed.get("summary") or ""
    return replace(item, **changed)  # type: ignore[type-var]


def _text(name: str, value: str, path: str) -> str:
    match name:
        case "id_number":
            return id_number.normalise(normal_line(value, path))
        case "phone":
            return phone.normalise(normal_line(value, path))
        case "uscc":
            return uscc.normalise(normal_line(value, path))
        case "window":
            return normal_window(normal_line(value, path))
        case "number":
            return normal_line(value, path).translate(_FULL_WIDTH)
        case _ if name in _NAMES:
            return normal_name(value, path)
        case _ if name in _LONG:
            return normal_text(value, path)
        case _:
            return normal_line(value, path)
