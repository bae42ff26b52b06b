"""`fengqiao db move`: from a PC to a server, whole, once, the file untouched."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.admin.check import check_database
from app.admin.commands import set_password
from app.admin.types import Level
from app.desk import open_desk
from app.keys import recovery_code
from app.matter.act import act
from app.matter.forms import AttachForm
from app.matter.queries import matter_detail
from db.enums import Action, AttachmentKind
from tests.app.matter.test_main_journey import in_effect
from tests.cli.conftest import Cli
from tests.cli.conftest import run as run
from tests.conftest import KEYS, Clock, desk_as
from tests.conftest import at as at
from tests.postgres import url_of
from tests.story import Story

OWN = "Own#2026words"


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


def test_a_server_with_matters_is_not_overwritten(
    run: Cli, story: Story, sqlite_url: str, target: str
) -> None:
    story.desk.close()
    assert run("db", "move", sqlite_url, target, "--admin", "林小禾").status == 0
    again = run("db", "move", sqlite_url, target, "--admin", "林小禾")
    assert again.status == 1
    assert [finding for finding in check_database(target) if finding.level is Level.ERROR] == []
