"""The desk: one signed-in person at one database; the only door from window and CLI to data."""

import platform
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app import audit
from app.errors import AskFirst, DatabaseUnavailable, NotPermitted
from app.fate import Call, Commit, Fates
from app.files import FileStore, FolderStore, TableStore
from app.keys import Keys, load
from app.network_share import require_own_disk
from app.office import Office, attach
from app.permissions import Actor
from db.engine import database_url, is_server_url, open_engine, sqlite_path
from db.models import GovernanceCenter
from db.schema import require_current, stay_current
from db.session import is_server, looking, writing

P = ParamSpec("P")
T = TypeVar("T")
Topics = frozenset[str]
_REMEMBERED = 500
_TRIES = 3
"""A line that rested may be stale, and the new one break too: oftener it is no accident."""


class Desk:
    """`read` runs a query, `write` a command; each in one short transaction of its own."""

    def __init__(
        self, engine: sa.Engine, actor: Actor, office: Office, account: URL | None = None
    ) -> None:
        self.engine, self.actor, self.office = engine, actor, office
        self.account = account
        """The server's own account, where the URL named one: what concerns the whole database, a
        backup, is no right of any post."""
        self._fates = Fates(engine, self._publish)
        self._listeners: list[Callable[[Topics], None]] = []
        self.sealed: deque[str] = deque(maxlen=_REMEMBERED)
        """Hashes of the own latest audit entries: how a look at the chain tells own from foreign
        commits (app/changes.py)."""

    def read(
        self, query: Callable[Concatenate[Session, Actor, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `query` answers; nothing is changed.

        Where the line broke while nobody used it, the question is asked again on a new one.
        """
        try:
            return self._read(query, *args, **kwargs)
        except DatabaseUnavailable as lost:
            if not _was_cut(lost):
                raise
            return self._read(query, *args, **kwargs)

    def _read(
        self, query: Callable[Concatenate[Session, Actor, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with looking(self.engine) as session:
            attach(session, self.office)
            return query(session, self.actor, *args, **kwargs)

    def write(
        self,
        command: Callable[Concatenate[Session, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run `command`, audit it and commit; on any error nothing is changed.

        A refusal for want of a post is audited too. What a server shows only after that it was
        asked for has been committed is asked for first. Where the line broke, it is done again on
        a new one if nothing was committed. Raises DatabaseUnavailable(why=unknown) where nobody can
        say; the same command with the same arguments then goes on from there, and does nothing
        twice.
        """
        call: Call = command, args, kwargs
        if (kept := self._fates.before(call)) is not None:
            return kept.result  # type: ignore[no-any-return]
        try:
            return self._surely(call)  # type: ignore[no-any-return]
        except AskFirst as first:
            self._surely((first.ask, (), {}))
        return self._surely(call)  # type: ignore[no-any-return]

    def _surely(self, call: Call) -> Any:
        """`_write`, again where the line broke and nothing was committed: a few times."""
        command, args, kwargs = call
        for left in reversed(range(_TRIES)):
            try:
                return self._write(command, *args, **kwargs)
            except DatabaseUnavailable as lost:
                commit = lost.commit
                if isinstance(commit, Commit) and self._fates.is_kept(call, commit):
                    return commit.result
                if not (left and _was_cut(lost)):
                    raise
        raise AssertionError(_TRIES)

    def _write(
        self,
        command: Callable[Concatenate[Session, Actor, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        commit: Commit | None = None
        try:
            with writing(self.engine) as session:
                attach(session, self.office)
                trail = audit.watch(session)
                result = command(session, self.actor, *args, **kwargs)
                sealed = audit.seal(session, self.actor)
                if sealed is not None:
                    self.sealed.append(sealed.hash)
                    commit = _commit(session, sealed, result, frozenset(trail.topics))
        except NotPermitted as refused:
            self._audit_refusal(refused.action)
            raise
        except DatabaseUnavailable as lost:
            lost.commit = commit if _was_cut(lost) else None
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


def _commit(session: Session, sealed: audit.Sealed, result: Any, topics: Topics) -> Commit | None:
    """About to be; None for a local file, whose commits break off with the program alone."""
    if not is_server(session):
        return None
    driver: Any = session.connection().connection.driver_connection
    return Commit(driver.info.backend_pid, driver.began_at, sealed, result, topics)


def _was_cut(lost: DatabaseUnavailable) -> bool:
    """Whether a line that had stood broke, and not that none could be had."""
    return bool(getattr(lost.__cause__, "connection_invalidated", False))


def open_desk(
    url: str, login: str, password: str | None, *, window: str = "1", recovery_code: str = ""
) -> Desk:
    """Sign in at the database; on a PC without the centre's key, with its printed code.

    Raises DatabaseUnavailable (on_share: a file where its locks cannot be trusted),
    SchemaMismatch, SignInRefused, or EnvironmentTrouble for a `window` that cannot stand in a
    number.
    """
    from app.settings import require_window

    require_window(window)
    target = database_url(url)
    is_local = not is_server_url(target)
    if is_local:
        require_own_disk(Path(target.database or ""))
    engine = open_engine(target) if is_local else _engine_of_server(target, login, password)
    try:
        require_current(engine)
        office = open_office(engine, window=window, recovery_code=recovery_code)
        actor = _signed_in(engine, office, login, password)
    except BaseException:
        engine.dispose()
        raise
    if not is_local:
        stay_current(engine)
    return Desk(engine, actor, office, None if is_local or not target.username else target)


def is_address_of_server(url: str) -> bool:
    """Whether `url` names a server and not a file. Raises DatabaseUnavailable(why=url)."""
    return is_server_url(url)


def is_at_server(desk: Desk) -> bool:
    """Whether others may be at the same database from other PCs."""
    return sqlite_path(desk.engine) is None


def has_whole(desk: Desk) -> bool:
    """Whether what concerns the whole database can be done from here."""
    return sqlite_path(desk.engine) is not None or desk.account is not None


def account_address(desk: Desk) -> str:
    """The address of a server as its own account is usually written in it, without a password."""
    own = desk.engine.url
    url = URL.create(
        "postgresql",
        "postgres",
        host=own.host,
        port=own.port,
        database=own.database,
        query=own.query,
    )
    return url.render_as_string()


@contextmanager
def whole(desk: Desk, account: URL | None = None) -> Iterator[sa.Engine]:
    """The database with everything in it, at a server as its own `account` has it. Raises
    DatabaseUnavailable(why=needs_account) where neither that nor the desk's URL names one."""
    if sqlite_path(desk.engine):
        yield desk.engine
        return
    account = account or desk.account
    if account is None:
        raise DatabaseUnavailable(why="needs_account")
    engine = open_engine(account)
    try:
        yield engine
    finally:
        engine.dispose()


def _engine_of_server(target: URL, login: str, password: str | None) -> sa.Engine:
    from app.server.sign_in import engine_for

    return engine_for(target, login, password)


def _signed_in(engine: sa.Engine, office: Office, login: str, password: str | None) -> Actor:
    if sqlite_path(engine):
        from app.sign_in import sign_in

        return sign_in(engine, office, login, password, host_name())
    from app.server import sign_in as server

    return server.sign_in(engine, office, login, host_name())


def open_office(
    engine: sa.Engine, keys: Keys | None = None, *, window: str = "1", recovery_code: str = ""
) -> Office:
    """The centre's keys, files and reference data for this database."""
    from app import reference

    with looking(engine) as session:
        centre = session.execute(
            sa.select(GovernanceCenter.id, GovernanceCenter.key_check)
        ).one_or_none()
        if centre is None:
            raise DatabaseUnavailable(why="no_centre")
        known = reference.load(session)
    keys = keys or load(centre.id, centre.key_check, recovery_code)
    return Office(keys, file_store(engine), window, known)


def file_store(engine: sa.Engine) -> FileStore:
    """The folder beside a local database, or the server's table."""
    path = sqlite_path(engine)
    return FolderStore(path.with_name(path.name + ".files")) if path else TableStore()


def host_name() -> str:
    """This PC's name as the audit keeps it."""
    return platform.node() or "?"
