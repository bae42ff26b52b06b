"""What the tests of the mediation tab share."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.app.mediation.test_case_lists import a_case
from tests.conftest import Clock, desk_as
from tests.story import Story
from tests.ui.conftest import papers, stand
from ui import background
from ui.mediation.tab import MediationTab

MEETING: dict[str, Any] = {
    "started_at": "2026-09-22T13:00:00",
    "place": "青石镇调解室",
    "attendees": [1, 2],
    "record": "双方陈述了经过，核对了修理报价，就赔偿数额协商。",
    "outcome": "SUCCESS",
    "recorder": "许小雨",
}


def settled(qtbot: QtBot, tab: MediationTab) -> Iterator[MediationTab]:
    """The tab in a window of its own, everything loaded."""
    stand(qtbot, tab)
    yield tab
    tab.close_work()
    for paper in papers():
        paper.close()
    qtbot.waitUntil(background.is_idle)


def shown_texts(widget: QWidget) -> set[str]:
    """The words of all labels in it that are there to be seen."""
    return {label.text() for label in widget.findChildren(QLabel) if not label.isHidden()}


class Centre:
    """Cases at four points of the way, told once and copied for each test: to be accepted, in
    mediation with a meeting, final, and in force."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._folder = folder
        self._made = folder / "told.sqlite"
        self._handed_out = 0
        shutil.copy(template, self._made)
        with ExitStack() as stack:
            desk, standing = desk_as(str(self._made)), Clock(stack)
            stories = [a_case(desk, standing, steps) for steps in (1, 3, 5, 7)]
            stories[1].do("2026-09-22 15:00", "record_session", "C1", **MEETING)
            self._numbers = [story.no for story in stories]
            desk.close()

    def open(self, at: Clock) -> tuple[Desk, list[Story]]:
        """A desk on a copy of its own, with the stories, at 2026-09-22 15:10."""
        self._handed_out += 1
        path = self._folder / f"own{self._handed_out}.sqlite"
        shutil.copy(self._made, path)
        shutil.copytree(f"{self._made}.files", f"{path}.files")
        desk = desk_as(str(path))
        at.set("2026-09-22 15:10")
        return desk, [Story(desk, at, no) for no in self._numbers]


@pytest.fixture(scope="module")
def centre(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Centre:
    return Centre(sqlite_template, tmp_path_factory.mktemp("mediation"))


@pytest.fixture
def opened(centre: Centre, at: Clock) -> Iterator[tuple[Desk, list[Story]]]:
    """The desk and the four stories."""
    desk, stories = centre.open(at)
    yield desk, stories
    desk.close()
