"""A matter with something in every part of its page, told once and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import AgentPower, ExternalSystem, RecourseKind, RecourseResult
from app.intake.types import ExternalNumberDraft, RecourseDraft
from tests.app.matter.stages import AGENT
from tests.builders import CHEN, MA, a_draft
from tests.conftest import Clock, desk_as
from tests.story import CLAUSES, FACTS, MONEY, Story, consents, factors, signatures
from tests.ui.conftest import papers, stand
from ui import background, privacy
from ui.matter.page import MatterPage

PETITION = RecourseDraft(
    kind=RecourseKind.PETITION_OFFICE, result=RecourseResult.CONCLUDED, number="信访2026-7"
)
DRAFT = a_draft(
    place="槐树街8号",
    parties=(
        replace(CHEN, ethnicity="汉族", occupation="退休"),
        MA,
        replace(AGENT, agent_powers=(AgentPower.SETTLE,)),
    ),
    prior_recourse=(PETITION,),
    external_numbers=(ExternalNumberDraft(ExternalSystem.HOTLINE_12345, "GD2026091800077"),),
)
NOW = "2026-10-20 10:00"
Steps = tuple[tuple[str, str, str, dict[str, Any]], ...]


def _meeting(day: str, outcome: str) -> dict[str, Any]:
    return {
        "started_at": f"{day}T09:00:00",
        "ended_at": f"{day}T10:20:00",
        "place": "青石镇调解室",
        "attendees": [1, 2],
        "record": "双方陈述了经过，核对了修理报价。",
        "outcome": outcome,
        "recorder": "许小雨",
    }


def _steps(scan: Path) -> Steps:
    people: list[dict[str, Any]] = [{"party": 1}, {"party": 1, "kind": "FINGERPRINT"}, {"party": 2}]
    slips = [
        {"unit": "QS-CJ", "role": "LEAD", "due_on": "2026-11-06", "goal": "查明漏点"},
        {"unit": "QS-TJ", "role": "ASSIST", "due_on": "2026-10-23"},
    ]
    return (
        ("2026-09-18 15:20", "assess", "", factors(30)),
        (
            "2026-09-20 09:05",
            "assign",
            "",
            {"assignments": slips, "reason": "归口办理", "source": "BY_APPLICATION"},
        ),
        (
            "2026-09-21 14:05",
            "acknowledge",
            "A1",
            {"person": "韩志", "on_behalf": {"person": "韩志", "at": "2026-09-21T09:40:00"}},
        ),
        ("2026-09-21 14:10", "acknowledge", "A2", {"person": "孙同和"}),
        (
            "2026-09-21 15:30",
            "accept_mediation",
            "C1",
            {"consents": consents("2026-09-21"), "accepted_by": "孙同和"},
        ),
        (
            "2026-09-22 09:20",
            "contact",
            "A1",
            {"whom": "陈桂香", "reached": True, "said": "愿意谈"},
        ),
        (
            "2026-09-22 11:00",
            "appoint",
            "C1",
            {"mediators": [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]},
        ),
        ("2026-09-28 10:30", "record_session", "C1", _meeting("2026-09-28", "CONTINUE")),
        ("2026-10-09 10:30", "record_session", "C1", _meeting("2026-10-09", "SUCCESS")),
        (
            "2026-10-09 10:40",
            "agree",
            "C1",
            {"facts": FACTS, "clauses": CLAUSES, "performance": [MONEY], "recorder": "许小雨"},
        ),
        ("2026-10-09 11:10", "finalise", "G1", {}),
        (
            "2026-10-09 11:30",
            "record_signatures",
            "G1",
            signatures(*people, {"mediator": "周正明"}, on="2026-10-09"),
        ),
        (
            "2026-10-10 09:15",
            "record_seal",
            "G1",
            {
                "sealed_on": "2026-10-10",
                "copies": 3,
                "sealed_by": "许小雨",
                "approved_by": "孙同和",
            },
        ),
        (
            "2026-10-15 16:00",
            "record_performance",
            "P1",
            {"state": "FULFILLED", "amount": "6000.00", "done_on": "2026-10-15"},
        ),
        ("2026-10-15 16:10", "attach", "", {"path": str(scan), "kind": "EVIDENCE"}),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """Where the database lies in which the matter `no` was told."""

    database: Path
    no: str


@pytest.fixture(scope="session")
def told_once(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("matter")
    database, scan = folder / "told.sqlite", folder / "漏水照片.jpg"
    shutil.copy(sqlite_template, database)
    scan.write_bytes(b"a picture of a ceiling" * 100)
    with ExitStack() as stack:
        desk = desk_as(str(database))
        story = Story(desk, Clock(stack)).register("2026-09-18 10:31", DRAFT)
        for when, action, on, facts in _steps(scan):
            story.do(when, action, on, **facts)
        desk.close()
    return Told(database, story.no)


@pytest.fixture
def url(told_once: Told, tmp_path: Path, at: Clock) -> str:
    """A copy of the database, the clock standing on the twentieth of October."""
    own = tmp_path / "own.sqlite"
    shutil.copy(told_once.database, own)
    files = told_once.database.with_name(told_once.database.name + ".files")
    shutil.copytree(files, own.with_name(own.name + ".files"))
    at.set(NOW)
    return str(own)


@pytest.fixture
def own_desk(url: str) -> Iterator[Desk]:
    opened = desk_as(url)
    yield opened
    opened.close()


@pytest.fixture
def no(told_once: Told) -> str:
    return told_once.no


@pytest.fixture
def story(own_desk: Desk, at: Clock, no: str) -> Story:
    """To go on telling."""
    return Story(own_desk, at, no)


@pytest.fixture
def page(qtbot: QtBot, own_desk: Desk, no: str) -> Iterator[MatterPage]:
    """The page with the matter open."""
    made = MatterPage(own_desk)
    stand(qtbot, made)
    made.open(no)
    qtbot.waitUntil(lambda: made.detail is not None and background.is_idle())
    yield made
    for paper in papers():
        paper.close()
    privacy.set_hidden(is_hidden=False)
    qtbot.waitUntil(background.is_idle)


def texts(widget: QWidget) -> list[str]:
    """What can be read in it."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def fact(widget: QWidget, name: str) -> list[str]:
    """What stands beside `name`, once for each time."""
    return [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.accessibleName().startswith(f"{name}：")
    ]
