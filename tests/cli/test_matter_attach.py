"""Files handed in by `fengqiao matter act NO attach`: contents kept whole, names never a path."""

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.matter.actions.closing import LARGEST
from tests.cli.conftest import Cli, Said
from tests.conftest import Clock
from tests.end_to_end.facts import MATTER
from tests.end_to_end.rows import everything
from tests.end_to_end.script import Script

WHEN = "2026-09-18 11:00"


@pytest.fixture
def script(cli: Cli, at: Clock, tmp_path: Path) -> Script:
    script = Script(cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    return script


@pytest.fixture
def local_script(local_cli: Cli, at: Clock, tmp_path: Path) -> Script:
    script = Script(local_cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    return script


def put(folder: Path, name: str, content: bytes = b"photo") -> str:
    file = folder / name
    file.write_bytes(content)
    return str(file)


def attach(script: Script, path: str, **more: Any) -> Said:
    return script.try_to(WHEN, "attach", path=path, kind="EVIDENCE", **more)


def attached(said: Said) -> dict[str, Any]:
    assert said.status == 0, said.err
    last: dict[str, Any] = json.loads(said.out)["attachments"][-1]
    return last


def test_fifty_megabytes_are_kept_whole(
    script: Script, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    content = os.urandom(1024) * (50 * 1024)
    path = put(tmp_path, "film.mp4", content)
    started = time.perf_counter()
    kept = attached(attach(script, path))
    took = time.perf_counter() - started
    record_property("seconds_for_50_mb", round(took, 2))
    assert took < 60
    assert (kept["name"], kept["size"]) == ("film.mp4", len(content))
    assert kept["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../x", "x"),
        ("C:\\x\\y.pdf", "y.pdf"),
        ("/etc/passwd", "passwd"),
        ("con", "con"),
        ("a\nb.jpg", "a b.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        (".hidden", "hidden"),
        ("漏水😀.jpg", "漏水😀.jpg"),
        ("%s {0}.jpg", "%s {0}.jpg"),
        ("  ", "scan.jpg"),
    ],
    ids=ascii,
)
def test_a_name_is_what_people_read_and_no_path(
    local_script: Script, sqlite_url: str, tmp_path: Path, name: str, kept: str
) -> None:
    found = attached(attach(local_script, put(tmp_path, "scan.jpg"), name=name))
    assert found["name"] == kept
    folder = Path(f"{sqlite_url}.files") / local_script.shown["id"]
    assert [file.name for file in folder.iterdir()] == [found["sha256"]]


@pytest.mark.parametrize("name", [".", "..", "/", "a/", "\\"])
def test_a_name_of_nothing_is_refused(local_script: Script, tmp_path: Path, name: str) -> None:
    said = attach(local_script, put(tmp_path, "scan.jpg"), name=name)
    assert said.status == 1
    assert said.err.startswith("name（姓名或名称）：文件名“")


def test_a_name_too_long_for_a_line_is_refused(local_script: Script, tmp_path: Path) -> None:
    path = put(tmp_path, "scan.jpg")
    assert len(attached(attach(local_script, path, name="长" * 296 + ".jpg"))["name"]) == 120
    assert attach(local_script, path, name="长" * 301).status == 1


@pytest.mark.parametrize("name", ["a b .jpg", "e\u0301.jpg", "a\u200b.jpg", "-", "楼 上.jpg"])
def test_a_file_is_found_by_the_name_the_disk_gives_it(
    local_script: Script, tmp_path: Path, name: str
) -> None:
    attached(attach(local_script, put(tmp_path, name)))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "这一项不能空着"),
        ("  ", "这一项不能空着"),
        ("{}/none.jpg", "找不到文件"),
        ("{}", "找不到文件"),
        ("{}/a\0b", "找不到文件"),
        ("/dev/zero", "找不到文件"),
        ("~/x", "找不到文件"),
        ("/" + "x" * 5000, "文件"),
        ("{}/empty.jpg", "是空的"),
        ("{}/large.bin", "文件太大，一份材料最多100MB"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_is_no_file_is_refused(
    script: Script, database_url: str, tmp_path: Path, path: str, told: str
) -> None:
    put(tmp_path, "empty.jpg", b"")
    with (tmp_path / "large.bin").open("wb") as large:
        large.truncate(LARGEST + 1)
    before = everything(database_url)
    said = attach(script, path.format(tmp_path))
    assert (said.status, said.out) == (1, "")
    [line] = said.err.split("\n")[:-1]
    assert line.startswith("path（文件）：")
    assert told in line
    assert everything(database_url) == before


def test_the_largest_is_taken(local_script: Script, tmp_path: Path) -> None:
    with (tmp_path / "large.bin").open("wb") as large:
        large.truncate(LARGEST)
    assert attached(attach(local_script, str(tmp_path / "large.bin")))["size"] == LARGEST


def test_the_same_file_twice_is_two_entries_and_one_content(
    local_script: Script, sqlite_url: str, tmp_path: Path
) -> None:
    path = put(tmp_path, "scan.jpg")
    for name in ("正面.jpg", "反面.jpg"):
        attached(attach(local_script, path, name=name))
    folder = Path(f"{sqlite_url}.files") / local_script.shown["id"]
    assert len(list(folder.iterdir())) == 1
    names = [file["name"] for file in local_script.show()["attachments"]]
    assert names == ["正面.jpg", "反面.jpg"]
