"""The command line as people start it: a program of its own, UTF-8 files, exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import app
from app.admin.centre import create_database
from tests.conftest import KEYS
from tests.end_to_end.facts import MATTER

ROOT = Path(app.__file__).parents[1]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An empty database of this very day."""
    create_database(str(tmp_path / "own.sqlite"), keys=KEYS)
    return tmp_path / "own.sqlite"


def program(*words: object, given: str = "") -> "subprocess.CompletedProcess[bytes]":
    """Run it in the home folder that the tests have set, in a terminal of another code page."""
    return subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "app.cli", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        input=given.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_matter_is_registered_and_shown(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "事项.json"
    file.write_text(json.dumps(MATTER | {"occurred_on": None}, ensure_ascii=False), "utf-8")
    at = ("--database", database)
    registered = program("matter", "register", file, "--json", *at)
    assert registered.returncode == 0, registered.stderr.decode()
    [row] = json.loads(registered.stdout.decode("utf-8"))
    assert row.keys() == {"no", "id", "warnings"}
    shown = program("matter", "show", row["no"], "--json", *at)
    matter = json.loads(shown.stdout.decode("utf-8"))
    assert (matter["id"], matter["state"]) == (row["id"], "REGISTERED")
    assert matter["parties"][1]["name"] == "马铁柱"
    receipt = program("form", "REGISTRATION_RECEIPT", row["no"], "--out", tmp_path / "o.pdf", *at)
    assert receipt.returncode == 0, receipt.stderr.decode()
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_wrong_is_told_in_chinese_on_standard_error(database: Path) -> None:
    said = program("matter", "register", "-", "--database", database, given='{"summary": 5}')
    assert (said.returncode, said.stdout) == (1, b"")
    assert said.stderr.decode("utf-8").splitlines() == [
        "appeal_kind（诉求类别）：这一项必须填写",
        "channel（来源）：这一项必须填写",
        "summary（事情经过）：这里应当是文字，请加上引号",
    ]


def test_a_number_in_another_code_page_is_not_found_and_no_defect(database: Path) -> None:
    said = subprocess.run(
        [
            *(os.fsencode(word) for word in (sys.executable, "-m", "app.cli", "matter", "show")),
            "二〇二六".encode("gbk"),
            *(os.fsencode(word) for word in ("--database", str(database))),
        ],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.decode("utf-8").startswith("找不到事项 ")
