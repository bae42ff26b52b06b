"""A row that goes on in a next line where it must."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.wrap_row import WrapRow


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[tuple[WrapRow, list[QFrame]]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = WrapRow(gap=10, line_gap=8)
    holder.setLayout(layout)
    parts = [QFrame() for _ in range(3)]
    for part, stretch in zip(parts, (0, 1, 3), strict=True):
        part.setFixedHeight(30)
        layout.add(part, 100, stretch)
    holder.resize(400, 30)
    holder.show()
    yield layout, parts
    holder.close()  # and holds them until here


def test_room_left_over_is_shared(row: tuple[WrapRow, list[QFrame]]) -> None:
    layout, parts = row
    assert [part.width() for part in parts] == [100, 120, 160]
    assert layout.heightForWidth(400) == 30


def test_what_does_not_fit_goes_below(row: tuple[WrapRow, list[QFrame]]) -> None:
    layout, parts = row
    holder = parts[0].parentWidget()
    assert holder is not None
    holder.resize(250, 68)
    assert (parts[1].y(), parts[2].y()) == (0, 38)
    assert layout.heightForWidth(250) == 68
    assert layout.minimumSize().width() == 100


def test_what_is_hidden_takes_no_room(row: tuple[WrapRow, list[QFrame]]) -> None:
    layout, parts = row
    parts[1].hide()
    layout.activate()
    assert parts[2].x() == 110
