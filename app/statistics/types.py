"""A report: figures that say what they are made of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: days from `since` to `until`, both included, in Asia/Shanghai.

    `area`: 12-digit code, with everything below it; None for all.
    """

    since: date
    until: date
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `formula` says in words how it comes about.

    A count has neither share nor denominator; a share is in percent with one decimal, and None
    (shown as —) where the denominator is 0 (domain/04 section 3).
    """

    key: str
    label: str
    value: int | Decimal | None
    unit: str
    formula: str
    numerator: int
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`note` is the footnote that goes with it wherever it is shown."""

    name: str
    title: str
    scope: Scope
    note: str
    rows: tuple[Row, ...]
