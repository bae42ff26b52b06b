"""One prepared INSERT per kind of row, past SQLAlchemy's unit of work.

The unit of work sorts, tracks and refreshes every object it writes, which is worth its price
where rows change. Where rows are only added, with a queue at the desk, it was half of the time
(tests/benchmarks/register.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from db.models import Base


@dataclass(frozen=True, slots=True)
class _Prepared:
    """How one kind of row goes in: the statement as this database takes it, its columns in order
    and how each is sent, and what fills those left out."""

    sql: str
    columns: tuple[str, ...]
    senders: tuple[Callable[[Any], Any] | None, ...]
    by_name: bool
    defaults: tuple[tuple[str, Callable[[], Any]], ...]


def insert(connection: sa.Connection, rows: Sequence[Base]) -> list[dict[str, Any]]:
    """Write rows of one kind in one statement; what was written, by column, defaults included.

    No session knows of them: what is set on the objects later is not written.
    """
    how = _prepared(type(rows[0]), connection.dialect)
    values = [_filled(row, how) for row in rows]
    connection.exec_driver_sql(how.sql, [_sent(each, how) for each in values])
    return values


def _filled(row: Base, how: _Prepared) -> dict[str, Any]:
    for name, value in how.defaults:
        if row.__dict__.get(name) is None:
            setattr(row, name, value())
    return {name: row.__dict__.get(name) for name in how.columns}


def _sent(row: Mapping[str, Any], how: _Prepared) -> Any:
    """A row as the driver takes it."""
    sent = [
        value if send is None else send(value)
        for value, send in zip(row.values(), how.senders, strict=True)
    ]
    return dict(zip(how.columns, sent, strict=True)) if how.by_name else tuple(sent)


@cache
def _prepared(kind: type[Base], dialect: sa.Dialect) -> _Prepared:
    mapper = sa.inspect(kind)
    table = Base.metadata.tables[kind.__tablename__]
    defaults = [(name, _maker(c.default)) for name, c in table.columns.items() if c.default]
    if mapper.version_id_col is not None:
        defaults.append((mapper.version_id_col.name, lambda: 1))
    return _Prepared(
        sql=str(sa.insert(table).compile(dialect=dialect)),
        columns=tuple(table.columns.keys()),
        senders=tuple(c.type.dialect_impl(dialect).bind_processor(dialect) for c in table.columns),
        by_name=not dialect.positional,
        defaults=tuple(defaults),
    )


def _maker(default: Any) -> Callable[[], Any]:
    """A column's default as a call: SQLAlchemy hands callables a context, which ours ignore."""
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
