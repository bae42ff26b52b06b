"""The paper at the right, drawn again in the background a moment after the last key."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.errors import DomainError
from app.messages import error_text
from ui import background, privacy, theme
from ui.mediation.large import LargeView
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.paper_view import PaperView
from ui.widgets.wrap_row import WrapRow

_WIDTH = 420
QUIET_MS = 400
"""After the last key."""
log = logging.getLogger(__name__)
Render = Callable[[], bytes]


class Preview(QFrame):
    """One paper at a time is being drawn; what was asked for meanwhile comes after it, and what
    is outdated when it arrives is dropped. `printed` when the paper is wanted on paper."""

    printed = Signal()
    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("right")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.paper = PaperView(self)
        self.paper.view.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = label("", "mute")
        self.empty.setWordWrap(True)
        self.pages = label("", "small")
        self.masked = label("屏幕上证件号码不写全，印出来写全。", "small")
        self.masked.setContentsMargins(*(theme.px(n) for n in (14, 4, 14, 4)))
        self.wide = Button("放大给双方看", "F11")
        self.print = Button("打印", "Ctrl+P")
        self.large: LargeView | None = None
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self._wanted: Render | None = None
        self._is_drawing = False
        self._data = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self._lay_out()
        self.wide.clicked.connect(self.enlarge)
        self.print.clicked.connect(self.printed)
        self.clear("")

    def sizeHint(self) -> QSize:
        """Wide enough to read a page; larger text needs the room for what is written."""
        return QSize(_WIDTH, _WIDTH)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH, 0)

    def ask(self, render: Render, *, at_once: bool = False) -> None:
        """Show what `render` gives; it is called off the GUI thread, so it only reads.

        After the last key, or as soon as the section beside it stands: `at_once`, and where
        nothing is shown yet.
        """
        self._wanted = render
        self._timer.start(background.SOON_MS if at_once or not self._data else QUIET_MS)

    def clear(self, why: str) -> None:
        """No paper; `why` says what to do first."""
        self._timer.stop()
        self._wanted = None
        self._data = b""
        self._show_paper(is_there=False)
        self.empty.setText(why)
        self.trouble.hide()

    def enlarge(self) -> None:
        """The paper over the whole screen, without buttons, for both sides to read."""
        if self.large is not None:
            self.large.close()
        elif self._data:
            self.large = LargeView(self._data, self.window())
            self.large.destroyed.connect(self._closed)
            self.large.open_up()

    def _closed(self) -> None:
        self.large = None

    def _draw(self) -> None:
        if self._is_drawing or self._wanted is None:
            return
        render, self._is_drawing = self._wanted, True
        background.run(
            self, render, done=partial(self._arrived, render), failed=partial(self._failed, render)
        )

    def _arrived(self, render: Render, data: bytes) -> None:
        if not self._go_on(render):
            return
        self.trouble.hide()
        if data != self._data:
            self._data = data
            self._replace(data)
        self._show_paper(is_there=True)
        self.drawn.emit()

    def _failed(self, render: Render, error: Exception) -> None:
        if not self._go_on(render):
            return
        told = isinstance(error, DomainError)
        if not told:
            log.error("no preview", exc_info=error)
        self.trouble.setText(error_text(error) if isinstance(error, DomainError) else _BROKEN)
        self.trouble.show()

    def _go_on(self, render: Render) -> bool:
        """Whether what arrived is still wanted; if not, what is wanted now is drawn."""
        self._is_drawing = False
        if render is self._wanted:
            return True
        if self._wanted is not None and not self._timer.isActive():
            self._draw()
        return False

    def _replace(self, data: bytes) -> None:
        """The eyes stay where they were reading."""
        bar = self.paper.view.verticalScrollBar()
        place = bar.value()
        self.paper.show_paper(data)
        bar.setValue(place)
        self.pages.setText(f"共 {self.paper.page_count()} 页")
        if self.large is not None:
            self.large.show_paper(data)

    def _show_paper(self, *, is_there: bool) -> None:
        self.paper.setVisible(is_there)
        self.masked.setVisible(is_there)
        self.empty.setVisible(not is_there)
        if not is_there:
            self.pages.setText("")
        for button in (self.wide, self.print):
            button.setEnabled(is_there)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("header")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(*(theme.px(n) for n in (14, 7, 12, 7)))
        row = WrapRow(gap=8, line_gap=4)
        inside.addLayout(row)
        row.add(label("预览", "head"))
        row.add(self.pages, 56, 1)
        row.add(self.wide)
        row.add(self.print)
        privacy.cover(self.paper)
        self.empty.setContentsMargins(*(theme.px(16),) * 4)
        self.trouble.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.trouble)
        column.addWidget(self.empty)
        column.addWidget(self.paper, 1)
        column.addWidget(self.masked)
        column.addStretch(0)


_BROKEN = "预览没有画出来，写下的内容不受影响；打印照常可以。"
