"""还没录进省平台: the list, copying one of them, and the workbook for the platform to take in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.desk import Desk
from app.enums import DisputeType
from app.exchange.export import MOST, PlatformExport, may_show
from app.exchange.platform import Asked, order_of, unentered_page
from app.glossary import term
from app.intake.types import MatterRow
from ui import ask, background, errors, theme, words
from ui.exchange.copy_dialog import CopyDialog
from ui.exchange.order_dialog import OrderDialog
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label, rule
from ui.widgets.line_edit import ENTER
from ui.widgets.paged_model import ROW, Column, PagedModel
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable

_NO, _AT, _KIND, _WHO, _WHAT, _STATE = range(6)
_COLUMNS: tuple[Column[MatterRow], ...] = (
    Column("编号", lambda row: row.no),
    Column("登记", lambda row: words.short(row.registered_at)),
    Column("类型", lambda row: _kind(row.dispute_type) or term(row.appeal_kind)),
    Column("什么人", lambda row: row.who),
    Column("什么事", lambda row: row.title),
    Column("到了哪一步", lambda row: term(row.state)),
)
_ALL_IN = "都录进省平台了。新登记的会列在这里。"
_HOW = "按回车抄光标所在的一件；按住 Shift 和上下键可以选几件，一起导出。"


class UnenteredDialog(QDialog):
    """Non-blocking; follows what is numbered from here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("还没录进省平台")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._is_stopped = False
        self._export: PlatformExport | None = None
        self.model = PagedModel[MatterRow](_COLUMNS, self._page, parent=self)
        self.table = RowTable(
            "还没录进省平台的事项",
            self.model,
            {_NO: 132, _AT: 104, _KIND: 104, _WHO: 132, _WHAT: 0, _STATE: 104},
            look=RowLook(personal=frozenset({_WHO, _WHAT})),
            spare=(_STATE, _KIND),
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.empty = label(_ALL_IN, "mute")
        self.told = label(_HOW, "mute")
        self.leave = Button("关闭", "Esc")
        self.fields = Button("栏目和顺序…", "Alt+L")
        self.export = Button("导出选中的…", "Ctrl+E")
        self.copy = Button("抄这一件", "Ctrl+Return", primary=True)
        self._lay_out()
        self._connect()
        self.model.reload()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list copies; the list itself would do nothing with several chosen."""
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent) and pressed.key() in ENTER and not pressed.modifiers():
            self._copy()
            return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Esc stops an export first."""
        if self._export is not None:
            self._is_stopped = True
            return
        super().reject()

    def chosen(self) -> list[str]:
        """The numbers of the matters that are chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row(row).no for row in rows]

    def _page(self, after: MatterRow | None, limit: int) -> Sequence[MatterRow]:
        return self._desk.read(unentered_page, after=after, limit=limit)

    def _loaded(self) -> None:
        shown = self.model.rowCount()
        self.empty.setVisible(not shown)
        self.table.setVisible(bool(shown))
        for button in (self.copy, self.export):
            button.setEnabled(bool(shown))
        if shown and not self.table.currentIndex().isValid():
            self.table.choose(0)
            self.table.setFocus()

    def _copy(self) -> None:
        row: MatterRow | None = self.table.currentIndex().data(ROW)
        if row is None:
            return
        dialog = CopyDialog(self._desk, row.no, self)
        dialog.numbered.connect(self._numbered)
        dialog.show()

    def _numbered(self, no: str) -> None:
        self.told.setText(f"{no} 已经录进省平台。")
        self.model.reload()

    def _arrange(self) -> None:
        background.run(self, partial(self._desk.read, order_of), done=self._show_order)

    def _show_order(self, order: Sequence[Asked]) -> None:
        dialog = OrderDialog(self._desk, order, self)
        dialog.kept.connect(lambda: self.told.setText("栏目和顺序存好了，整个中心都照它。"))
        dialog.open()

    def _ask_export(self) -> None:
        nos = self.chosen()[:MOST]
        if self._export is not None or not nos:
            return
        if not may_show(self._desk.actor):
            self._choose_file(nos, in_full=False)
            return
        dialog = NumbersDialog(len(nos), self)
        dialog.answered.connect(lambda in_full: self._choose_file(nos, in_full=in_full))
        dialog.open()

    def _choose_file(self, nos: Sequence[str], *, in_full: bool) -> None:
        near = documents() / f"省平台导入-{clock.today():%Y%m%d}.xlsx"
        file = ask.save_as(self, "导出省平台导入表", near, ask.WORKBOOK)
        if file is None:
            return
        self._is_stopped = False
        self._export = PlatformExport(self._desk, nos, file, in_full=in_full)
        self._step()

    def _step(self) -> None:
        """One matter a turn of the writer; the last turn writes the file."""
        if (export := self._export) is None:
            return
        if self._is_stopped:
            self._end("停下了，没有导出。")
            return
        self.told.setText(f"正在导出 {len(export.rows)}/{len(export.nos)}，按 Esc 停下…")
        background.run(
            self, export.step, done=self._stepped, failed=self._failed, pool=background.writer
        )

    def _stepped(self, is_done: bool) -> None:  # noqa: FBT001  what the work gave
        if not is_done:
            self._step()
        elif self._export is not None:
            self._end(f"{len(self._export.rows)} 件存到了 {self._export.file.name}。")

    def _failed(self, error: Exception) -> None:
        self._end("没有导出。")
        errors.show(self, error)

    def _end(self, told: str) -> None:
        self._export = None
        self.told.setText(told)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._copy())
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: errors.show_missed(self, error))
        self.leave.clicked.connect(self.reject)
        self.fields.clicked.connect(self._arrange)
        self.export.clicked.connect(self._ask_export)
        self.copy.clicked.connect(self._copy)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.fields)
        foot.addWidget(self.export)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.copy)
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        column.setSpacing(theme.px(8))
        column.addWidget(label("还没录进省平台", "title"))
        column.addWidget(self.told)
        column.addWidget(rule())
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        column.addLayout(foot)
        self.empty.hide()
        QWidget.setTabOrder(self.copy, self.leave)
        room = self.screen().availableSize()
        self.resize(min(theme.px(900), room.width() - 40), min(theme.px(600), room.height() - 60))


class NumbersDialog(SmallDialog):
    """Whether telephones and identity numbers go along; `answered` with that."""

    answered = Signal(bool)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__("导出省平台导入表", 480, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = label(
            f"一共 {count} 件。电话和证件号码要不要带上？带上的话，谁带了哪几件会记下来，"
            "文件请看好，录完就删。您的岗位看不到的号码总是空着。"
        )
        told.setWordWrap(True)
        self.without = Button("号码空着", "Alt+N", primary=True)
        self.with_numbers = Button("带上号码", "Alt+Y")
        self.leave = Button("不导出", "Esc")
        self.without.clicked.connect(lambda: self._answer(in_full=False))
        self.with_numbers.clicked.connect(lambda: self._answer(in_full=True))
        self.leave.clicked.connect(self.reject)
        self.column.addWidget(told)
        self.add_buttons(self.with_numbers, self.without, leave=self.leave)
        self.without.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, *, in_full: bool) -> None:
        self.accept()
        self.answered.emit(in_full)


def _kind(kind: DisputeType | None) -> str:
    return term(kind).removesuffix("纠纷") if kind else ""
