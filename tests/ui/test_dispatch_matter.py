"""分流交办: the matter beside the list, what is done there, slips, and taking the list out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Action, Difficulty, Stage
from tests.app.dispatch.facts import REPORT, assessed, issued, registered
from tests.app.matter.stages import SLIPS
from tests.conftest import Clock
from tests.story import Story, factors
from tests.ui.actions import put, submit
from tests.ui.conftest import Told, papers, press
from tests.ui.dispatch import OpenTab, dialogs, settle, shown
from tests.ui.dispatch import open_tab as open_tab
from ui import ask
from ui.dispatch.tab import DispatchTab

CTRL = Qt.KeyboardModifier.ControlModifier


def words(tab: DispatchTab) -> str:
    """Everything said beside the list."""
    labels = tab.beside.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def open_on(qtbot: QtBot, open_tab: OpenTab, desk: Desk, stage: Stage) -> DispatchTab:
    tab = open_tab(desk)
    tab.lists.looks[stage].click()
    settle(qtbot, tab.beside)
    return tab


def judged(qtbot: QtBot) -> None:
    """Fill and send the dialog of an assessment."""
    (box,) = dialogs()
    qtbot.waitUntil(box.isActiveWindow)
    for field in ("nature", "duration", "intensity", "parties"):
        put(box, field, "10")
    put(box, "difficulty", Difficulty.SIMPLE)
    put(box, "reason", "四项因素")
    submit(qtbot, box)


def test_it_tells_the_story_with_people_under_stars(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    assessed(Story(local_desk, at), "2026-09-18 09", score=46)
    told = words(open_on(qtbot, open_tab, local_desk, Stage.TO_ASSIGN))
    assert "楼上水管漏水" in told
    assert "来访人 陈*香 138****8000" in told
    assert "陈桂香" not in told
    assert "46 分，橙色" in told
    assert "积累时间" in told


def test_it_explains_a_date(qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    limit = next(iter(tab.beside.deadlines.findChildren(QLabel)))
    assert limit.text() == "研判分流"
    why = tab.beside.deadlines.findChildren(type(tab.work.export))[0]
    assert why.text() == "怎么算的"
    why.click()
    assert "9月20日（周日）调休上班" in words(tab)


def test_it_lists_the_slips_with_their_states(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    issued(Story(local_desk, at), "2026-09-18 09")
    told = words(open_on(qtbot, open_tab, local_desk, Stage.TO_ACKNOWLEDGE))
    assert "青石镇供水站" in told
    assert "已发出" in told


MAIN: list[tuple[Stage, Action, Callable[[Story], object]]] = [
    (Stage.TO_ASSESS, Action.ASSESS, lambda s: registered(s, "2026-09-18 09:00")),
    (Stage.TO_ASSIGN, Action.ASSIGN, lambda s: assessed(s, "2026-09-18 09")),
    (Stage.TO_ACKNOWLEDGE, Action.ACKNOWLEDGE, lambda s: issued(s, "2026-09-18 09")),
    (Stage.TO_APPROVE, Action.APPROVE, lambda s: reported(s)),
    (Stage.TO_CLOSE, Action.CLOSE, lambda s: answered(s)),
    (Stage.TO_REVISIT, Action.REVISIT, lambda s: closed(s)),
]


def reported(story: Story) -> None:
    issued(story, "2026-09-18 09")
    story.do("2026-09-18 10:00", "acknowledge", "A1", person="韩志")
    story.do("2026-09-18 10:10", "report", "A1", **REPORT)


def answered(story: Story) -> None:
    registered(story, "2026-09-18 09:00")
    story.do(
        "2026-09-18 09:05", "settle_at_window", disposition="ANSWERED_ON_SPOT", answer="讲清了"
    )


def closed(story: Story) -> None:
    answered(story)
    story.do("2026-09-18 09:10", "close", resolved=True, result="当场答复", ways_told=[])


@pytest.mark.parametrize(("stage", "action", "tell"), MAIN, ids=[str(each[0]) for each in MAIN])
def test_the_step_of_each_list_is_the_loud_one(
    qtbot: QtBot,
    local_desk: Desk,
    at: Clock,
    open_tab: OpenTab,
    stage: Stage,
    action: Action,
    tell: Callable[[Story], object],
) -> None:
    tell(Story(local_desk, at))
    at.set("2026-10-08 10:00")
    tab = open_on(qtbot, open_tab, local_desk, stage)
    assert tab.beside.bar.buttons[action].property("primary") == "true"


def test_ctrl_enter_begins_it_and_the_next_one_comes_up(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    for minute in range(3):
        registered(Story(local_desk, at), f"2026-09-18 09:{minute:02}")
    tab = open_tab(local_desk)
    tab.work.table.choose(1)
    settle(qtbot, tab.beside)
    press(tab, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(dialogs()))
    judged(qtbot)
    qtbot.waitUntil(lambda: shown(tab) == ["001", "003"])
    settle(qtbot, tab.beside)
    assert tab.beside.shown is not None
    assert tab.beside.shown.detail.no.endswith("003")


@pytest.mark.parametrize("told_first", [True, False])
def test_the_next_comes_up_whenever_the_commit_is_heard_of(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab, told_first: bool
) -> None:
    stories = [registered(Story(local_desk, at), f"2026-09-18 09:{n:02}") for n in range(3)]
    tab = open_tab(local_desk)
    before, done = stories[0].detail, stories[0].do("2026-09-18 10:00", "assess", **factors(30))
    if told_first:
        tab.topics_changed(frozenset({"matter"}))
        settle(qtbot, tab.beside)
    tab.beside.acted.emit(before, done)
    if not told_first:
        tab.topics_changed(frozenset({"matter"}))
    settle(qtbot, tab.beside)
    assert tab.beside.shown is not None
    assert tab.beside.shown.detail.no == stories[1].no
    assert tab.work.title.text() == "待研判 2 件"


def test_new_slips_are_offered_to_print_until_they_are(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    story = assessed(Story(local_desk, at), "2026-09-18 09")
    tab = open_on(qtbot, open_tab, local_desk, Stage.TO_ASSIGN)
    before = story.detail
    done = story.do("2026-09-18 10:00", "assign", **SLIPS)
    tab.beside.acted.emit(before, done)
    settle(qtbot, tab.beside)
    assert tab.printing.isVisible()
    units = [button.text() for button in tab.printing.buttons]
    assert units[0] == "打印交办单：青石镇城建办"
    assert len(units) == 3
    for left in (2, 1, 0):
        tab.printing.buttons[0].click()
        qtbot.waitUntil(lambda: bool(papers()))
        assert papers()[0].windowTitle().startswith("交办单")
        papers()[0].close()
        assert len(tab.printing.buttons) == left
    assert not tab.printing.isVisible()


def test_slips_not_wanted_are_put_away(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    story = assessed(Story(local_desk, at), "2026-09-18 09")
    tab = open_on(qtbot, open_tab, local_desk, Stage.TO_ASSIGN)
    before = story.detail
    tab.beside.acted.emit(before, story.do("2026-09-18 10:00", "assign", **SLIPS))
    tab.printing.away.click()
    assert not tab.printing.isVisible()


def test_a_matter_no_longer_to_be_seen_says_so(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    tab = open_tab(local_desk)
    tab.beside.ask("20260918-1-999")
    settle(qtbot, tab.beside)
    assert "20260918-1-999" in tab.beside.note.text()


def test_the_list_goes_out_as_a_workbook(
    qtbot: QtBot,
    local_desk: Desk,
    at: Clock,
    open_tab: OpenTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    file, proposed = tmp_path / "out.xlsx", list[str]()

    def choose(_parent: object, _title: str, near: Path, _kind: str) -> Path:
        proposed.append(near.name)
        return file

    monkeypatch.setattr(ask, "save_as", choose)
    press(tab, Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: tab.work.told.text() == "已存到 out.xlsx")
    assert proposed == ["待研判-20260918.xlsx"]
    assert file.read_bytes().startswith(b"PK")


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot,
    local_desk: Desk,
    at: Clock,
    open_tab: OpenTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: Told,
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    nowhere = tmp_path / "taken"
    nowhere.mkdir()
    monkeypatch.setattr(ask, "save_as", lambda *_: nowhere)
    tab.work.export.click()
    qtbot.waitUntil(lambda: bool(told))
    assert str(nowhere) in told[0]
    assert tab.work.told.text() == ""


def test_nothing_goes_out_where_nobody_chose_a_place(
    qtbot: QtBot,
    local_desk: Desk,
    at: Clock,
    open_tab: OpenTab,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    monkeypatch.setattr(ask, "save_as", lambda *_: None)
    tab.work.export.click()
    assert tab.work.told.text() == ""
