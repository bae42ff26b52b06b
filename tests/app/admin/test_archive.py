"""Whatever happened to the bytes of an archive, it is said to be damaged and nothing crashes."""

import hashlib
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from app.admin import archive
from app.admin.archive import Manifest, Member
from app.admin.types import StoredFile
from app.errors import Invalid
from tests.conftest import KEYS

CONTENT = bytes(range(256)) * 2 + "马铁柱转账的回单".encode() * 9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One file, packed as a backup packs it."""
    path = tmp_path / "备份.zip"
    name = archive.member_name(StoredFile(UUID(int=1), hashlib.sha256(CONTENT).hexdigest()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        members = (archive.put(out, name, BytesIO(CONTENT)),)
        manifest = Manifest("2026-09-18T02:31:00+00:00", "sqlite", "0001", "x", 1, "x", {}, members)
        out.writestr(archive.MANIFEST, manifest.text())
        out.writestr(archive.SEAL, archive.seal_of(manifest.text(), KEYS))
    return path


def look(path: Path) -> str:
    """What comes of reading all of it: the problem, the first thing wrong, or nothing."""
    try:
        with archive.opened(path) as (packed, manifest):
            target, sealed = BytesIO(), archive.seal_in(packed)
            if not all(archive.unpack(packed, each, target) for each in manifest.members):
                return "damaged"
            assert target.getvalue() == CONTENT
            return "" if sealed == archive.seal_of(manifest.text(), KEYS).encode() else "forged"
    except Invalid as refused:
        return refused.problems[0].code


def test_what_was_packed_is_found_again(path: Path) -> None:
    assert look(path) == ""


def test_a_bit_turned_anywhere_is_found_or_does_no_harm(path: Path) -> None:
    whole, found = path.read_bytes(), Counter[str]()
    for place in range(len(whole)):
        turned = bytearray(whole)
        turned[place] ^= 1 << place % 8
        path.write_bytes(turned)
        found[look(path)] += 1
    assert found.keys() == {"", "damaged", "forged", "BACKUP_NOT_OURS"}
    assert found["damaged"] > len(CONTENT) / 8


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_we_never_pack_with_is_not_ours(path: Path, method: int) -> None:
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("other", CONTENT, method)
    member = Member("other", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with zipfile.ZipFile(path) as packed:
        assert not archive.unpack(packed, member, BytesIO())
