"""A list that asks for the page after its last row."""

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.errors import DatabaseBusy
from ui import background
from ui.widgets.paged_model import Column, PagedModel

COLUMNS: tuple[Column[int], ...] = (
    Column("编号", str, Qt.AlignmentFlag.AlignRight),
    Column("双倍", lambda row: str(row * 2)),
)


class Source:
    """Numbers from 1 to `last`, and what was asked for."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.asked: list[int | None] = []

    def page(self, after: int | None, limit: int) -> Sequence[int]:
        self.asked.append(after)
        first = (after or 0) + 1
        return range(first, min(first + limit, self.last + 1))


def a_model(source: Source, page: int = 7) -> PagedModel[int]:
    return PagedModel(COLUMNS, source.page, page=page)


def load_all(qtbot: QtBot, model: PagedModel[int]) -> Sequence[int]:
    with qtbot.waitSignal(model.loaded):
        model.reload()
    while model.canFetchMore(QModelIndex()):
        with qtbot.waitSignal(model.loaded):
            model.fetchMore(QModelIndex())
    return model.rows()


@pytest.mark.parametrize("last", [0, 6, 7, 8, 50])
def test_pages_of_seven_give_the_same_as_one_of_a_thousand(qtbot: QtBot, last: int) -> None:
    small, large = a_model(Source(last)), a_model(Source(last), page=1000)
    assert load_all(qtbot, small) == load_all(qtbot, large) == tuple(range(1, last + 1))


def test_a_view_that_scrolls_asks_for_no_page_twice(qtbot: QtBot) -> None:
    source = Source(60)
    model = a_model(source)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(300, 200)
    with qtbot.waitExposed(view):
        view.show()
    model.reload()
    for _ in range(40):
        view.scrollToBottom()
        qtbot.waitUntil(background.is_idle)
    assert list(model.rows()) == list(range(1, 61))
    assert len(source.asked) == len(set(source.asked))


def test_it_keeps_the_rules_of_a_model(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = a_model(Source(20))
    with qtbot.waitSignal(model.loaded):
        model.reload()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_its_cells_say_text_title_and_alignment(qtbot: QtBot) -> None:
    model = a_model(Source(3))
    load_all(qtbot, model)
    cell = model.index(2, 1)
    assert model.data(cell) == "6"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "3，6"
    assert model.data(cell, Qt.ItemDataRole.UserRole) == 3
    assert model.headerData(1, Qt.Orientation.Horizontal) == "双倍"
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole) == right


def test_a_page_that_comes_after_a_reload_is_dropped(qtbot: QtBot) -> None:
    asked, may_go = threading.Event(), threading.Event()
    answers = iter([[1, 2], [3]])

    def slow(_after: int | None, _limit: int) -> Sequence[int]:
        answer = next(answers)
        if answer == [1, 2]:
            asked.set()
            may_go.wait(5)
        return answer

    model = PagedModel(COLUMNS, slow)
    model.reload()
    assert asked.wait(5)
    with qtbot.waitSignal(model.loaded):
        model.reload()
    may_go.set()
    qtbot.waitUntil(background.is_idle)
    assert list(model.rows()) == [3]


def test_the_same_rows_again_keep_the_selection(qtbot: QtBot) -> None:
    model = a_model(Source(3))
    load_all(qtbot, model)
    with qtbot.assertNotEmitted(model.modelReset):
        load_all(qtbot, model)


def test_after_a_failure_it_can_ask_again(qtbot: QtBot) -> None:
    tries: list[int] = []

    def page(_after: int | None, limit: int) -> Sequence[int]:
        tries.append(limit)
        if len(tries) == 1:
            raise DatabaseBusy(why="locked")
        return [1]

    model = PagedModel(COLUMNS, page)
    with qtbot.waitSignal(model.failed):
        model.reload()
    assert list(load_all(qtbot, model)) == [1]
