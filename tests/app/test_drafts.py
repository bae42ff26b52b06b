"""Unfinished forms on this PC."""

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts import Draft, DraftBox
from app.errors import DiskTrouble, NotFound

KEY = bytes(range(32))
LI = UUID(int=1)
WANG = UUID(int=2)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@pytest.fixture
def box(tmp_path: Path) -> DraftBox:
    return DraftBox(tmp_path, KEY, LI)


def a_draft(text: str = "楼上漏水", form: str = "intake") -> Draft:
    return Draft(form, {"summary": text}, title=text)


def test_it_gives_back_what_was_saved(box: DraftBox) -> None:
    draft = a_draft()
    box.save(draft)
    assert box.load(draft.id) == draft


@settings(max_examples=25, deadline=None)
@given(content=st.dictionaries(st.text(st.characters(codec="utf-8")), JSON, max_size=4))
def test_any_content_survives(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object]
) -> None:
    box = DraftBox(tmp_path_factory.mktemp("drafts"), KEY, LI)
    draft = Draft("intake", content)
    box.save(draft)
    assert box.load(draft.id).content == content


def test_saving_again_replaces(box: DraftBox) -> None:
    draft = a_draft("一")
    box.save(draft)
    box.save(Draft("intake", {"summary": "二"}, id=draft.id))
    assert [found.content["summary"] for found in box.list()] == ["二"]


def test_it_lists_several_with_the_last_saved_first(box: DraftBox) -> None:
    for hour in (9, 11, 10):
        saved_at = datetime(2026, 11, 20, hour, tzinfo=UTC)
        box.save(Draft("intake", {}, title=str(hour), saved_at=saved_at))
    assert [draft.title for draft in box.list()] == ["11", "10", "9"]


def test_it_lists_one_kind_of_form(box: DraftBox) -> None:
    box.save(a_draft(form="intake"))
    box.save(a_draft(form="agreement"))
    assert [draft.form for draft in box.list("intake")] == ["intake"]


def test_a_discarded_draft_is_gone_and_may_be_discarded_twice(box: DraftBox) -> None:
    draft = a_draft()
    box.save(draft)
    box.discard(draft.id)
    box.discard(draft.id)
    assert box.list() == ()
    with pytest.raises(NotFound):
        box.load(draft.id)


def test_nothing_personal_stands_readable_on_the_disk(box: DraftBox, tmp_path: Path) -> None:
    box.save(a_draft("13800138000"))
    assert all(b"13800138000" not in file.read_bytes() for file in tmp_path.rglob("*.draft"))


def test_a_colleague_on_the_same_pc_does_not_see_it(box: DraftBox, tmp_path: Path) -> None:
    draft = a_draft()
    box.save(draft)
    assert DraftBox(tmp_path, KEY, WANG).list() == ()
    (tmp_path / str(LI)).rename(tmp_path / str(WANG))
    assert DraftBox(tmp_path, KEY, WANG).list() == ()


@pytest.mark.parametrize("bytes_left", [b"", b"{", b'{"schema": 1}', b'{"schema":1,"sealed":"AA"}'])
def test_a_damaged_file_hides_only_itself(box: DraftBox, tmp_path: Path, bytes_left: bytes) -> None:
    box.save(a_draft())
    damaged = tmp_path / str(LI) / f"{uuid4()}.draft"
    damaged.write_bytes(bytes_left)
    assert len(box.list()) == 1
    assert damaged.exists()


def test_a_draft_of_a_newer_program_is_left_alone(box: DraftBox, tmp_path: Path) -> None:
    draft = a_draft()
    box.save(draft)
    file = next(tmp_path.rglob("*.draft"))
    file.write_text(json.dumps(json.loads(file.read_text()) | {"schema": 2}))
    assert box.list() == ()
    assert file.exists()


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "read_only"), (errno.EIO, "failing")],
)
def test_a_disk_that_fails_keeps_the_state_before(
    box: DraftBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    draft = a_draft("一")
    box.save(draft)

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("app.drafts.os.fsync", fail)
    with pytest.raises(DiskTrouble) as caught:
        box.save(Draft("intake", {"summary": "二"}, id=draft.id))
    assert caught.value.values["why"] == why
    assert box.load(draft.id).content == {"summary": "一"}
    assert list(tmp_path.rglob("*.new")) == []


def test_every_save_reaches_the_disk_before_it_counts(
    box: DraftBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        order.append("fsync")
        fsync(descriptor)

    def note_replace(old: Path, new: Path) -> Path:
        order.append("replace")
        return replace(old, new)

    monkeypatch.setattr("app.drafts.os.fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    box.save(a_draft())
    assert order[:2] == ["fsync", "replace"]


KILLED = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from app.drafts import Draft, DraftBox
box = DraftBox(Path(sys.argv[1]), bytes(range(32)), UUID(int=1))
one = UUID(int=7)
for number in range(10_000):
    box.save(Draft("intake", {"summary": "字" * 5_000, "number": number}, id=one))
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_leaves_a_whole_draft(box: DraftBox, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(20):
            last = int(writer.stdout.readline())
        writer.kill()
        rest = writer.stdout.read().split()
    last = int(rest[-1]) if rest else last
    found = box.load(UUID(int=7)).content
    assert found["number"] >= last
    assert found["summary"] == "字" * 5_000
