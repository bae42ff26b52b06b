"""`fengqiao form`: which paper there is, of which record, and where it is written."""

import os
import stat
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from app.cli.output import write_file
from app.documents import types
from app.messages.fields import FIELDS
from tests.cli.conftest import Cli
from tests.conftest import Clock
from tests.end_to_end.facts import MATTER, assessed, slip
from tests.end_to_end.rows import audited, everything
from tests.end_to_end.script import Script

RECEIPT = "REGISTRATION_RECEIPT"
ALL = [
    RECEIPT,
    "GUIDANCE_NOTICE",
    "ASSIGNMENT_SLIP",
    "ACCEPTANCE_FORM",
    "MEDIATION_RECORD",
    "AGREEMENT",
    "ORAL_AGREEMENT_FORM",
]


@pytest.fixture
def script(local_cli: Cli, at: Clock, tmp_path: Path) -> Script:
    script = Script(local_cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    return script


def test_a_receipt_is_written_and_the_print_audited(script: Script, sqlite_url: str) -> None:
    before = everything(sqlite_url)
    first = script.form("2026-09-18 10:33", RECEIPT)
    assert script.form("2026-09-18 10:33", RECEIPT) == first
    assert everything(sqlite_url) == before
    assert audited(sqlite_url)[-1] == "print"


@pytest.mark.parametrize("form", ALL[1:])
@pytest.mark.parametrize("draft", [(), ("--draft",)])
def test_a_paper_there_is_none_of_yet_is_told(
    script: Script, tmp_path: Path, form: str, draft: tuple[str, ...]
) -> None:
    out = tmp_path / "o.pdf"
    said = script.cli("form", form, script.no, "--out", out, *draft)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("找不到可以打印的 ")
    assert not out.exists()


def test_of_several_slips_one_has_to_be_named(script: Script, tmp_path: Path) -> None:
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    for unit, role in (("QS-CJ", "LEAD"), ("QS-GS", "ASSIST")):
        script.do("2026-09-20 09:05", "assign", **slip(unit, role, "2026-10-16", "归口"))
    said = script.cli("form", "ASSIGNMENT_SLIP", script.no, "--out", tmp_path / "o.pdf")
    assert said.status == 1
    assert all(a["id"] in said.err for a in script.shown["assignments"])
    one, two = (script.form("2026-09-20 09:10", "ASSIGNMENT_SLIP", a) for a in ("A1", "A2"))
    assert one != two


@pytest.mark.parametrize("target", ["x", "01a2010d-f5f2-7844-8e82-290ef900ec28", "\x1b[2J"])
def test_a_record_that_is_not_there_has_no_paper(
    script: Script, tmp_path: Path, target: str
) -> None:
    words = ("form", RECEIPT, script.no, "--out", tmp_path / "o.pdf", "--target", target)
    said = script.cli(*words)
    assert said.status == 1
    assert said.err.startswith("找不到")


@pytest.mark.parametrize("no", ["20260918-9-999", "", "\udcff"])
def test_a_matter_that_is_not_there_has_no_paper(script: Script, tmp_path: Path, no: str) -> None:
    said = script.cli("form", RECEIPT, no, "--out", tmp_path / "o.pdf")
    assert said.status == 1
    assert said.err.startswith("找不到事项 ")


@pytest.mark.parametrize(
    "words", [(RECEIPT,), (RECEIPT, "20260918-1-001"), ("RECEIPT", "1", "--out", "o.pdf")]
)
def test_wrong_usage_is_told(local_cli: Cli, words: tuple[str, ...]) -> None:
    assert local_cli("form", *words).status == 2


@pytest.mark.parametrize("out", ["{}/none/o.pdf", "{}", "", "{}/{long}.pdf"])
def test_a_place_that_cannot_be_written_is_trouble_with_the_pc(
    script: Script, tmp_path: Path, out: str
) -> None:
    before = sorted(tmp_path.iterdir())
    place = out.format(tmp_path, long="x" * 300)
    said = script.cli("form", RECEIPT, script.no, "--out", place)
    assert (said.status, said.out) == (3, "")
    assert said.err.startswith(f"写不了文件 {place}")
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_already_there_is_replaced_whole(script: Script, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    out.write_bytes(b"old" * 1_000_000)
    assert script.cli("form", RECEIPT, script.no, "--out", out).status == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert out.read_bytes() == script.form("2026-09-18 10:31", RECEIPT)


if hasattr(os, "mkfifo"):

    def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_file(str(pipe), b"%PDF")
            assert os.read(reader, 10) == b"%PDF"
        finally:
            os.close(reader)
        assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link(script: Script, tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert script.cli("form", RECEIPT, script.no, "--out", link).status == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")


def test_what_people_sent_with_pictures_is_printed(script: Script) -> None:
    sent = MATTER | {"summary": "楼上漏水😀👨‍👩‍👧，吵了三次❤️", "demand": "赔钱😡"}
    script.register("2026-09-18 11:00", sent)
    script.form("2026-09-18 11:01", RECEIPT)
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    script.do("2026-09-20 09:05", "assign", **slip("QS-CJ", "LEAD", "2026-10-16", "归口"))
    script.form("2026-09-20 09:06", "ASSIGNMENT_SLIP", "A1")


def test_every_text_of_a_paper_has_a_name_for_messages() -> None:
    papers = [
        kind for kind in vars(types).values() if isinstance(kind, type) and is_dataclass(kind)
    ]
    hints = [get_type_hints(paper) for paper in papers if paper is not types.PrintOptions]
    texts = {key for hint in hints for key, kind in hint.items() if "str" in str(kind)}
    assert len(texts) > 40
    assert sorted(texts - FIELDS.keys()) == []
