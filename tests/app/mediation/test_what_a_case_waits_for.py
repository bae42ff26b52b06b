"""What the triggers keep on a case, beside a second judgement of the page of its matter."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.matter.types import CaseView, MatterDetail
from db.enums import CaseStage
from db.models import Matter, MediationCase
from db.session import reading
from tests.app.matter.staging import Stages
from tests.app.mediation.test_case_lists import WAY, a_case
from tests.conftest import Clock, unguarded
from tests.story import Story

Kept = tuple[CaseStage, bool, date | None]
OVER = {"MERGED", "WITHDRAWN", "VOIDED", "ARCHIVED"}
WAYS = [
    *("accepted", "case_declined", "in_mediation", "case_suspended", "failed", "terminated"),
    *("drafted", "finalised", "sealed_first", "signed", "paper_voided", "in_effect"),
    *("paid", "partly", "overdue", "defaulted", "cancelled"),
    *("answered", "closed", "archived", "withdrawn", "merged", "merged_in_handling"),
    *("by_word_proposed", "by_word"),
]


def kept(story: Story) -> list[Kept]:
    columns = (MediationCase.stage, MediationCase.is_owed, MediationCase.next_due_on)
    query = sa.select(*columns).join(Matter).where(Matter.no == story.no)
    with reading(unguarded(story.desk)) as session:
        rows = session.execute(query.order_by(MediationCase.ordinal)).all()
    return [(row.stage, row.is_owed, row.next_due_on) for row in rows]


def judged(detail: MatterDetail, case: CaseView) -> Kept:
    """In words of the page: what lies before the people of this case."""
    if detail.state in OVER:
        return CaseStage.DONE, False, None
    papers = [paper for paper in detail.agreements if detail.case_of(paper).id == case.id]
    owed = [
        item
        for paper in papers
        if paper.state == "EFFECTIVE"
        for item in paper.items
        if item.state in ("PENDING", "PARTLY_FULFILLED", "OVERDUE")
    ]
    days = [limit.due_on for limit in detail.deadlines if limit.target_id == case.id
            and limit.track == "CASE" and limit.is_running]  # fmt: skip
    days += [item.due_on for item in owed]
    due = min((day for day in days if day), default=None)
    if any(paper.state in ("FINALISED", "SIGNED") for paper in papers):
        return CaseStage.TO_SIGN, bool(owed), due
    if case.state == "PROPOSED":
        return CaseStage.TO_ACCEPT, bool(owed), due
    runs = case.state in ("ACCEPTED", "IN_MEDIATION", "SUSPENDED")
    return CaseStage.RUNNING if runs else CaseStage.DONE, bool(owed), due


@pytest.mark.parametrize("steps", range(1, len(WAY) + 1))
def test_it_follows_the_case_to_its_agreement(desk: Desk, at: Clock, steps: int) -> None:
    story = a_case(desk, at, steps)
    detail = story.detail
    assert kept(story) == [judged(detail, case) for case in detail.cases]


@pytest.mark.parametrize("name", WAYS)
def test_it_follows_from_the_records_at_every_stage(name: str, stages: Stages, at: Clock) -> None:
    story = stages.at(name, at)
    detail = story.detail
    assert kept(story) == [judged(detail, case) for case in detail.cases]
    story.desk.close()
