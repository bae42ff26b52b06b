"""What a table holds, as one number: the same for the same rows, on whatever kind of database."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from app.admin.copy_rows import copied_tables

_AT_ONCE = 2000
Digests = Mapping[str, tuple[int, str]]
"""By table: how many rows, and the SHA-256 over them in hex."""


def key_of(table: sa.Table, dialect: sa.Dialect) -> list[sa.ColumnElement[Any]]:
    """What orders the rows of `table` the same way everywhere: texts by their bytes, as SQLite
    has them, and not by a server's language."""
    is_server = dialect.name == "postgresql"
    return [
        sa.collate(column, "C") if is_server and isinstance(column.type, sa.String) else column
        for column in table.primary_key
    ]


def digests(connection: sa.Connection) -> Digests:
    """Of every table but the contents of files."""
    return {table.name: digest(connection, table) for table in copied_tables()}


def digest(connection: sa.Connection, table: sa.Table) -> tuple[int, str]:
    """Over the rows in the order of their keys, each as Python has its values."""
    whole, count = hashlib.sha256(), 0
    for part in partitions(connection, table):
        whole.update("\n".join(repr(tuple(row)) for row in part).encode() + b"\n")
        count += len(part)
    return count, whole.hexdigest()


def partitions(
    connection: sa.Connection, table: sa.Table, after: Any = None
) -> Iterator[list[sa.Row[Any]]]:
    """The rows in the order of their keys, many at once; those whose key comes `after`."""
    key = key_of(table, connection.dialect)
    query = sa.select(table).order_by(*key)
    if after is not None:
        query = query.where(key[0] > after)
    rows = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    return (list(part) for part in rows.partitions())
