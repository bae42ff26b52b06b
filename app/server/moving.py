"""The place beside a server's database where one that is moved there gathers (app/server/move.py).

It outlives the program: what was committed there is gone on with. Everybody else sees nothing of
it before it changes places with what they use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.admin.row_digests import Digests
from app.errors import DatabaseBusy
from app.server import roles
from app.server.init import opened
from app.server.staging import engine_in
from db.schema import upgrade
from db.session import translated

SCHEMA = "moving"
_LOCK = 0x6D6F7665
"""Any number of ours; within one database it is whoever moves into it."""
_TAKE = sa.text("SELECT pg_try_advisory_lock(:lock)")
_IS_HELD = sa.text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)
_IS_THERE = sa.text("SELECT to_regclass('moving.source') IS NOT NULL")
_TOLD = sa.text("SELECT told FROM moving.source")
_CONDEMN = sa.text(
    "UPDATE moving.source SET told = told || jsonb_build_object('wrong', CAST(:named AS text))"
)
_KEEP = sa.text("INSERT INTO moving.source VALUES (CAST(:told AS jsonb))")
_AS_THEY_COME = "SET LOCAL search_path TO moving; SET LOCAL session_replication_role TO replica"
"""Rows come finished, in the order of tables and not of what refers to what: triggers would count
each matter anew with each row, and references were checked where they come from."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is moved: its revision, how many files, and what its tables hold. `file`, `host` and
    `at` (ISO 8601, UTC) are for people: who began; `wrong` names the tables that arrived otherwise,
    if that was found."""

    revision: str
    files: int
    tables: Digests
    file: str = field(compare=False)
    host: str = field(compare=False)
    at: str = field(compare=False)
    wrong: str = field(compare=False, default="")

    @property
    def rows(self) -> int:
        """All there is to copy, a file as one row."""
        return sum(count for count, _ in self.tables.values()) + self.files


@dataclass(frozen=True, slots=True)
class Moving:
    """The place, held by one connection as long as this program moves into it."""

    target: URL
    connection: sa.Connection
    prefix: str

    @contextmanager
    def batch(self) -> Iterator[sa.Connection]:
        """One transaction that sees the gathered tables alone and wakes none of their triggers."""
        with translated(), self.connection.begin():
            self.connection.exec_driver_sql(_AS_THEY_COME)
            yield self.connection

    def source(self) -> Source | None:
        """What was being moved here when it was cut off."""
        with translated(), self.connection.begin():
            return source_of(self.connection)

    def begin(self, source: Source) -> None:
        """Empty tables for `source`; what lay here is gone."""
        import json

        self.drop()
        with engine_in(self.target, SCHEMA, roles.owner(self.prefix)) as owner:
            with translated(), owner.begin() as connection:
                connection.exec_driver_sql("CREATE SCHEMA moving")
            upgrade(owner)
        with translated(), self.connection.begin():
            self.connection.exec_driver_sql("CREATE TABLE moving.source (told jsonb)")
            self.connection.execute(_KEEP, {"told": json.dumps(asdict(source))})

    def condemn(self, named: str) -> None:
        """What lies here is not what was sent: it is neither put in place nor gone on with."""
        with translated(), self.connection.begin():
            self.connection.execute(_CONDEMN, {"named": named})

    def drop(self) -> None:
        with translated(), self.connection.begin():
            self.connection.exec_driver_sql("DROP SCHEMA IF EXISTS moving CASCADE")


@contextmanager
def held(target: URL, prefix: str) -> Iterator[Moving]:
    """The place for this program alone. Raises DatabaseBusy(why=moving) while another has it."""
    with opened(target) as engine, translated(), engine.connect() as connection:
        with connection.begin():
            connection.exec_driver_sql("SET statement_timeout TO 0")
            if not connection.scalar(_TAKE, {"lock": _LOCK}):
                raise DatabaseBusy(why="moving")
        yield Moving(target, connection, prefix)  # with the connection goes the lock


def source_of(connection: sa.Connection) -> Source | None:
    """What was being moved here and is not done; None where nothing was."""
    if not connection.scalar(_IS_THERE):
        return None
    told: dict[str, Any] = connection.scalar(_TOLD) or {}
    tables = {name: (count, sha256) for name, (count, sha256) in told.pop("tables").items()}
    return Source(**told, tables=tables)


def is_held(connection: sa.Connection) -> bool:
    """Whether somebody moves into this database just now."""
    return bool(connection.scalar(_IS_HELD, {"lock": _LOCK}))
