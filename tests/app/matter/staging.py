"""Matters brought to a stage by commands once a run, and copied for each test."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from app import clock
from app.desk import Desk, file_store
from app.office import Office
from db.engine import open_engine
from tests.app.matter.stages import MERGED, REGISTERED, STAGES
from tests.builders import a_draft
from tests.conftest import KEYS, Clock, desk_as
from tests.story import Story

_COMPILED: dict[Any, Any] = {}
"""Statements compiled once for all the copies: each has an engine, but they are all alike."""


class Stages:
    """Hands out stories at a stage, each on its own copy of the database."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._folder = folder
        self._base = folder / "base.sqlite"
        shutil.copy(template, self._base)
        first = desk_as(str(self._base))
        self._actor, self._reference = first.actor, first.office.reference
        first.close()
        self._made: dict[str, tuple[Path, datetime]] = {}
        self._handed_out = 0

    def at(self, name: str, standing: Clock) -> Story:
        """A story at the stage `name`, the clock standing where the stage ended."""
        path, moment = self._path(name, standing)
        self._handed_out += 1
        story = self._open(path, self._folder / f"own{self._handed_out}.sqlite", standing)
        standing.set(moment)
        return story

    def _path(self, name: str, standing: Clock) -> tuple[Path, datetime]:
        if name not in self._made:
            self._made[name] = self._make(name, standing)
        return self._made[name]

    def _make(self, name: str, standing: Clock) -> tuple[Path, datetime]:
        path = self._folder / f"{name}.sqlite"
        if name in REGISTERED:
            story = self._open(self._base, path, standing)
            story.register("2026-09-18 10:31", REGISTERED[name])
        elif name in MERGED:
            story = self._after(MERGED[name], path, standing)
            _merge(story)
        else:
            story = self._after(STAGES[name].after, path, standing)
            _take(story, STAGES[name].steps)
        story.desk.close()
        return path, clock.now()

    def _after(self, name: str, path: Path, standing: Clock) -> Story:
        source, moment = self._path(name, standing)
        standing.set(moment)
        return self._open(source, path, standing)

    def _open(self, source: Path, path: Path, standing: Clock) -> Story:
        shutil.copy(source, path)
        files = source.with_name(source.name + ".files")
        if files.is_dir():
            shutil.copytree(files, path.with_name(path.name + ".files"))
        engine = open_engine(str(path)).execution_options(compiled_cache=_COMPILED)
        office = Office(KEYS, file_store(engine), "1", self._reference)
        return Story(Desk(engine, self._actor, office), standing, "20260918-1-001")


def _take(story: Story, steps: tuple[tuple[str, str, str, dict[str, Any]], ...]) -> None:
    for when, action, on, facts in steps:
        if action.startswith("("):
            story.passes(when)
        else:
            story.do(when, action, on, **facts)


def _merge(story: Story) -> None:
    """A second matter goes on, the first becomes part of it."""
    moment = f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"
    other = Story(story.desk, story.at).register(moment, a_draft())
    story.do(moment, "merge", into=other.no, reason="同一件漏水")
