"""A line on which nothing comes: is the server at work, or is it dead?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from db import engine, line
from db.engine import open_engine
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


def test_so_it_is_where_another_role_is_taken(far: Far, prepared: str) -> None:
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
