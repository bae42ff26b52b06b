"""PySide6 6.12.0 on Python 3.11 loses a reference to None at every call; the process then dies."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1_000
SLACK = 100
"""Other code may take or drop a few references meanwhile."""


def test_calls_that_return_none_keep_its_references(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < SLACK
