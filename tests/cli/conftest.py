"""The command line run in this process: what it prints and how it ends."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.cli import main
from app.keys import recovery_code
from app.sign_in import local_login
from tests.conftest import KEYS, Clock, desk_as
from tests.postgres import PASSWORD


@dataclass(frozen=True)
class Said:
    """The exit status, standard output and standard error of one command."""

    status: int
    out: str
    err: str


Cli = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, at: Clock) -> Cli:
    """Run one command; `stdin` is what it reads."""
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    monkeypatch.delenv("FENGQIAO_PASSWORD", raising=False)

    def run_one(*words: object, stdin: str = "") -> Said:
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = main([str(word) for word in words])
        said: Any = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run_one


@pytest.fixture
def cli(run: Cli, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The same on a seeded database of each kind, by a user who holds all local posts."""
    if "://" in database_url:
        desk_as(database_url, name=local_login()).close()
        monkeypatch.setenv("FENGQIAO_PASSWORD", PASSWORD)
    return lambda *words, **more: run(*words, "--database", database_url, **more)


@pytest.fixture
def local_cli(run: Cli, sqlite_url: str) -> Cli:
    """The same on SQLite only."""
    return lambda *words, **more: run(*words, "--database", sqlite_url, **more)
