"""Push buttons that show their key beside their word."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import icons, theme
from ui.widgets.line_edit import ENTER

_GAP, _PAD = 8, 5


class Button(QPushButton):
    """A button; `keys` (such as "Ctrl+Return") works anywhere in its window and is drawn on it."""

    def __init__(
        self, text: str, keys: str = "", *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self._keys = _shown(keys)
        if keys:
            bind(self, keys)
        if primary:
            self.setProperty("primary", "true")
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size + QSize(self._keys_width(), 0) if self._keys else size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._keys:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._draw_text(painter)

    def _draw_text(self, painter: QPainter) -> None:
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - text_width - self._keys_width()) // 2
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRect(left, 0, text_width + 1, self.height()), middle, self.text())
        box = QRect(left + text_width + theme.px(_GAP), 0, self._box_width(), theme.px(19))
        box.moveTop((self.height() - box.height()) // 2)
        text, line = self._key_colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(text)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._keys)

    def _key_colours(self) -> tuple[QColor, QColor]:
        shades = theme.current()
        if self.property("primary") and self.isEnabled():
            return shades.colour("on-accent-mute"), shades.colour("on-accent-line")
        return shades.colour("mute"), shades.colour("line")

    def _box_width(self) -> int:
        metrics = QFontMetrics(theme.font(theme.SMALL))
        return metrics.horizontalAdvance(self._keys) + 2 * theme.px(_PAD)

    def _keys_width(self) -> int:
        return self._box_width() + theme.px(_GAP) if self._keys else 0


def bind(button: QAbstractButton, keys: str) -> None:
    """Let `keys` click `button` at once; Qt's own shortcut waits a tenth of a second, in which
    what is typed next would still go to the field before."""
    QShortcut(QKeySequence(keys), button, button.click)


class IconButton(QPushButton):
    """A button that is only an icon; `name` is what it does, for tooltip and screen reader."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setAutoDefault(False)
        self.setProperty("quiet", "true")
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        """In the colour of the theme, which may change while the window is open."""
        self.setIcon(icons.icon(self._icon_name))
        self.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))


def let_enter_pass(button: QAbstractButton) -> None:
    """Enter goes past it to the next field: it stands among fields, and only Space presses it."""
    button.setProperty("lets_enter_pass", "true")


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether this was Enter; it presses the button that has the keyboard. In Qt only Space does,
    and in a dialog Enter would press another button, the default one."""
    if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if button.property("lets_enter_pass"):
        button.focusNextChild()
    elif not event.isAutoRepeat():
        button.click()
    return True


def _shown(keys: str) -> str:
    """The words on the keys of the keyboards in use."""
    return keys.replace("Return", "Enter").replace("+", " ")
