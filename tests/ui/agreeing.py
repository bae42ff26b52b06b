"""The editor of an agreement in a window of its own, and a sound agreement in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.story import Story
from tests.ui.conftest import write
from tests.ui.mediating import settled
from ui import background
from ui.mediation.agreement import AgreementSection
from ui.mediation.editor import AgreementEditor
from ui.mediation.page import AGREEMENT
from ui.mediation.tab import MediationTab


@pytest.fixture
def story(opened: tuple[Desk, list[Story]]) -> Story:
    """In mediation, one meeting held, nothing drafted."""
    return opened[1][1]


@pytest.fixture
def tab(qtbot: QtBot, opened: tuple[Desk, list[Story]], story: Story) -> Iterator[MediationTab]:
    made = MediationTab(opened[0])
    for each in settled(qtbot, made):
        show(qtbot, each, story)
        yield each


@pytest.fixture
def section(tab: MediationTab) -> AgreementSection:
    return tab.page.agreement


@pytest.fixture
def editor(section: AgreementSection) -> AgreementEditor:
    return section.editor


def show(qtbot: QtBot, tab: MediationTab, story: Story) -> None:
    with qtbot.waitSignal(tab.page.preview.drawn):
        tab.open(story.no, story.detail.cases[0].id)
    qtbot.waitUntil(background.is_idle)
    assert tab.page.stack.currentIndex() == AGREEMENT


def fill(editor: AgreementEditor) -> None:
    """A sound agreement of one clause and one sum."""
    write(editor.clauses[0].text, "马铁柱赔偿陈桂香吊顶修理费。")
    editor.clauses[0].add_duty()
    duty = editor.clauses[0].duties[0]
    write(duty.amount, "12000")
    duty.method.setCurrentIndex(2)
    duty.method.typed.emit()
    write(duty.due_on, "10-16")
    write(editor.recorder, "")


def focused(widget: QWidget) -> QWidget:
    return widget.window().focusWidget()
