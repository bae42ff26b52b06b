"""Stages of a matter told at the command line, and what is said of a step refused there."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Clock
from tests.end_to_end.facts import AGREED, APPOINTED, MATTER, assessed, slip
from tests.end_to_end.rows import everything
from tests.end_to_end.script import Script
from tests.story import consents, signatures

ASSESSED = assessed("YELLOW", "SIMPLE", "TO_UNIT")


def registered(script: Script) -> None:
    script.register("2026-09-18 10:31", MATTER)


def handed_out(script: Script) -> None:
    """Two slips: A1 of a unit without a PC, A2."""
    script.do("2026-09-18 15:20", "assess", **ASSESSED)
    for unit, role in (("QS-CJ", "LEAD"), ("QS-GS", "ASSIST")):
        script.do("2026-09-20 09:05", "assign", **slip(unit, role, "2026-10-16", "归口"))


def in_mediation(script: Script) -> None:
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_MEDIATION"))
    proposed = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
    script.do("2026-09-18 15:30", "propose_mediation", **proposed)
    given = {"consents": consents("2026-09-18"), "accepted_by": "孙同和"}
    script.do("2026-09-18 15:40", "accept_mediation", "C1", **given)
    script.do("2026-09-18 15:50", "appoint", "C1", **APPOINTED)


def finalised(script: Script) -> None:
    in_mediation(script)
    script.do("2026-09-28 14:00", "agree", "C1", **AGREED)
    script.do("2026-09-28 14:10", "finalise", "G1")


def in_force(script: Script) -> None:
    finalised(script)
    who = signatures({"party": 1}, {"party": 2}, {"mediator": "周正明"}, on="2026-09-28")
    script.do("2026-09-28 15:00", "record_signatures", "G1", **who)
    seal = {"sealed_on": "2026-09-28", "copies": 3, "sealed_by": "许小雨", "approved_by": "孙同和"}
    script.do("2026-09-28 15:10", "record_seal", "G1", **seal)


AtStage = Callable[[Callable[[Script], None]], Script]


@dataclass(frozen=True)
class Kept:
    """Databases brought to a stage, each made once and copied for the tests that begin there."""

    folder: Path
    shown: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("stages"), {})


@pytest.fixture
def at_stage(local_cli: Cli, at: Clock, tmp_path: Path, sqlite_url: str, kept: Kept) -> AtStage:
    script, own = Script(local_cli, at, tmp_path), Path(sqlite_url)

    def bring(stage: Callable[[Script], None]) -> Script:
        made = kept.folder / f"{stage.__name__}.sqlite"
        if stage.__name__ in kept.shown:
            copy_database(made, own)
            script.shown = kept.shown[stage.__name__]
            script.no = script.shown["no"]
        else:
            stage(script)
            copy_database(own, made)
            kept.shown[stage.__name__] = script.shown
        return script

    return bring


@pytest.fixture
def script(at_stage: AtStage) -> Script:
    """A matter just registered."""
    return at_stage(registered)


def copy_database(source: Path, target: Path) -> None:
    shutil.copy(source, target)
    shutil.copytree(files_of(source), files_of(target), dirs_exist_ok=True)


def files_of(database: Path) -> Path:
    folder = database.with_name(f"{database.name}.files")
    folder.mkdir(exist_ok=True)
    return folder


def refused(script: Script, url: str, when: str, action: str, on: str, facts: Any) -> list[str]:
    """What is said of it, everything being as before."""
    before = everything(url)
    said = script.try_to(when, action, on, **facts)
    assert (said.status, said.out) == (1, ""), said
    assert everything(url) == before
    lines = said.err.splitlines()
    assert all(line.isprintable() for line in lines)
    return lines
