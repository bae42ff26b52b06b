"""The own menu at the right of the head: how the window looks, the password, the lock, help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app import settings
from app.errors import EnvironmentTrouble
from app.settings import TEXT_SIZES
from ui import errors, preferences

Item = tuple[str, str, Callable[[], object]]
"""A word, its key if it has one, and what it does."""


class UserMenu(QMenu):
    """`items` come below the two choices of looks; None draws a line. It is gone once closed."""

    def __init__(self, items: Sequence[Item | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sizes = self._choices(
            "字号", [(f"{size} %", size) for size in TEXT_SIZES], preferences.choose_text_size
        )
        self.looks = self._choices(
            "浅色和深色",
            [(word, look) for look, word in preferences.LOOKS],
            preferences.choose_look,
        )
        for item in items:
            if item is None:
                self.addSeparator()
                continue
            word, keys, act = item
            shown = f"{word}\t{keys}" if keys else word
            self.addAction(shown).triggered.connect(lambda _checked=False, act=act: act())
        self._mark()

    def drop_below(self, button: QWidget) -> None:
        """Open with the right edges in line."""
        corner = button.mapToGlobal(QPoint(button.width() - self.sizeHint().width(), 0))
        self.popup(corner + QPoint(0, button.height()))

    def _choices(
        self, title: str, options: Sequence[tuple[str, object]], choose: Callable[..., None]
    ) -> QActionGroup:
        menu = self.addMenu(title)
        group = QActionGroup(menu)
        for word, value in options:
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _checked=False, value=value: self._take(choose, value))
            group.addAction(action)
        return group

    def _take(self, choose: Callable[..., None], value: object) -> None:
        try:
            choose(value)
        except EnvironmentTrouble as error:
            errors.show(self.parentWidget(), error)

    def _mark(self) -> None:
        chosen = settings.load()
        _check(self.sizes.actions(), chosen.text_size)
        _check(self.looks.actions(), chosen.look)


def _check(actions: Sequence[QAction], value: object) -> None:
    for action in actions:
        action.setChecked(action.data() == value)
