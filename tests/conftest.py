"""Fixtures: a desk on a fresh database of each kind, a fixed clock, the standing cast."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import settings
from sqlalchemy.engine import make_url

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app import clock
from app.admin.centre import create_database
from app.clock import SHANGHAI
from app.desk import Desk, open_office
from app.keys import Keys
from app.permissions import LOCAL_POSTS, Actor
from app.server.init import init_server
from db.engine import STAFF_OF, open_engine, sqlite_path
from db.enums import Post
from db.models import MediationCommittee, Mediator, Staff, StaffPost
from db.types import new_id
from tests.builders import seed
from tests.postgres import PASSWORD, stand_still, untold

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""The suite tries the same examples each time, so that it fails for what was changed and for
nothing else; HYPOTHESIS_PROFILE=explore looks for new ones, and finds become @example."""

KEYS = Keys(b"fengqiao-testkey")
FRIDAY = datetime(2026, 9, 18, 10, 31, tzinfo=SHANGHAI)
"""A working day with a working Sunday and two holidays soon after."""


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the real user's folders."""
    home = tmp_path / "home"
    monkeypatch.setenv("FENGQIAO_HOME", str(home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return home


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """No test leaves the time of its server to the next."""
    yield
    clock.unfollow()


class Clock:
    """The clock of a test: it stands until told to move."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def set(self, moment: datetime | str) -> datetime:
        """Set the clock; text is read as Asia/Shanghai, `2026-09-20 09:05`."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
        self._stack.enter_context(clock.fixed(moment))
        return moment


@pytest.fixture
def at() -> Iterator[Clock]:
    """The clock, standing at Friday 2026-09-18 10:31 in Shanghai."""
    with ExitStack() as stack:
        standing = Clock(stack)
        standing.set(FRIDAY)
        yield standing


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded database file, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.sqlite"
    _create(str(path), folder)
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One embedded PostgreSQL for the run; the URL of its maintenance database."""
    from tests.postgres import running_server

    # Not below pytest's own folder: another run would tidy it away under the server.
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a seeded database, cloned for each test."""
    from tests.postgres import url_of

    _create(url_of(postgresql_server, "template_desk"), tmp_path_factory.mktemp("pghome"))
    return "template_desk"


def _create(url: str, home: Path) -> None:
    before = os.environ.get("FENGQIAO_HOME")
    os.environ["FENGQIAO_HOME"] = str(home)
    try:
        with clock.fixed(FRIDAY):
            if "://" in url:
                init_server(url, admin="系统管理", password=PASSWORD, keys=KEYS)
                stand_still(url, FRIDAY)
            else:
                create_database(url, keys=KEYS)
            engine = open_engine(url)
            with untold(engine):
                seed(engine)
            engine.dispose()
    finally:
        if before is None:
            del os.environ["FENGQIAO_HOME"]
        else:
            os.environ["FENGQIAO_HOME"] = before


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh copy of the seeded database file."""
    path = tmp_path / "fengqiao.sqlite"
    shutil.copy(sqlite_template, path)
    return str(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh seeded database; the test runs once on each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    from tests.postgres import clone

    return clone(
        request.getfixturevalue("postgresql_server"),
        request.getfixturevalue("postgresql_template"),
    )


OpenAs = Callable[..., Desk]
SOMEBODY = "林小禾"
"""Who holds other posts is somebody else on a server, where a role holds them."""


def desk_as(
    url: str,
    *posts: Post,
    name: str = SOMEBODY,
    unit_id: UUID | None = None,
    mediator_id: UUID | None = None,
    committee_id: UUID | None = None,
) -> Desk:
    """A desk whose actor holds `posts` (all local ones if none); no password is asked."""
    engine = open_engine(url)
    login = name
    if name == SOMEBODY and posts and not sqlite_path(engine):
        login = f"{name}·{'+'.join(posts)}"[:40]
    with sa.orm.Session(engine) as session, session.begin():
        staff = session.scalars(sa.select(Staff).where(Staff.login == login)).one_or_none()
        if not sqlite_path(engine):
            session.execute(sa.text("SET LOCAL session_replication_role = replica"))
        if staff is None:
            staff = Staff(id=new_id(), login=login, name=name, password_hash="x")
            session.add(staff)
        staff_id = staff.id
        if not sqlite_path(engine):
            _tell_server(session, staff, posts or LOCAL_POSTS, unit_id, mediator_id, committee_id)
    if not sqlite_path(engine):
        engine.dispose()
        from tests.postgres import as_staff

        engine = open_engine(as_staff(url, login, posts or LOCAL_POSTS))
    actor = Actor(
        staff_id=staff_id,
        login=login,
        name=name,
        posts=frozenset(posts) or LOCAL_POSTS,
        host="PC1",
        unit_id=unit_id,
        mediator_id=mediator_id,
        committee_id=committee_id,
    )
    account = None if sqlite_path(engine) else make_url(url).set(drivername="postgresql+psycopg")
    return Desk(engine, actor, open_office(engine, KEYS), account)


def _tell_server(
    session: sa.orm.Session,
    staff: Staff,
    posts: Iterable[Post],
    unit_id: UUID | None,
    mediator_id: UUID | None,
    committee_id: UUID | None,
) -> None:
    """What a local desk is told by its actor, a server looks up in its rows."""
    if committee_id and not unit_id and (own := session.get(MediationCommittee, committee_id)):
        unit_id = own.unit_id
    staff.unit_id = unit_id
    session.execute(sa.delete(StaffPost).where(StaffPost.staff_id == staff.id))
    session.add_all(StaffPost(staff_id=staff.id, post=p, valid_from=FRIDAY.date()) for p in posts)
    if mediator_id:
        session.get_one(Mediator, mediator_id).staff_id = staff.id


def unguarded(desk: Desk) -> sa.Engine:
    """The desk's database for a test that looks into it or spoils it: on a server as superuser,
    whom no policy holds."""
    if sqlite_path(desk.engine):
        return desk.engine
    url = desk.engine.url.set(username="postgres").difference_update_query([STAFF_OF])
    return sa.create_engine(url, poolclass=sa.NullPool, connect_args={"options": "-c timezone=UTC"})


Settle = Callable[[], None]


@pytest.fixture
def settle() -> Settle:
    """What is waited for before a desk is closed; the window's tests have something to wait for."""
    return lambda: None


@pytest.fixture
def desk(database_url: str, at: Clock, settle: Settle) -> Iterator[Desk]:
    """A desk on each kind of database, holding every post but the auditor's."""
    opened = desk_as(database_url)
    yield opened
    settle()
    opened.close()


@pytest.fixture
def local_desk(sqlite_url: str, at: Clock, settle: Settle) -> Iterator[Desk]:
    """A desk on SQLite only, for what does not depend on the database."""
    opened = desk_as(sqlite_url)
    yield opened
    settle()
    opened.close()


@pytest.fixture
def open_as(database_url: str, at: Clock, settle: Settle) -> Iterator[OpenAs]:
    """Further desks on the same database, with the posts given."""
    with ExitStack() as stack:

        def open_one(*posts: Post, **more: Any) -> Desk:
            opened = desk_as(database_url, *posts, **more)
            stack.callback(opened.close)
            return opened

        yield open_one
        settle()


class Statements(list[str]):
    """The SQL statements sent while it listened."""


@pytest.fixture
def statements(desk: Desk) -> Iterator[Statements]:
    """Counts what the desk sends; BEGIN and COMMIT are not statements."""
    sent = Statements()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    sa.event.listen(desk.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(desk.engine, "before_cursor_execute", note)
