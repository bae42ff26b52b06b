"""A small year of matters in several states, and the demonstration's three years."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import SHANGHAI
from app.demo import open_demo
from app.desk import Desk
from app.intake.commands import register_matter
from app.intake.types import MatterDraft
from db.enums import AppealKind, CaseState, DisputeType, MatterState, MediationSource
from db.models import Matter, MediationCase, MediationCommittee
from db.session import writing
from tests.builders import TOWN, a_draft
from tests.conftest import Clock, unguarded

_DAYS = ("2026-08-14", "2026-08-31", "2026-09-01", "2026-09-18", "2026-09-30", "2026-10-31")
_STATES = tuple(MatterState)
_CASES = (
    (CaseState.AGREED, "2026-09-01"),
    (CaseState.AGREED, "2026-09-30"),
    (CaseState.FAILED, "2026-09-30"),
    (CaseState.TERMINATED, "2026-10-01"),
    (CaseState.DECLINED, "2026-09-15"),
    (CaseState.IN_MEDIATION, None),
    (CaseState.AGREED, "2026-08-31"),
)


@pytest.fixture
def year(desk: Desk, at: Clock) -> Iterator[Desk]:
    """Twenty-four matters of several days, kinds, states and areas, and their cases."""
    for n in range(24):
        at.set(f"{_DAYS[n % len(_DAYS)]} 10:00")
        desk.write(register_matter, _draft(n))
    at.set("2026-11-02 09:00")
    with writing(unguarded(desk)) as session:
        committee = session.scalars(sa.select(MediationCommittee.id)).one()
        for n, matter in enumerate(session.scalars(sa.select(Matter).order_by(Matter.no))):
            matter.state = _STATES[n % len(_STATES)]
            if matter.state in (MatterState.CLOSED, MatterState.ARCHIVED):
                matter.closed_on = matter.registered_on + timedelta(days=n % 2 * 20)
            state, concluded = _CASES[n % len(_CASES)]
            session.add(_case(matter, committee, state, concluded))
    yield desk


def _draft(n: int) -> MatterDraft:
    kinds = [None, DisputeType.NEIGHBOR, DisputeType.CONTRACT]
    if n % 4 == 3:
        return a_draft(
            appeal_kind=AppealKind.INQUIRY, dispute_type=None, area=None, occurred_on=None
        )
    return a_draft(dispute_type=kinds[n % 3], area=TOWN if n % 2 else "371502", occurred_on=None)


def _case(matter: Matter, committee: object, state: CaseState, on: str | None) -> MediationCase:
    return MediationCase(
        matter_id=matter.id,
        ordinal=1,
        committee_id=committee,
        state=state,
        source=MediationSource.BY_APPLICATION,
        proposed_at=matter.registered_at,
        concluded_on=date.fromisoformat(on) if on else None,
    )


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A demonstration database of some four hundred matters; to be read only."""
    folder = tmp_path_factory.mktemp("years")
    now = datetime(2026, 9, 18, 10, 31, tzinfo=SHANGHAI)
    with pytest.MonkeyPatch.context() as patch, clock.fixed(now):
        patch.setenv("FENGQIAO_HOME", str(folder / "home"))
        desk = open_demo(folder, 400)
    yield desk
    desk.close()
