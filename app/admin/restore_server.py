"""Restoring to a PostgreSQL server: built in a schema of its own, then the names change places."""

import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app import clock
from app.admin import archive
from app.admin.archive import Manifest, Meter, Progress
from app.admin.check import check_opened
from app.admin.copy_rows import copy_rows
from app.admin.restore import exists, require_whole
from app.admin.stored_files import look_at_files
from app.admin.types import Level
from app.desk import open_office
from app.disk import writing_to
from app.errors import DatabaseUnavailable, InfrastructureError
from app.keys import Keys
from app.server import roles
from app.server.alone import require_alone
from app.server.door import closed
from app.server.init import make_database, opened
from app.server.prepare import prefix_of
from app.server.staging import (
    RESTORING,
    certain,
    change_places,
    engine_in,
    is_public,
    remove_left_over,
    write_down,
)
from db.engine import open_engine
from db.models import FileContent
from db.schema import current, upgrade
from db.session import translated


@dataclass(frozen=True, slots=True)
class Note:
    """What the trail is told: the file's name, and the login of who restores it, if one is known;
    what the account is called, the server writes by itself."""

    name: str
    by: str = ""


def put_on_server(
    packed: zipfile.ZipFile,
    manifest: Manifest,
    target: URL,
    note: Note,
    *,
    force: bool,
    progress: Progress | None = None,
) -> str | None:
    """See app.admin.restore.restore; the schema the old tables are now in, if there were any.

    The server's own account is the URL's: whoever has it decides here. `progress` is told bytes,
    read once to verify them and files once more to send them. Raises DatabaseUnavailable
    (place_unknown) where the server did not answer at the end; otherwise, whatever is raised,
    nothing was changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / archive.DATABASE
        with writing_to(copy):
            meter = Meter(manifest.size_with_files, progress) if progress else None
            require_whole(packed, manifest, copy, meter)
            prefix = _prepared(target, force=force)

            def fill(staged: sa.Engine) -> Keys:
                return _fill(packed, manifest, copy, staged, meter)

            with (
                opened(target) as engine,
                translated(),
                engine.connect() as connection,
                closed(connection, prefix),  # what came after the look would go aside untold
            ):
                return _exchanged(connection, target, prefix, fill, note)


def _exchanged(
    connection: sa.Connection,
    target: URL,
    prefix: str,
    fill: Callable[[sa.Engine], Keys],
    note: Note,
) -> str | None:
    stamp = f"{clock.local(clock.now()):%Y%m%d_%H%M%S}"
    staging, aside = f"{RESTORING}{stamp}", f"before_restore_{stamp}"
    left: str | None = None
    remove_left_over(connection)
    try:
        with engine_in(target, staging, roles.owner(prefix)) as owner:
            _run(owner, f'CREATE SCHEMA "{staging}"')
            keys = fill(owner)
        with certain(connection, partial(is_public, staging), why="place_unknown", aside=aside):
            require_alone(connection, prefix)
            left = change_places(connection, staging, aside, prefix, keys)
            write_down(connection, "restore", note.name, note.by)
    except BaseException:
        with suppress(InfrastructureError), opened(target) as engine:
            _run(engine, f'DROP SCHEMA IF EXISTS "{staging}" CASCADE')
        raise
    return left


def _prepared(target: URL, *, force: bool) -> str:
    """What the roles there begin with; roles and database are made where they are not yet."""
    prefix = _prefix(target, force=force) or str(target.database)
    make_database(target, prefix)
    return prefix


def _prefix(target: URL, *, force: bool) -> str | None:
    with opened(target) as engine:
        try:
            if current(engine) is not None and not force:
                raise exists()
            return prefix_of(engine)
        except DatabaseUnavailable as error:
            if error.values.get("why") != "no_database":
                raise
            return None


def _fill(
    packed: zipfile.ZipFile, manifest: Manifest, copy: Path, staged: sa.Engine, meter: Meter | None
) -> Keys:
    """Tables, rows and files into the staging schema, looked at before they are used; the key
    of the centre they belong to."""
    source = open_engine(str(copy))
    try:
        upgrade(staged)
        with translated(), source.connect() as read, staged.begin() as written:
            copy_rows(read, written)
            _copy_files(packed, manifest, written, meter)
        found = check_opened(staged, partial(look_at_files, folder=None))
        if errors := [finding for finding in found if finding.level is Level.ERROR]:
            raise RuntimeError(f"restored otherwise than verified: {errors}")
        return open_office(staged).keys
    finally:
        source.dispose()


def _copy_files(
    packed: zipfile.ZipFile, manifest: Manifest, target: sa.Connection, meter: Meter | None
) -> None:
    for member in manifest.members:
        if file := archive.stored_file(member.name):
            row = {
                "matter_id": file.matter_id,
                "sha256": file.sha256,
                "content": packed.read(member.name),
            }
            target.execute(sa.insert(FileContent), row)
            if meter is not None:
                meter.read(member.size)


def _run(engine: sa.Engine, statement: str) -> None:
    with translated(), engine.begin() as connection:
        connection.exec_driver_sql(statement)
