"""`db backup`, on both databases."""

import stat
import threading
import zipfile
from contextvars import copy_context
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin import archive
from app.admin.backup import LAST_BACKUP, backup, free_name
from app.admin.check import folder_of, is_sound
from app.admin.copy_rows import counted
from app.admin.stored_files import in_folder, path_of
from app.admin.types import Level
from app.admin.verify import verify
from app.desk import Desk
from app.errors import (
    DiskTrouble,
    EnvironmentTrouble,
    Invalid,
    NotPermitted,
)
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from db.enums import Post
from db.models import AuditEntry, FileContent, Parameter
from db.session import reading, writing
from tests.app.admin.conftest import PROOF
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, unguarded

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _rows(desk: Desk) -> dict[str, int]:
    with reading(unguarded(desk)) as session:
        return counted(session.connection())


def test_a_backup_holds_every_row_and_file(busy: Desk, path: Path) -> None:
    before = _rows(busy)
    made = backup(busy, path)
    assert dict(made.manifest.counts) == before | {"old_password": 0}  # in force, not old, there
    [file] = made.manifest.files()
    with zipfile.ZipFile(path) as packed:
        assert packed.read(archive.member_name(file)) == PROOF
    assert made.missing == ()


def test_a_backup_belongs_to_its_owner_alone(busy: Desk, path: Path) -> None:
    backup(busy, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_fresh_backup_verifies(busy: Desk, path: Path) -> None:
    backup(busy, path)
    found = verify(path)
    assert is_sound(found), found
    assert {"ARCHIVE_SEALED", "AUDIT_WHOLE", "FILES_WHOLE"} <= {each.code for each in found}


def test_a_backup_is_written_down(busy: Desk, path: Path) -> None:
    made = backup(busy, path)
    with reading(unguarded(busy)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert entry is not None
        assert (entry.action, entry.object_id) == ("backup", "0918.zip")
        assert made.sha256 in entry.after
        last = session.scalar(sa.select(Parameter.value).where(Parameter.code == LAST_BACKUP))
        assert last == "2026-09-18T02:31:00+00:00"


def test_an_earlier_backup_may_be_replaced(busy: Desk, path: Path) -> None:
    backup(busy, path)
    busy.write(register_matter, a_draft())
    assert backup(busy, path).manifest.counts["matter"] == 4


def test_what_is_not_whole_takes_no_good_backups_place(
    busy: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(busy, path)
    before = path.read_bytes()

    def damage(file: Path) -> None:
        if file.is_file():
            with zipfile.ZipFile(file, "a") as packed:
                packed.writestr("别的", "x")

    monkeypatch.setattr("app.admin.backup.kept", damage)
    with pytest.raises(Invalid) as refused:
        backup(busy, path)
    assert refused.value.problems[0].code == "BACKUP_NOT_WHOLE"
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.glob("*0918*")] == [path.name]


def test_each_backup_of_a_minute_has_a_name_of_its_own(at: Clock, tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        names.append(free_name(tmp_path))
        (tmp_path / names[-1]).touch()
    assert names == [f"枫桥备份-20260918-1031{end}.zip" for end in ("", "-2", "-3")]


def test_nothing_else_is_ever_replaced(busy: Desk, path: Path) -> None:
    path.write_bytes(b"Steuererklaerung")
    with pytest.raises(Invalid) as refused:
        backup(busy, path)
    assert refused.value.problems[0].code == "BACKUP_IN_THE_WAY"
    assert path.read_bytes() == b"Steuererklaerung"


@LOCAL
@pytest.mark.parametrize("ending", ["", "-wal", ".files"])
def test_the_database_itself_is_never_replaced(busy: Desk, ending: str) -> None:
    with pytest.raises(Invalid):
        backup(busy, Path(str(busy.engine.url.database) + ending))
    assert len(busy.read(matters_page)) == 3


def test_only_the_administrator_backs_up(busy: Desk, open_as: OpenAs, path: Path) -> None:
    with pytest.raises(NotPermitted):
        backup(open_as(Post.INTAKE_CLERK, name="登记员"), path)
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(busy: Desk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as refused:
        backup(busy, tmp_path / "没有" / "0918.zip")
    assert refused.value.values["why"] == "cannot_write"


def test_a_failure_leaves_the_earlier_backup(
    busy: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(busy, path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.admin.archive.put", full)
    with pytest.raises(DiskTrouble):
        backup(busy, path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_lost_file_is_told_and_the_rest_is_kept(busy: Desk, path: Path) -> None:
    if folder := folder_of(busy.engine):
        for file in list(in_folder(folder)):
            path_of(folder, file).unlink()
    else:
        with writing(unguarded(busy)) as session:
            session.execute(sa.delete(FileContent))
    assert len(backup(busy, path).missing) == 1
    assert [f.code for f in verify(path) if f.level is Level.ERROR] == ["FILE_MISSING"]


def test_work_goes_on_while_a_backup_is_made(busy: Desk, path: Path, open_as: OpenAs) -> None:
    other, stop = open_as(name="周正明"), threading.Event()

    def work() -> None:
        while not stop.wait(0.02):  # a breath: SQLite gives nobody a turn who has to wait
            other.write(register_matter, a_draft())

    clerk = threading.Thread(target=copy_context().run, args=(work,))  # at the tests' time
    clerk.start()
    try:
        for _ in range(3):
            made = backup(busy, path)
            assert is_sound(verify(path))
    finally:
        stop.set()
        clerk.join()
    assert made.manifest.counts["matter"] > 3
