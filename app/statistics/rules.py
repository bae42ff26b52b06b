"""Arithmetic of the figures: rounding, shares, months."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.statistics.types import Row, Scope

_ONE_DECIMAL = Decimal("0.1")


def percent(numerator: int, denominator: int) -> Decimal | None:
    """In percent with one decimal, a 5 rounded up; None if there is nothing to divide by.

    Source: domain/04 section 3, display.
    """
    if denominator == 0:
        return None
    share = Decimal(numerator * 100) / Decimal(denominator)
    return share.quantize(_ONE_DECIMAL, ROUND_HALF_UP)


def count_row(key: str, label: str, count: int, formula: str) -> Row:
    return Row(key, label, count, "件", formula, count)


def share_row(key: str, label: str, numerator: int, denominator: int, formula: str) -> Row:
    share = percent(numerator, denominator)
    return Row(key, label, share, "%", formula, numerator, denominator)


def months(scope: Scope) -> Iterator[str]:
    """Every month the scope touches, as `2026-09`."""
    year, month = scope.since.year, scope.since.month
    while date(year, month, 1) <= scope.until:
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def shown(value: int | Decimal | None) -> str:
    """As people read it: — where there is no value."""
    return "—" if value is None else str(value)
