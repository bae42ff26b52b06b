"""Writing a matter's first rows, and telling the audit of them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app import audit
from db.inserting import insert
from db.models import Base


def insert_new(session: Session, rows: Iterable[Base]) -> None:
    """Write rows that were never in the session, kind by kind in the order in which each first
    comes; being added to it would cost them more than being written."""
    by_kind: dict[type[Base], list[Base]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    connection = session.connection()
    for kind, alike in by_kind.items():
        audit.added(session, kind, insert(connection, alike))
