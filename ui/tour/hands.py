"""Hands for the tour: real mouse and key events into the real window, and a camera."""

import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QPainter, QPixmap, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QScrollArea, QWidget

from ui import background

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)
PATIENCE_S = 20.0
_STEP_MS = 20
_DARK = 90


class Missed(Exception):
    """Something that should have happened did not; `what` says it in Chinese."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def click(widget: QWidget) -> None:
    """Press the left button where `widget` stands in its window, as a hand would, after
    scrolling there.

    Raises Missed if it is not in view there, or something lies over it.
    """
    _scroll_to(widget)
    wait(lambda: _is_in_view(widget), f"看不到“{widget.accessibleName()}”")
    window = widget.window()
    middle = widget.mapTo(window, widget.rect().center())
    QTest.mouseClick(_handle(window), Qt.MouseButton.LeftButton, _NONE, middle)


def double_click(widget: QWidget, place: QPoint) -> None:
    """Twice at `place` of `widget`."""
    window = widget.window()
    at = widget.mapTo(window, place)
    QTest.mouseClick(_handle(window), Qt.MouseButton.LeftButton, _NONE, at)
    QTest.mouseDClick(_handle(window), Qt.MouseButton.LeftButton, _NONE, at)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key into the active window; shortcuts hear it as they do from a keyboard."""
    QTest.keyClick(_handle(_active()), key, modifiers)


def write(text: str) -> None:
    """Type where the cursor is; what has no key comes through the input method."""
    run = ""
    for character in text:
        if character.isascii():
            put(run)
            run = ""
            QTest.keyClick(_handle(_active()), ord(character))
        else:
            run += character
    put(run)


def pick(word: str, inner: str = "") -> None:
    """In the open menu, by the arrow keys: the entry with `word` in its text; where that opens a
    menu, the entry with `inner` in there."""
    _go_to(word)
    marked: QAction | None = _menu().activeAction()
    if marked is not None and marked.menu() is not None:
        menu = _menu()
        press(Qt.Key.Key_Right)
        wait(lambda: _menu() is not menu, f"没有打开这一栏：{word}")
        _go_to(inner)
    press(Qt.Key.Key_Return)


def put(text: str) -> None:
    """In one piece where the cursor is, as the input method gives it."""
    if text:
        compose("".join("x" for _ in text))
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(_focus(), event)


def compose(letters: str) -> None:
    """Show `letters` as an input method does before anything is chosen."""
    QCoreApplication.sendEvent(_focus(), QInputMethodEvent(letters, []))


def answer(asking: Callable[[], object], kind: type[D], reply: Callable[[D], None]) -> None:
    """Do `asking`, which opens a question of this kind and holds the program until somebody
    answers; `reply` does. Whatever happens, nothing is left open. Raises Missed."""
    trouble: list[Exception] = []
    before, watch = QApplication.activeModalWidget(), QTimer()

    def look() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, kind):
            return
        watch.stop()
        try:
            bring_forward(asked, "问题没有到前面")
            reply(asked)
            wait(lambda: QApplication.activeModalWidget() is before, "回答了还在问")
        except Exception as error:  # told where the tour goes on
            trouble.append(error)
        _close_until(before)

    watch.timeout.connect(look)
    watch.start(_STEP_MS)
    asking()
    wait(lambda: not watch.isActive(), "没有问")
    if trouble:
        raise trouble[0]


def _close_until(before: QWidget | None) -> None:
    """Close the questions that lie over `before`, the last one first."""
    while (left := QApplication.activeModalWidget()) is not before and left is not None:
        left.close()


def wait(happened: Callable[[], object], what: str) -> None:
    """Let the program work until `happened`. Raises Missed with `what` after PATIENCE_S."""
    until = time.monotonic() + PATIENCE_S
    while not happened():
        if time.monotonic() > until:
            raise Missed(what)
        pause(_STEP_MS)


def settle(what: str = "还有事没做完") -> None:
    """Wait until nothing is under way in the background. Raises Missed with `what`."""
    wait(background.is_idle, what)


def bring_forward(window: QWidget, what: str = "窗口没有到前面") -> None:
    """Give it the keyboard; without a window manager nobody else does. Raises Missed."""
    window.activateWindow()
    wait(window.isActiveWindow, what)


def pause(milliseconds: int) -> None:
    """Let the program work for a while. QTest.qWait would keep Python's lock, and work in the
    background would stand still meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def photograph(widget: QWidget, file: Path) -> None:
    """A picture of a window as it stands now, with the menus open over it."""
    pause(_STEP_MS)  # what came or went is laid out, one level of the window after the other
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    picture = widget.grab()
    _add_menus(picture, widget)
    if not picture.save(str(file)):
        raise Missed(f"图片存不到 {file}")


def windows_of(kind: type[W]) -> list[W]:
    """The open windows of this kind."""
    windows = QApplication.topLevelWidgets()
    return [each for each in windows if isinstance(each, kind) and each.isVisible()]


def has_ink(page: QWidget) -> bool:
    """Whether something dark is drawn on it: a preview renders in its own time."""
    picture = page.grab().toImage()
    places = product(range(0, picture.width(), 3), range(0, picture.height(), 3))
    return any(picture.pixelColor(x, y).lightness() < _DARK for x, y in places)


def _add_menus(picture: QPixmap, under: QWidget) -> None:
    painter = QPainter(picture)
    for menu in windows_of(QMenu):
        if menu is not under:
            painter.drawPixmap(under.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()


def _menu() -> QMenu:
    found = QApplication.activePopupWidget()
    if not isinstance(found, QMenu):
        raise Missed("没有打开菜单")
    return found


def _go_to(word: str) -> None:
    """Down the menu until an entry with `word` is marked."""
    wait(lambda: QApplication.activePopupWidget() is not None, "没有打开菜单")
    menu = _menu()
    for _ in range(len(menu.actions()) + 1):
        marked: QAction | None = menu.activeAction()
        if marked is not None and word in marked.text():
            return
        press(Qt.Key.Key_Down)
    raise Missed(f"菜单里没有：{word}")


def _scroll_to(widget: QWidget) -> None:
    """As the wheel would."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _is_in_view(widget: QWidget) -> bool:
    window = widget.window()
    under = window.childAt(widget.mapTo(window, widget.rect().center()))
    return under is not None and (under is widget or widget.isAncestorOf(under))


def _focus() -> QWidget:
    found = QGuiApplication.focusObject()
    if not isinstance(found, QWidget):
        raise Missed("没有地方可以写字")
    return found


def _active() -> QWidget:
    found = QApplication.activePopupWidget() or QApplication.activeWindow()
    if found is None:
        raise Missed("没有打开的窗口")
    return found


def _handle(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    if handle is None:
        raise Missed("窗口还没有打开")
    return handle


_NONE = Qt.KeyboardModifier.NoModifier
