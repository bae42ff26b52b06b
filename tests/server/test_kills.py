"""A server killed while desks save, three times; tests/benchmarks/kills.py does it a hundred."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app.keys import recovery_code
from db.engine import open_engine
from db.models import Matter
from tests.benchmarks import kills
from tests.conftest import KEYS
from tests.killing import OwnServer, own_server
from tests.postgres import url_of


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnServer]:
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    with TemporaryDirectory() as folder, own_server(Path(folder), is_durable=True) as made:
        yield made


def test_what_was_told_is_what_is_there(
    server: OwnServer, capsys: pytest.CaptureFixture[str]
) -> None:
    url = url_of(server.url, "kills")
    chance = random.Random(1)  # noqa: S311
    status = kills.run(server, url, 3, 2, chance)
    told = capsys.readouterr().out
    assert status == 0, told
    assert re.search("[1-9][0-9]* registered", told)
    lost = kills.Journal(registered={uuid4(): "told and not there"})
    found = list(kills.violations(url, [lost]))
    assert any("there None" in each for each in found), "what is lost would be seen"
    assert any("nobody knows" in each for each in found)
    assert not any("times" in each for each in found)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.update(Matter).values(summary="the same"))
    engine.dispose()
    assert any("times" in each for each in kills.violations(url, []))
