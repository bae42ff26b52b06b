"""A bot that waits long: how busy the machine is decides no test.

A wait ends as soon as what it waits for is there, so patience costs a green run nothing.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

WITHIN_MS = 60_000


class PatientBot(QtBot):
    """pytest-qt's bot with a minute where it has five seconds."""

    def waitUntil(  # noqa: N802  the bot's own name
        self, callback: Callable[[], bool | None], *, timeout: int = WITHIN_MS
    ) -> None:
        """Until it holds, and what was posted meanwhile is done: a layout shows a label that was
        put into it in a later turn of the event loop, and nothing says that one has passed."""
        super().waitUntil(callback, timeout=timeout)
        QCoreApplication.sendPostedEvents()

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = WITHIN_MS, **more: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(  # noqa: N802
        self, signals: list[Any], *, timeout: int = WITHIN_MS, **more: Any
    ) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = WITHIN_MS) -> Any:  # noqa: N802
        return super().waitExposed(widget, timeout=timeout)
