"""Drawing human numbers: gapless per series, drawn inside the transaction that uses them."""

import secrets
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Base, NumberSequence

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which people read out wrongly."""


def draw(session: Session, series: str) -> int:
    """The next number of `series`, from 1. The row stays locked until the transaction ends, so
    a number is never given twice and one not used leaves no gap."""
    statement = _next(session.get_bind().dialect.name)
    return int(session.execute(statement, {"series": series, "last": 1}).scalar_one())


@cache
def _next(dialect: str) -> sa.Executable:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    table = Base.metadata.tables["number_sequence"]
    return (
        insert(table)
        .on_conflict_do_update(index_elements=[table.c.series], set_={"last": table.c.last + 1})
        .returning(table.c.last)
    )


def case_code() -> str:
    """A code of ten characters for one matter, not to be guessed (一案一码)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def counter(session: Session, series: str) -> int:
    """The last number drawn in `series`; 0 if none."""
    return (
        session.scalar(sa.select(NumberSequence.last).where(NumberSequence.series == series)) or 0
    )
