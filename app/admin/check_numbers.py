"""Do the counters agree with the numbers given out, and is every gap explained?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin.types import Finding, Level
from app.numbers import agreement_series
from app.roster.rules import agreement_no
from db.models import Agreement, Matter, MediationCommittee, NumberSequence, VoidedNumber

_AT_ONCE = 2000
_MOST = 20


@dataclass(slots=True)
class _Series:
    """The numbers in use in one series, and how one is written."""

    write: Callable[[int], str]
    used: set[int] = field(default_factory=set)


def number_findings(session: Session) -> list[Finding]:
    """Counters behind the numbers in use (the next one would be given twice), and gaps."""
    last = {row.series: row.last for row in session.execute(sa.select(NumberSequence.__table__))}
    voided = set(session.scalars(sa.select(VoidedNumber.number)))
    series = {**_of_matters(session), **_of_agreements(session)}
    for name in last.keys() - series.keys():
        if name.startswith(("matter ", "agreement ")):
            series[name] = _Series(_unwritten(name))
    found = [each for name in sorted(series) for each in _of(name, series[name], last, voided)]
    ok = Finding("numbers", Level.OK, "NUMBERS_WHOLE", {"count": len(series)})
    return found[:_MOST] or [ok]


def _of(
    name: str, series: _Series, counters: Mapping[str, int], voided: set[str]
) -> Iterator[Finding]:
    last, highest = counters.get(name, 0), max(series.used, default=0)
    if last < highest:
        values = {"number": series.write(highest), "last": last}
        yield Finding("numbers", Level.ERROR, "NUMBERS_BEHIND", values)
    for number in range(1, max(last, highest) + 1):
        if number not in series.used and series.write(number) not in voided:
            values = {"number": series.write(number)}
            yield Finding("numbers", Level.ERROR, "NUMBERS_GAP", values)


def _of_matters(session: Session) -> dict[str, _Series]:
    found: dict[str, _Series] = {}
    for no in session.scalars(sa.select(Matter.no)).yield_per(_AT_ONCE):
        front, _, number = no.rpartition("-")
        if number.isdecimal():
            name = "matter " + front.replace("-", " ", 1)
            found.setdefault(name, _Series(_matter_no(front))).used.add(int(number))
    return found


def _of_agreements(session: Session) -> dict[str, _Series]:
    found: dict[str, _Series] = {}
    rows = session.execute(
        sa.select(Agreement.committee_id, Agreement.form, Agreement.year, Agreement.seq,
                  MediationCommittee.agreement_pattern, MediationCommittee.number_prefix)
        .join(MediationCommittee, MediationCommittee.id == Agreement.committee_id)
        .where(Agreement.seq.is_not(None))
    )  # fmt: skip
    for committee, form, year, seq, pattern, prefix in rows:
        series = _Series(_agreement_no(pattern, prefix, year))
        found.setdefault(agreement_series(committee, form, year), series).used.add(seq or 0)
    return found


def _matter_no(front: str) -> Callable[[int], str]:
    return lambda number: f"{front}-{number:03}"


def _agreement_no(pattern: str, prefix: str, year: int | None) -> Callable[[int], str]:
    return lambda number: agreement_no(pattern, prefix, year, number)


def _unwritten(name: str) -> Callable[[int], str]:
    """A series of which no number is in use any more."""
    kind, _, front = name.partition(" ")
    if kind == "matter":
        return _matter_no(front.replace(" ", "-", 1))
    return lambda number: f"{name} {number}"
