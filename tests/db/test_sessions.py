"""The transaction boundary: what is kept, what is not, and what the environment's faults become."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as SQLiteDialect

from db.engine import database_url as url_of
from db.engine import open_engine
from db.errors import DatabaseBusy, DatabaseUnavailable, DiskTrouble, StaleRecord
from db.models import Parameter, Unit
from db.session import reading, writing
from db.types import UtcDateTime, new_id


def a_parameter(code: str = "p") -> Parameter:
    return Parameter(id=new_id(), code=code, value="1", source="【设】")


def test_what_was_written_is_there_and_what_failed_is_not(database_url: str) -> None:
    engine = open_engine(database_url)
    with writing(engine) as session:
        session.add(a_parameter("kept"))
    with pytest.raises(ZeroDivisionError), writing(engine) as session:
        session.add(a_parameter("lost"))
        session.flush()
        _ = 1 / 0
    with reading(engine) as session:
        assert session.scalars(sa.select(Parameter.code)).all() == ["kept"]
    engine.dispose()


def test_two_who_change_one_row_are_told_apart(database_url: str) -> None:
    engine = open_engine(database_url)
    with writing(engine) as session:
        session.add(a_parameter())
    with pytest.raises(StaleRecord), writing(engine) as session:
        mine = session.scalars(sa.select(Parameter)).one()
        session.execute(
            sa.update(Parameter).values(version=Parameter.version + 1),
            execution_options={"synchronize_session": False},
        )
        mine.value = "2"
    engine.dispose()


def test_a_writer_waits_for_another_and_neither_is_lost(database_url: str) -> None:
    engine = open_engine(database_url)

    def write(code: str) -> Callable[[], None]:
        def work() -> None:
            with writing(engine) as session:
                session.scalars(sa.select(Parameter)).all()
                session.add(a_parameter(code))

        return work

    threads = [threading.Thread(target=write(f"p{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Parameter)) == 8
    engine.dispose()


def test_a_lock_held_too_long_is_called_busy(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 50)
    engine = open_engine(sqlite_url)
    with (
        engine.execution_options(writes=True).begin(),
        pytest.raises(DatabaseBusy),
        writing(engine) as session,
    ):
        session.add(a_parameter())
    engine.dispose()


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"not a database at all, but long enough to look like one " * 40)
    engine = open_engine(str(file))
    with pytest.raises(DatabaseUnavailable) as refused, reading(engine) as session:
        session.execute(sa.text("SELECT 1 FROM matter"))
    assert refused.value.values["why"] == "damaged"
    engine.dispose()


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        open_engine(str(tmp_path / "none.sqlite"))
    assert refused.value.values["why"] == "missing"
    assert not (tmp_path / "none.sqlite").exists()


def test_a_full_disk_is_called_full(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)

    def small(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size

    sa.event.listen(engine, "connect", small)
    with pytest.raises(DiskTrouble) as refused, writing(engine) as session:
        session.add_all(a_parameter(f"{n}" + "x" * 3000) for n in range(500))
    assert refused.value.values["why"] == "full"
    engine.dispose()


@pytest.mark.parametrize(
    ("typed", "driver"),
    [
        ("data/x.sqlite", "sqlite"),
        ("postgresql://host/db", "postgresql+psycopg"),
        ("postgresql://a,b/db?target_session_attrs=read-write", "postgresql+psycopg"),
    ],
)
def test_people_type_a_path_or_an_address(typed: str, driver: str) -> None:
    assert url_of(typed).drivername == driver


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(DatabaseUnavailable):
        url_of("mysql://host/db")


def test_an_unreachable_server_is_said_to_be_so() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable), reading(engine) as session:
        session.execute(sa.text("SELECT 1"))
    engine.dispose()


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), SQLiteDialect())  # noqa: DTZ001


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_an_instant_comes_back_as_itself(moment: datetime) -> None:
    dialect = SQLiteDialect()
    column = UtcDateTime()
    local = moment.replace(tzinfo=timezone(timedelta(hours=8)))
    stored = column.process_bind_param(local, dialect)
    assert column.process_result_value(stored, dialect) == local.astimezone(UTC)


def test_keys_made_later_sort_later() -> None:
    keys = [new_id() for _ in range(1000)]
    assert keys == sorted(keys)


def test_a_reference_to_nothing_fails_at_commit(database_url: str) -> None:
    engine = open_engine(database_url)
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as session:
        session.add(
            Unit(
                id=new_id(),
                code="X",
                name="无",
                kind="OTHER",
                area_code="999999999999",
                valid_from=datetime(2020, 1, 1, tzinfo=UTC).date(),
            )
        )
    engine.dispose()
