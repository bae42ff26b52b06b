"""Restoring from the window: looked into aside, and put in place as a whole or not at all."""

import os
from pathlib import Path

import pytest

from app import clock
from app.admin import archive, restore_local
from app.admin.backup import Archived
from app.admin.backups import at_hand, backups
from app.admin.restore import Who
from app.admin.restore_local import put_in_place
from app.admin.restoring import Prepared, approve, prepare, take_code
from app.desk import Desk
from app.errors import DatabaseUnavailable, DiskTrouble, Invalid, NotPermitted
from app.intake.queries import matters_page
from app.keys import recovery_code
from db.enums import Post
from tests.app.admin.conftest import rewrite, told
from tests.conftest import KEYS, OpenAs

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def prepared(desk: Desk, made: Archived) -> Prepared:
    return prepare(desk, made.path, lambda _done, _whole: None)


def left_behind(desk: Desk) -> list[Path]:
    return list(Path(str(desk.engine.url.database)).parent.glob("*restor*"))


@LOCAL
def test_it_tells_what_a_backup_holds_and_touches_nothing(busy: Desk, archived: Archived) -> None:
    steps: list[tuple[int, int]] = []
    found = prepare(busy, archived.path, lambda done, whole: steps.append((done, whole))).contents
    assert (found.matters, found.files, found.is_own) == (3, 1, True)
    assert (found.needs_code, found.needs_password) == (False, False)
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert len(busy.read(matters_page)) == 5


@LOCAL
def test_without_the_key_a_forged_backup_is_found_out_by_the_code(
    busy: Desk, archived: Archived, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(archived.path, {archive.SEAL: b"0" * 64})
    monkeypatch.setenv("FENGQIAO_HOME", str(own_home / "neu"))
    found = prepared(busy, archived)
    assert found.contents.needs_code
    with pytest.raises(Invalid) as refused:
        take_code(found.staged, recovery_code(KEYS))
    assert refused.value.problems[0].code == "BACKUP_DAMAGED"
    restore_local.discard(found.staged)
    assert not left_behind(busy)


@LOCAL
def test_a_disk_that_fails_in_the_last_step_leaves_all_as_it_was(
    busy: Desk, archived: Archived, local_user: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = prepared(busy, archived)
    approve(busy, found.staged, local_user)
    busy.engine.dispose()

    def fail(*_more: object) -> None:
        raise OSError(5, "x")

    monkeypatch.setattr(restore_local, "_add_files", fail)
    with pytest.raises(DiskTrouble):
        put_in_place(found.staged)
    assert not left_behind(busy)
    assert len(busy.read(matters_page)) == 5
    assert told(busy) == []


@LOCAL
def test_what_a_killed_process_left_is_taken_away(busy: Desk, archived: Archived) -> None:
    database = Path(str(busy.engine.url.database))
    left = database.with_name(f".{database.name}.1.restoring")
    files = left.with_name(f"{left.name}.files")
    of_another = database.with_name(f".{database.name}.2.restoring")
    files.mkdir()
    for each in (left, of_another):
        each.touch()
    now = clock.now().timestamp()
    os.utime(of_another, (now, now))
    for each in (left, files):
        os.utime(each, (now - 90_000, now - 90_000))
    restore_local.discard(prepared(busy, archived).staged)
    assert left_behind(busy) == [of_another]


def test_a_server_is_not_restored_from_a_window(busy: Desk, archived: Archived) -> None:
    if busy.engine.dialect.name == "sqlite":
        assert prepared(busy, archived).staged.target == Path(str(busy.engine.url.database))
        return
    with pytest.raises(DatabaseUnavailable) as refused:
        prepared(busy, archived)
    assert refused.value.values["why"] == "not_local"


def test_only_the_administrator_may(archived: Archived, open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        prepared(open_as(Post.CENTER_DIRECTOR), archived)


def test_a_backup_is_offered_while_it_lies_where_it_was_put(busy: Desk, archived: Archived) -> None:
    [row] = busy.read(backups)
    assert at_hand([row, row], row.host) == ((row, archived.path),)
    assert at_hand([row], "another") == ()
    archived.path.unlink()
    assert at_hand([row], row.host) == ()
