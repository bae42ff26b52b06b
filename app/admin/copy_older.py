"""All rows of a server with an earlier schema, as they stand: they go into a file of the same
revision, so that nothing is changed before there is a copy, and the copy is upgraded like any."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.admin.copy_rows import AT_ONCE, FILE_TABLE, Heard
from db.schema import migrate
from db.types import Key, UtcDateTime

_REVISION = "alembic_version"


def copy_older(source: sa.Connection, target: sa.Connection, revision: str, heard: Heard) -> None:
    """Make the tables of `revision` in the empty file `target` and fill them from `source`.

    The models of this program know none of them: tables and columns are those both have.
    """
    migrate(target, revision)
    server, file = sa.inspect(source), sa.inspect(target)
    for name in file.get_table_names():
        if name not in (_REVISION, FILE_TABLE):
            kinds = {found["name"]: found["type"] for found in server.get_columns(name)}
            columns = [found["name"] for found in file.get_columns(name)]
            _copy(name, {column: kinds[column] for column in columns}, source, target, heard)


def _copy(
    name: str,
    kinds: Mapping[str, sa.types.TypeEngine[Any]],
    source: sa.Connection,
    target: sa.Connection,
    heard: Heard,
) -> None:
    there = sa.table(name, *(sa.column(column, kind) for column, kind in kinds.items()))
    here = sa.table(name, *(sa.column(column, _kept(kind)) for column, kind in kinds.items()))
    rows = source.execute(sa.select(there), execution_options={"yield_per": AT_ONCE})
    for part in rows.mappings().partitions():
        target.execute(sa.insert(here), [dict(row) for row in part])
        heard()


def _kept(found: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """How a file keeps what a server has as `found`."""
    if isinstance(found, sa.Uuid):
        return Key()
    if isinstance(found, postgresql.TIMESTAMP):
        return UtcDateTime()
    return found.as_generic()
