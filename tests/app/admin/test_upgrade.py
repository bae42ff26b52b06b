"""`db upgrade` of a file of this PC: a copy first, then all of it or nothing."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin.check import check_database, is_sound
from app.admin.upgrade import is_older_file, upgrade_database, upgrade_file
from app.desk import Desk
from app.errors import DatabaseBusy, DiskTrouble, SchemaMismatch
from app.intake.commands import register_matter
from app.keys import save
from app.search.queries import matches
from db import schema
from db.engine import open_engine
from db.models import AuditEntry, GovernanceCenter
from db.session import reading
from tests.builders import a_draft
from tests.conftest import KEYS, desk_as, unguarded
from tests.older import EARLIER, make_newer, make_older, teach


@pytest.fixture
def older(local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file with one matter, of the earlier version."""
    with reading(unguarded(local_desk)) as session:
        save(session.scalars(sa.select(GovernanceCenter.id)).one(), KEYS)
    local_desk.write(register_matter, a_draft())
    url = str(local_desk.engine.url.database)
    local_desk.close()
    teach(tmp_path / "earlier", monkeypatch)
    make_older(url)
    return url


def revision(url: str) -> str | None:
    engine = open_engine(url)
    found = schema.current(engine)
    engine.dispose()
    return found


def actions(url: str) -> list[str]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)).all()
    engine.dispose()
    return list(found)


def test_an_older_file_is_known_and_a_newer_one_refused(older: str) -> None:
    assert is_older_file(older)
    upgrade_file(older)
    assert not is_older_file(older)
    make_newer(older)
    with pytest.raises(SchemaMismatch) as refused:
        is_older_file(older)
    assert refused.value.values["why"] == "newer"


def test_a_copy_is_put_beside_the_file_before_it_is_upgraded(older: str) -> None:
    done = upgrade_database(older)
    assert (done.before, revision(older)) == (EARLIER, schema.HEAD)
    assert done.aside is not None
    assert revision(str(done.aside)) == EARLIER
    assert is_sound(check_database(older))
    assert actions(older)[-1] == "db_upgrade"
    desk = desk_as(older)
    assert len(desk.read(matches, "漏水")) == 1
    desk.close()


def test_the_copy_can_be_upgraded_in_its_turn(older: str) -> None:
    aside = upgrade_file(older).aside
    assert aside is not None
    upgrade_file(str(aside))
    assert is_sound(check_database(str(aside)))


def test_an_upgrade_that_breaks_off_changes_nothing(
    older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: sa.Connection) -> None:
        raise DiskTrouble(why="full")

    monkeypatch.setattr(schema, "_apply_sql", full)
    with pytest.raises(DiskTrouble):
        upgrade_file(older)
    assert revision(older) == EARLIER
    with sqlite3.connect(older) as connection:
        names = {row[1] for row in connection.execute("PRAGMA table_info(party)")}
    connection.close()
    assert "occupation" not in names


def test_a_copy_that_fails_leaves_no_half_copy(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_engine: sa.Engine, _target: Path) -> None:
        raise DiskTrouble(why="full")

    monkeypatch.setattr("app.admin.upgrade.copy_sqlite", full)
    with pytest.raises(DiskTrouble):
        upgrade_file(older)
    assert revision(older) == EARLIER
    assert not list(Path(older).parent.glob("*before-upgrade*"))


def test_while_another_window_has_it_open_nothing_is_upgraded(older: str) -> None:
    other = open_engine(older)
    with other.connect() as connection, pytest.raises(DatabaseBusy) as refused:
        connection.execute(sa.text("SELECT count(*) FROM matter"))
        upgrade_file(older)
    other.dispose()
    assert refused.value.values["why"] == "in_use"
    assert revision(older) == EARLIER
