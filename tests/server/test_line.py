"""A line on which nothing comes: is the server at work, or is it dead?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import make_url

from app.desk import Desk
from db import engine, line
from db.engine import open_engine
from db.enums import Post
from db.passwords import try_password
from tests.prepared import OWN
from tests.wire import Wire, wire_to

SOON_S = 0.3
LONG = sa.text("SELECT 7 FROM pg_sleep(1.5)")
WAITING = sa.text("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
Far = tuple[sa.Engine, Wire]


@pytest.fixture
def far(prepared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    monkeypatch.setattr(line, "SILENT_S", SOON_S)
    monkeypatch.setattr(engine, "CONNECT_S", 2)
    with wire_to(prepared, tmp_path) as (url, wire):
        made = open_engine(url)
        yield made, wire
        wire.mend()
        made.dispose()


def test_work_that_takes_long_is_waited_for(far: Far) -> None:
    with far[0].connect() as connection:
        assert connection.scalar(LONG) == 7


REFUSED = {
    "full": "ALTER ROLE {} CONNECTION LIMIT 1",
    "another password": "ALTER ROLE {} PASSWORD 'other'",
}


@pytest.mark.parametrize("why", REFUSED)
def test_so_it_is_where_nobody_is_let_in_to_ask(
    far: Far, prepared: str, named: Callable[..., Desk], why: str
) -> None:
    """The one that was asked for is still at work: its server lives."""
    login = str(named("林小禾", Post.INTAKE_CLERK).engine.url.username)
    own = open_engine(far[0].engine.url.set(username=login, password=OWN))
    with own.connect() as connection, psycopg.connect(prepared, autocommit=True) as account:
        connection.execute(sa.text("SELECT 1"))
        account.execute(sql.SQL(REFUSED[why]).format(sql.Identifier(login)).as_string())
        assert connection.scalar(LONG) == 7
    own.dispose()


def test_whoever_has_a_new_password_asks_with_it(
    far: Far, prepared: str, named: Callable[..., Desk]
) -> None:
    login = str(named("林小禾", Post.INTAKE_CLERK).engine.url.username)
    own = open_engine(far[0].engine.url.set(username=login, password=OWN))
    with own.connect() as connection, psycopg.connect(prepared, autocommit=True) as account:
        connection.execute(sa.text("SELECT 1"))
        account.execute(sql.SQL(REFUSED["another password"]).format(sql.Identifier(login)))
        try_password(own.pool, "other")
        far[1].forget()
        with pytest.raises(sa.exc.OperationalError, match="silent"):
            connection.execute(sa.text("SELECT 1"))
    own.dispose()


def test_so_it_is_where_another_another_role_is_taken(far: Far, prepared: str) -> None:
    engine = open_engine(prepared, role=f"{make_url(prepared).database}:owner")
    with engine.connect() as connection:
        assert connection.scalar(LONG) == 7
    engine.dispose()


def test_a_line_that_was_forgotten_is_given_up_and_what_it_held_is_freed(far: Far) -> None:
    with far[0].connect() as connection, far[0].connect() as watching:
        connection.execute(sa.text("LOCK TABLE matter"))
        watching.commit()
        far[1].forget()
        with pytest.raises(sa.exc.OperationalError, match="silent") as lost:
            connection.execute(sa.text("SELECT 1"))
        assert lost.value.connection_invalidated
    with far[0].connect() as anew:
        assert anew.scalar(WAITING) == 0


def test_a_server_that_hangs_is_given_up(far: Far) -> None:
    with far[0].connect() as connection:
        connection.execute(sa.text("SELECT 1"))
        far[1].hold()
        with pytest.raises(sa.exc.OperationalError, match="silent"):
            connection.execute(sa.text("SELECT 1"))
