"""`db verify` opens the copy and finds what was done to it."""

import json
from pathlib import Path

import pytest

from app.admin import archive
from app.admin.backup import Archived, backup
from app.admin.types import Level
from app.admin.verify import verify
from app.desk import Desk
from app.errors import (
    Invalid,
)
from tests.app.admin.conftest import Tamper, rewrite


def _codes(path: Path) -> set[str]:
    return {finding.code for finding in verify(path) if finding.level is not Level.OK}


def test_a_changed_file_in_the_archive_is_found(archived: Archived) -> None:
    [file] = archived.manifest.files()
    rewrite(archived.path, {archive.member_name(file): b"x"})
    assert "ARCHIVE_DAMAGED" in _codes(archived.path)


def test_a_changed_database_in_the_archive_is_found(archived: Archived) -> None:
    rewrite(archived.path, {archive.DATABASE: b"x"})
    assert _codes(archived.path) == {"ARCHIVE_DAMAGED", "ARCHIVE_NO_DATABASE"}


def test_a_manifest_rewritten_to_fit_is_found(archived: Archived) -> None:
    with archive.opened(archived.path) as (_, manifest):
        told = json.loads(manifest.text())
    told["counts"]["matter"] = 2
    rewrite(archived.path, {archive.MANIFEST: json.dumps(told).encode()})
    assert _codes(archived.path) == {"ARCHIVE_FORGED"}


def test_a_member_too_many_is_found(archived: Archived) -> None:
    rewrite(archived.path, {"notes.txt": b"x"})
    assert _codes(archived.path) == {"ARCHIVE_FOREIGN"}


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_backup_is_no_backup(archived: Archived, share: float) -> None:
    content = archived.path.read_bytes()
    archived.path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Invalid) as refused:
        verify(archived.path)
    assert refused.value.problems[0].code == "BACKUP_NOT_OURS"


def test_a_backup_of_a_newer_program_is_refused(archived: Archived) -> None:
    with archive.opened(archived.path) as (_, manifest):
        told = json.loads(manifest.text())
    told["format"] = 2
    rewrite(archived.path, {archive.MANIFEST: json.dumps(told).encode()})
    with pytest.raises(Invalid) as refused:
        verify(archived.path)
    assert refused.value.problems[0].code == "BACKUP_NEWER"


def test_a_backup_tampered_with_inside_is_found(busy: Desk, path: Path, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_entry WHERE seq = 2")
    backup(busy, path)
    assert _codes(path) == {"AUDIT_MISSING"}
