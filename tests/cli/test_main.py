"""The frame of the command line: usage, options, exit status, what it imports."""

import argparse
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import app
from app import cli as package
from app.cli import GROUPS, chosen, main, module_of
from app.cli.parser import Parser, in_chinese
from app.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    DiskTrouble,
    Invalid,
    NotPermitted,
    Problem,
    SignInRefused,
    StaleRecord,
)
from tests.cli.conftest import Cli

ROOT = Path(app.__file__).parents[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "还缺：命令"),
        (["chekc"], "不能是 'chekc'"),
        (["check"], "还缺："),
        (["check", "id", "1", "--jsno"], "不认识的参数：--jsno"),
        (["check", "id", "1", "--database"], "--database 后面要写一个值"),
        (["check", "name", "1"], "不能是 'name'"),
        (["check", "id", "1", "--json=x"], "--json 后面不用写值"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Cli, words: list[str], told: str) -> None:
    said = run(*words)
    assert (said.status, said.out) == (2, "")
    assert told in said.err
    assert "error" not in said.err


def test_an_unknown_sentence_of_argparse_still_gets_through() -> None:
    assert in_chinese("something new") == "命令写得不对：something new"


def test_whoever_cannot_ask_again_is_told_to_look_first(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What became of a lost commit is known to the process that made it, and to no later one."""

    def lose(_words: list[str]) -> int:
        raise DatabaseUnavailable(why="unknown")

    monkeypatch.setattr(package, "_run", lose)
    said = run("staff", "list")
    assert said.status == 3
    assert "fengqiao matter list" in said.err
    assert "不会存两遍" not in said.err


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["staff", "add", "-h"]])
def test_help_is_chinese_and_no_error(run: Cli, words: list[str]) -> None:
    said = run(*words)
    assert said.status == 0
    assert said.out.startswith("用法：fengqiao")
    assert "usage" not in said.out
    assert "options" not in said.out


def test_every_group_is_a_module_that_can_be_configured() -> None:
    for group in GROUPS:
        module = import_module(module_of(group))
        module.configure(Parser(prog=group))
        assert callable(module.run)


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("--database x.sqlite --user 张三 db check", "db"),
        ("--password-stdin search 漏水", "search"),
        ("--database=db staff", "staff"),
        ("", None),
        ("--help", None),
    ],
)
def test_the_group_is_found_behind_global_options(line: str, group: str | None) -> None:
    assert chosen(line.split()) == group


@pytest.mark.parametrize("place", [0, 1, 4])
def test_global_options_stand_anywhere(
    run: Cli, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    seen: dict[str, object] = {}

    def look(args: argparse.Namespace) -> int:
        seen.update(vars(args))
        return 0

    monkeypatch.setattr("app.cli.check.run", look)
    words = ["check", "id", "1", "--json"]
    assert run(*words[:place], "--database", "x", "--user", "张三", *words[place:]).status == 0
    assert (seen["database"], seen["user"], seen["password_stdin"]) == ("x", "张三", False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Invalid([Problem("summary", "SUMMARY_MISSING")]), 1),
        (NotPermitted("register"), 1),
        (StaleRecord(), 1),
        (SignInRefused("wrong"), 3),
        (DatabaseBusy(why="locked"), 3),
        (DiskTrouble(why="full"), 3),
    ],
)
def test_each_error_has_its_status_and_a_sentence(
    run: Cli, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(_args: object) -> int:
        raise error

    monkeypatch.setattr("app.cli.check.run", fail)
    said = run("check", "id", "1")
    assert said.status == status
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_a_defect_has_a_number_and_its_frames_in_the_log(
    run: Cli, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    typed = "马铁柱 371502190001010011"

    def fail(_args: object) -> int:
        raise ValueError(typed)

    monkeypatch.setattr("app.cli.doctor.run", fail)
    said = run("doctor")
    assert said.status == 4
    assert "事故编号：0918-103100" in said.err
    assert "Traceback" not in said.err
    [log] = (own_home / "logs").glob("*.log")
    text = log.read_text("utf-8")
    assert "incident 0918-103100" in text
    assert "in fail" in text
    assert "马铁柱" not in text


def test_ctrl_c_stops_without_a_traceback(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.check.run", stop)
    said = run("check", "id", "1")
    assert (said.status, said.err) == (1, "已经停下，没有做完。\n")


def test_json_is_one_document_on_standard_output(run: Cli) -> None:
    said = run("check", "phone", "13800138000", "--json")
    assert json.loads(said.out)["normal"] == "13800138000"
    assert said.out.count("\n") == 1


def _program(*words: str, code_page: str = "latin-1", **more: object) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_output_is_utf8_whatever_the_code_page() -> None:
    out, _ = _program("-m", "app.cli", "check", "amount", "12.5").communicate(timeout=60)
    assert "壹拾贰元" in out.decode("utf-8")


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    program = _program("-m", "app.cli", "check", "amount", "12.5")
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    told = program.stderr.read()
    program.stderr.close()
    assert program.wait(timeout=60) == package.ENVIRONMENT
    assert told == b""


_LISTS_MODULES = """
import sys
from app.cli import main
status = main(sys.argv[1:])
print("modules", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def _imported(*words: str) -> set[str]:
    _, told = _program("-c", _LISTS_MODULES, *words, code_page="utf-8").communicate(timeout=120)
    [line] = [x for x in told.decode().splitlines() if x.startswith("modules")]
    return set(line.split()[1:])


_QT = {"PySide6", "shiboken6", "pyqtgraph", "ui"}


@pytest.mark.parametrize("words", ["check id 371502190102030046", "check amount 12.50"])
def test_check_imports_nothing_heavy(words: str) -> None:
    heavy = {"sqlalchemy", "alembic", "pydantic", "reportlab", "cryptography", "argon2", "pypinyin"}
    assert _imported(*words.split()) & (heavy | _QT) == set()


@pytest.mark.parametrize(
    "words",
    [
        "doctor --json",
        "db init",
        "db check",
        "db upgrade",
        "db backup {tmp}/a.zip",
        "db verify {tmp}/a.zip",
        "db restore {tmp}/a.zip",
        "staff add 张三 --post SYS_ADMIN",
        "search 漏水",
        "stats --list",
        "stats success_closing --from 2026-09-01 --to 2026-09-30",
        "matter list",
        "form REGISTRATION_RECEIPT 1 --out {tmp}/a.pdf",
        "deadline PETITION_HANDLE 2026-09-18",
    ],
)
def test_no_command_imports_qt(words: str, tmp_path: Path, sqlite_url: str) -> None:
    line = words.format(tmp=tmp_path)
    database = ["--database", sqlite_url]
    assert _imported(*line.split(), *database) & _QT == set()


def test_main_reads_the_words_of_the_process(
    run: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["fengqiao", "check", "amount", "1"])
    assert main() == 0
    assert "壹元" in capsys.readouterr().out
