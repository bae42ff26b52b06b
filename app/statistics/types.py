"""A report: figures that say what they are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: days from `since` to `until`, both included, in Asia/Shanghai.

    `area`: 12-digit code, with everything below it; None for all. `kind`: a dispute type, or a
    kind of appeal for what is no dispute (app.statistics.kinds); None for all.
    """

    since: date
    until: date
    area: str | None = None
    kind: str | None = None


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
class Selection:
    """Which matters a figure counts, so that the figure and the list behind it cannot differ.

    `rule` names a condition of app.statistics.measures, `without` one that leaves out what it
    counts; `kinds` and `ways` (dispositions, NONE for none yet) leave fewer, None all.
    """

    rule: str
    scope: Scope
    without: str | None = None
    kinds: tuple[str, ...] | None = None
    ways: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """An indicator of the period beside the same days of the year before.

    `change`: of a count in percent of the year before, of a share in percentage points; None
    where the year before has nothing to compare with. `of` selects the denominator; `words` name
    numerator, denominator and what is in the one and not in the other. `longest`: days by which
    the latest is late, of what is overdue.
    """

    key: str
    label: str
    unit: str
    formula: str
    words: tuple[str, ...]
    value: int | Decimal | None
    numerator: int
    denominator: int | None
    counted: Selection
    of: Selection | None
    change: Decimal | None
    is_now: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or point; `count` is None for a month that has not begun."""

    key: str
    label: str
    count: int | None
    counted: Selection


@dataclass(frozen=True, slots=True)
class Overview:
    """What the statistics tab shows. `months` and `months_before`: January to December of the
    year in which the period ends, and of the year before; `running` is the place of the month
    that is not over yet, None where all are."""

    scope: Scope
    made_at: datetime
    cards: tuple[Card, ...]
    months: tuple[Bar, ...]
    months_before: tuple[Bar, ...]
    running: int | None
    types: tuple[Bar, ...]
    ways: tuple[Bar, ...]
    steps: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`note` is the footnote that goes with it wherever it is shown."""

    name: str
    title: str
    scope: Scope
    note: str
    rows: tuple[Row, ...]
