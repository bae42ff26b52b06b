"""Files handed in: whatever they are called, they lie where the program puts them."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Invalid
from app.matter.actions import closing
from db.models import Attachment, Event
from db.session import reading
from tests.builders import a_draft
from tests.conftest import Clock, unguarded
from tests.story import Story


@pytest.fixture
def story(local_desk: Desk, at: Clock) -> Story:
    return Story(local_desk, at).register("2026-09-18 10:31", a_draft())


def attach(story: Story, path: Path | str, **more: Any) -> None:
    story.do("2026-09-18 11:00", "attach", path=str(path), kind="EVIDENCE", **more)


def rows(desk: Desk) -> int:
    with reading(unguarded(desk)) as session:
        return sum(
            session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (Attachment, Event)
        )


def test_fifty_megabytes_are_kept_whole(story: Story, tmp_path: Path) -> None:
    film = tmp_path / "楼道.mp4"
    content = bytes(range(256)) * (50 * 1024 * 4)
    film.write_bytes(content)
    attach(story, film)
    [kept] = story.detail.attachments
    assert (kept.name, kept.size) == ("楼道.mp4", 50 * 1024 * 1024)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../x", "x"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\temp\\票据.pdf", "票据.pdf"),
        ("/etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_never_becomes_a_path(story: Story, tmp_path: Path, name: str, kept: str) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(b"scan")
    before = {path for path in tmp_path.parent.rglob("*") if path.is_file()}
    attach(story, scan, name=name)
    [attachment] = story.detail.attachments
    assert attachment.name == kept
    new = {path for path in tmp_path.parent.rglob("*") if path.is_file()} - before
    assert all(path.name == attachment.sha256 or ".sqlite" in path.name for path in new)


@pytest.mark.parametrize("name", ["..", "///", " . ", "长" * 301])
def test_a_name_that_is_none_is_refused(story: Story, tmp_path: Path, name: str) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(b"scan")
    with pytest.raises(Invalid) as refused:
        attach(story, scan, name=name)
    assert refused.value.problems[0].code in ("FILE_NAME", "TEXT_EMPTY", "TEXT_LONG")


def test_what_cannot_be_taken_changes_nothing(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "LARGEST", 10)
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"x" * 11)
    before = rows(story.desk)
    for path, code in (
        (tmp_path / "none", "FILE_NOT_THERE"),
        (tmp_path, "FILE_NOT_THERE"),
        (tmp_path / "empty", "FILE_EMPTY"),
        (tmp_path / "large", "FILE_LARGE"),
    ):
        with pytest.raises(Invalid) as refused:
            attach(story, path)
        assert [problem.code for problem in refused.value.problems] == [code]
    assert rows(story.desk) == before
