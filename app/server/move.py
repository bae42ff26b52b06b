"""`db move`: a local database goes to a server, whole and compared; the file stays as it was.

All of it or nothing, in everybody else's eyes: it gathers beside what is there, and changes places
with that once every row and every file was compared. What was cut off is gone on with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app import clock
from app.admin.check import check_opened, folder_of
from app.admin.row_digests import digests
from app.admin.stored_files import look_at_files, named_files
from app.admin.types import Level
from app.desk import host_name, open_office
from app.errors import DatabaseUnavailable, Invalid, NotFound, Problem
from app.keys import Keys
from app.messages.admin import finding_text
from app.server.alone import require_alone
from app.server.carrying import Tell, arrived, compare, copy
from app.server.door import closed
from app.server.init import init_server, make_database, opened
from app.server.moving import SCHEMA, Moving, Source, held
from app.server.prepare import prefix_of
from app.server.staging import certain, change_places, is_public, write_down
from db.engine import open_alone, server_url
from db.models import Staff
from db.schema import HEAD, require_current
from db.session import reading, translated

_HAS_MATTERS = sa.text("SELECT EXISTS (SELECT FROM public.matter)")
_MAY_HAVE = sa.text("SELECT to_regclass('public.matter') IS NOT NULL")


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows each table has there, and how many files; `aside` is the schema the server's
    tables without matters are now in, None if it had none."""

    counts: Mapping[str, int]
    files: int
    aside: str | None


def move(source: Path, url: str, admin: str, password: str, tell: Tell) -> Moved:
    """Carry the database `source` to the server `url` names, by the server's own account.

    Nobody else opens the file meanwhile, and nothing is written into it. What an earlier move of
    the same rows brought there stays; where they are others by now, it begins anew. `admin`, one
    of the staff, gets `password` as a first one; the others get theirs from there, since a server
    keeps none of a file's.

    Raises Invalid (MOVE_EXISTS where the server has matters already, MOVE_DAMAGED), NotFound
    (admin), DatabaseBusy (in_use, moving, others), EnvironmentTrouble (moved_otherwise,
    cannot_read), DatabaseUnavailable (place_unknown), or what either database may raise.
    """
    target = server_url(url)
    prefix = _prefix(target)
    here = open_alone(source)
    try:
        require_current(here)
        keys = open_office(here).keys
        tell("move_looks", file=source)
        _require_sound(here)
        _require_staff(here, admin)
        make_database(target, prefix)
        with held(target, prefix) as moving:
            whole = _source(here, source)
            _begin(moving, whole, tell)
            copy(here, moving, whole, tell)
            tell("move_compares")
            compare(here, moving, whole)
            aside = _put_in_place(moving, keys, source.name)
    finally:
        here.dispose()
    init_server(target, admin=admin, password=password, keys=keys)
    return Moved({name: count for name, (count, _) in whole.tables.items()}, whole.files, aside)


def _prefix(target: URL) -> str:
    """What the roles there begin with, or will. Raises Invalid (MOVE_EXISTS)."""
    with opened(target) as engine:
        try:
            with translated(), engine.connect() as connection:
                _require_no_matters(connection)
            return prefix_of(engine) or str(target.database)
        except DatabaseUnavailable as error:
            if error.values.get("why") != "no_database":
                raise
            return str(target.database)


def _require_no_matters(connection: sa.Connection) -> None:
    if connection.scalar(_MAY_HAVE) and connection.scalar(_HAS_MATTERS):
        raise Invalid([Problem("", "MOVE_EXISTS")])


def _require_sound(here: sa.Engine) -> None:
    """Nothing broken is carried on: references are not looked at again over there."""
    for finding in check_opened(here, lambda session: look_at_files(session, folder_of(here))):
        if finding.level is Level.ERROR:
            values = {"what": finding_text(finding)[0]}
            raise Invalid([Problem("file", "MOVE_DAMAGED", values=values)])


def _require_staff(here: sa.Engine, admin: str) -> None:
    with reading(here) as session:
        if session.scalar(sa.select(Staff.id).where(Staff.login == admin)) is None:
            raise NotFound("staff", admin)


def _source(here: sa.Engine, file: Path) -> Source:
    with reading(here) as session:
        return Source(
            revision=HEAD,
            files=len(named_files(session)),
            tables=digests(session.connection()),
            file=str(file.resolve()),
            host=host_name(),
            at=clock.now().isoformat(timespec="seconds"),
        )


def _begin(moving: Moving, whole: Source, tell: Tell) -> None:
    before = moving.source()
    if before is not None and before.wrong:
        tell("move_again", named=before.wrong, rows=whole.rows)
    elif before == whole:
        tell("move_goes_on", done=arrived(moving), rows=whole.rows)
        return
    else:
        tell("move_begins" if before is None else "move_anew", rows=whole.rows)
    moving.begin(whole)


def _put_in_place(moving: Moving, keys: Keys, name: str) -> str | None:
    connection = moving.connection
    stamp = f"{clock.local(clock.now()):%Y%m%d_%H%M%S}"
    aside, left = f"before_move_{stamp}", None
    with (
        closed(connection, moving.prefix),
        certain(connection, partial(is_public, SCHEMA), why="place_unknown", aside=aside),
    ):
        require_alone(connection, moving.prefix)
        _require_no_matters(connection)
        connection.exec_driver_sql("DROP TABLE moving.source")
        left = change_places(connection, SCHEMA, aside, moving.prefix, keys)
        write_down(connection, "db_move", name)
    return left
