"""The order in which the Tab key goes through what was made at different times."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(*widgets: QWidget) -> Iterator[QWidget]:
    """Where Tab stops in these, in their order."""
    for widget in widgets:
        for each in (widget, *widget.findChildren(QWidget)):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield each


def chain(widgets: Iterable[QWidget]) -> None:
    """Let Tab go from each of these to the next; what is made later would else come last."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
