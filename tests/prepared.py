"""A server prepared as an administrator prepares it, at the real time, with real passwords.

The fixtures of tests/server, and of those windows of tests/ui that stand at a server.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.admin.commands import add_staff, set_password
from app.admin.types import StaffDraft
from app.desk import Desk, open_desk
from app.keys import recovery_code
from app.server.init import init_server
from db.engine import open_engine
from db.enums import Post
from tests.builders import seed
from tests.conftest import KEYS
from tests.postgres import PASSWORD, url_of

ADMIN, OWN, FIRST = "管理员", "Own#2026words", "First#2026words"
_numbers = itertools.count()
SignedIn = Callable[[str], Desk]


@pytest.fixture
def prepared(postgresql_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the server's own account; the database goes with the test, and its roles."""
    name = f"haidian{next(_numbers)}"
    url = url_of(postgresql_server, name)
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    init_server(url, admin=ADMIN, password=PASSWORD, keys=KEYS)
    engine = open_engine(url)
    seed(engine)
    engine.dispose()
    yield url
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sign_in(prepared: str) -> Iterator[Callable[[str, str], Desk]]:
    with ExitStack() as stack:

        def signed_in(login: str, password: str) -> Desk:
            desk = open_desk(prepared, login, password)
            stack.callback(desk.close)
            return desk

        yield signed_in


@pytest.fixture
def admin(sign_in: Callable[[str, str], Desk]) -> Desk:
    """The administrator, who has changed the first password."""
    desk = sign_in(ADMIN, PASSWORD)
    desk.write(set_password, ADMIN, OWN)
    return sign_in(ADMIN, OWN)


@pytest.fixture
def named(admin: Desk, sign_in: Callable[[str, str], Desk]) -> Callable[..., Desk]:
    """Somebody with these posts, who has changed the first password."""

    def one(login: str, *posts: Post) -> Desk:
        admin.write(add_staff, StaffDraft(name=login, posts=posts, unit="QS-TJ"), FIRST)
        sign_in(login, FIRST).write(set_password, login, OWN)
        return sign_in(login, OWN)

    return one


def bare(desk: Desk) -> "psycopg.Connection[tuple[object, ...]]":
    """A connection with this person's own name and password, and no program between."""
    url = make_url(desk.engine.url).set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False))
