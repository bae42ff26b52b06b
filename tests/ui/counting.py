"""The statistics tab in a window of its own, over six matters of two years."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from app.intake.types import MatterDraft
from db.enums import AppealKind, DisputeType
from tests.builders import TOWN, a_draft
from tests.conftest import Clock
from tests.ui.conftest import stand
from ui import background
from ui.slices import Slices
from ui.statistics.tab import StatisticsTab

DAYS = ("2025-03-04", "2025-09-10", "2026-02-03", "2026-09-01", "2026-09-17", "2026-09-18")


def draft(n: int) -> MatterDraft:
    if n == 2:
        return a_draft(appeal_kind=AppealKind.INQUIRY, dispute_type=None, occurred_on=None)
    kind = DisputeType.CONTRACT if n % 2 else DisputeType.NEIGHBOR
    return a_draft(dispute_type=kind, area=TOWN if n == 5 else "371502", occurred_on=None)


@pytest.fixture
def desk(local_desk: Desk, at: Clock) -> Desk:
    for n, day in enumerate(DAYS):
        at.set(f"{day} 09:00")
        local_desk.write(register_matter, draft(n))
    at.set("2026-09-18 10:31")
    return local_desk


def opened(qtbot: QtBot, desk: Desk) -> StatisticsTab:
    tab = StatisticsTab(desk)
    stand(qtbot, tab)
    qtbot.waitUntil(lambda: tab.charts is not None and is_still())
    return tab


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> Iterator[StatisticsTab]:
    made = opened(qtbot, desk)
    yield made
    qtbot.waitUntil(background.is_idle)


def is_still() -> bool:
    """Nothing is being read, and nothing that was read waits to be shown."""
    windows = QApplication.topLevelWidgets()
    showing = [each for window in windows for each in window.findChildren(Slices)]
    return background.is_idle() and not any(each.is_busy for each in showing)


def settled(qtbot: QtBot) -> None:
    qtbot.waitUntil(is_still)
