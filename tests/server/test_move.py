"""`fengqiao db move`: from a PC to a server, whole, once, the file untouched."""

import hashlib
import json
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from app.admin.centre import create_database
from app.admin.check import check_database
from app.admin.commands import add_staff, set_password
from app.admin.copy_rows import counted
from app.admin.stored_files import named_files
from app.admin.types import Level, StaffDraft
from app.desk import open_desk
from app.errors import DatabaseBusy, DatabaseUnavailable
from app.keys import recovery_code
from app.matter.act import act
from app.matter.forms import AttachForm
from app.matter.queries import matter_detail
from app.server import carrying, move, staging
from app.server.carrying import compare
from app.server.check import check_server
from app.server.init import init_server
from app.server.moving import Moving, Source, held
from app.sign_in import local_login
from db.engine import open_alone
from db.enums import Action, AttachmentKind, Post
from db.loading import load
from db.session import reading
from tests.app.matter.test_main_journey import in_effect
from tests.cli.conftest import Cli, Said
from tests.cli.conftest import run as run
from tests.conftest import KEYS, Clock, desk_as
from tests.conftest import at as at
from tests.postgres import url_of
from tests.story import Story
from tests.wire import wire_to

OWN = "Own#2026words"


def _as_ctrl_c() -> None:
    raise KeyboardInterrupt


class Carried:
    """What was sent: how many rows, in how many batches; `stops_at` as Ctrl+C does."""

    def __init__(self) -> None:
        self.rows, self.batches = 0, 0
        self.stops_at: int | None = None
        self.stop: Callable[[], None] = _as_ctrl_c

    def load(self, there: sa.Connection, table: sa.Table, rows: Iterable[Any]) -> None:
        if self.batches == self.stops_at:
            self.stop()
        sent = list(rows)
        load(there, table, sent)
        self.rows, self.batches = self.rows + len(sent), self.batches + 1


@pytest.fixture
def story(sqlite_url: str, at: Clock, tmp_path: Path) -> Story:
    desk = desk_as(sqlite_url)
    story = in_effect(desk, at)
    proof = tmp_path / "回单.txt"
    proof.write_text("回单", encoding="utf-8")
    form = AttachForm(path=str(proof), kind=AttachmentKind.PERFORMANCE_PROOF)
    desk.write(act, story.no, Action.ATTACH, form, None)
    return story


@pytest.fixture
def target(postgresql_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    yield url_of(postgresql_server, "qingshi")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS qingshi WITH (FORCE)")


def test_everything_arrives_and_the_file_stays_as_it_was(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    told = story.detail
    story.desk.close()
    before = hashlib.sha256(Path(sqlite_url).read_bytes()).hexdigest()
    said = run("db", "move", sqlite_url, target, "--admin", "林小禾", "--json")
    assert said.status == 0, said.err
    done = json.loads(said.out)
    assert done["counts"]["matter"] == 1
    assert done["files"] >= 2
    assert hashlib.sha256(Path(sqlite_url).read_bytes()).hexdigest() == before
    assert all(finding.level is Level.OK for finding in check_database(target))
    desk = desk_as(target, name="周正明")
    assert desk.read(matter_detail, story.no) == told
    desk.close()


def test_the_administrator_gets_in_with_a_first_password(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    story.desk.close()
    said = run("db", "move", sqlite_url, target, "--admin", "林小禾", "--json")
    first = json.loads(said.out)["password"]
    desk = open_desk(target, "林小禾", first)
    desk.write(set_password, "林小禾", OWN)
    desk.close()
    open_desk(target, "林小禾", OWN).close()


def test_whoever_worked_alone_without_a_password_names_others_there(
    run: Cli, target: str, tmp_path: Path
) -> None:
    file, alone = str(tmp_path / "alone.sqlite"), local_login()
    create_database(file, keys=KEYS)
    said = run("db", "move", file, target, "--admin", alone, "--json")
    desk = open_desk(target, alone, json.loads(said.out)["password"])
    desk.write(set_password, alone, OWN)
    desk.close()
    desk = open_desk(target, alone, OWN)
    desk.write(add_staff, StaffDraft(name="王芳", posts=(Post.INTAKE_CLERK,)), "First#2026words")
    desk.close()


@pytest.fixture
def moved(run: Cli, story: Story, sqlite_url: str, target: str) -> Callable[[], Said]:
    """Moves the story's database once more."""
    story.desk.close()
    return lambda: run("db", "move", sqlite_url, target, "--admin", "林小禾")


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Carried:
    carried = Carried()
    monkeypatch.setattr(carrying, "load", carried.load)
    return carried


def schemas(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT nspname FROM pg_namespace").fetchall()
    return {name for (name,) in rows if not name.startswith(("pg_", "information"))}


def left(url: str) -> list[str]:
    return [found.code for found in check_server(url) if found.code.startswith("SERVER_MOVE")]


def test_what_was_cut_off_is_gone_on_with(
    moved: Callable[[], Said], carried: Carried, target: str, sqlite_url: str
) -> None:
    carried.stops_at = 12
    assert moved().status == 1
    carried.stops_at = None
    assert left(target) == ["SERVER_MOVE_LEFT"]
    said = moved()
    assert said.status == 0, said.err
    assert f"接着搬：上次断的时候已经搬了{_arrived(said)}行" in said.err
    assert carried.rows == _rows_of(sqlite_url)
    assert schemas(target) == {"public", "guard"}
    assert left(target) == []
    assert all(finding.level is Level.OK for finding in check_database(target))


def test_a_line_that_breaks_is_told_and_gone_on_with(
    moved: Callable[[], Said], carried: Carried, target: str, sqlite_url: str
) -> None:
    carried.stops_at, carried.stop = 12, lambda: _cut_all_lines(target)
    said = moved()
    assert (said.status, "连不上" in said.err) == (3, True), said.err
    carried.stops_at = None
    assert moved().status == 0
    assert carried.rows == _rows_of(sqlite_url)


def _cut_all_lines(target: str) -> None:
    with psycopg.connect(target, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_killed_program_is_gone_on_with_too(
    moved: Callable[[], Said], carried: Carried, target: str, sqlite_url: str
) -> None:
    words = [sys.executable, "-m", "tests.server.moving_until_killed", sqlite_url, target]
    killed = subprocess.run(words, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    said = moved()
    assert said.status == 0, said.err
    assert 0 < _arrived(said) == _rows_of(sqlite_url) - carried.rows
    assert schemas(target) == {"public", "guard"}


def test_a_file_that_was_changed_since_is_begun_anew(
    moved: Callable[[], Said], carried: Carried, target: str, sqlite_url: str
) -> None:
    carried.stops_at = 12
    moved()
    carried.stops_at, carried.rows = None, 0
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("UPDATE unit SET name = name || '甲' WHERE code = 'QS-TJ'")
    connection.close()
    said = moved()
    assert said.status == 0, said.err
    assert "从头搬" in said.err
    assert carried.rows == _rows_of(sqlite_url)


@pytest.mark.parametrize(
    ("bent", "named"),
    [
        ("UPDATE matter SET summary = summary || '。'", "matter"),
        ("DELETE FROM visit", "visit"),
        ("UPDATE staff SET name = '别人' WHERE login = '林小禾'", "staff"),
        ("UPDATE file_content SET content = 'x'", "file_content"),
        ("DELETE FROM file_content", "file_content"),
    ],
)
def test_what_arrives_otherwise_is_found_and_nothing_is_put_in_place(
    moved: Callable[[], Said], target: str, monkeypatch: pytest.MonkeyPatch, bent: str, named: str
) -> None:
    def compare_bent(here: sa.Engine, moving: Moving, whole: Source) -> None:
        with moving.batch() as there:
            there.exec_driver_sql(bent)
        compare(here, moving, whole)

    monkeypatch.setattr(move, "compare", compare_bent)
    said = moved()
    assert said.status == 3
    assert f"（{named}）" in said.err
    assert "告诉管理员" in said.err
    assert schemas(target) == {"public", "moving"}
    assert left(target) == ["SERVER_MOVE_WRONG"]
    monkeypatch.setattr(move, "compare", compare)
    again = moved()
    assert again.status == 0, again.err
    assert f"上次搬到的和本机的不一样（{named}）" in again.err
    assert schemas(target) == {"public", "guard"}


def test_what_was_put_in_place_is_told_so_though_nobody_answered(
    moved: Callable[[], Said],
    target: str,
    run: Cli,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write_down_and_break(*told: Any) -> None:
        staging.write_down(*told)
        wire.swallows = b"\x0bCOMMIT\x00"

    monkeypatch.setattr(move, "write_down", write_down_and_break)
    with wire_to(target, tmp_path) as (url, wire):
        wire.stays_cut = False
        said = run("db", "move", sqlite_url, url, "--admin", "林小禾")
    assert said.status == 0, said.err
    assert not wire.swallows, "the answer got lost"
    assert moved().status == 1, "the matters are there"


def test_two_at_once_are_refused(moved: Callable[[], Said], target: str) -> None:
    init_server(target, admin="管理员", password=OWN, keys=KEYS)
    with held(make_url(target).set(drivername="postgresql+psycopg"), "qingshi"):
        said = moved()
    assert said.status == 3
    assert "同时只能搬一个" in said.err
    assert moved().status == 0


def test_who_looks_while_it_is_moved_is_told_so(
    moved: Callable[[], Said], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def compare_looked_at(here: sa.Engine, moving: Moving, whole: Source) -> None:
        seen.extend(left(target))
        compare(here, moving, whole)

    monkeypatch.setattr(move, "compare", compare_looked_at)
    assert moved().status == 0
    assert seen == ["SERVER_MOVE_KNOWN"]


def test_a_file_in_use_is_not_moved_nor_used_while_it_is(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    story.desk.read(matter_detail, story.no)
    said = run("db", "move", sqlite_url, target, "--admin", "林小禾")
    assert said.status == 3
    assert "正在被别的窗口或者电脑使用" in said.err
    story.desk.close()
    alone = open_alone(Path(sqlite_url))
    with pytest.raises(DatabaseBusy):
        check_database(sqlite_url)
    alone.dispose()
    assert check_database(sqlite_url)


def test_what_is_registered_at_the_server_meanwhile_is_kept(
    moved: Callable[[], Said], target: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_server(target, admin="管理员", password=OWN, keys=KEYS)

    def compare_while_others_register(here: sa.Engine, moving: Moving, whole: Source) -> None:
        compare(here, moving, whole)
        with psycopg.connect(target) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("INSERT INTO public.matter SELECT * FROM moving.matter")

    monkeypatch.setattr(move, "compare", compare_while_others_register)
    said = moved()
    assert said.status == 1
    assert "已经有事项" in said.err


def test_who_is_nobody_there_is_said_before_anything_is_moved(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    story.desk.close()
    said = run("db", "move", sqlite_url, target, "--admin", "没有这个人")
    assert said.status == 1
    assert "没有这个人" in said.err
    with pytest.raises(DatabaseUnavailable):
        check_server(target)


def test_a_damaged_database_is_not_moved(
    moved: Callable[[], Said], sqlite_url: str, target: str
) -> None:
    for file in Path(sqlite_url + ".files").glob("*/*"):
        file.unlink()
    said = moved()
    assert said.status == 1
    assert "没有通过检查" in said.err


def _arrived(said: Said) -> int:
    found = re.search(r"已经搬了(\d+)行", said.err)
    assert found, said.err
    return int(found[1])


def _rows_of(path: str) -> int:
    engine = open_alone(Path(path))
    with reading(engine) as session:
        rows = sum(counted(session.connection()).values()) + len(named_files(session))
    engine.dispose()
    return rows


def test_a_server_with_matters_is_not_overwritten(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    story.desk.close()
    assert run("db", "move", sqlite_url, target, "--admin", "林小禾").status == 0
    again = run("db", "move", sqlite_url, target, "--admin", "林小禾")
    assert again.status == 1
    assert [finding for finding in check_database(target) if finding.level is Level.ERROR] == []
