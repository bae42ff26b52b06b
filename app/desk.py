"""The desk: one signed-in person at one database; the only door from window and CLI to data."""

import platform
from collections import deque
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import DatabaseUnavailable, NotPermitted
from app.files import FileStore, FolderStore, TableStore
from app.keys import Keys, load
from app.office import Office, attach
from app.permissions import Actor
from db.engine import open_engine, sqlite_path
from db.models import GovernanceCenter
from db.schema import require_current
from db.session import reading, writing

P = ParamSpec("P")
T = TypeVar("T")
Topics = frozenset[str]
_REMEMBERED = 500


class Desk:
    """`read` runs a query, `write` a command; each in one short transaction of its own."""

    def __init__(self, engine: sa.Engine, actor: Actor, office: Office) -> None:
        self.engine, self.actor, self.office = engine, actor, office
        self._listeners: list[Callable[[Topics], None]] = []
        self.sealed: deque[str] = deque(maxlen=_REMEMBERED)
        """Hashes of the own latest audit entries: how a look at the chain tells own from foreign
        commits (app/changes.py)."""

    def read(
        self, query: Callable[Concatenate[Session, Actor, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `query` answers; nothing is changed."""
        with reading(self.engine) as session:
            attach(session, self.office)
            return query(session, self.actor, *args, **kwargs)

    def write(
        self,
        command: Callable[Concatenate[Session, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run `command`, audit it and commit; on any error nothing is changed.

        A refusal for want of a post is audited too.
        """
        try:
            with writing(self.engine) as session:
                attach(session, self.office)
                trail = audit.watch(session)
                result = command(session, self.actor, *args, **kwargs)
                entry = audit.seal(session, self.actor)
                if entry is not None:
                    self.sealed.append(entry.hash)
        except NotPermitted as refused:
            self._audit_refusal(refused.action)
            raise
        self._publish(frozenset(trail.topics))
        return result

    def subscribe(self, listener: Callable[[Topics], None]) -> None:
        """Call `listener` with the names of the tables touched, after each commit."""
        self._listeners.append(listener)

    def close(self) -> None:
        self.engine.dispose()

    def _publish(self, topics: Topics) -> None:
        for listener in self._listeners if topics else ():
            listener(topics)

    def _audit_refusal(self, action: str) -> None:
        with writing(self.engine) as session:
            attach(session, self.office)
            trail = audit.watch(session)
            audit.record(session, action, "permission", action)
            trail.result = "DENIED"
            audit.seal(session, self.actor)


def open_desk(url: str, login: str, password: str | None, *, window: str = "1") -> Desk:
    """Sign in at the database.

    Raises DatabaseUnavailable, SchemaMismatch, SignInRefused, or EnvironmentTrouble for a
    `window` that cannot stand in a number.
    """
    from app.settings import require_window
    from app.sign_in import sign_in

    require_window(window)
    engine = open_engine(url)
    try:
        require_current(engine)
        office = open_office(engine, window=window)
        actor = sign_in(engine, office, login, password, host_name())
    except BaseException:
        engine.dispose()
        raise
    return Desk(engine, actor, office)


def open_office(engine: sa.Engine, keys: Keys | None = None, *, window: str = "1") -> Office:
    """The centre's keys, files and reference data for this database."""
    from app import reference

    with reading(engine) as session:
        centre = session.execute(
            sa.select(GovernanceCenter.id, GovernanceCenter.key_check)
        ).one_or_none()
        if centre is None:
            raise DatabaseUnavailable(why="no_centre")
        known = reference.load(session)
    keys = keys or load(centre.id, centre.key_check)
    return Office(keys, file_store(engine), window, known)


def file_store(engine: sa.Engine) -> FileStore:
    """The folder beside a local database, or the server's table."""
    path = sqlite_path(engine)
    return FolderStore(path.with_name(path.name + ".files")) if path else TableStore()


def host_name() -> str:
    """This PC's name as the audit keeps it."""
    return platform.node() or "?"
