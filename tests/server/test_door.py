"""The whole of a server's database is put in another's place: behind a closed door, and what became
of it is found out where the answer got lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from app.admin.backup import backup
from app.admin.copy_rows import copy_rows
from app.admin.restore import Restored, Who, restore
from app.desk import Desk, open_desk
from app.errors import DatabaseBusy, DatabaseUnavailable
from app.intake.commands import register_matter
from app.messages import error_text
from app.server import door, staging
from app.server.check import check_server
from app.server.init import init_server
from db import engine
from db.engine import database_url, open_engine
from db.enums import Post
from tests.builders import a_draft
from tests.older import as_account, send_home
from tests.prepared import OWN
from tests.wire import Wire, wire_to

CLERK, COMMIT = "林小禾", b"\x0bCOMMIT\x00"


@pytest.fixture
def file(prepared: str, admin: Desk, named: Callable[..., Desk], tmp_path: Path) -> Path:
    """A backup of one matter, after which another one was registered; everybody has left."""
    clerk = named(CLERK, Post.INTAKE_CLERK)
    clerk.write(register_matter, a_draft())
    backup(admin, tmp_path / "server.zip", None, database_url(prepared))
    clerk.write(register_matter, a_draft())
    send_home(prepared)
    return tmp_path / "server.zip"


@pytest.fixture
def far(
    prepared: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, Wire]]:
    """The server's address over a wire that breaks when the places are changed for good."""
    monkeypatch.setattr(staging, "SETTLES_WITHIN_S", 0.5)
    monkeypatch.setattr(door, "OPENS_WITHIN_S", 0.5)
    monkeypatch.setattr(engine, "CONNECT_S", 2)
    with wire_to(prepared, tmp_path) as (url, wire):
        wire.stays_cut = False
        at_the_end(monkeypatch, lambda: setattr(wire, "swallows", COMMIT))
        yield url, wire


def at_the_end(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Do `then` before the change is committed."""

    def write_down_and(*told: Any) -> None:
        staging.write_down(*told)
        then()

    monkeypatch.setattr("app.admin.restore_server.write_down", write_down_and)


def put(file: Path, url: str) -> Restored:
    return restore(file, url, Who("", None), force=True)


def matters(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM public.matter").fetchone()
    return int(row[0]) if row else 0


def doors(url: str) -> list[str]:
    return [each.code for each in check_server(url) if each.code.endswith("CLOSED")]


def as_clerk(url: str) -> str:
    return as_account(url, f"{database_url(url).database}_{CLERK}", OWN)


def test_what_was_done_is_told_as_done_though_nobody_answered(
    prepared: str, file: Path, far: tuple[str, Wire]
) -> None:
    done = put(file, far[0])
    assert str(done.aside).startswith("before_restore_")
    assert (matters(prepared), doors(prepared)) == (1, [])


def test_what_was_not_done_is_told_so(prepared: str, file: Path, far: tuple[str, Wire]) -> None:
    far[1].reaches = False
    with pytest.raises(DatabaseUnavailable) as lost:
        put(file, far[0])
    assert lost.value.values["why"] == "unreachable"
    assert (matters(prepared), doors(prepared)) == (2, [])
    with psycopg.connect(prepared) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace").fetchall()
    assert not [name for (name,) in found if "restor" in name]


def test_where_nobody_can_say_it_is_told_and_what_to_look_at(
    prepared: str, file: Path, far: tuple[str, Wire]
) -> None:
    far[1].stays_cut = True
    with pytest.raises(DatabaseUnavailable) as lost:
        put(file, far[0])
    assert lost.value.values["why"] == "place_unknown"
    with psycopg.connect(prepared) as connection:
        aside = connection.execute("SELECT to_regnamespace(%s)", [lost.value.values["aside"]])
        assert aside.fetchone() != (None,)


def schemas(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace").fetchall()
    return {name for (name,) in found if name.startswith("restoring_")}


def left(url: str) -> list[Any]:
    """What is told of restores that did not end."""
    found = [each for each in check_server(url) if each.code == "SERVER_RESTORE_LEFT"]
    return [each.values["named"] for each in found]


def test_what_a_restore_left_that_was_cut_off_is_named_and_removed_by_the_next(
    prepared: str, file: Path, far: tuple[str, Wire]
) -> None:
    far[1].stays_cut, far[1].reaches = True, False
    with pytest.raises(DatabaseUnavailable):
        put(file, far[0])
    assert left(prepared) == list(schemas(prepared)) != []
    with psycopg.connect(prepared) as connection:
        connection.execute("CREATE SCHEMA restoring_by_hand")
    put(file, prepared)
    assert (left(prepared), schemas(prepared)) == ([], {"restoring_by_hand"})


def test_while_one_is_at_work_nothing_of_it_is_called_left_or_removed(
    prepared: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def come(*rows: Any) -> Any:
        with pytest.raises(DatabaseBusy):
            put(file, prepared)
        seen.append((left(prepared), len(schemas(prepared))))
        return copy_rows(*rows)

    monkeypatch.setattr("app.admin.restore_server.copy_rows", come)
    put(file, prepared)
    assert seen == [([], 1)]


def test_where_nothing_was_before_nobody_is_sent_to_look_for_it(
    prepared: str, file: Path, far: tuple[str, Wire]
) -> None:
    """A schema without tables is not put aside: it is missing, whether it was done or not."""
    far[1].stays_cut = True
    with pytest.raises(DatabaseUnavailable) as lost:
        put(file, empty_beside(far[0]))
    done = matters(empty_beside(prepared))
    with psycopg.connect(prepared, autocommit=True) as account:
        account.execute(f'DROP DATABASE "{make_url(empty_beside(prepared)).database}"')
    assert (done, schemas(prepared)) == (1, set())
    assert "没有，里面又有原来的数据，就是没有换" in error_text(lost.value)


def empty_beside(url: str) -> str:
    """A database that is not there yet, at the same server."""
    target = make_url(url)
    return target.set(database=f"{target.database}_2").render_as_string(hide_password=False)


def test_a_door_left_closed_is_named_and_opened_by_preparing_again(
    prepared: str, file: Path, far: tuple[str, Wire]
) -> None:
    far[1].stays_cut = True
    with pytest.raises(DatabaseUnavailable):
        put(file, far[0])
    assert doors(prepared) == ["SERVER_LEFT_CLOSED"]
    with pytest.raises(DatabaseUnavailable, match="closed"):
        open_desk(prepared, CLERK, OWN)
    init_server(prepared)
    assert doors(prepared) == []
    open_desk(prepared, CLERK, OWN).close()


def test_while_it_is_restored_no_bare_line_comes_in(
    prepared: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def come(*given: Any) -> None:
        tried.append(doors(prepared))
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(as_clerk(prepared))
        copy_rows(*given)

    monkeypatch.setattr("app.admin.restore_server.copy_rows", come)
    put(file, prepared)
    assert tried == [["SERVER_CLOSED"]]
    psycopg.connect(as_clerk(prepared)).close()


def test_building_it_takes_as_long_as_it_takes(
    prepared: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What refers to what is looked at with the one COMMIT of all rows."""
    most: list[object] = []

    def come(source: sa.Connection, target: sa.Connection) -> Any:
        most.append(target.scalar(sa.text("SHOW statement_timeout")))
        return copy_rows(source, target)

    monkeypatch.setattr("app.admin.restore_server.copy_rows", come)
    put(file, prepared)
    assert most == ["0"]


def test_a_bare_line_that_was_there_before_is_named_and_the_door_stays_open(
    prepared: str, file: Path
) -> None:
    with psycopg.connect(as_clerk(prepared)), pytest.raises(DatabaseBusy) as refused:
        put(file, prepared)
    assert refused.value.values["who"] == CLERK
    assert (matters(prepared), doors(prepared)) == (2, [])


def test_two_do_not_close_the_door_at_once(prepared: str, file: Path) -> None:
    prefix = str(database_url(prepared).database)
    made = open_engine(prepared)
    with made.connect() as first, door.closed(first, prefix), made.connect() as second:
        with pytest.raises(DatabaseBusy, match="upgrading"), door.closed(second, prefix):
            pytest.fail("it is closed already")
        assert door.is_shut(second, prefix)
    made.dispose()


def test_nobody_opens_the_door_of_whoever_is_behind_it(
    file: Path, prepared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = list[Any]()

    def come(*rows: Any) -> Any:
        for another in (init_server, lambda url: put(file, url)):
            with pytest.raises(DatabaseBusy) as busy:
                another(prepared)
            refused.append(busy.value.values["why"])
        with pytest.raises(DatabaseUnavailable):
            open_desk(prepared, CLERK, OWN)
        return copy_rows(*rows)

    monkeypatch.setattr("app.admin.restore_server.copy_rows", come)
    put(file, prepared)
    assert refused == ["upgrading", "upgrading"]
    open_desk(prepared, CLERK, OWN).close()
