"""`fengqiao db` from the command line; what it does is tested in tests/app/admin."""

import json
from pathlib import Path

import pytest

from app.keys import from_recovery_code
from app.sign_in import local_login
from tests.cli.conftest import Cli

ADMIN = "Guanli#2026a"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "0918.zip"


def test_init_makes_a_database_and_shows_the_code_once(run: Cli, tmp_path: Path) -> None:
    url = tmp_path / "neu.sqlite"
    said = run("db", "init", "--database", url)
    assert said.status == 0
    assert local_login() in said.out
    code = said.out.partition("恢复码：")[2].split()[0]
    assert len(from_recovery_code(code).master) == 16
    assert run("db", "check", "--database", url).status == 0


def test_init_never_touches_a_database_in_use(local_cli: Cli, sqlite_url: str) -> None:
    before = Path(sqlite_url).read_bytes()
    said = local_cli("db", "init")
    assert said.status == 3
    assert "没有动它" in said.err
    assert Path(sqlite_url).read_bytes() == before


def test_init_with_an_administrator(
    run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = tmp_path / "neu.sqlite"
    words = ("db", "init", "--admin", "王管理", "--admin-password-stdin", "--database", url)
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE")
    assert run(*words, stdin=ADMIN + "\n").status == 0
    back = ("db", "backup", tmp_path / "a.zip", "--database", url, "--user", "王管理")
    assert run(*back).status == 3
    assert run(*back, "--password-stdin", stdin=ADMIN + "\n").status == 0


@pytest.mark.parametrize("given", ["", "kurz\n"])
def test_init_refuses_a_weak_administrator_and_leaves_nothing(
    run: Cli, tmp_path: Path, given: str
) -> None:
    url = tmp_path / "neu.sqlite"
    words = ("db", "init", "--admin", "王管理", "--database", url)
    said = run(*words, *(["--admin-password-stdin"] if given else []), stdin=given)
    assert said.status == 1
    assert not url.exists()


def test_upgrade_of_the_newest_changes_nothing(cli: Cli) -> None:
    said = cli("db", "upgrade")
    assert (said.status, said.out) == (0, "数据库已经是最新的，不用升级。\n")


def test_check_lists_every_look(cli: Cli) -> None:
    said = cli("db", "check", "--json")
    found = json.loads(said.out)
    assert said.status == 0
    assert {each["level"] for each in found} == {"ok"}
    assert [sorted(each) for each in found] == [["check", "hint", "level", "message"]] * len(found)


def test_backup_verify_restore(cli: Cli, path: Path) -> None:
    made = cli("db", "backup", path, "--json")
    assert made.status == 0, made.err
    assert json.loads(made.out)["counts"]["matter"] == 0
    assert cli("db", "verify", path).status == 0
    refused = cli("db", "restore", path)
    assert refused.status == 1
    assert "--force" in refused.err
    restored = cli("db", "restore", path, "--force", "--json")
    assert restored.status == 0, restored.err
    assert "before" in json.loads(restored.out)["aside"]
    assert cli("db", "check").status == 0


def test_a_backup_that_is_none_is_refused(local_cli: Cli, path: Path) -> None:
    path.write_bytes(b"x")
    for command in ("verify", "restore"):
        said = local_cli("db", command, path)
        assert said.status == 1
        assert "不是本程序的备份" in said.err


def test_a_backup_that_is_not_there_is_told(local_cli: Cli, path: Path) -> None:
    said = local_cli("db", "verify", path)
    assert said.status == 3
    assert "读不了文件" in said.err


def test_findings_end_with_status_one(local_cli: Cli, sqlite_url: str) -> None:
    import sqlite3

    connection = sqlite3.connect(sqlite_url)
    connection.execute("UPDATE audit_head SET seq = 0")
    connection.commit()
    connection.close()
    said = local_cli("db", "check")
    assert said.status == 1
    assert "错误  审计记录的末尾标记" in said.out
    assert said.err == "发现2个问题。\n"


def test_demo_fills_an_empty_database_and_no_other(run: Cli, tmp_path: Path) -> None:
    url = tmp_path / "demo.sqlite"
    run("db", "init", "--database", url)
    said = run("db", "demo", "--matters", 60, "--seed", 7, "--until", "2026-09-17",
               "--database", url)  # fmt: skip
    assert said.status == 0
    assert "60" in said.out
    listed = run("matter", "list", "--limit", 100, "--json", "--database", url)
    assert len(json.loads(listed.out)) == 60
    assert run("db", "check", "--database", url).status == 0
    again = run("db", "demo", "--matters", 60, "--database", url)
    assert again.status == 1
    assert "已经在用" in again.err
