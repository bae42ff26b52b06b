"""What the triggers keep on each mediator of a case, beside the records themselves."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.desk import Desk
from db.enums import CaseState, MatterState
from db.models import CaseMediator, Matter, MediationCase
from db.session import reading, writing
from tests.app.matter.staging import Stages
from tests.app.mediation.test_case_lists import WAY, a_case
from tests.app.mediation.test_what_a_case_waits_for import WAYS
from tests.conftest import Clock, unguarded
from tests.story import Story

Counted = tuple[CaseState | None, date | None]
_DRAFTED = 4
"""Steps of the way until an agreement is drafted."""
_NOWHERE = (MatterState.MERGED, MatterState.VOIDED)


def kept_and_found(story: Story) -> list[tuple[Counted, Counted]]:
    query = (
        sa.select(CaseMediator, MediationCase, Matter)
        .join(MediationCase, MediationCase.id == CaseMediator.case_id)
        .join(Matter, Matter.id == MediationCase.matter_id)
        .where(Matter.no == story.no)
    )
    with reading(unguarded(story.desk)) as session:
        return [
            (
                (at.counts_as, at.counts_on),
                (None if matter.state in _NOWHERE else case.state, case.concluded_on),
            )
            for at, case, matter in session.execute(query)
        ]


@pytest.mark.parametrize("steps", range(1, len(WAY) + 1))
def test_it_follows_the_case_to_its_agreement(desk: Desk, at: Clock, steps: int) -> None:
    pairs = kept_and_found(a_case(desk, at, steps))
    assert all(kept == found for kept, found in pairs)


@pytest.mark.parametrize("name", [*WAYS, "voided"])
def test_it_follows_from_the_records_at_every_stage(name: str, stages: Stages, at: Clock) -> None:
    story = stages.at(name, at)
    assert all(kept == found for kept, found in kept_and_found(story))
    story.desk.close()


def test_of_a_matter_merged_it_counts_for_nobody_until_that_is_split(desk: Desk, at: Clock) -> None:
    story = a_case(desk, at, _DRAFTED)
    counted = []
    for state in (MatterState.MERGED, MatterState.IN_HANDLING):
        with writing(unguarded(desk)) as session:
            session.execute(sa.update(Matter).values(state=state))
        counted += [kept for kept, _found in kept_and_found(story)]
    assert [counts_as for counts_as, _day in counted] == [None, CaseState.IN_MEDIATION]
