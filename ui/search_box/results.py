"""What a search brought up, below the box; the keyboard stays in the box."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.glossary import term
from app.messages.search import NOTHING, WHY
from app.search.types import Found
from ui import theme, words
from ui.matter.marks import NOBODY
from ui.widgets.label import label
from ui.widgets.paged_model import LINES, ROW
from ui.widgets.row import Lines, RowDelegate, draw, height

MOST_ROWS = 8
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


def lines(found: Found) -> Lines:
    """Who and what, masked; below it number, state and day; at the right why it was found."""
    day = words.day(found.registered_on)
    return Lines(
        title=f"{found.who or NOBODY}　{found.title}",
        detail=f"{found.no} · {term(found.state)} · {day} 登记",
        tag=WHY[found.why[0]] if found.why else "",
        kind="accent" if found.why and found.why[0] != "text" else "plain",
        is_personal=True,
    )


class _Hits(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: Sequence[Found] = ()

    def show_hits(self, hits: Sequence[Found]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.hits[index.row()]
        told = lines(found)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return told.title
            case Qt.ItemDataRole.ToolTipRole:
                return "找到的原因：" + "、".join(WHY[why] for why in found.why)
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join((told.title, told.detail, told.tag))
            case _ if role == ROW:
                return found
            case _ if role == LINES:
                return told
        return None


class _Painted(RowDelegate):
    """The chosen row is marked though the cursor stands in the box above."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "accent-weak" if is_on else "surface"
        draw(painter, option.rect, index.data(LINES), ground=ground, is_focused=False)


class Results(QFrame):
    """Lies over the page below the box. `chosen` with the number of a matter."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told = label("", "popup-note")
        self.told.setWordWrap(True)
        self.model = _Hits(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Painted(self.view))
        self.view.setAccessibleName("找到的事项")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.told)
        self.hide()

    def show_hits(self, hits: Sequence[Found], more: str = "") -> None:
        """List these, the first chosen; `more` is said below them."""
        self.model.show_hits(hits)
        if hits:
            self.view.setCurrentIndex(self.model.index(0))
        self._tell(more if hits else NOTHING)

    def tell(self, text: str) -> None:
        """Nothing but a sentence."""
        self.model.show_hits(())
        self._tell(text)

    def step(self, by: int) -> None:
        """The row above or below; over the ends to the other one."""
        if count := self.model.rowCount():
            row = (self.view.currentIndex().row() + by) % count
            self.view.setCurrentIndex(self.model.index(row))

    def current(self) -> str | None:
        """The number of the matter that is chosen."""
        index = self.view.currentIndex()
        return str(index.data(ROW).no) if index.isValid() else None

    def place(self, below: QWidget) -> None:
        """Right below `below`, as high as what it shows, inside the window."""
        width = min(theme.px(520), self._window.width() - theme.px(16))
        corner = below.mapTo(self._window, below.rect().bottomRight())
        left, top = max(corner.x() - width + 1, theme.px(8)), corner.y() + theme.px(4)
        told = 0 if self.told.isHidden() else self.told.heightForWidth(width - 2)
        room = self._window.height() - top - theme.px(8) - told
        wished = sum(height(lines(found)) for found in self.model.hits[:MOST_ROWS])
        self.view.setVisible(bool(wished))
        self.view.setFixedHeight(min(wished, room))
        self.setGeometry(left, top, width, min(wished, room) + told + 2)
        self.raise_()
        self.show()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW).no)
