"""省平台的栏目: which fields it asks for, in which order, and what they are called there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.desk import Desk
from app.exchange.platform import Asked, keep_order
from app.exchange.wording import ASKS
from ui import background, errors, theme
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label

_HOW = (
    "勾上的才抄、才导出，从上到下就是抄的顺序，整个中心都照它。"
    "按空格勾上或者去掉，F2 改成省平台上的叫法。"
)
_ITEM = Qt.ItemDataRole.UserRole


class OrderDialog(SmallDialog):
    """`kept` once the order is remembered."""

    kept = Signal()

    def __init__(self, desk: Desk, order: Sequence[Asked], parent: QWidget | None = None) -> None:
        super().__init__("省平台的栏目", 520, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.list = QListWidget()
        self.list.setAccessibleName("省平台的栏目")
        self.list.setAccessibleDescription(_HOW)
        self.list.setFixedHeight(theme.px(320))
        self.list.setSpacing(theme.px(2))
        self.list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed
                                  | QListWidget.EditTrigger.DoubleClicked)  # fmt: skip
        for each in order:
            self.list.addItem(_item(each))
        self.up, self.down = Button("上移", "Alt+Up"), Button("下移", "Alt+Down")
        self.leave = Button("不改了", "Esc")
        self.save = Button("存上", "Ctrl+Return", primary=True)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        told = label(_HOW, "mute")
        told.setWordWrap(True)
        moving = QHBoxLayout()
        moving.setSpacing(theme.px(8))
        moving.addWidget(self.up)
        moving.addWidget(self.down)
        moving.addStretch(1)
        self.column.addWidget(told)
        self.column.addWidget(self.list)
        self.column.addLayout(moving)
        self.add_buttons(self.save, leave=self.leave)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def order(self) -> tuple[Asked, ...]:
        """As it stands in the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            replace(
                item.data(_ITEM),
                title=item.text().strip() or ASKS[item.data(_ITEM).ask],
                is_used=item.checkState() is Qt.CheckState.Checked,
            )
            for item in items
        )

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def _save(self) -> None:
        self.save.setEnabled(False)
        background.run(
            self,
            partial(self._desk.write, keep_order, self.order()),
            done=lambda _none: self._saved(),
            failed=self._not_saved,
            pool=background.writer,
        )

    def _saved(self) -> None:
        self.kept.emit()
        self.accept()

    def _not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        errors.show(self, error)


def _item(each: Asked) -> QListWidgetItem:
    item = QListWidgetItem(each.title)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if each.is_used else Qt.CheckState.Unchecked)
    item.setData(_ITEM, each)
    item.setToolTip(ASKS[each.ask])
    return item
