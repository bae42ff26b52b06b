"""The head of the window: mark, tabs, search box, and whose window it is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from ui import icons, theme
from ui.search_box.box import SearchBox
from ui.widgets.button import bind
from ui.widgets.label import label
from ui.widgets.nav_button import NavButton

HEIGHT = 48
_SIDE, _ARROW = 8, 16


class Head(QFrame):
    """Where it gets narrow, the name of the program goes first, then the search box shrinks."""

    def __init__(self, search: SearchBox, user: "UserButton") -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(theme.px(HEIGHT))
        self.search, self.user = search, user
        self.buttons: list[NavButton] = []
        self._mark = label("")
        self.brand = label("枫桥工作台", "brand")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (16, 0, 8, 0)))
        row.setSpacing(theme.px(2))
        row.addWidget(self._mark)
        row.addSpacing(theme.px(6))
        row.addWidget(self.brand)
        row.addSpacing(theme.px(14))
        self._first = row.count()
        row.addStretch(1)
        row.addWidget(search)
        row.addSpacing(theme.px(6))
        row.addWidget(user)
        self._dress()

    def add(self, title: str) -> NavButton:
        """One more tab, reached by Ctrl and its number."""
        place = len(self.buttons)
        button = NavButton(title, f"Ctrl+{place + 1}")
        self._row.insertWidget(self._first + place, button)
        self.buttons.append(button)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def minimumSizeHint(self) -> QSize:
        """Without the name of the program, which makes room."""
        size = super().minimumSizeHint()
        return size if self.brand.isHidden() else size - QSize(self._brand_width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = self.minimumSizeHint().width()
        self.brand.setVisible(self.width() >= least + self._brand_width())

    def _dress(self) -> None:
        """The mark in the size of the text, which may change while the window is open."""
        self._mark.setPixmap(icons.pixmap("fengqiao", size=24))

    def _brand_width(self) -> int:
        return self.brand.sizeHint().width() + self._row.spacing()


class UserButton(QPushButton):
    """Who is signed in, with what post; opens the own menu."""

    def __init__(self, name: str, posts: Sequence[str], place: str) -> None:
        super().__init__()
        several = "等" if len(posts) > 1 else ""
        self._long = f"{name} · {posts[0]}{several}" if posts else name
        self._short = name
        self.setProperty("quiet", "true")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        bind(self, "Ctrl+M")
        self.setAccessibleName(f"{self._long}，我的菜单")
        self.setToolTip("\n".join((f"{name}，{place} 号窗口", *posts, "我的菜单：Ctrl+M")))

    def sizeHint(self) -> QSize:
        return self._size(self._long)

    def minimumSizeHint(self) -> QSize:
        return self._size(self._short)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(theme.current().colour("mute"))
        side, arrow = theme.px(_SIDE), theme.px(_ARROW)
        room = self.rect().adjusted(side, 0, -side - arrow, 0)
        fits = painter.fontMetrics().horizontalAdvance(self._long) <= room.width()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, middle, self._long if fits else self._short)
        top = (self.height() - arrow) // 2
        painter.drawPixmap(self.width() - side - arrow + theme.px(2), top, icons.pixmap("chevron"))

    def _size(self, text: str) -> QSize:
        width = QFontMetrics(theme.font(theme.TEXT)).horizontalAdvance(text)
        return QSize(width + theme.px(2 * _SIDE + _ARROW + 2), theme.px(32))
