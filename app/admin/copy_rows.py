"""All rows from one database to another of the same schema, whatever kind each of them is."""

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from db.models import Base, FileContent, SearchEntry

AT_ONCE = 1000
"""So many rows go at a time."""
FILE_TABLE = FileContent.__tablename__
"""Its rows travel as files of the archive."""
Heard = Callable[[], None]
"""Called now and then while rows are copied; may raise Cancelled."""


def copy_rows(
    source: sa.Connection, target: sa.Connection, heard: Heard = lambda: None
) -> Mapping[str, int]:
    """Copy every table but the contents of files; how many rows each had.

    The target's tables are empty and its foreign keys are checked when it commits.
    """
    counts = {table.name: _copy(table, source, target, heard) for table in copied_tables()}
    follow_identity(target)
    return counts


def copied_tables() -> list[sa.Table]:
    """Every table but the contents of files."""
    return [table for name, table in Base.metadata.tables.items() if name != FILE_TABLE]


def counted(connection: sa.Connection) -> dict[str, int]:
    """The number of rows of every table but the contents of files."""
    return {
        table.name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
        for table in copied_tables()
    }


def _copy(table: sa.Table, source: sa.Connection, target: sa.Connection, heard: Heard) -> int:
    rows = source.execute(sa.select(table), execution_options={"yield_per": AT_ONCE})
    count = 0
    for part in rows.mappings().partitions():
        target.execute(sa.insert(table), [dict(row) for row in part])
        count += len(part)
        heard()
    return count


def follow_identity(target: sa.Connection) -> None:
    """Let the server number further rows behind those that were copied."""
    if target.dialect.name != "postgresql":
        return
    last = sa.select(sa.func.coalesce(sa.func.max(SearchEntry.row), 0) + 1).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(SearchEntry.__tablename__, "row")
    target.execute(sa.select(sa.func.setval(sequence, last, False)))  # noqa: FBT003 - SQL's own
