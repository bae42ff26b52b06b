"""The rows and files of `db move`: carried in batches, and compared once all of them are there."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from app.admin.check import folder_of
from app.admin.copy_rows import FILE_TABLE, copied_tables, counted, follow_identity
from app.admin.row_digests import digests, key_of, partitions
from app.admin.stored_files import named_files, path_of
from app.admin.types import StoredFile
from app.disk import reading_from
from app.errors import EnvironmentTrouble
from app.server.moving import Moving, Source
from db.loading import load
from db.models import Base, FileContent
from db.session import reading, translated

_FILES_AT_ONCE = 50
_TENTHS = 10
_FILE_TABLE = Base.metadata.tables[FILE_TABLE]
_FILES_THERE = sa.text("SELECT matter_id, sha256 FROM file_content")
_WHOLE_THERE = sa.text(
    "SELECT matter_id, CASE encode(sha256(content), 'hex') WHEN sha256 THEN sha256 END"
    " FROM file_content"
)


class Tell(Protocol):
    """Hears how far it is: a sentence of app.messages.admin.SAID and what fills it."""

    def __call__(self, what: str, /, **values: object) -> None: ...


def arrived(moving: Moving) -> int:
    """How many rows and files are there so far."""
    with moving.batch() as there:
        files = there.scalar(sa.select(sa.func.count()).select_from(FileContent))
        return sum(counted(there).values()) + int(files or 0)


def copy(here: sa.Engine, moving: Moving, whole: Source, tell: Tell) -> None:
    """Batch by batch, each in a transaction of its own; what is there already is the progress."""
    done = told = arrived(moving)
    for count in _batches(here, moving):
        done += count
        if done * _TENTHS // whole.rows > told * _TENTHS // whole.rows:
            tell("move_part", percent=done * 100 // whole.rows, done=done, rows=whole.rows)
            told = done
    with moving.batch() as there:
        follow_identity(there)


def _batches(here: sa.Engine, moving: Moving) -> Iterator[int]:
    with translated(), here.connect() as read:
        for table in copied_tables():
            with moving.batch() as there:
                *_, key = key_of(table, there.dialect)
                last = there.scalar(sa.select(key).order_by(key.desc()).limit(1))
            for rows in partitions(read, table, after=last):
                with moving.batch() as there:
                    load(there, table, rows)
                yield len(rows)
    yield from _file_batches(here, moving)


def _file_batches(here: sa.Engine, moving: Moving) -> Iterator[int]:
    with moving.batch() as there:
        present = {StoredFile(*row) for row in there.execute(_FILES_THERE)}
    with reading(here) as session:
        wanted = sorted(named_files(session) - present, key=lambda f: (f.matter_id, f.sha256))
    folder = folder_of(here)
    if folder is None:
        return
    for _, part in groupby(enumerate(wanted), key=lambda pair: pair[0] // _FILES_AT_ONCE):
        files = [file for _, file in part]
        with moving.batch() as there:
            load(there, _FILE_TABLE, ((f.matter_id, f.sha256, _content(folder, f)) for f in files))
        yield len(files)


def _content(folder: Path, file: StoredFile) -> bytes:
    path = path_of(folder, file)
    with reading_from(path):
        return path.read_bytes()


def compare(here: sa.Engine, moving: Moving, whole: Source) -> None:
    """Every row and every file as it arrived, read again over there; what differs is kept to be
    looked at, and not gone on with. Raises EnvironmentTrouble (moved_otherwise)."""
    with reading(here) as session:
        wanted = named_files(session)
    with moving.batch() as there:
        found = digests(there)
        stored = {StoredFile(*row) for row in there.execute(_WHOLE_THERE)}
    wrong = sorted(name for name in whole.tables if found[name] != whole.tables[name])
    if stored != wanted:
        wrong.append(FILE_TABLE)
    if wrong:
        named = "、".join(wrong)
        moving.condemn(named)
        raise EnvironmentTrouble(why="moved_otherwise", named=named)
