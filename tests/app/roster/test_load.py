"""How busy a mediator is, counted from cases that commands made."""

from datetime import date
from decimal import Decimal

import pytest

from app.desk import Desk
from app.roster.queries import cases_at_once, committees, loads, mediator_card, roster_page
from app.roster.rules import twelve_months
from app.roster.types import Load, MediatorCard, RosterFilter
from db.enums import CaseState, Post
from db.models import Matter, Parameter
from db.session import writing
from tests.app.roster.cases import give_up, settle, take_up
from tests.conftest import Clock, OpenAs, Statements, unguarded


def card(desk: Desk) -> MediatorCard:
    [row] = desk.read(roster_page, RosterFilter(text="周正明"))
    return desk.read(mediator_card, row.id)


def test_an_open_case_counts_and_is_listed_with_its_limit(desk: Desk, at: Clock) -> None:
    story = take_up(desk, at)
    found = card(desk)
    assert found.load == Load(open_cases=1)
    [case] = found.open_cases
    assert (case.no, case.state) == (story.no, CaseState.IN_MEDIATION)
    assert case.due_on == story.limit("MEDIATION", "C1").due_on


def test_what_was_concluded_gives_the_rate_and_the_bars(desk: Desk, at: Clock) -> None:
    settle(desk, at)
    settle(desk, at)
    give_up(take_up(desk, at))
    at.set("2026-10-12 09:00")
    found = card(desk)
    assert found.load == Load(0, 3, 2, Decimal("66.7"))
    [september] = [month for month in found.months if month.concluded]
    assert (september.first, september.concluded, september.agreed) == (date(2026, 9, 1), 3, 2)
    assert found.mean_days == 3  # twice the same day, once 8 days


def test_a_year_later_nothing_of_it_is_left(desk: Desk, at: Clock) -> None:
    settle(desk, at)
    at.set("2027-09-01 09:00")
    assert card(desk).load == Load()


def test_eleven_months_later_it_still_counts(desk: Desk, at: Clock) -> None:
    settle(desk, at)
    at.set("2027-08-31 09:00")
    assert card(desk).load.agreed == 1


def test_the_twelve_months_go_over_the_new_year() -> None:
    months = twelve_months(date(2026, 2, 28))
    assert (months[0], months[-2:]) == (date(2025, 3, 1), (date(2026, 1, 1), date(2026, 2, 1)))
    assert len(months) == 12


def test_whoever_may_not_open_matters_sees_only_how_many(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    take_up(desk, at)
    found = card(open_as(Post.SYS_ADMIN))
    assert (found.open_cases, found.cases_elsewhere) == ((), 1)
    assert card(open_as(Post.DISPATCHER)).cases_elsewhere == 0


def test_the_title_of_a_sensitive_matter_is_not_shown(desk: Desk, at: Clock) -> None:
    story = take_up(desk, at)
    with writing(unguarded(desk)) as session:
        session.get_one(Matter, story.detail.id).is_sensitive = True
    assert card(desk).open_cases[0].title == "（请找负责人）"


def test_the_committee_counts_its_cases_too(desk: Desk, at: Clock) -> None:
    take_up(desk, at)
    [committee] = desk.read(committees)
    assert (committee.mediators, committee.open_cases) == (2, 1)


def test_the_bar_is_as_long_as_the_centre_says(desk: Desk) -> None:
    assert desk.read(cases_at_once) == 12
    with writing(unguarded(desk)) as session:
        session.add(Parameter(code="MEDIATOR_CASES", value="8", is_default=False, source="本中心"))
    desk.office.reference = None
    assert desk.read(cases_at_once) == 8


@pytest.mark.parametrize("cases", [0, 2])
def test_statements_do_not_grow_with_the_cases(
    desk: Desk, at: Clock, statements: Statements, cases: int
) -> None:
    for _ in range(cases):
        take_up(desk, at)
    [row] = desk.read(roster_page, RosterFilter(text="周正明"))
    statements.clear()
    desk.read(roster_page, RosterFilter())
    assert len(statements) == 1
    statements.clear()
    assert desk.read(loads, [row.id]) == {row.id: Load(open_cases=cases)}
    assert len(statements) == 1
    statements.clear()
    desk.read(mediator_card, row.id)
    assert len(statements) == 5


def test_nobody_has_no_load(desk: Desk) -> None:
    assert desk.read(loads, []) == {}
