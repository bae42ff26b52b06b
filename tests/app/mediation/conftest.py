"""A case in mediation, as the mediator finds it before the agreement is written."""

from pathlib import Path

import pytest

from app.desk import Desk
from tests.app.matter.staging import Stages
from tests.builders import a_draft
from tests.conftest import Clock
from tests.story import Story, consents, factors


@pytest.fixture
def story(local_desk: Desk, at: Clock) -> Story:
    """A case in mediation, both sides told of their rights."""
    story = Story(local_desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-21 09:00", "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")
    told = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    story.do("2026-09-21 15:30", "accept_mediation", "C1", **told)
    chosen = [{"mediator": "周正明", "selection_mode": "CHOSEN"}]
    story.do("2026-09-22 11:00", "appoint", "C1", mediators=chosen)
    return story


@pytest.fixture(scope="session")
def stages(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Matters at every stage of the way, as tests/app/matter stages them."""
    return Stages(sqlite_template, tmp_path_factory.mktemp("mediation_stages"))
