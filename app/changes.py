"""What was committed since a place in the audit chain, by whatever process.

Every commit ends with an entry of the chain, and the entry names the rows it touched. So one
number tells exactly, on both databases, whether anything happened, and a second look which
tables it happened to.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.desk import Desk
from app.errors import DatabaseUnavailable
from app.permissions import Actor
from db.engine import sqlite_path
from db.models import AuditEntry, Base
from db.session import is_server

if TYPE_CHECKING:
    from app.server.live import Listener

MOST = 200
"""Entries looked at; after more of them (a PC that slept) everything counts as changed."""
_HEAD = sa.select(Base.metadata.tables["audit_head"].c.seq)
_STANDS_AT = sa.text("SELECT guard.chain_stands_at()")
_COMMITS = sa.text("SELECT hash, topics FROM guard.commits(:since, :until)")
"""The trail itself is the auditor's: a server tells others hashes and names of tables."""
EVERYTHING = frozenset(Base.metadata.tables)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: the hash of its audit entry, and the tables it touched."""

    hash: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Latest:
    """The chain's last number, and the commits after the number asked about."""

    seq: int
    commits: tuple[Commit, ...] = ()


def latest(session: Session, actor: Actor, since: int | None = None) -> Latest:  # noqa: ARG001
    """Where the chain stands, and what was committed after `since`; None asks only where.

    Any post may ask: names of tables and nothing else come back. One statement where nothing
    happened, two where something did.
    """
    seq = session.scalar(_STANDS_AT if is_server(session) else _HEAD) or 0
    if since is None or seq == since:
        return Latest(seq)
    if not since < seq <= since + MOST:
        return Latest(seq, (Commit("", EVERYTHING),))
    if is_server(session):
        found = session.execute(_COMMITS, {"since": since + 1, "until": seq})
        return Latest(seq, tuple(Commit(row.hash, frozenset(row.topics)) for row in found))
    wanted = sa.select(AuditEntry.hash, AuditEntry.before, AuditEntry.after)
    rows = session.execute(wanted.where(AuditEntry.seq.between(since + 1, seq)))
    return Latest(seq, tuple(Commit(row.hash, _tables(row.before, row.after)) for row in rows))


FilePlace = tuple[int, int] | None
"""What tells a file from another of the same name; None for a server."""


def file_place(desk: Desk) -> FilePlace:
    """The file behind a local database. Raises DatabaseUnavailable(why=moved) if it is gone."""
    path = sqlite_path(desk.engine)
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError as error:
        raise DatabaseUnavailable(why="moved", path=str(path)) from error
    return found.st_dev, found.st_ino


def look(desk: Desk, since: int | None, place: FilePlace) -> Latest:
    """`latest`, if the database is still the one opened at `place`.

    An open file can be moved away under the program, which would write on where nobody finds
    it. Raises DatabaseUnavailable (moved, replaced), or what a database may raise.
    """
    if file_place(desk) != place:
        raise DatabaseUnavailable(why="replaced", path=str(sqlite_path(desk.engine)))
    return desk.read(latest, since)


def listen(
    desk: Desk, heard: Callable[[str], None], met: Callable[[str], None] = lambda _text: None
) -> "Listener | None":
    """What calls `heard` with the hash of each commit at a server, and `met` with what other desks
    tell (app/presence.py), on a thread of its own until it is stopped; None for a local file,
    which tells nobody."""
    if sqlite_path(desk.engine):
        return None
    from app.server.live import Listener

    listener = Listener(desk.engine, heard, met)
    listener.start()
    return listener


def _tables(*texts: str) -> frozenset[str]:
    return frozenset(table for text in texts for table in _named(text))


def _named(rows: str) -> Iterator[str]:
    """The tables of a text such as `{"matter:0192…":{…},"told":{…}}`."""
    for name in json.loads(rows):
        table, separator, _key = name.partition(":")
        if separator:
            yield table
