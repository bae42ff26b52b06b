"""The matters behind a figure, with what the figure is made of."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.intake.types import MatterRow
from app.statistics.behind import behind
from app.statistics.types import Selection
from ui import errors, privacy, theme
from ui.statistics.columns import COLUMNS, lines
from ui.widgets.button import Button
from ui.widgets.label import label, rule
from ui.widgets.paged_model import ROW, PagedModel
from ui.widgets.row import RowDelegate
from ui.widgets.segments import Segments

Part = tuple[str, int, Selection]
"""A word, how many, and which: 分子 1,063."""


class BehindDialog(QDialog):
    """`matter_asked` with the number of the matter double-clicked or taken with Enter.

    `parts`: one, or numerator and denominator to choose between.
    """

    matter_asked = Signal(str)

    def __init__(
        self, desk: Desk, title: str, formula: str, parts: Sequence[Part], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._parts, self._shown = desk, list(parts), 0
        self.part = Segments(
            "看哪些", [(n, f"{word} {count:,} 件") for n, (word, count, _) in enumerate(parts)]
        )
        self.part.choose([0])
        self.part.changed.connect(self._part_chosen)
        self.told = label("", "mute")
        self.empty = label("没有事项。换一个期间或者类型看看。", "mute")
        self.model = PagedModel[MatterRow](COLUMNS, self._page, lines=lines, parent=self)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: errors.show_missed(self, error))
        self.view = QListView()
        self.close_button = Button("关闭", "Esc")
        self.close_button.clicked.connect(self.reject)
        self._lay_out(title, formula)
        self.model.reload()

    def count(self) -> int:
        """How many the figure says there are."""
        return self._parts[self._shown][1]

    def _page(self, after: MatterRow | None, limit: int) -> Sequence[MatterRow]:
        return self._desk.read(behind, self._parts[self._shown][2], after=after, limit=limit)

    def _part_chosen(self) -> None:
        (self._shown,) = self.part.chosen()
        self.model.reload()

    def _loaded(self) -> None:
        shown = self.model.rowCount()
        self.empty.setVisible(not shown)
        self.view.setVisible(bool(shown))
        self.told.setText(f"共 {self.count():,} 件，双击或者按回车打开" if shown else "")
        if shown and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _activated(self, index: QModelIndex) -> None:
        row: MatterRow = index.data(ROW)
        self.accept()
        self.matter_asked.emit(row.no)

    def _lay_out(self, title: str, formula: str) -> None:
        self._dress_view()
        said = label(formula, "mute")
        said.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(label(title, "title"))
        head.addStretch(1)
        head.addWidget(self.part)
        self.part.setVisible(len(self._parts) > 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(said)
        column.addWidget(rule())
        column.addWidget(self.empty)
        self.empty.hide()
        column.addWidget(self.view, 1)
        column.addStretch(0)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(theme.px(760), room.width() - 40), min(theme.px(560), room.height() - 60))

    def _dress_view(self) -> None:
        self.view.setAccessibleName("这个数字里的事项")
        self.view.setAccessibleDescription("双击或按回车，打开这件事项")
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.activated.connect(self._activated)
        privacy.changed.connect(self.view.viewport().update)
        self.view.setFocus()
