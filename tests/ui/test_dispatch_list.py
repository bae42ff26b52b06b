"""分流交办: the list, what it says, and how it keeps its place."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dispatch.types import View
from app.enums import Stage
from tests.app.dispatch.facts import assessed, issued, registered
from tests.conftest import Clock
from tests.story import Story
from tests.ui.conftest import press
from tests.ui.dispatch import OpenTab, settle, shown
from tests.ui.dispatch import open_tab as open_tab
from ui import background, privacy
from ui.dispatch.columns import DUE, KIND, RISK, SINCE, UNITS, WHAT
from ui.dispatch.tab import DispatchTab

CHANGED = frozenset({"matter", "event"})


def pick(qtbot: QtBot, tab: DispatchTab, stage: Stage) -> None:
    tab.lists.looks[stage].click()
    settle(qtbot, tab.beside)


def texts(tab: DispatchTab, row: int) -> list[str]:
    model = tab.work.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_it_opens_on_what_waits_with_the_first_line_beside(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    first = registered(Story(local_desk, at), "2026-09-18 09:00").no
    registered(Story(local_desk, at), "2026-09-18 09:10")
    tab = open_tab(local_desk)
    assert tab.work.title.text() == "待研判 2 件"
    assert shown(tab) == ["001", "002"]
    assert tab.beside.shown is not None
    assert tab.beside.shown.detail.no == first


def test_a_line_tells_risk_number_kind_and_how_long(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    assessed(Story(local_desk, at), "2026-09-18 09", score=80)
    at.set("2026-09-18 10:31")
    tab = open_tab(local_desk)
    pick(qtbot, tab, Stage.TO_ASSIGN)
    told = texts(tab, 0)
    assert told[RISK] == "● 红"
    assert told[KIND] == "邻里"
    assert told[SINCE] == "09:00"
    assert told[DUE] == "剩 29 分钟"


def test_what_lies_with_units_tells_which(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    issued(Story(local_desk, at), "2026-09-18 09")
    tab = open_tab(local_desk)
    assert tab.work.table.isColumnHidden(UNITS)
    pick(qtbot, tab, Stage.TO_ACKNOWLEDGE)
    assert not tab.work.table.isColumnHidden(UNITS)
    assert tab.work.table.isColumnHidden(SINCE)
    assert texts(tab, 0)[UNITS] == "青石镇城建办、青石镇供水站"


def test_an_empty_list_says_what_would_come_here(
    qtbot: QtBot, local_desk: Desk, open_tab: OpenTab
) -> None:
    tab = open_tab(local_desk)
    assert tab.work.empty.isVisible()
    assert "前台登记以后" in tab.work.empty.text()
    assert tab.beside.note.isVisible()
    assert not tab.work.export.isEnabled()
    assert tab.lists.looks[Stage.TO_ASSESS].hasFocus()


def test_the_arrow_keys_run_down_the_list_and_enter_opens(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    for minute in range(3):
        registered(Story(local_desk, at), f"2026-09-18 09:{minute:02}")
    tab = open_tab(local_desk)
    QTest.keyClick(tab.work.table, Qt.Key.Key_Down)
    settle(qtbot, tab.beside)
    assert tab.beside.shown is not None
    assert tab.beside.shown.detail.no.endswith("002")
    with qtbot.waitSignal(tab.matter_asked) as asked:
        QTest.keyClick(tab.work.table, Qt.Key.Key_Return)
    assert asked.args == ["20260918-1-002"]


def test_a_double_click_opens_too(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    place = tab.work.table.visualRect(tab.work.model.index(0, WHAT)).center()
    viewport = tab.work.table.viewport()
    with qtbot.waitSignal(tab.matter_asked):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)


def test_others_changes_keep_the_line_and_the_place(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    for minute in range(30):
        registered(Story(local_desk, at), f"2026-09-18 09:{minute:02}")
    tab = open_tab(local_desk)
    tab.work.table.choose(20)
    tab.work.table.scrollTo(tab.work.model.index(25, 0))
    qtbot.waitUntil(lambda: tab.work.table.verticalScrollBar().value() > 0)
    before = tab.work.table.verticalScrollBar().value()
    registered(Story(local_desk, at), "2026-09-18 10:00")
    tab.topics_changed(CHANGED)
    qtbot.waitUntil(lambda: tab.work.model.rowCount() == 31)
    row = tab.work.table.current()
    assert row is not None
    assert row.no.endswith("021")
    assert tab.work.table.verticalScrollBar().value() == before


def test_a_matter_that_somebody_else_took_away_stays_beside_the_list(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    story = registered(Story(local_desk, at), "2026-09-18 09:00")
    registered(Story(local_desk, at), "2026-09-18 09:10")
    tab = open_tab(local_desk)
    story.do("2026-09-18 09:20", "void", reason="登记错了")
    tab.topics_changed(CHANGED)
    qtbot.waitUntil(lambda: shown(tab) == ["002"])
    settle(qtbot, tab.beside)
    assert tab.beside.shown is not None
    assert tab.beside.shown.detail.no == story.no
    assert tab.beside.shown.stage is Stage.DONE


def test_a_hidden_tab_waits_until_somebody_looks(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    tab = open_tab(local_desk)
    tab.hide()
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab.topics_changed(CHANGED)
    assert background.is_idle()
    tab.show()
    qtbot.waitUntil(lambda: shown(tab) == ["001"])


def test_changes_of_other_tables_ask_for_nothing(
    qtbot: QtBot, local_desk: Desk, open_tab: OpenTab
) -> None:
    tab = open_tab(local_desk)
    tab.topics_changed(frozenset({"staff"}))
    assert background.is_idle()


def test_further_pages_come_when_the_view_nears_the_end(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    for number in range(60):
        registered(Story(local_desk, at), f"2026-09-18 09:{number:02}")
    tab = open_tab(local_desk)
    QAbstractItemModelTester(tab.work.model)
    assert tab.work.title.text() == "待研判 60 件"
    tab.work.model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: tab.work.model.rowCount() == 60)
    registered(Story(local_desk, at), "2026-09-18 10:01")
    tab.topics_changed(CHANGED)
    qtbot.waitUntil(lambda: tab.work.model.rowCount() == 61)


def test_f8_covers_what_it_is_about(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    table = tab.work.table
    cell = table.visualRect(tab.work.model.index(0, WHAT))
    open_to_see = table.viewport().grab(cell).toImage()
    privacy.set_hidden(is_hidden=True)
    assert table.viewport().grab(cell).toImage() != open_to_see
    privacy.set_hidden(is_hidden=False)
    assert table.viewport().grab(cell).toImage() == open_to_see


def test_larger_text_gives_up_columns_before_the_story(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    tab.resize(1024, 600)
    assert tab.work.table.isColumnHidden(KIND)
    tab.resize(1366, 692)
    assert not tab.work.table.isColumnHidden(KIND)
    assert tab.work.table.columnWidth(WHAT) >= 180


def test_escape_and_letters_in_the_list_do_nothing(
    qtbot: QtBot, local_desk: Desk, at: Clock, open_tab: OpenTab
) -> None:
    registered(Story(local_desk, at), "2026-09-18 09:00")
    tab = open_tab(local_desk)
    press(tab, Qt.Key.Key_Escape)
    assert tab.lists.view() == View(Stage.TO_ASSESS)
    assert shown(tab) == ["001"]
