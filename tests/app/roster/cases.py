"""Cases of 周正明, by the steps that lead there."""

from app.desk import Desk
from tests.app.matter.stages import ON_SPOT
from tests.builders import a_draft
from tests.conftest import Clock
from tests.story import Story, consents, factors


def take_up(desk: Desk, at: Clock) -> Story:
    """A matter whose case he is at since 22 September; the clock stands there."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-18 15:30", "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")
    told = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    story.do("2026-09-21 15:30", "accept_mediation", "C1", **told)
    mediators = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]
    story.do("2026-09-22 11:00", "appoint", "C1", mediators=mediators)
    return story


def settle(desk: Desk, at: Clock) -> Story:
    """A matter he settled at the window on 18 September."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:00", "settle_at_window", **ON_SPOT)
    return story


def give_up(story: Story) -> None:
    """The case of `take_up` fails a week later."""
    story.do("2026-09-29 10:00", "fail", "C1", reason="谈不拢", ways_told=["LITIGATION"])
