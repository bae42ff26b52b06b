"""Several forms begun at once."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.drafts import Draft, DraftBox, open_box
from app.errors import DiskTrouble
from app.settings import home
from tests.conftest import Clock
from tests.ui.conftest import Asked, Told, fill, press, write
from ui import background
from ui.intake.drafts_panel import DraftsPanel
from ui.intake.entry import Entry
from ui.intake.tab import IntakeTab

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(tab: IntakeTab) -> list[str]:
    return [row.open.text() for row in tab.unfinished.panel.rows()]


def begin(qtbot: QtBot, tab: IntakeTab, name: str) -> Entry:
    """A form with something in it, set aside."""
    fill(tab, name=name)
    before = tab.form.entry()
    press(tab, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: tab.form.entry() == Entry() and background.is_idle())
    return before


def test_without_a_draft_the_list_takes_no_room(tab: IntakeTab) -> None:
    assert tab.unfinished.panel.empty.isVisible()
    assert not tab.unfinished.panel.stack.isVisible()


def test_what_is_typed_is_listed_with_masked_name(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    qtbot.waitUntil(lambda: rows(tab) == ["来访 · 陈*香 · 楼上漏水，泡坏吊顶。"])


def test_setting_aside_gives_an_empty_form_and_keeps_the_other(
    qtbot: QtBot, tab: IntakeTab, at: Clock
) -> None:
    first = begin(qtbot, tab, "陈桂香")
    at.set("2026-09-18 10:32")
    second = begin(qtbot, tab, "马铁柱")
    assert len(rows(tab)) == 2
    QTest.mouseClick(tab.unfinished.panel.rows()[1].open, Qt.MouseButton.LeftButton)
    assert tab.form.entry() == first
    QTest.mouseClick(tab.unfinished.panel.rows()[0].open, Qt.MouseButton.LeftButton)
    assert tab.form.entry() == second


def test_going_to_another_draft_keeps_what_was_just_typed(qtbot: QtBot, tab: IntakeTab) -> None:
    begin(qtbot, tab, "陈桂香")
    write(tab.form.story.summary, "另一件")
    QTest.mouseClick(tab.unfinished.panel.rows()[0].open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(tab)) == 2)
    assert any("另一件" in row for row in rows(tab))


def test_a_draft_is_thrown_away_after_asking(qtbot: QtBot, tab: IntakeTab, asked: Asked) -> None:
    begin(qtbot, tab, "陈桂香")
    asked.answer = False
    QTest.mouseClick(tab.unfinished.panel.rows()[0].discard, Qt.MouseButton.LeftButton)
    assert (len(asked), len(rows(tab))) == (1, 1)
    asked.answer = True
    QTest.mouseClick(tab.unfinished.panel.rows()[0].discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(tab) == [])


def test_throwing_the_open_one_away_empties_the_form(
    qtbot: QtBot, tab: IntakeTab, asked: Asked
) -> None:
    fill(tab)
    qtbot.waitUntil(lambda: len(rows(tab)) == 1)
    QTest.mouseClick(tab.unfinished.panel.rows()[0].discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(tab) == [])
    assert tab.form.entry() == Entry()


def test_the_number_of_drafts_is_told_to_the_window(qtbot: QtBot, tab: IntakeTab) -> None:
    with qtbot.waitSignal(tab.waiting, check_params_cb=lambda count: bool(count == 1)):
        fill(tab)


def test_a_full_disk_keeps_the_form_in_the_window(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskTrouble(why="full")

    fill(tab)
    before = tab.form.entry()
    with monkeypatch.context() as patched:
        patched.setattr(DraftBox, "save", full)
        with qtbot.waitSignal(tab.unfinished.autosave.failed):
            tab.unfinished.set_aside()
        assert tab.form.entry() == before


def test_a_draft_that_cannot_be_read_is_left_alone(
    qtbot: QtBot, tab: IntakeTab, local_desk: Desk, told: Told
) -> None:
    box = open_box(local_desk.office.keys, local_desk.actor.staff_id)
    strange = Draft("intake", {"from": "a program of tomorrow"}, title="怪")
    box.save(strange)
    tab.unfinished.reload()
    qtbot.waitUntil(lambda: rows(tab) == ["怪"])
    fill(tab)
    before = tab.form.entry()
    QTest.mouseClick(tab.unfinished.panel.rows()[0].open, Qt.MouseButton.LeftButton)
    assert told == ["这一份读不出来了。文件还留着，请找管理员看看。"]
    assert tab.form.entry() == before
    assert box.load(strange.id) == strange


KILLED = Path(__file__).with_name("typing_until_killed.py")


def test_a_kill_in_the_middle_of_typing_costs_at_most_two_seconds(
    qtbot: QtBot, local_desk: Desk, sqlite_url: str
) -> None:
    """A real process, its real window, and SIGKILL."""
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(KILLED), sqlite_url]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as typing:
        assert typing.stdout is not None
        typed = [json.loads(typing.stdout.readline()) for _ in range(12)]
        os.kill(typing.pid, signal.SIGKILL)
        typed += [json.loads(line) for line in typing.stdout]
    assert typing.returncode == -signal.SIGKILL
    kept = recovered(qtbot, local_desk)
    last = typed[-1]
    on_time = [each["text"] for each in typed if each["at"] <= last["at"] - 2.0]
    assert kept == last["text"][: len(kept)]
    assert len(kept) >= len(on_time[-1])
    assert (home() / "drafts").is_dir()


def recovered(qtbot: QtBot, desk: Desk) -> str:
    """What a new window gives back of the story."""
    tab = IntakeTab(desk)
    qtbot.addWidget(tab)
    qtbot.waitUntil(lambda: len(rows(tab)) == 1)
    tab.unfinished.open(tab.unfinished.drafts[0].id)
    return tab.form.entry().summary


def test_a_draft_saved_again_keeps_its_row(qtbot: QtBot) -> None:
    panel = DraftsPanel()
    qtbot.addWidget(panel)
    draft = Draft("intake", {}, title="来访")
    panel.show_drafts([draft], draft.id)
    [row] = panel.rows()
    panel.show_drafts([replace(draft, title="来访 · 赵*满")], draft.id)
    assert panel.rows() == [row]
    assert row.open.text() == "来访 · 赵*满"
