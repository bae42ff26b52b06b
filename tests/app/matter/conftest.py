"""Stories at a stage of the way, for tests that need one step from there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.app.matter.staging import Stages
from tests.conftest import Clock
from tests.story import Story

StoryAt = Callable[[str], Story]


@pytest.fixture(scope="session")
def stages(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The stages already made in this run."""
    return Stages(sqlite_template, tmp_path_factory.mktemp("stages"))


@pytest.fixture
def story_at(stages: Stages, at: Clock) -> Iterator[StoryAt]:
    """A story at the stage of a name, on a SQLite database of its own."""
    with ExitStack() as stack:

        def story(name: str) -> Story:
            told = stages.at(name, at)
            stack.callback(told.desk.close)
            return told

        yield story
