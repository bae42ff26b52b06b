"""Whatever is wrong with the database: a sentence, status 3, no traceback, nothing changed."""

import ctypes
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import app
from app.keys import recovery_code
from app.sign_in import local_login
from db import engine
from db.engine import open_engine
from tests.cli.conftest import Cli, Said
from tests.conftest import KEYS, desk_as
from tests.postgres import PASSWORD, clone, create_empty, url_of

ROOT = Path(app.__file__).parents[1]
MATTER = """{"appeal_kind": "INQUIRY", "channel": "WALK_IN", "summary": "问低保怎么办",
 "visitors": [{"name": "陈桂香", "phone": "13800138000"}]}"""
COMMANDS = (
    ("matter", "register", "-"),
    ("matter", "list"),
    ("search", "漏水"),
    ("stats", "success_closing", "--from", "2026-09-01", "--to", "2026-09-30"),
    ("staff", "add", "王管理", "--post", "SYS_ADMIN"),
    ("db", "check"),
    ("db", "upgrade"),
    ("db", "backup", "{tmp}/a.zip"),
)
every_command = pytest.mark.parametrize("words", COMMANDS, ids=lambda words: "-".join(words[:2]))


def _told(said: Said) -> str:
    """The one sentence, after looking that it is nothing else."""
    assert said.status == 3, said
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "sqlite" not in said.err.replace(".sqlite", "")
    [line] = said.err.splitlines()
    assert line.endswith("。")
    return line


@pytest.fixture
def on(run: Cli, tmp_path: Path) -> Callable[..., Said]:
    """Run a command on the database at a path."""

    def on_one(path: object, words: tuple[str, ...]) -> Said:
        line = [word.format(tmp=tmp_path) for word in words]
        return run(*line, "--database", path, stdin=MATTER)

    return on_one


On = Callable[..., Said]


@every_command
def test_a_file_that_is_missing(on: On, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "nix.sqlite"
    assert "找不到数据库" in _told(on(path, words))
    assert not path.exists()


@every_command
def test_a_folder_that_is_missing(on: On, words: tuple[str, ...], tmp_path: Path) -> None:
    assert "找不到数据库" in _told(on(tmp_path / "nirgends" / "x.sqlite", words))


def test_init_in_a_folder_that_is_missing(on: On, tmp_path: Path) -> None:
    assert "文件夹" in _told(on(tmp_path / "nirgends" / "x.sqlite", ("db", "init")))


@every_command
def test_a_file_that_is_no_database(on: On, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "brief.sqlite"
    path.write_bytes(b"Sehr geehrte Damen und Herren" * 200)
    before = path.read_bytes()
    assert "不是数据库" in _told(on(path, words))
    assert path.read_bytes() == before


def test_init_never_writes_over_a_file_that_is_no_database(on: On, tmp_path: Path) -> None:
    path = tmp_path / "brief.sqlite"
    path.write_bytes(b"Sehr geehrte Damen und Herren" * 200)
    before = path.read_bytes()
    assert "不是数据库" in _told(on(path, ("db", "init")))
    assert path.read_bytes() == before


@every_command
def test_an_empty_file(on: On, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "leer.sqlite"
    path.touch()
    assert "db init" in _told(on(path, words))


@every_command
def test_a_folder_instead_of_a_file(on: On, words: tuple[str, ...], tmp_path: Path) -> None:
    assert "找不到数据库" in _told(on(tmp_path, words))


@pytest.fixture
def newer(sqlite_url: str) -> Path:
    connection = sqlite3.connect(sqlite_url)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    return Path(sqlite_url)


@every_command
def test_a_database_of_a_newer_program(on: On, words: tuple[str, ...], newer: Path) -> None:
    before = newer.read_bytes()
    assert "数据库比程序新" in _told(on(newer, words))
    assert newer.read_bytes() == before


@pytest.mark.parametrize("url", ["mysql://x/y", "oracle://x", "://"])
def test_an_address_nobody_understands(on: On, url: str) -> None:
    assert "地址看不懂" in _told(on(url, ("matter", "list")))


def test_a_server_that_does_not_answer(on: On) -> None:
    assert "连不上数据库服务器" in _told(
        on("postgresql://127.0.0.1:1/fengqiao", ("matter", "list"))
    )


@pytest.fixture
def locked(sqlite_url: str) -> Iterator[Path]:
    """Another process holds the write lock."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE');"
        "print('ready', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, sqlite_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"ready\n"
    yield Path(sqlite_url)
    holder.communicate(timeout=20)


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 200)


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[2], COMMANDS[4], COMMANDS[7]])
def test_a_database_somebody_else_is_writing_to(
    on: On, words: tuple[str, ...], locked: Path
) -> None:
    assert "别的人正在保存" in _told(on(locked, words))


@pytest.mark.usefixtures("hurry")
def test_a_locked_database_can_still_be_checked(on: On, locked: Path) -> None:
    assert on(locked, ("db", "check")).status == 0


def _program(url: str, *words: str, before: Callable[[], None] | None = None) -> Said:
    """In a process of its own, so that a limit set there ends with it."""
    environment = {**os.environ, "FENGQIAO_RECOVERY_CODE": recovery_code(KEYS)}
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", *words, "--database", url],
        cwd=ROOT, env=environment, input=MATTER.encode(), capture_output=True,
        preexec_fn=before, timeout=120, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


_DROP_FROM_BOUNDING_SET, _OVERRIDE_PERMISSIONS = 24, 1


def _as_anybody() -> None:
    """Root may write what is read-only; a process without that capability may not."""
    ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _OVERRIDE_PERMISSIONS, 0, 0, 0)


@pytest.fixture(params=["file", "folder"])
def read_only(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> Iterator[str]:
    """A database in which nobody may write: the file alone, or its folder too."""
    folder = tmp_path / "dvd"
    folder.mkdir()
    path = folder / "x.sqlite"
    shutil.copy(sqlite_url, path)
    path.chmod(0o444)
    if request.param == "folder":
        folder.chmod(0o555)
    yield str(path)
    folder.chmod(0o755)


@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[1], COMMANDS[4]])
def test_a_database_that_is_read_only(words: tuple[str, ...], read_only: str) -> None:
    before = Path(read_only).read_bytes()
    told = _told(_program(read_only, *words, before=_as_anybody))
    assert "只能读不能写" in told or "读写的权限" in told
    assert Path(read_only).read_bytes() == before


def _limit_to(size: int) -> Callable[[], None]:
    """No file may grow beyond `size` bytes, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_keeps_what_was_there(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(MATTER.replace("问低保怎么办", "漏水" * 4900), encoding="utf-8")
    words = ("matter", "register", str(file))
    assert _program(sqlite_url, *words).status == 0
    said = _program(sqlite_url, *words, before=_limit_to(60_000))
    assert "硬盘" in _told(said)
    connection = sqlite3.connect(sqlite_url)
    assert connection.execute("SELECT count(*) FROM matter").fetchone() == (1,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert _program(sqlite_url, *words).status == 0


def test_a_full_disk_leaves_no_half_backup(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    said = _program(sqlite_url, "db", "backup", str(folder / "a.zip"), before=_limit_to(500_000))
    assert "硬盘" in _told(said)
    assert list(folder.iterdir()) == []


def test_a_page_limit_stands_for_a_full_disk(
    on: On, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = engine._set_pragmas

    def limited(connection: sqlite3.Connection, record: object) -> None:
        plain(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(engine, "_set_pragmas", limited)
    for _ in range(40):
        said = on(sqlite_url, ("matter", "register", "-"))
        if said.status:
            break
    assert "硬盘满了" in _told(said)


def test_a_server_whose_database_is_of_a_newer_program(
    on: On, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "://" in database_url:
        desk_as(database_url, name=local_login()).close()
        monkeypatch.setenv("FENGQIAO_PASSWORD", PASSWORD)
    store = open_engine(database_url)
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.dispose()
    for words in (COMMANDS[0], COMMANDS[5], COMMANDS[7]):
        assert "数据库比程序新" in _told(on(database_url, words))


def test_a_server_without_that_database(on: On, postgresql_server: str) -> None:
    url = url_of(postgresql_server, "nirgends")
    assert "登录名或者密码不对" in _told(on(url, COMMANDS[0]))  # a server asks for that first
    assert "没有这个数据库" in _told(on(url, COMMANDS[5]))


def test_a_server_with_a_database_that_is_empty(on: On, postgresql_server: str) -> None:
    create_empty(postgresql_server, "leer_faults")
    url = url_of(postgresql_server, "leer_faults")
    assert "server init" in _told(on(url, ("db", "init")))
    assert "登录名或者密码不对" in _told(on(url, COMMANDS[0]))


def test_a_record_somebody_is_changing_on_a_server(
    on: On, postgresql_server: str, postgresql_template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = clone(postgresql_server, postgresql_template)
    monkeypatch.setitem(engine._SERVER_SETTINGS, "lock_timeout", "200")
    desk_as(url, name=local_login()).close()
    monkeypatch.setenv("FENGQIAO_PASSWORD", PASSWORD)
    other = open_engine(url)
    with other.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM audit_head FOR UPDATE")
        assert "别的人正在保存" in _told(on(url, COMMANDS[0]))
    other.dispose()
    assert on(url, COMMANDS[0]).status == 0
