"""One script at the command line of a seeded database."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli, cli, local_cli, run
from tests.conftest import Clock
from tests.end_to_end.script import Script

__all__ = ["cli", "local_cli", "run"]


@pytest.fixture
def script(cli: Cli, at: Clock, tmp_path: Path) -> Script:
    """A script on each kind of database."""
    return Script(cli, at, tmp_path)


@pytest.fixture
def local_script(local_cli: Cli, at: Clock, tmp_path: Path) -> Script:
    """A script on SQLite only."""
    return Script(local_cli, at, tmp_path)
