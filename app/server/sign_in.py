"""Signing in at a server is connecting as the own role (SCRAM); there is no shared password."""

from datetime import timedelta
from uuid import uuid4
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app import audit, clock
from app.desk import Desk
from app.errors import DatabaseUnavailable, Invalid, SignInRefused
from app.office import Office, attach
from app.permissions import Actor
from app.server import lockout, roles
from app.sign_in import actor_of
from db.engine import STAFF_OF, open_engine
from db.models import Staff
from db.session import translated, writing

_ENTER = sa.text("SELECT guard.now() FROM guard.staff_enter()")
_WORTH_TELLING = timedelta(minutes=1)
_names: WeakKeyDictionary[sa.Engine, str] = WeakKeyDictionary()


def engine_for(url: URL, login: str, password: str | None) -> sa.Engine:
    """The database at `url` as `login` has it; whoever the URL may name is no matter.

    Raises SignInRefused (wrong, disabled, locked: too many failures on this PC), or
    DatabaseUnavailable where the server is not to be had (closed: see app.server.door).
    """
    try:
        role = roles.of_staff(prefix_in(url), login)
    except Invalid as error:
        raise SignInRefused("wrong") from error
    return _connected(url.set(username=role, password=password or ""))


def prefix_in(url: URL) -> str:
    """What the roles of the database at `url` begin with, as its address says."""
    return str(url.query.get(STAFF_OF) or url.database or "")


def name_of(engine: sa.Engine) -> str:
    """What the connections of a desk's `engine` are called at the server, and of no other."""
    return _names.get(engine, "")


def confirm(desk: Desk, password: str | None) -> None:
    """Let whoever is at the desk show the password once more. Raises as `engine_for`."""
    _connected(desk.engine.url.set(password=password or "")).dispose()
    sign_in(desk.engine, desk.office, desk.actor.login, desk.actor.host)


def _connected(url: URL) -> sa.Engine:
    who = f"{url.username}@{url.host}"
    lockout.require_free(who)
    name = f"fengqiao {uuid4().hex}"
    engine = open_engine(url, name=name)
    _names[engine] = name
    try:
        with translated(), engine.connect():
            return engine
    except DatabaseUnavailable as error:
        engine.dispose()
        told = error.values.get("why")
        if told == "disabled":
            raise SignInRefused("disabled") from error
        if told == "no_right":  # all staff have it, but for while the door is closed
            raise DatabaseUnavailable(why="closed") from error
        if told != "password":
            raise
        lockout.count(who)
        raise SignInRefused("wrong") from error


def sign_in(engine: sa.Engine, office: Office, login: str, host: str) -> Actor:
    """Who `login` is there: what failed on this PC before is told to the trail now."""
    failed = lockout.forgive(f"{engine.url.username}@{engine.url.host}")
    with writing(engine) as session:
        attach(session, office)
        audit.watch(session)
        staff = _staff(session, login)
        off = abs(clock.follow(session.scalar(_ENTER) or clock.now()))
        actor = actor_of(session, staff, host)
        told: dict[str, object] = {"failed_before": failed} if failed else {}
        if off > _WORTH_TELLING:
            told["clock_off_s"] = round(off.total_seconds())
        audit.record(session, "sign_in", "staff", login, reason="", **told)
        audit.seal(session, actor)
    return actor


def _staff(session: Session, login: str) -> Staff:
    found = session.scalars(sa.select(Staff).where(Staff.login == login)).one_or_none()
    if found is None or found.disabled_at is not None:
        raise SignInRefused("disabled")
    return found
