"""Two people at one matter in the same moment: one is done, the other told; neither is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

import app
from app.desk import Desk
from app.errors import Invalid, StaleRecord, StateForbids
from app.intake.commands import register_matter
from app.intake.types import ExternalNumberDraft
from app.keys import recovery_code
from app.matter.act import act, form_of
from app.permissions import Actor
from app.schema import read
from db.enums import Action, ExternalSystem
from tests.app.matter.stages import STAGES, meeting
from tests.builders import a_draft
from tests.conftest import KEYS, Clock, OpenAs
from tests.end_to_end.facts import MATTER
from tests.end_to_end.script import Script
from tests.story import Story

ROOT = Path(app.__file__).parents[1]


class Rival:
    """Does something on a desk of its own while another transaction is still open."""

    def __init__(self, desk: Desk, work: Callable[[Desk], Any]) -> None:
        self.desk, self.work = desk, work
        self.error: Exception | None = None
        self._done = Event()
        self._heard = 0.0
        self._thread = Thread(target=copy_context().run, args=(self._run,))

    def _run(self) -> None:
        sa.event.listen(self.desk.engine, "before_cursor_execute", self._hear)
        try:
            self.work(self.desk)
        except Exception as error:
            self.error = error
        finally:
            self._done.set()

    def _hear(self, *_statement: object) -> None:
        self._heard = monotonic()

    def start(self) -> None:
        """Go on until it is done, or waits for the other: it has said nothing for a while."""
        self._thread.start()
        while not self._done.wait(0.05):
            if self._heard and monotonic() - self._heard > 1:
                return

    def join(self) -> None:
        self._thread.join(30)
        assert self._done.is_set()


def both(
    first: Desk, second: Desk, work: Callable[[Desk], Any], again: Callable[..., Any]
) -> Rival:
    """`again` in an open transaction of `first`, `work` by `second` in the middle of it."""
    rival = Rival(second, work)

    def slowly(session: Session, actor: Actor) -> None:
        again(session, actor)
        session.flush()
        rival.start()

    first.write(slowly)
    rival.join()
    return rival


@pytest.fixture
def desks(open_as: OpenAs) -> tuple[Desk, Desk]:
    """Two desks with every post on one database of each kind."""
    return open_as(), open_as()


def _doing(no: str, action: Action, **facts: Any) -> Callable[..., Any]:
    form = read(form_of(action), facts)
    return lambda session, actor: act(session, actor, no, action, form)


def test_one_of_two_settles_the_matter(desks: tuple[Desk, Desk], at: Clock) -> None:
    one, other = desks
    no = one.write(register_matter, a_draft()).no
    void = _doing(no, Action.VOID, reason="登记错了")
    rival = both(one, other, lambda desk: desk.write(void), void)
    assert isinstance(rival.error, StateForbids)


def test_two_meetings_recorded_at_once_have_two_numbers(
    desks: tuple[Desk, Desk], at: Clock
) -> None:
    one, other = desks
    story = Story(one, at).register("2026-09-18 10:31", a_draft())
    for name in ("assessed", "issued", "acknowledged", "contacted", "accepted", "in_mediation"):
        for when, action, on, facts in STAGES[name].steps:
            story.do(when, action, on, **facts)
    at.set("2026-09-28 14:30")
    record = _doing(story.no, Action.RECORD_SESSION, **meeting("2026-09-28"))
    rival = both(one, other, lambda desk: desk.write(record), record)
    assert rival.error is None
    assert [meeting.round for meeting in story.detail.cases[0].sessions] == [1, 2]


def test_one_outer_number_is_registered_once(desks: tuple[Desk, Desk], at: Clock) -> None:
    one, other = desks
    outer = a_draft(external_numbers=[ExternalNumberDraft(ExternalSystem.OTHER, "A-1")])
    rival = both(
        one,
        other,
        lambda desk: desk.write(register_matter, outer),
        lambda session, actor: register_matter(session, actor, outer),
    )
    assert isinstance(rival.error, Invalid | StaleRecord)
    assert one.write(register_matter, a_draft()).no.endswith("-002")


def test_two_windows_draw_two_numbers(desks: tuple[Desk, Desk], at: Clock) -> None:
    one, other = desks
    rival = both(
        one,
        other,
        lambda desk: desk.write(register_matter, a_draft()),
        lambda session, actor: register_matter(session, actor, a_draft()),
    )
    assert rival.error is None
    assert one.write(register_matter, a_draft()).no.endswith("-003")


def test_two_processes_act_on_one_file(
    local_script: Script, sqlite_url: str, own_home: Path
) -> None:
    local_script.register("2026-09-18 10:31", MATTER)
    file = local_script.file({"reason": "登记错了"})
    words = ["matter", "act", local_script.no, "void", str(file), "--database", sqlite_url]
    environment = {
        **os.environ,
        "FENGQIAO_HOME": str(own_home),
        "FENGQIAO_RECOVERY_CODE": recovery_code(KEYS),
    }
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "app.cli", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120)[1].decode() for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert "现在是“已作废”，不能作废" in "".join(told)
