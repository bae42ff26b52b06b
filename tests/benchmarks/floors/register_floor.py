"""The floor of registering: bare sqlite3 writes the same rows in one transaction, as durably."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

Statement: TypeAlias = tuple[str, Sequence[Any]]
"""SQL with the values of one row, or of several where they are a list of tuples."""


def opened(path: Path) -> sqlite3.Connection:
    """The database with the pragmas of db/engine.py."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def write(connection: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    """One registration, committed."""
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        if isinstance(values, list):
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values).fetchall()
    cursor.execute("COMMIT")
