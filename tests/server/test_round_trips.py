"""How often a desk waits for the wire: counted between the program and a server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app.desk import Desk, open_desk
from app.dispatch.page import work_page
from app.dispatch.types import View
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.matter.act import act
from app.matter.forms import AssessForm, AssignForm
from app.matter.queries import matter_detail
from app.mediation.queries import cases_page
from app.mediation.types import CaseGroup
from app.permissions import Actor
from app.roster.queries import roster_page
from app.roster.types import RosterFilter
from app.schema import read
from app.statistics.behind import behind
from app.statistics.overview import overview
from app.statistics.types import Scope, Selection
from db.batch import answers
from db.enums import Action, Post
from db.models import Staff
from tests.builders import a_draft
from tests.prepared import OWN
from tests.story import factors
from tests.wire import Wire, wire_to

Far = tuple[Desk, Wire]
YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def far(named: Callable[..., Desk], prepared: str, tmp_path: Path) -> Iterator[Far]:
    """A desk that has done each of these things before, and its wire."""
    named("林小禾", Post.INTAKE_CLERK, Post.DISPATCHER, Post.CENTER_DIRECTOR)
    with wire_to(prepared, tmp_path) as (url, wire):
        desk = open_desk(url, "林小禾", OWN)
        desk.write(register_matter, a_draft())
        yield desk, wire
        desk.close()


def turns(far: Far, work: Callable[[Desk], object]) -> int:
    desk, wire = far
    before = wire.turns
    work(desk)
    return wire.turns - before


def test_registering_takes_twelve_at_most(far: Far) -> None:
    assert turns(far, lambda desk: desk.write(register_matter, a_draft())) <= 9


def test_opening_a_matter_takes_six_at_most(far: Far) -> None:
    no = far[0].write(register_matter, a_draft()).no
    assert turns(far, lambda desk: desk.read(matter_detail, no)) <= 3


PAGES: dict[str, Callable[[Desk], object]] = {
    "matters": lambda desk: desk.read(matters_page, since=date(2026, 1, 1)),
    "work": lambda desk: desk.read(work_page, View()),
    "cases": lambda desk: desk.read(cases_page, group=CaseGroup.RUNNING),
    "roster": lambda desk: desk.read(roster_page, RosterFilter()),
    "behind a figure": lambda desk: desk.read(behind, Selection("registered", YEAR)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_list_takes_one(far: Far, name: str) -> None:
    PAGES[name](far[0])  # what is known of the types of columns is asked for once
    assert turns(far, PAGES[name]) == 1


def test_the_dashboard_takes_six_at_most(far: Far) -> None:
    assert turns(far, lambda desk: desk.read(overview, YEAR)) <= 4


def test_signing_in_takes_two_dozen_at_most(prepared: str, far: Far) -> None:
    """A line of its own, with its password, and what is asked of each new one among them; a busy
    machine hears some answers in two parts."""
    place = make_url(prepared).set(host=None)
    url = place.update_query_dict({"host": far[0].engine.url.query["host"]})
    there = url.render_as_string(hide_password=False)

    def sign_in(_desk: Desk) -> None:
        open_desk(there, "林小禾", OWN).close()

    assert turns(far, sign_in) <= 24


def test_saving_takes_as_many_as_it_asks_and_changes(far: Far) -> None:
    """New rows take none of their own: a slip is one question, whatever belongs to it."""
    no = far[0].write(register_matter, a_draft()).no
    assess = read(AssessForm, factors(30))
    assert turns(far, lambda desk: desk.write(act, no, Action.ASSESS, assess)) <= 9
    units = ("QS-CJ", "QS-GS")
    slips = [{"unit": unit, "role": "ASSIST"} for unit in units]
    slips[0]["role"] = "LEAD"
    assign = read(AssignForm, {"assignments": slips, "reason": "归口办理"})
    assert turns(far, lambda desk: desk.write(act, no, Action.ASSIGN, assign)) <= 16


def test_a_line_that_broke_while_it_rested_is_made_anew(
    far: Far, prepared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = far[0]
    cut_all(prepared)
    assert len(desk.read(work_page, View())) == 1, "asked again on a new one"
    cut_all(prepared)
    assert desk.write(register_matter, a_draft()).no, "nothing was committed: done again"
    cut_all(prepared)
    monkeypatch.setattr("db.engine.RESTED_S", 0)
    assert desk.write(register_matter, a_draft()).no, "asked before whether it still stands"


def test_after_one_that_broke_none_of_the_others_is_trusted(far: Far, prepared: str) -> None:
    """A server that was started again takes them all, and a question is asked again once."""
    desk = far[0]
    with ExitStack() as resting:
        for _ in range(4):
            resting.enter_context(desk.engine.connect())
    cut_all(prepared)
    assert desk.read(logins)


def logins(session: Session, _actor: Actor) -> list[str]:
    """Asked for in one batch, as a page is."""
    rows = answers(session, {"logins": sa.select(Staff.login)})["logins"]
    return [row.login for row in rows]


def cut_all(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
