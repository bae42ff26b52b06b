"""Writing a matter's first rows, and telling the audit of them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app import audit
from db.batch import together
from db.inserting import insert
from db.models import Base, Matter
from db.session import is_server


def insert_new(session: Session, rows: Iterable[Base]) -> None:
    """Write rows that were never in the session, kind by kind in the order in which each first
    comes; being added to it would cost them more than being written."""
    by_kind: dict[type[Base], list[Base]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    connection = session.connection()
    if not is_server(session):
        for kind, alike in by_kind.items():
            audit.added(session, kind, insert(connection, alike))
        return
    with together(connection):
        for kind in sorted(by_kind, key=_first_on_a_server):
            audit.added(session, kind, insert(connection, by_kind[kind]))


def _first_on_a_server(kind: type[Base]) -> bool:
    """Its policies let a row in where the matter it belongs to is seen."""
    return kind is not Matter
