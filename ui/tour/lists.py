"""A row of a list, reached by the keys, however many pages it lies below."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from ui.tour.hands import press, settle, wait
from ui.widgets.paged_model import PagedModel

_CTRL = Qt.KeyboardModifier.ControlModifier


def go_to(table: QTableView, model: PagedModel[Any], number: str, missing: str) -> None:
    """Make the row of the matter `number` the chosen one. Raises Missed with `missing`."""
    settle(missing)
    table.setFocus()
    while _place(model, number) is None and model.has_more():
        press(Qt.Key.Key_End, _CTRL)
        settle(missing)
    wait(lambda: _place(model, number) is not None, missing)
    place = _place(model, number) or 0
    from_end = model.rowCount() - 1 - place
    if from_end < place:
        _from(Qt.Key.Key_End, Qt.Key.Key_Up, from_end)
    else:
        _from(Qt.Key.Key_Home, Qt.Key.Key_Down, place)


def _from(end: Qt.Key, arrow: Qt.Key, steps: int) -> None:
    press(end, _CTRL)
    for _ in range(steps):
        press(arrow)


def _place(model: PagedModel[Any], number: str) -> int | None:
    return next((at for at, row in enumerate(model.rows()) if row.no == number), None)
