"""`db check` reads every stored file and every reference."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin.check import folder_of
from app.admin.stored_files import in_folder, path_of
from app.desk import Desk
from app.messages.admin import finding_text
from db.models import FileContent
from db.session import writing
from tests.app.admin.conftest import PROOF, Tamper, told
from tests.conftest import unguarded

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _codes(desk: Desk) -> list[str]:
    return [finding.code for finding in told(desk)]


def _folder(desk: Desk) -> Path:
    folder = folder_of(desk.engine)
    assert folder is not None
    return folder


def test_stored_files_are_whole(busy: Desk) -> None:
    assert _codes(busy) == []


def test_a_lost_file_is_found(busy: Desk) -> None:
    if folder := folder_of(busy.engine):
        for file in list(in_folder(folder)):
            path_of(folder, file).unlink()
    else:
        with writing(unguarded(busy)) as session:
            session.execute(sa.delete(FileContent))
    assert _codes(busy) == ["FILE_MISSING"]


def test_a_changed_file_is_found(busy: Desk) -> None:
    if folder := folder_of(busy.engine):
        for file in list(in_folder(folder)):
            path_of(folder, file).write_bytes(PROOF + b"0")
    else:
        with writing(unguarded(busy)) as session:
            session.execute(sa.update(FileContent).values(content=PROOF + b"0"))
    assert _codes(busy) == ["FILE_DAMAGED"]


def test_a_file_nobody_names_is_found(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM attachment")
    [finding] = told(busy)
    assert (finding.code, str(finding.level)) == ("FILE_ORPHAN", "warning")
    assert "断电" in finding_text(finding)[1]


@LOCAL
def test_what_is_no_stored_file_is_left_alone(busy: Desk) -> None:
    folder = _folder(busy)
    (folder / "Thumbs.db").write_bytes(b"x")
    [file] = in_folder(folder)
    path_of(folder, file).with_name(".draft.123").write_bytes(b"x")
    assert _codes(busy) == []


@LOCAL
def test_a_row_that_refers_to_nothing_is_found(busy: Desk) -> None:
    raw = sqlite3.connect(str(busy.engine.url.database))
    raw.execute("DELETE FROM staff")
    raw.commit()
    raw.close()
    assert set(_codes(busy)) == {"REFERENCE_BROKEN"}


@LOCAL
def test_a_damaged_page_is_found(busy: Desk) -> None:
    path = Path(str(busy.engine.url.database))
    with unguarded(busy).connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    busy.close()
    content = bytearray(path.read_bytes())
    late = len(content) * 3 // 4 // 4096 * 4096  # behind the pages that say which tables there are
    content[late : late + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    assert _codes(busy)[0] == "INTEGRITY_BROKEN"


def test_a_matter_that_cannot_be_found_is_named(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM search_entry WHERE row = (SELECT min(row) FROM search_entry)")
    [finding] = told(busy)
    assert finding_text(finding)[0] == "事项 20260918-1-001 查找不到"
