"""Upgrading a server: a backup that can be restored first, then all of it or nothing."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.admin import archive
from app.admin.backups import backups
from app.admin.check import check_database, is_sound
from app.admin.last_backup import last_backup
from app.admin.restore import Who, restore
from app.admin.verify import verify
from app.desk import Desk, host_name, open_desk
from app.errors import Cancelled, DatabaseBusy, DatabaseUnavailable, Invalid, SchemaMismatch
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.messages import error_text
from app.server import door, staging
from app.server import upgrade as upgrading
from app.server.account import account_url
from app.server.check import check_server
from app.server.upgrade import AS_IT_SHOULD_BE, Step, may_upgrade, upgrade_server
from db import engine, schema
from db.engine import database_url, open_engine
from db.enums import Post
from db.models import AuditEntry, Matter, Party
from db.session import reading
from tests.builders import a_draft
from tests.cli.conftest import Cli
from tests.cli.conftest import run as run
from tests.older import EARLIER, make_newer, make_older, send_home, teach
from tests.postgres import PASSWORD
from tests.prepared import ADMIN, OWN
from tests.wire import Wire, wire_to

CLERK = "林小禾"


@pytest.fixture
def older(
    prepared: str,
    named: Callable[..., Desk],
    admin: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> URL:
    """A server of the earlier version with two matters; its own account. Nobody is there."""
    clerk = named(CLERK, Post.INTAKE_CLERK)
    for _ in range(2):
        clerk.write(register_matter, a_draft())
    send_home(prepared)
    teach(tmp_path / "earlier", monkeypatch)
    make_older(prepared)
    return database_url(prepared)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "before.zip"


class Heard(list[Step]):
    """The steps told of; `at` is done once, when the step `when` begins."""

    def __init__(self, when: Step | None = None, then: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._when, self._then = when, then

    def __call__(self, step: Step, _done: int, _whole: int) -> None:
        if step not in self:
            self.append(step)
            if step is self._when and self._then:
                self._then()


def revision(account: URL) -> str | None:
    made = open_engine(account)
    found = schema.current(made)
    made.dispose()
    return found


def test_everything_is_backed_up_looked_into_and_upgraded(older: URL, file: Path) -> None:
    heard = Heard()
    done = upgrade_server(older, file, heard, by=ADMIN)
    assert (done.before, done.after, done.aside) == (
        f"{EARLIER}.{schema.GUARD}",
        AS_IT_SHOULD_BE,
        file,
    )
    assert heard == [Step.BACKUP, Step.VERIFY, Step.CHANGE]
    assert is_sound(check_database(older.render_as_string(hide_password=False)))
    assert not [
        f for f in check_server(older) if f.code in ("SERVER_GUARD_CHANGED", "SERVER_SCHEMA")
    ]
    desk = open_desk(older.render_as_string(hide_password=False), CLERK, OWN)
    assert len(desk.read(matters_page)) == 2
    desk.write(register_matter, a_draft())
    desk.close()


def test_who_upgraded_through_which_account_is_written_down(older: URL, file: Path) -> None:
    upgrade_server(older, file, Heard(), by=ADMIN)
    made = open_engine(older)
    with reading(made) as session:
        last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    made.dispose()
    assert last is not None
    assert (last.action, last.login) == ("db_upgrade", "postgres")
    assert ADMIN in last.after
    assert file.name in last.after


def test_the_backup_is_of_the_earlier_version_and_can_be_restored(older: URL, file: Path) -> None:
    upgrade_server(older, file, Heard())
    with zipfile.ZipFile(file), archive.opened(file) as (_packed, manifest):
        assert (manifest.schema, manifest.matters) == (EARLIER, 2)
    assert is_sound(verify(file))
    url = older.render_as_string(hide_password=False)
    desk = open_desk(url, CLERK, OWN)
    desk.write(register_matter, a_draft())
    desk.close()
    restore(file, url, Who("", None), force=True)
    made = open_engine(older)
    with reading(made) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Matter)) == 2
        assert session.scalars(sa.select(Party.name)).all().count("陈桂香") == 2
    made.dispose()
    assert is_sound(check_database(url))
    desk = open_desk(url, CLERK, OWN)
    assert len(desk.read(matters_page)) == 2
    desk.close()


def test_the_backup_can_be_restored_to_one_pc(older: URL, file: Path, tmp_path: Path) -> None:
    upgrade_server(older, file, Heard())
    place = str(tmp_path / "one.sqlite")
    restore(file, place, Who(ADMIN, OWN))
    assert is_sound(check_database(place))


def test_while_a_desk_is_open_nothing_is_changed_and_it_is_named(older: URL, file: Path) -> None:
    there = older.set(username=f"{older.database}_{CLERK}", password=OWN)
    other = open_engine(there)
    with other.connect() as connection, pytest.raises(DatabaseBusy) as refused:
        connection.execute(sa.text("SELECT 1"))
        upgrade_server(older, file, Heard())
    other.dispose()
    assert refused.value.values == {"why": "others", "who": CLERK}
    bare(older).close()
    assert revision(older) == EARLIER
    assert not file.exists()


@pytest.mark.parametrize("step", list(Step))
def test_from_the_backup_to_the_end_nobody_of_the_staff_comes_in(
    older: URL, file: Path, step: Step
) -> None:
    url = older.render_as_string(hide_password=False)
    told: list[object] = []

    def come() -> None:
        with pytest.raises(DatabaseUnavailable) as refused:
            open_desk(url, CLERK, OWN)
        told.append(refused.value.values["why"])
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            bare(older)

    upgrade_server(older, file, Heard(step, come))
    assert told == ["closed"]
    open_desk(url, CLERK, OWN).close()


def bare(account: URL) -> "psycopg.Connection[tuple[object, ...]]":
    """The clerk's, without the program."""
    url = account.set(drivername="postgresql", username=f"{account.database}_{CLERK}", password=OWN)
    return psycopg.connect(url.render_as_string(hide_password=False))


def test_what_is_no_backup_is_not_written_over(older: URL, file: Path) -> None:
    file.write_text("Rechnung")
    with pytest.raises(Invalid) as refused:
        upgrade_server(older, file, Heard())
    assert refused.value.problems[0].code == "BACKUP_IN_THE_WAY"
    assert (file.read_text(), revision(older)) == ("Rechnung", EARLIER)
    bare(older).close()


def test_two_administrators_do_not_upgrade_at_once(older: URL, file: Path, tmp_path: Path) -> None:
    refused: list[object] = []

    def second() -> None:
        with pytest.raises(DatabaseBusy) as told:
            upgrade_server(older, tmp_path / "second.zip", Heard())
        refused.append(told.value.values["why"])

    upgrade_server(older, file, Heard(Step.VERIFY, second))
    assert refused == ["upgrading"]
    assert revision(older) == schema.HEAD


@pytest.mark.parametrize("step", [Step.BACKUP, Step.VERIFY])
def test_it_can_be_stopped_before_anything_is_changed(older: URL, file: Path, step: Step) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        upgrade_server(older, file, Heard(step, stop))
    assert revision(older) == EARLIER
    assert not list(file.parent.glob("*.part"))
    bare(older).close()


def test_an_upgrade_that_breaks_off_leaves_the_earlier_version(
    older: URL, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_more: object) -> None:
        raise DatabaseUnavailable(why="unreachable")

    monkeypatch.setattr("app.server.upgrade.secure", broken)
    with pytest.raises(DatabaseUnavailable):
        upgrade_server(older, file, Heard())
    assert revision(older) == EARLIER
    with psycopg.connect(older.set(drivername="postgresql").render_as_string(False)) as raw:
        row = raw.execute("SELECT to_regclass('calendar_year')").fetchone()
    assert row == (None,)


Lost = tuple[URL, Wire]


@pytest.fixture
def far(older: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lost]:
    """The account over a wire that breaks at the last commit of an upgrade."""
    for place, name in ((staging, "SETTLES_WITHIN_S"), (door, "OPENS_WITHIN_S")):
        monkeypatch.setattr(place, name, 0.5)
    monkeypatch.setattr(engine, "CONNECT_S", 2)
    note = upgrading._note
    with wire_to(older.render_as_string(False), tmp_path) as (url, wire):

        def note_and_break(*given: Any) -> None:
            note(*given)
            wire.swallows = b"\x0bCOMMIT\x00"

        monkeypatch.setattr(upgrading, "_note", note_and_break)
        yield database_url(url), wire


def test_an_upgrade_whose_last_answer_got_lost_is_told_as_done(
    far: Lost, older: URL, file: Path
) -> None:
    far[1].stays_cut = False
    done = upgrade_server(far[0], file, Heard())
    assert (done.after, done.aside, revision(older)) == (AS_IT_SHOULD_BE, file, schema.HEAD)
    bare(older).close()


def test_one_that_never_got_there_is_told_as_not_done(far: Lost, older: URL, file: Path) -> None:
    far[1].stays_cut = far[1].reaches = False
    with pytest.raises(DatabaseUnavailable, match="unreachable"):
        upgrade_server(far[0], file, Heard())
    assert revision(older) == EARLIER
    bare(older).close()


def test_while_nobody_can_say_it_is_told_where_the_backup_is(
    far: Lost, older: URL, file: Path
) -> None:
    with pytest.raises(DatabaseUnavailable) as lost:
        upgrade_server(far[0], file, Heard())
    assert lost.value.values == {"why": "upgrade_unknown", "backup": file}
    assert str(file) in error_text(lost.value)
    assert upgrade_server(older, file, Heard()).aside is None, "it was done"


def test_the_backup_before_it_counts_as_one(older: URL, file: Path) -> None:
    upgrade_server(older, file, Heard())
    desk = open_desk(older.render_as_string(hide_password=False), ADMIN, OWN)
    assert desk.read(last_backup) is not None
    [made] = desk.read(backups)
    assert (made.file, Path(made.folder), made.host) == (file.name, file.parent, host_name())
    desk.close()


def test_a_newer_server_is_left_alone(older: URL, file: Path) -> None:
    make_newer(older.render_as_string(hide_password=False))
    with pytest.raises(SchemaMismatch) as refused:
        upgrade_server(older, file, Heard())
    assert refused.value.values["why"] == "newer"
    assert not file.exists()


def test_a_desk_that_slept_through_an_upgrade_writes_nothing_more(
    prepared: str, named: Callable[..., Desk]
) -> None:
    clerk = named(CLERK, Post.INTAKE_CLERK)
    clerk.write(register_matter, a_draft())
    send_home(prepared)
    make_newer(prepared)
    for _ in range(2):
        with pytest.raises(SchemaMismatch) as refused:
            clerk.write(register_matter, a_draft())
    assert refused.value.values["why"] == "newer"
    made = open_engine(prepared)
    with made.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM matter")) == 1
    made.dispose()


def test_the_command_backs_up_first_too(older: URL, file: Path, run: Cli) -> None:
    url = older.render_as_string(hide_password=False)
    said = run("db", "upgrade", "--database", url, "--backup", file)
    assert (said.status, str(file) in said.out) == (0, True)
    assert is_sound(verify(file))


def test_an_administrator_is_known_at_an_earlier_version(older: URL) -> None:
    url = older.render_as_string(hide_password=False)
    assert may_upgrade(url, ADMIN, OWN)
    assert not may_upgrade(url, CLERK, OWN)


def test_an_account_that_may_not_do_everything_is_refused(older: URL, file: Path) -> None:
    role = account_url(older, f"{older.database}_{ADMIN}", OWN)
    with pytest.raises(DatabaseUnavailable) as refused:
        upgrade_server(role, file, Heard())
    assert refused.value.values["why"] == "not_superuser"
    with pytest.raises(DatabaseUnavailable) as wrong:
        upgrade_server(role.set(password=PASSWORD), file, Heard())
    assert wrong.value.values["why"] == "password"
