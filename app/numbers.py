"""Drawing human numbers: gapless per series, drawn inside the transaction that uses them."""

from datetime import date
from functools import cache
from random import Random, SystemRandom
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.enums import AgreementForm
from db.models import Base, NumberSequence
from db.session import is_server

_TABLE = Base.metadata.tables["number_sequence"]
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which people read out wrongly; the digits come first."""
_DIGITS = _ALPHABET[:8]
_UNGUESSABLE = SystemRandom()


def draw(session: Session, series: str) -> int:
    """The next number of `series`, from 1. The row stays locked until the transaction ends, so
    a number is never given twice and one not used leaves no gap."""
    connection = session.connection()
    if is_server(session):
        return int(connection.scalar(_DRAWN, {"series": series}))
    return int(connection.execute(_next(), {"series": series, "last": 1}).scalar_one())


_DRAWN = sa.text("SELECT guard.draw_number(:series)")
"""A server lets nobody draw a number that nothing bears in the end."""


@cache
def _next() -> sa.Executable:
    from sqlalchemy.dialects import sqlite  # a server's desk has no use for it: 60 ms

    last = _TABLE.c.last
    return (
        sqlite.insert(_TABLE)
        .on_conflict_do_update(index_elements=[_TABLE.c.series], set_={"last": last + 1})
        .returning(last)
    )


def matter_series(day: date, window: str) -> str:
    """The series of the matters registered on `day` at `window`."""
    return f"matter {day:%Y%m%d} {window}"


def matter_no(day: date, window: str, number: int) -> str:
    """The number of a matter, the `number`-th of its series."""
    return f"{day:%Y%m%d}-{window}-{number:03}"


def agreement_series(committee_id: UUID, form: AgreementForm, year: int | None) -> str:
    """The series of a committee's agreements of one form made in `year`."""
    return f"agreement {committee_id} {form} {year}"


def case_code(chance: Random = _UNGUESSABLE) -> str:
    """A code of ten characters for one matter, not to be guessed (一案一码).

    It begins with a digit: letters would by chance be the first of a name somebody searches for.
    """
    return chance.choice(_DIGITS) + "".join(chance.choices(_ALPHABET, k=9))


def counter(session: Session, series: str) -> int:
    """The last number drawn in `series`; 0 if none."""
    return (
        session.scalar(sa.select(NumberSequence.last).where(NumberSequence.series == series)) or 0
    )
