"""What stands around the form of every action: title, a place for trouble, two buttons."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from ui import privacy, theme
from ui.widgets.button import Button
from ui.widgets.field import TroubleLine
from ui.widgets.label import Elided, label
from ui.widgets.others import Others
from ui.widgets.scroller import Scroller

WIDTH = 720
"""Of every dialog, at 100 % text."""
_ROOM = 0.94
"""Of the height of the screen, at most."""


class Frame:
    """Lays out `dialog`; what is added stands under each other and scrolls."""

    def __init__(self, dialog: QDialog, desk: Desk, title: str, subject: str, story: str) -> None:
        self._dialog, self.others = dialog, Others(desk)
        self._then: Callable[[], None] | None = None
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head(title, subject, story))
        column.addWidget(self._make_banner())
        page = QWidget()
        page.setObjectName("page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(*(theme.px(n) for n in (24, 12, 24, 16)))
        self._page.setSpacing(theme.px(12))
        self._page.addStretch(1)
        self.scroll = Scroller(page)
        self.scroll.verticalScrollBar().rangeChanged.connect(self._keep_margin)
        column.addWidget(self.scroll, 1)
        column.addWidget(self._make_foot())

    def add(self, widget: QWidget) -> None:
        self._page.insertWidget(self._page.count() - 1, widget)

    def add_quietly(self, name: str, widget: QWidget) -> None:
        """Put what is seldom needed beside the buttons."""
        widget.setFixedWidth(theme.px(184))
        self._buttons.insertWidget(0, label(name, "small"))
        self._buttons.insertWidget(1, widget)

    def tell(self, text: str, *, again: str = "", then: Callable[[], None] | None = None) -> None:
        """Say something above the form; beside it a button called `again`, which does `then`."""
        self.sentence.setText(text)
        self._then = then
        self.again.setText(again)
        self.again.setAccessibleName(again)
        self.again.setVisible(bool(again))
        self._banner.setVisible(bool(text))
        self.grow_soon()

    def grow_soon(self) -> None:
        """Something more is said: make room for it after what is under way."""
        QTimer.singleShot(0, self.scroll, lambda: self.fit(grow_only=True))

    def _go_on(self) -> None:
        if self._then is not None:
            self._then()

    def fit(self, *, grow_only: bool = False) -> None:
        """As high as the form needs, as far as the screen allows."""
        screen = self._dialog.screen().availableGeometry()
        width = min(theme.px(WIDTH), screen.width())
        wanted = self._page.totalHeightForWidth(width)  # -1 if no line wraps
        if wanted < 0:
            wanted = self._page.totalSizeHint().height()
        around = sum(
            part.sizeHint().height()
            for part in (self._head, self._banner, self._foot)
            if not part.isHidden()
        )
        height = min(wanted + around, int(screen.height() * _ROOM))
        if grow_only:
            height = max(height, self._dialog.height())
        self._dialog.resize(QSize(width, height))

    def _keep_margin(self, _least: int, most: int) -> None:
        """The right edge stays in line with the buttons below when the scroll bar comes."""
        margins = self._page.contentsMargins()
        bar = self.scroll.verticalScrollBar().sizeHint().width() if most else 0
        margins.setRight(theme.px(24) - bar)
        self._page.setContentsMargins(margins)

    def _make_head(self, title: str, subject: str, story: str) -> QWidget:
        """What is done, to what, and what that is about."""
        self._head = QFrame()
        self._head.setObjectName("header")
        column = QVBoxLayout(self._head)
        column.setContentsMargins(*(theme.px(n) for n in (24, 10, 24, 10)))
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        column.addLayout(row)
        column.addWidget(privacy.cover(Elided(story, "small")))
        row.addWidget(label(title, "title"))
        self.subject = Elided(subject, "mute")
        row.addWidget(self.subject, 1)
        row.addWidget(self.others)
        return self._head

    def _make_banner(self) -> QWidget:
        self._banner = QFrame()
        self._banner.setObjectName("refusal")
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(*(theme.px(n) for n in (24, 8, 24, 8)))
        row.setSpacing(theme.px(12))
        self.sentence = label("", "warn")
        self.sentence.setWordWrap(True)
        self.again = Button("")
        self.again.clicked.connect(self._go_on)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.again)
        self._banner.hide()
        return self._banner

    def _make_foot(self) -> QWidget:
        self._foot = QFrame()
        self._foot.setObjectName("actions")
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(*(theme.px(n) for n in (24, 12, 24, 12)))
        column.setSpacing(theme.px(8))
        self.foot_line = TroubleLine(self._foot)
        column.addWidget(self.foot_line)
        row = self._buttons = QHBoxLayout()
        row.setSpacing(theme.px(8))
        column.addLayout(row)
        self.told = label("", "small")
        self.cancel = Button("不做了")
        self.save = Button("保存", "Ctrl+Return", primary=True)
        row.addWidget(self.told, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return self._foot
