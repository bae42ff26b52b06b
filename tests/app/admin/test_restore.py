"""`db restore`, on both databases and from one kind to the other."""

import os
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin import archive
from app.admin.backup import Archived, backup
from app.admin.check import folder_of, is_sound
from app.admin.restore import Who, restore
from app.admin.stored_files import in_folder, path_of
from app.admin.verify import verify
from app.desk import Desk, open_desk
from app.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    Invalid,
    SignInRefused,
)
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.keys import recovery_code
from app.sign_in import local_login
from db.engine import open_engine, sqlite_path
from db.models import AuditEntry
from db.session import reading
from tests.app.admin.conftest import PROOF, rewrite, told
from tests.builders import a_draft
from tests.conftest import KEYS, OpenAs, desk_as, unguarded
from tests.postgres import url_of

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _url(desk: Desk) -> str:
    return unguarded(desk).url.render_as_string(hide_password=False)


def _opened(url: str) -> Desk:
    """The desk of this PC's user, who at a server holds every post but the auditor's."""
    return desk_as(url, name=local_login()) if "://" in url else open_desk(url, local_login(), None)


def _numbers(url: str) -> list[str]:
    desk = _opened(url)
    try:
        return [row.no[-3:] for row in desk.read(matters_page)]
    finally:
        desk.close()


def test_restoring_needs_force_where_a_database_is(
    busy: Desk, archived: Archived, local_user: Who
) -> None:
    with pytest.raises(Invalid) as refused:
        restore(archived.path, _url(busy), local_user)
    assert refused.value.problems[0].code == "RESTORE_EXISTS"
    assert len(busy.read(matters_page)) == 5


def test_restoring_brings_back_what_was_and_keeps_what_is(
    busy: Desk, archived: Archived, local_user: Who
) -> None:
    busy.close()
    done = restore(archived.path, _url(busy), local_user, force=True)
    assert done.aside is not None
    assert _numbers(_url(busy)) == ["003", "002", "001"]
    assert told(busy) == []
    assert _aside_count(busy, done.aside) == 5


def _aside_count(desk: Desk, aside: str) -> int:
    if desk.engine.dialect.name == "sqlite":
        beside = Path(str(desk.engine.url.database)).with_name(aside)
        old = open_engine(str(beside))
        with old.connect() as connection:
            count = connection.scalar(sa.text("SELECT count(*) FROM matter"))
        old.dispose()
        assert len(list(in_folder(Path(f"{beside}.files")))) == 1
    else:
        with unguarded(desk).connect() as connection:
            count = connection.scalar(sa.text(f'SELECT count(*) FROM "{aside}".matter'))  # noqa: S608
    return int(count or 0)


def test_a_restored_database_goes_on_working(
    busy: Desk, archived: Archived, local_user: Who
) -> None:
    busy.close()
    restore(archived.path, _url(busy), local_user, force=True)
    desk = _opened(_url(busy))
    assert desk.write(register_matter, a_draft()).no == "20260918-1-004"
    desk.close()
    assert told(busy) == []


def test_who_restored_is_written_down(busy: Desk, archived: Archived, local_user: Who) -> None:
    busy.close()
    restore(archived.path, _url(busy), local_user, force=True)
    with reading(unguarded(busy)) as session:
        rows = session.execute(
            sa.select(AuditEntry.action, AuditEntry.login).order_by(AuditEntry.seq)
        )
        here = [("sign_in", local_login()), ("restore", local_login())]
        last = here if sqlite_path(busy.engine) else [("restore", "postgres")]
        assert [tuple(row) for row in rows][-len(last) :] == last


def test_a_database_in_use_is_not_replaced(
    busy: Desk, archived: Archived, local_user: Who, open_as: OpenAs
) -> None:
    busy.close()
    other = open_as(name="周正明")
    other.read(matters_page)
    with pytest.raises(DatabaseBusy) as refused:
        restore(archived.path, _url(busy), local_user, force=True)
    assert refused.value.values["why"] == ("in_use" if sqlite_path(busy.engine) else "others")
    assert len(other.read(matters_page)) == 5


def test_a_damaged_backup_changes_nothing(busy: Desk, archived: Archived, local_user: Who) -> None:
    [file] = archived.manifest.files()
    rewrite(archived.path, {archive.member_name(file): b"x"})
    with pytest.raises(Invalid) as refused:
        restore(archived.path, _url(busy), local_user, force=True)
    assert refused.value.problems[0].code == "BACKUP_DAMAGED"
    assert len(busy.read(matters_page)) == 5
    assert _left_behind(busy) == []


def _left_behind(desk: Desk) -> list[str]:
    if desk.engine.dialect.name == "sqlite":
        return [p.name for p in Path(str(desk.engine.url.database)).parent.glob("*restor*")]
    with unguarded(desk).connect() as connection:
        names = sa.text("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%restor%'")
        return list(connection.scalars(names))


@LOCAL
def test_a_stranger_restores_nothing(busy: Desk, archived: Archived) -> None:
    busy.close()
    with pytest.raises(SignInRefused):
        restore(archived.path, _url(busy), Who("外人", "x"), force=True)
    assert _numbers(_url(busy))[0] == "005"
    assert _left_behind(busy) == []


def test_without_the_key_nothing_is_restored_until_the_code_is_given(
    busy: Desk,
    archived: Archived,
    local_user: Who,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy.close()
    monkeypatch.setenv("FENGQIAO_HOME", str(own_home / "neu"))
    with pytest.raises(DatabaseUnavailable) as refused:
        restore(archived.path, _url(busy), local_user, force=True)
    assert refused.value.values["why"] == "key_missing"
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    restore(archived.path, _url(busy), local_user, force=True)
    assert len(_numbers(_url(busy))) == 3


@LOCAL
def test_the_user_of_another_pc_takes_over_an_unnamed_one(
    archived: Archived, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sign_in.getpass.getuser", lambda: "neuer-pc")
    url = str(tmp_path / "neu.sqlite")
    restore(archived.path, url, Who("neuer-pc", None))
    desk = open_desk(url, "neuer-pc", None)
    assert len(desk.read(matters_page)) == 3
    desk.close()


@LOCAL
def test_a_damaged_database_can_be_replaced(
    archived: Archived, tmp_path: Path, local_user: Who
) -> None:
    broken = tmp_path / "kaputt.sqlite"
    broken.write_bytes(b"kein SQLite" * 1000)
    done = restore(archived.path, str(broken), local_user, force=True)
    assert len(_numbers(str(broken))) == 3
    assert done.aside is not None
    assert (tmp_path / done.aside).read_bytes().startswith(b"kein SQLite")


@LOCAL
def test_one_pc_moves_to_a_server_and_back(
    sqlite_url: str, archived: Archived, postgresql_server: str, tmp_path: Path, local_user: Who
) -> None:
    name = f"moved_{os.getpid()}_{tmp_path.name.replace('-', '_')}"[:60]
    server = url_of(postgresql_server, name)
    assert restore(archived.path, server, local_user).aside is None
    assert len(_numbers(server)) == 3
    desk = _opened(server)
    again = backup(desk, tmp_path / "zurueck.zip")
    desk.close()
    assert is_sound(verify(again.path))
    home = tmp_path / "zurueck.sqlite"
    restore(again.path, str(home), local_user)
    assert len(_numbers(str(home))) == 3
    [file] = in_folder(Path(f"{home}.files"))
    assert path_of(Path(f"{home}.files"), file).read_bytes() == PROOF


@LOCAL
def test_the_files_of_the_new_database_replace_those_of_the_old(
    busy: Desk, archived: Archived, local_user: Who, tmp_path: Path
) -> None:
    folder = folder_of(busy.engine)
    assert folder is not None
    stray = folder / "01a20114-c1de-77a0-8da3-e9f4cbbe821e" / ("0" * 64)
    stray.parent.mkdir()
    stray.write_bytes(b"x")
    busy.close()
    restore(archived.path, _url(busy), local_user, force=True)
    assert set(in_folder(folder)) == archived.manifest.files()
    assert told(busy) == []


@LOCAL
def test_an_old_log_is_never_applied_to_the_restored_database(
    busy: Desk, archived: Archived, local_user: Who
) -> None:
    path = Path(str(busy.engine.url.database))
    busy.close()
    reader = sqlite3.connect(path)
    reader.execute("UPDATE matter SET title = 'x'")
    wal = path.with_name(f"{path.name}-wal").read_bytes()
    reader.rollback()
    reader.close()
    path.write_bytes(b"kaputt")
    path.with_name(f"{path.name}-wal").write_bytes(wal)
    done = restore(archived.path, _url(busy), local_user, force=True)
    assert told(busy) == []
    assert done.aside is not None
    assert path.with_name(f"{done.aside}-wal").read_bytes() == wal
