"""New rows wait for the next question; what they do, and what is refused, stays the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.engine import open_engine
from db.errors import StaleRecord
from db.loading import load
from db.session import reading, writing
from tests.postgres import create_empty, url_of
from tests.wire import Wire, wire_to

Far = tuple[sa.Engine, Wire]


@pytest.fixture
def far(postgresql_server: str, tmp_path: Path) -> Iterator[Far]:
    """One table of the program, alone, behind a wire."""
    name = f"later_{tmp_path.name}"[:60]
    create_empty(postgresql_server, name)
    with wire_to(url_of(postgresql_server, name), tmp_path) as (url, wire):
        engine = open_engine(url)
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE kept (no int PRIMARY KEY)"))
        yield engine, wire
        engine.dispose()


KEPT = sa.table("kept", sa.column("no", sa.Integer))


def put(session: Session, *numbers: int) -> None:
    for number in numbers:
        session.connection().execute(sa.insert(KEPT).values(no=number))


def numbers(engine: sa.Engine) -> list[int]:
    with reading(engine) as session:
        return list(session.scalars(sa.select(KEPT.c.no).order_by(KEPT.c.no)))


def test_many_rows_and_a_question_are_one_turn(far: Far) -> None:
    engine, wire = far
    with writing(engine) as session:
        session.execute(sa.text("SELECT 1"))
        before = wire.turns
        put(session, 1, 2, 3)
        assert session.scalars(sa.select(KEPT.c.no)).all() == [1, 2, 3]
        assert wire.turns == before + 1


def test_rows_that_nothing_follows_are_there_after_the_commit(far: Far) -> None:
    with writing(far[0]) as session:
        put(session, 1, 2)
    assert numbers(far[0]) == [1, 2]


def test_what_is_taken_back_is_not_sent_with_the_next(far: Far) -> None:
    with pytest.raises(RuntimeError), writing(far[0]) as session:
        put(session, 1)
        raise RuntimeError
    with writing(far[0]) as session:
        put(session, 2)
    assert numbers(far[0]) == [2]


def test_what_the_server_refuses_is_refused_all_the_same(far: Far) -> None:

    for ask in (True, False):
        with pytest.raises(StaleRecord), writing(far[0]) as session:
            put(session, 1, 1)
            if ask:
                session.execute(sa.text("SELECT 1"))
    assert numbers(far[0]) == []


def test_many_at_once_come_after_those_that_wait(far: Far) -> None:
    with writing(far[0]) as session:
        put(session, 1)
        session.connection().exec_driver_sql(
            "INSERT INTO kept SELECT no + %(more)s FROM kept", [{"more": 1}, {"more": 10}]
        )
    assert numbers(far[0]) == [1, 2, 11, 12]


def test_rows_that_are_copied_come_after_those_that_wait(far: Far) -> None:
    child = sa.Table("child", sa.MetaData(), sa.Column("no", sa.Integer))
    with far[0].begin() as connection:
        connection.execute(sa.text("CREATE TABLE child (no int REFERENCES kept)"))
    with writing(far[0]) as session:
        put(session, 1)
        load(session.connection(), child, [[1]])
    assert numbers(far[0]) == [1]


def test_rows_fetched_part_by_part_come_after_those_that_wait(far: Far) -> None:
    with writing(far[0]) as session:
        put(session, 1, 2, 3)
        wanted = sa.select(KEPT.c.no).execution_options(yield_per=2)
        assert list(session.connection().execute(wanted).scalars()) == [1, 2, 3]
    assert numbers(far[0]) == [1, 2, 3]
