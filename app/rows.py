"""Writing a matter's first rows: one prepared INSERT per table.

SQLAlchemy's unit of work sorts, tracks and refreshes every object it writes, which is worth its
price where rows change. Registering only adds, with a queue at the desk, and the unit of work was
half of its time (tests/benchmarks/register.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from db.models import Base


@dataclass(frozen=True, slots=True)
class _Prepared:
    """How one kind of row goes in: the statement, its columns, and what fills those left out."""

    table: sa.Table
    statement: sa.Insert
    columns: tuple[str, ...]
    defaults: tuple[tuple[str, Callable[[], Any]], ...]


def insert_new(session: Session, rows: Iterable[Base] = ()) -> None:
    """Write what was added to `session` and not flushed yet, then `rows`, kind by kind in the
    order in which each first comes, and tell the audit.

    Call last: what is set on the objects later is not written. `rows` were never in the session,
    which would cost them more than being written.
    """
    waiting = list(session.new)
    for row in waiting:
        session.expunge(row)
    by_kind: dict[type[Base], list[Base]] = {}
    for row in (*waiting, *rows):
        by_kind.setdefault(type(row), []).append(row)
    for kind, alike in by_kind.items():
        how = _prepared(kind)
        values = [_filled(row, how) for row in alike]
        session.connection().execute(how.statement, values)
        audit.added(session, how.table, values)


def _filled(row: Base, how: _Prepared) -> dict[str, Any]:
    for name, value in how.defaults:
        if row.__dict__.get(name) is None:
            setattr(row, name, value())
    return {name: row.__dict__.get(name) for name in how.columns}


@cache
def _prepared(kind: type[Base]) -> _Prepared:
    mapper = sa.inspect(kind)
    table = Base.metadata.tables[kind.__tablename__]
    defaults = [(name, _maker(c.default)) for name, c in table.columns.items() if c.default]
    if mapper.version_id_col is not None:
        defaults.append((mapper.version_id_col.name, lambda: 1))
    return _Prepared(table, sa.insert(table), tuple(table.columns.keys()), tuple(defaults))


def _maker(default: Any) -> Callable[[], Any]:
    """A column's default as a call: SQLAlchemy hands callables a context, which ours ignore."""
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
