"""Restoring to a PostgreSQL server: built in a schema of its own, then the names change places."""

import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app import clock
from app.admin import archive
from app.admin.archive import Manifest
from app.admin.check import check_opened
from app.admin.copy_rows import copy_rows
from app.admin.restore import Allow, exists, require_whole
from app.admin.stored_files import look_at_files
from app.admin.types import Level
from app.disk import writing_to
from app.errors import DatabaseBusy
from db.engine import open_engine
from db.models import FileContent
from db.schema import current, upgrade
from db.session import translated


def put_on_server(
    packed: zipfile.ZipFile, manifest: Manifest, target: URL, allow: Allow, *, force: bool
) -> str | None:
    """See app.admin.restore.restore; the schema the old tables are now in, if there were any."""
    stamp = f"{clock.local(clock.now()):%Y%m%d_%H%M%S}"
    staging, engine = f"restoring_{stamp}", open_engine(target)
    try:
        had_tables = current(engine) is not None
        if had_tables and not force:
            raise exists()
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / archive.DATABASE
            with writing_to(copy):
                require_whole(packed, manifest, copy)
                _run(engine, f'CREATE SCHEMA "{staging}"')
                _fill(packed, manifest, copy, target, staging, allow)
        _require_alone(engine)
        return _change_places(engine, staging, f"before_restore_{stamp}", keep=had_tables)
    finally:
        _run(engine, f'DROP SCHEMA IF EXISTS "{staging}" CASCADE')
        engine.dispose()


def _fill(
    packed: zipfile.ZipFile,
    manifest: Manifest,
    copy: Path,
    target: URL,
    staging: str,
    allow: Allow,
) -> None:
    """Tables, rows and files into the schema `staging`, looked at before they are used."""
    staged, source = _engine_in(target, staging), open_engine(str(copy))
    try:
        upgrade(staged)
        with translated(), source.connect() as read, staged.begin() as written:
            copy_rows(read, written)
            _copy_files(packed, manifest, written)
        found = check_opened(staged, partial(look_at_files, folder=None))
        if errors := [finding for finding in found if finding.level is Level.ERROR]:
            raise RuntimeError(f"restored otherwise than verified: {errors}")
        allow(staged)
    finally:
        staged.dispose()
        source.dispose()


def _copy_files(packed: zipfile.ZipFile, manifest: Manifest, target: sa.Connection) -> None:
    for member in manifest.members:
        if file := archive.stored_file(member.name):
            row = {
                "matter_id": file.matter_id,
                "sha256": file.sha256,
                "content": packed.read(member.name),
            }
            target.execute(sa.insert(FileContent), row)


def _engine_in(target: URL, schema: str) -> sa.Engine:
    """An engine whose every connection sees the tables of `schema` alone."""
    engine = open_engine(target)

    def choose(connection: Any, _record: Any) -> None:
        connection.execute(f'SET search_path TO "{schema}"')
        connection.commit()

    sa.event.listen(engine, "connect", choose, insert=True)
    return engine


def _require_alone(engine: sa.Engine) -> None:
    """Raise DatabaseBusy while others work: what they save now would be lost."""
    others = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with translated(), engine.connect() as connection:
        if connection.scalar(others):
            raise DatabaseBusy(why="in_use")


def _change_places(engine: sa.Engine, staging: str, aside: str, *, keep: bool) -> str | None:
    """In one transaction: `public` gets the name `aside`, `staging` becomes `public`."""
    with translated(), engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER SCHEMA public RENAME TO "{aside}"')
        connection.exec_driver_sql(f'ALTER SCHEMA "{staging}" RENAME TO public')
        connection.exec_driver_sql("GRANT USAGE ON SCHEMA public TO PUBLIC")
        if not keep and not _has_anything(connection, aside):
            connection.exec_driver_sql(f'DROP SCHEMA "{aside}"')
    return aside if keep else None


def _has_anything(connection: sa.Connection, schema: str) -> bool:
    inside = sa.text(
        "SELECT count(*) FROM pg_class WHERE relnamespace = CAST(:name AS regnamespace)"
    )
    return bool(connection.scalar(inside, {"name": schema}))


def _run(engine: sa.Engine, statement: str) -> None:
    with translated(), engine.begin() as connection:
        connection.exec_driver_sql(statement)
