"""One matter from the front desk to the seal, each step by somebody who holds that post alone.

On a server each of them is a role of its own, so that what a post lacks there shows here.
"""

from typing import Any

import sqlalchemy as sa

from app.desk import Desk
from db.enums import Post
from db.models import MediationCommittee, Unit
from db.session import reading
from tests.app.matter.stages import MEDIATOR, PAPER, PARTIES, meeting, seal
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story, consents, factors, signatures


def committee_of(desk: Desk) -> Any:
    with reading(unguarded(desk)) as session:
        return session.scalars(
            sa.select(MediationCommittee.id)
            .join(Unit, Unit.id == MediationCommittee.unit_id)
            .where(Unit.code == "QS-TJ")
        ).one()


def test_clerk_dispatcher_chief_mediator_and_recorder(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    of_committee = {"committee_id": committee_of(desk)}
    clerk = Story(open_as(Post.INTAKE_CLERK), at).register("2026-09-18 09:06", a_draft())

    def by(post: Post, **more: Any) -> Story:
        return Story(open_as(post, **more), at, clerk.no)

    dispatcher = by(Post.DISPATCHER)
    dispatcher.do("2026-09-18 10:00", "assess", **factors(4))
    proposed = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
    dispatcher.do("2026-09-18 10:10", "propose_mediation", **proposed)
    mediator = by(Post.MEDIATOR, **of_committee)
    told = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    mediator.do("2026-09-21 15:30", "accept_mediation", "C1", **told)
    chief = by(Post.COMMITTEE_CHIEF, **of_committee)
    named = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]
    chief.do("2026-09-22 11:00", "appoint", "C1", mediators=named)
    recorder = by(Post.RECORDER, **of_committee)
    recorder.do("2026-10-09 09:30", "record_session", "C1", **meeting("2026-10-09"))
    mediator.do("2026-10-09 10:40", "agree", "C1", **PAPER)
    mediator.do("2026-10-09 11:10", "finalise", "G1")
    signed = signatures(*PARTIES, MEDIATOR, on="2026-10-09")
    recorder.do("2026-10-09 11:35", "record_signatures", "G1", **signed)
    chief.do("2026-10-10 09:15", "record_seal", "G1", **seal("2026-10-10"))
    assert mediator.states().startswith("ANSWERED C:AGREED G:EFFECTIVE")
