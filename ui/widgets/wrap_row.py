"""A row whose items go to a next line where they do not fit, as larger text needs."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui import theme


class WrapRow(QLayout):
    """Items have a width at 100 % text and a share of the room left over in their line.

    Layouts around it ask for its height again and again while they settle: what was found holds
    until something in it changes.
    """

    def __init__(self, *, gap: int = 10, line_gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._wishes: list[tuple[int, int]] = []
        self._gap, self._line_gap = gap, line_gap
        self._heights: dict[int, int] = {}
        self._hints: dict[int, QSize] = {}
        self._there: list[int] | None = None
        self._lines_of: dict[int, list[list[int]]] = {}
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, width: int = 0, stretch: int = 0) -> None:
        """Append `widget`, at least `width` wide (0: as it wishes)."""
        self._wishes.append((width, stretch))
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._forget()
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._forget()
        self._wishes.pop(index)
        return self._items.pop(index)

    def _forget(self) -> None:
        self._heights.clear()
        self._hints.clear()
        self._lines_of.clear()
        self._there = self._least = None

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        widths = [self._width(i) for i in self._shown()]
        heights = [self._hint(i).height() for i in self._shown()]
        gaps = theme.px(self._gap) * max(len(widths) - 1, 0)
        return QSize(sum(widths) + gaps, max(heights, default=0))

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = self._least_size()
        return self._least

    def _least_size(self) -> QSize:
        wishes = [theme.px(self._wishes[i][0]) for i in self._shown()]
        least = [self._items[i].minimumSize().width() for i in self._shown()]
        widths = [wish or own for wish, own in zip(wishes, least, strict=True)]
        heights = [self._items[i].minimumSize().height() for i in self._shown()]
        return QSize(max(widths, default=0), max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[int]:
        if self._there is None:
            self._there = [i for i, item in enumerate(self._items) if not item.isEmpty()]
        return self._there

    def _width(self, i: int) -> int:
        wish = theme.px(self._wishes[i][0])
        return wish or self._hint(i).width()

    def _hint(self, i: int) -> QSize:
        if i not in self._hints:
            self._hints[i] = self._items[i].sizeHint()
        return self._hints[i]

    def _lines(self, width: int) -> list[list[int]]:
        if width not in self._lines_of:
            self._lines_of[width] = list(self._broken(width))
        return self._lines_of[width]

    def _broken(self, width: int) -> Iterator[list[int]]:
        line: list[int] = []
        used, gap = 0, theme.px(self._gap)
        for i in self._shown():
            own = self._width(i)
            need = own + gap if line else own
            if line and used + need > width:
                yield line
                line, used, need = [], 0, own
            line.append(i)
            used += need
        if line:
            yield line

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Set the items' places if `move`; the height needed."""
        y = rect.y()
        for number, line in enumerate(self._lines(rect.width())):
            y += theme.px(self._line_gap) if number else 0
            widths = self._widths(line, rect.width())
            height = max(self._height(i, w) for i, w in zip(line, widths, strict=True))
            x = rect.x()
            for i, width in zip(line, widths, strict=True):
                if move:
                    self._items[i].setGeometry(QRect(x, y, width, height))
                x += width + theme.px(self._gap)
            y += height
        return y - rect.y()

    def _widths(self, line: list[int], width: int) -> list[int]:
        wished = [self._width(i) for i in line]
        left = max(width - sum(wished) - theme.px(self._gap) * (len(line) - 1), 0)
        shares = [self._wishes[i][1] for i in line]
        total = sum(shares)
        if not total:
            return [min(w, width) for w in wished]
        return [w + left * s // total for w, s in zip(wished, shares, strict=True)]

    def _height(self, i: int, width: int) -> int:
        item = self._items[i]
        return item.heightForWidth(width) if item.hasHeightForWidth() else self._hint(i).height()
