"""The only modal helpers. Tests replace them; a forgotten question fails instead of hanging."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from ui import icons


def note(parent: QWidget | None, text: str, *, details: str = "", then: str = "知道了") -> None:
    """Tell something, once while it can be read; the program goes on behind it. `details` can be
    copied."""
    if any(box.text() == text and box.parent() is parent for box in filter(isValid, _open)):
        return
    box = _box(parent, text)
    box.setIconPixmap(icons.pixmap("alert", "orange", _ICON))
    if details:
        copy = QPushButton("复制详细情况", box)
        box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    seen = box.addButton(then, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(seen)
    box.setEscapeButton(seen)  # with two buttons Qt would not know which one Esc is
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _open.add(box)
    box.finished.connect(lambda _result: _open.discard(box))
    box.open()


_ICON = 32
_open: set[QMessageBox] = set()
"""Kept until closed, or Python would take away a note that has no window behind it."""


def confirm(parent: QWidget | None, question: str, *, yes: str, no: str = "不了") -> bool:
    """Ask before something that cannot be taken back; `no` is what Enter and Esc choose."""
    box = _box(parent, question)
    box.setIconPixmap(icons.pixmap("alert", "accent", _ICON))
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is agree


WORKBOOK = "Excel 工作簿 (*.xlsx)"
"""A kind of file to save as."""


def save_as(parent: QWidget | None, title: str, proposed: Path, kind: str) -> Path | None:
    """Where to save; None if the user thought better of it. `kind` such as "PDF 文件 (*.pdf)"."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
    return Path(name) if name else None


def open_file(parent: QWidget | None, title: str, near: Path) -> Path | None:
    """A file on this PC, looked for from `near` on; None if the user thought better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(near))
    return Path(name) if name else None


_ELSEWHERE = "可以先“另存为”，拿到有打印机的电脑上去打印。"


def printer(parent: QWidget | None, name: str, *, without: str = _ELSEWHERE) -> QPrinter | None:
    """A printer with its settings, for a document called `name`; None if cancelled. `without`
    says what to do where the PC has no printer."""
    if not QPrinterInfo.availablePrinterNames():
        note(parent, f"这台电脑还没有装打印机。{without}")
        return None
    chosen = _for_document(name, QPrinterInfo.defaultPrinter())
    dialog = QPrintDialog(chosen, parent)
    dialog.setWindowTitle("打印")
    return chosen if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def usual_printer(parent: QWidget | None, name: str) -> QPrinter | None:
    """The printer this PC prints on, without a question; with one where none is set."""
    usual = QPrinterInfo.defaultPrinter()
    return printer(parent, name) if usual.isNull() else _for_document(name, usual)


def _for_document(name: str, on: QPrinterInfo) -> QPrinter:
    chosen = QPrinter(on, QPrinter.PrinterMode.HighResolution)
    chosen.setDocName(name)
    return chosen


def wait_for(dialog: QDialog) -> None:
    """Show `dialog` and go on when it is closed; for what comes before the main window."""
    waiting = QEventLoop()
    dialog.finished.connect(waiting.quit)
    dialog.show()
    waiting.exec()


def _box(parent: QWidget | None, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("枫桥工作台")
    box.setText(text)
    return box
