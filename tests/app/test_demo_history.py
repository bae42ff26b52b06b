"""The demonstration's older matters: copies that hold whatever holds of what was told."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.admin.check import check_database, is_sound
from app.clock import SHANGHAI
from app.deadlines.rules import due
from app.demo import open_demo
from app.demo.centre import fill
from app.desk import Desk
from app.errors import Invalid
from app.matter.queries import matter_detail
from app.reference import reference
from app.search.queries import matches
from db.enums import MatterState, PartyRole
from db.models import Deadline, Event, Matter, MediationCase, Party
from db.session import reading
from tests.conftest import unguarded

NOW = datetime(2026, 9, 18, 15, 0, tzinfo=SHANGHAI)
OLDER = 300


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, clock.fixed(NOW):
        patch.setenv("FENGQIAO_HOME", str(folder / "home"))
        desk = open_demo(folder, OLDER)
        yield desk
        desk.close()


def _all(desk: Desk, query: sa.Executable) -> list[Any]:
    with reading(unguarded(desk)) as session:
        return list(session.execute(query).all())


def test_the_database_is_sound(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(str(demo.engine.url.database)).parent
    monkeypatch.setenv("FENGQIAO_HOME", str(folder / "home"))
    findings = check_database(str(demo.engine.url.database))
    assert is_sound(findings), findings


def test_it_reaches_back_three_years_and_ends_with_today(demo: Desk) -> None:
    years = Counter(row.registered_on.year for row in _all(demo, sa.select(Matter.registered_on)))
    assert sum(years.values()) > OLDER
    assert all(years[year] > 40 for year in (2024, 2025, 2026))
    latest = _all(demo, sa.select(sa.func.max(Event.occurred_at)))[0][0]
    assert latest <= NOW


def test_days_are_those_of_the_clock_at_the_centre(demo: Desk) -> None:
    columns = (Matter.no, Matter.registered_at, Matter.registered_on)
    for row in _all(demo, sa.select(*columns)):
        assert row.registered_on == clock.local(row.registered_at).date()
        assert row.no.startswith(f"{row.registered_on:%Y%m%d}-")
    for row in _all(demo, sa.select(Deadline.started_at, Deadline.started_on)):
        assert row.started_on == clock.local(row.started_at).date()


def test_what_is_old_is_in_the_archive(demo: Desk) -> None:
    old = sa.select(Matter.state).where(Matter.registered_on < date(2026, 7, 1)).distinct()
    assert [row.state for row in _all(demo, old)] == [MatterState.ARCHIVED]
    young = Counter(row.state for row in _all(demo, sa.select(Matter.state)))
    assert 5 < OLDER + 30 - young[MatterState.ARCHIVED] < 60


def test_every_copy_has_the_events_of_a_told_matter(demo: Desk) -> None:
    """From state to state: a course that commands made possible."""
    courses: dict[Any, list[Any]] = {}
    columns = (Event.matter_id, Event.action, Event.track, Event.from_state, Event.to_state)
    for row in _all(demo, sa.select(*columns)):
        courses.setdefault(row.matter_id, []).append("/".join(map(str, row[1:])))
    kinds = Counter(str(sorted(course)) for course in courses.values())
    assert len(kinds) < 20


def test_limits_are_what_the_rules_say_of_these_days(demo: Desk) -> None:
    with reading(unguarded(demo)) as session:
        session.info["office"] = demo.office
        known = reference(session)
        rules = {stored.id: stored.rule for stored in known.rules}
        for limit in session.scalars(sa.select(Deadline).where(Deadline.fixed_due_on.is_(None))):
            assert (
                limit.due_on == due(rules[limit.rule_id], limit.started_on, known.calendar).due_on
            )


def test_some_came_late_and_most_did_not(demo: Desk) -> None:
    met = sa.select(Deadline.met_at, Deadline.due_on).where(Deadline.met_at.is_not(None))
    late = sum(clock.local(row.met_at).date() > row.due_on for row in _all(demo, met))
    assert late > 10
    states = Counter(row.state for row in _all(demo, sa.select(MediationCase.state)))
    assert states["AGREED"] > 5 * states["FAILED"] > 0


def test_a_copy_can_be_opened_and_tells_its_own_story(demo: Desk) -> None:
    query = sa.select(Matter.no).join(MediationCase, MediationCase.matter_id == Matter.id)
    numbers = [row.no for row in _all(demo, query.where(Matter.registered_on < date(2026, 6, 1)))]
    for no in numbers[:20]:
        detail = demo.read(matter_detail, no)
        told = " ".join(event.detail or "" for event in detail.events)
        assert "青石" not in told or detail.cases[0].committee.startswith("青石")
        for agreement in detail.agreements:
            assert detail.summary in agreement.facts
            assert agreement.number is None or agreement.number in told
            assert all(item.amount_fen for item in agreement.items)


def test_a_copy_is_found_by_name_and_number(demo: Desk) -> None:
    row = _all(demo, sa.select(Matter.no, Party.name).join(Party, Party.matter_id == Matter.id)
               .where(Party.role == PartyRole.APPLICANT).order_by(Matter.registered_at)
               .limit(1))[0]  # fmt: skip
    assert [found.no for found in demo.read(matches, row.no)] == [row.no]
    assert row.no in [found.no for found in demo.read(matches, row.name, 200)]


def test_the_stories_are_found_before_the_older_matters(demo: Desk) -> None:
    found = demo.read(matches, "漏水")
    assert found[0].registered_on > date(2026, 5, 1)


def test_the_same_seed_gives_the_same_matters(local_desk: Desk, tmp_path: Path) -> None:
    def told(desk: Desk) -> list[Any]:
        return _all(desk, sa.select(Matter.no, Matter.summary, Matter.state, Matter.channel,
                                    Matter.area_code).order_by(Matter.no))  # fmt: skip

    with clock.fixed(NOW), pytest.MonkeyPatch.context() as patch:
        patch.setenv("FENGQIAO_HOME", str(tmp_path / "home"))
        runs = []
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            desk = open_demo(tmp_path / name, 40)
            runs.append(told(desk))
            desk.close()
    assert runs[0] == runs[1]


def test_a_database_in_use_is_left_alone(local_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        fill(local_desk, 100, 1, date(2026, 9, 18))
    assert [problem.code for problem in refused.value.problems] == ["DEMO_NOT_EMPTY"]
