"""The head of the window: mark, tabs, search box, and whose window it is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
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
from ui.widgets.button import bind, pressed_by_enter
from ui.widgets.label import label
from ui.widgets.nav_button import NavButton

HEIGHT = 48
_SIDE, _ARROW = 8, 16


class Head(QFrame):
    """Where it gets narrow, the search box shrinks first, then the name of the program goes,
    then the post of who is signed in, then the air between the tabs."""

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
        """Without what makes room."""
        size = super().minimumSizeHint()
        brand = 0 if self.brand.isHidden() else self._brand_width()
        return size - QSize(brand + self.user.width_now() - self.user.least_width(), 0)

    def event(self, event: QEvent) -> bool:
        """A tab that counts more, or larger text, takes room as a narrower window does."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return done

    def _fit(self) -> None:
        room = self.width() - self.minimumSizeHint().width()
        room -= sum(b.sizeHint().width() - b.minimumSizeHint().width() for b in self.buttons)
        posts = self.user.full_width() - self.user.least_width()
        self.user.show_posts(is_shown=room >= posts)
        self.brand.setVisible(room >= posts + self._brand_width())

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
        self._shown = self._long
        self.setObjectName("user")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bind(self, "Ctrl+M")
        self.setAccessibleName(f"{self._long}，我的菜单")
        self.setToolTip("\n".join((f"{name}，{place} 号窗口", *posts, "我的菜单：Ctrl+M")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_posts(self, *, is_shown: bool) -> None:
        """With the post, or the name alone."""
        shown = self._long if is_shown else self._short
        if shown != self._shown:
            self._shown = shown
            self.updateGeometry()
            self.update()

    def full_width(self) -> int:
        return self._width(self._long)

    def least_width(self) -> int:
        return self._width(self._short)

    def width_now(self) -> int:
        return self._width(self._shown)

    def sizeHint(self) -> QSize:
        return QSize(self.width_now(), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(theme.current().colour("mute"))
        side, arrow = theme.px(_SIDE), theme.px(_ARROW)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect().adjusted(side, 0, -side, 0), middle, self._shown)
        top = (self.height() - arrow) // 2
        painter.drawPixmap(self.width() - side - arrow + theme.px(2), top, icons.pixmap("chevron"))

    def _width(self, text: str) -> int:
        width = QFontMetrics(theme.font(theme.TEXT)).horizontalAdvance(text)
        return width + theme.px(2 * _SIDE + _ARROW + 2)
