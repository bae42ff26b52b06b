"""A table draws each of its rows once."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui import background, privacy
from ui.widgets.paged_model import Column, PagedModel
from ui.widgets.row_look import RowLook, draw_row
from ui.widgets.row_table import RowTable

ROWS = [(f"第 {n} 件", n) for n in range(5)]
Row = tuple[str, int]
COLUMNS: tuple[Column[Row], ...] = (
    Column("什么事", lambda row: row[0]),
    Column("几件", lambda row: str(row[1])),
)


class Drawn(list[list[str]]):
    """The words of each row that was drawn."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    told = Drawn()

    def tell(*told_of: Any, is_on: bool) -> None:
        told.append([cell.text for _place, cell in told_of[2]])
        draw_row(*told_of, is_on=is_on)

    monkeypatch.setattr("ui.widgets.row_table.draw_row", tell)
    return told


@pytest.fixture
def table(qtbot: QtBot, drawn: Drawn) -> Iterator[RowTable]:
    model = PagedModel[Row](COLUMNS, lambda after, _limit: [] if after else ROWS)
    look = RowLook[Row](bars=frozenset({1}), personal=frozenset({0}))
    look.most = 4
    made = RowTable("事项", model, {0: 0, 1: 120}, look=look)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    model.reload()
    qtbot.waitUntil(lambda: background.is_idle() and len(drawn) == len(ROWS))
    yield made
    privacy.set_hidden(is_hidden=False)


def shown(table: RowTable) -> QImage:
    return table.viewport().grab().toImage()


def test_a_row_that_looks_as_it_did_is_not_drawn_again(table: RowTable, drawn: Drawn) -> None:
    before = shown(table)
    drawn.clear()
    assert shown(table) == before
    assert drawn == []


def test_a_row_chosen_is_drawn_anew_and_no_other(table: RowTable, drawn: Drawn) -> None:
    before = shown(table)
    drawn.clear()
    table.choose(2)
    assert shown(table) != before
    assert drawn == [["第 2 件", "2"]]


def test_to_paint_a_part_lets_go_of_nothing(table: RowTable, drawn: Drawn) -> None:
    drawn.clear()
    part = QRect(0, 0, table.viewport().width(), table.rowHeight(0))
    table.viewport().repaint(part)
    shown(table)
    assert drawn == []


def test_other_room_draws_every_row_anew(table: RowTable, drawn: Drawn) -> None:
    drawn.clear()
    table.resize(700, 400)
    shown(table)
    assert [words[0] for words in drawn] == [row[0] for row in ROWS]


def test_personal_words_are_covered_at_once(table: RowTable, drawn: Drawn) -> None:
    drawn.clear()
    privacy.set_hidden(is_hidden=True)
    shown(table)
    assert [words[0] for words in drawn] == [""] * len(ROWS)


def test_a_full_bar_says_so_and_is_red(table: RowTable, drawn: Drawn) -> None:
    assert ["第 4 件", "4 满"] in drawn
    picture = shown(table)
    middle = int(4.5 * table.rowHeight(0) * picture.devicePixelRatio())
    colours = {QColor(picture.pixel(x, middle)).name() for x in range(picture.width())}
    assert any(QColor(each).red() > 2 * QColor(each).blue() for each in colours)


def test_of_rows_long_gone_no_picture_is_kept(table: RowTable, drawn: Drawn) -> None:
    for number in range(40):
        table._paged._replace([(f"又 {number} 件 {n}", n) for n in range(5)])
        shown(table)
    assert len(table._pictures) < 40
