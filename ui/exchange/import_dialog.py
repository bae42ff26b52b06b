"""从表格登记: a file, where its columns go, the dry run, and taking the good rows in."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import sleep

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.desk import Desk
from app.errors import DomainError, InfrastructureError
from app.exchange.check import Checked
from app.exchange.commands import lots
from app.exchange.types import Layout
from app.exchange.workbook import write_bad_rows
from app.messages import error_text
from ui import ask, background, errors, theme
from ui.exchange.columns_page import ColumnsPage
from ui.exchange.opening import Opened, Stop, opened, tried
from ui.exchange.result_page import ResultPage
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.label import Elided, label, rule

BREATH_S, _BREATH_EVERY, _TOLD_EVERY = 0.001, 4, 200
"""Rows are read in Python alone, 0.3 ms each: without a pause now and then the window would wait
for each of its turns at Python for as long as the file lasts."""


class ImportDialog(QDialog):
    """Non-blocking. What stands in the file is kept in memory until it is closed; `matter_asked`
    with the number of a matter that a row has become, or was already."""

    matter_asked = Signal(str)
    _progressed = Signal(int, int)

    def __init__(self, desk: Desk, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从表格登记")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._file, self._stop = desk, file, Stop()
        self._opened: Opened | None = None
        self._layout: Layout | None = None
        self._checked: Checked | None = None
        self._lots: Iterator[int] | None = None
        self._is_busy = self._is_changed = self._is_leaving = False
        self.file = Elided(file.name, "mute")
        self.sheets = Choice[str]("哪一张表", [])
        self.other = Button("换一个文件…", "Ctrl+O")
        self.columns, self.found = ColumnsPage(), ResultPage()
        self.pages = QStackedWidget()
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.leave = Button("关闭", "Esc")
        self.back = Button("改对应…", "Alt+B")
        self.keep_bad = Button("有问题的行另存…", "Ctrl+S")
        self.go = Button("试一遍", "Ctrl+Return", primary=True)
        self._lay_out()
        self._connect()
        self._read()

    def reject(self) -> None:
        """Esc stops what is under way, and leaves once nothing is."""
        if self._is_busy:
            self._is_leaving = True
            self._halt()
            return
        super().reject()

    def _read(self, sheet: str | None = None) -> None:
        self._set_busy(is_on=True, told="正在读表格……")
        background.run(
            self,
            partial(opened, self._desk, self._file, sheet),
            done=self._show,
            failed=self._not_read,
        )

    def _show(self, found: Opened) -> None:
        self._opened, self._layout = found, found.layout
        self._is_changed = not found.is_kept
        self.trouble.hide()
        self._offer_sheets(found)
        self.columns.show_sheet(found, found.layout)
        self._set_busy(is_on=False)
        if found.is_kept:
            self._try()
        else:
            self._turn_to(self.columns)

    def _not_read(self, error: Exception) -> None:
        self._set_busy(is_on=False)
        self._opened = None
        self._turn_to(self.columns)
        if not isinstance(error, DomainError | InfrastructureError):
            errors.show(self, error)
            return
        self.trouble.setText(error_text(error))
        self.trouble.show()
        self.other.setFocus()

    def _try(self) -> None:
        if self._opened is None or self._is_busy:
            return
        layout = self.columns.draft()
        if self.columns.show_trouble():
            self._turn_to(self.columns)
            return
        self._layout = layout
        self._turn_to(self.found)
        self._set_busy(is_on=True, told="正在试，什么也没有登记……")
        keep = self._is_changed
        background.run(
            self,
            partial(tried, self._desk, self._opened, layout, keep=keep, progress=self._report),
            done=self._tried,
            failed=self._failed,
        )

    def _report(self, done: int, whole: int) -> None:  # on another thread
        self._stop.require()
        if done % _BREATH_EVERY == 0:
            sleep(BREATH_S)
        if done % _TOLD_EVERY == 0:
            self._progressed.emit(done, whole)

    def _tried(self, checked: Checked | None) -> None:
        self._set_busy(is_on=False)
        if checked is None:
            self._turn_to(self.columns)
            return
        self._is_changed = False
        self._checked = checked
        self._show_result("试了一遍，还什么也没有登记。")

    def _show_result(self, told: str) -> None:
        if self._checked is None:
            return
        counts = self._checked.counts()
        self.found.told.setText(told)
        self.found.show_checked(self._checked)
        self.go.setText(f"登记这 {counts.ready:,} 件" if counts.ready else "完成")
        self.go.setAccessibleName(self.go.text())
        self.keep_bad.setVisible(bool(counts.bad))
        strange = self._checked.strange
        self.back.setText(f"改对应…（{len(strange)} 个词不认识）" if strange else "改对应…")
        (self.found.table if self.found.table.isVisibleTo(self) else self.go).setFocus()

    def _go(self) -> None:
        """The page's main action."""
        if self._is_busy:
            return
        if self.pages.currentWidget() is self.columns:
            self._try()
        elif self._checked is not None and self._checked.counts().ready:
            self._take()
        else:
            self.accept()

    def _take(self) -> None:
        if self._checked is None:
            return
        self._lots = lots(self._desk, self._checked)
        self._set_busy(is_on=True, told="正在登记，别的可以照常做……")
        self.found.progress(0, self._checked.counts().ready)
        self._take_lot()

    def _take_lot(self) -> None:
        """One lot a turn of the writer, so that whoever registers at this desk comes in between."""
        taking = self._lots
        if taking is None:
            return
        background.run(
            self,
            lambda: next(taking, None),
            done=self._lot_taken,
            failed=self._failed,
            pool=background.writer,
        )

    def _lot_taken(self, done: int | None) -> None:
        if done is None or self._stop.is_set():
            self._taken()
            return
        self.found.bar.setValue(done)
        self._take_lot()

    def _taken(self) -> None:
        self._lots = None
        self._set_busy(is_on=False)
        if self._checked is not None:
            counts = self._checked.counts()
            rest = f"，还有 {counts.ready:,} 件没有登记" if counts.ready else ""
            self._show_result(f"登记了 {counts.taken:,} 件{rest}。")

    def _failed(self, error: Exception) -> None:
        """What was taken in before stays, and is shown."""
        self._lots = None
        self._set_busy(is_on=False)
        if self._checked is None:
            self._turn_to(self.columns)
        else:
            self._show_result("没有做完。已经登记的都在，可以接着登记。")
        errors.show(self, error)

    def _halt(self) -> None:
        self._stop.set()
        self.found.stop.setEnabled(False)
        self.found.told.setText("正在停下……")

    def _set_busy(self, *, is_on: bool, told: str = "") -> None:
        self._is_busy = is_on
        if is_on:
            self._stop.clear()
        self.found.set_busy(is_on=is_on, told=told)
        for button in (self.other, self.back, self.keep_bad, self.go, self.sheets):
            button.setEnabled(not is_on)
        if self._is_leaving and not is_on:
            super().reject()

    def _change(self) -> None:
        """Back to the columns, with the words nobody knows on top."""
        if self._opened is None or self._layout is None:
            return
        strange = self._checked.strange.most_common(50) if self._checked else []
        self.columns.show_sheet(self._opened, self._layout, strange)
        self._is_changed = self._is_changed or bool(strange)
        self._turn_to(self.columns)

    def _keep_bad(self) -> None:
        if self._checked is None:
            return
        near = documents() / f"{Path(self._file.name).stem}-有问题的行.xlsx"
        file = ask.save_as(self, "有问题的行存到哪里", near, ask.WORKBOOK)
        if file is None:
            return
        self.found.told.setText("正在另存……")
        background.run(
            self,
            partial(write_bad_rows, self._checked, file),
            done=lambda count: self.found.told.setText(
                f"{count:,} 行存到了 {file.name}，改好以后可以再选它来登记。"
            ),
            failed=self._not_kept,
        )

    def _not_kept(self, error: Exception) -> None:
        self.found.told.setText("没有存成。")
        errors.show(self, error)

    def _choose_file(self) -> None:
        file = ask.open_file(self, "从哪个表格登记", self._file.parent)
        if file is None:
            return
        self._file, self._checked = file, None
        self.file.setText(file.name)
        self._read()

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        is_result = page is self.found
        self.back.setVisible(is_result)
        self.keep_bad.setVisible(False)
        self.go.setText("登记" if is_result else "试一遍")
        self.go.setVisible(self._opened is not None)
        if not is_result:
            self.columns.setEnabled(self._opened is not None)
            self.columns.first().setFocus()

    def _offer_sheets(self, found: Opened) -> None:
        names = found.sheet.names
        self.sheets.offer([(name, name) for name in names])
        self.sheets.show_value(found.sheet.name)
        self.sheets.setVisible(len(names) > 1)

    def _connect(self) -> None:
        self._progressed.connect(self.found.progress)
        self.found.matter_asked.connect(self.matter_asked)
        self.columns.changed.connect(self._columns_changed)
        self.sheets.typed.connect(lambda: self._read(self.sheets.value()))
        self.other.clicked.connect(self._choose_file)
        self.leave.clicked.connect(self.reject)
        self.back.clicked.connect(self._change)
        self.keep_bad.clicked.connect(self._keep_bad)
        self.go.clicked.connect(self._go)
        self.found.stop.clicked.connect(self._halt)

    def _columns_changed(self) -> None:
        self._is_changed = True
        self.columns.show_trouble()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        head.setSpacing(theme.px(12))
        head.addWidget(label("从表格登记", "title"))
        head.addWidget(self.file, 1)
        head.addWidget(self.sheets)
        head.addWidget(self.other)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 12)))
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.back)
        foot.addWidget(self.keep_bad)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        self.trouble.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 8)))
        self.trouble.hide()
        self.sheets.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.trouble)
        column.addWidget(self.pages, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.pages.addWidget(self.found)
        self.pages.addWidget(self.columns)
        QWidget.setTabOrder(self.go, self.leave)
        room = self.screen().availableSize()
        self.resize(min(theme.px(980), room.width() - 40), min(theme.px(620), room.height() - 60))
