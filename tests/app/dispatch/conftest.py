"""Matters at every stage of the way, as tests/app/matter stages them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.matter.staging import Stages


@pytest.fixture(scope="session")
def stages(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    yield Stages(sqlite_template, tmp_path_factory.mktemp("dispatch_stages"))
