"""A PDF as it will come out of the printer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme

_DPI_MOST = 300
"""Sharp enough for 10.5 pt text; a page at 600 would be 100 MB in memory."""
_TROUBLE = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


class PaperView(QWidget):
    """Shows the bytes of a PDF, whole pages.

    The view, its document and the bytes go in this order: a view whose document went first
    crashes in its renderer's thread.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = QPdfView(self)
        self._pdf = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view.setDocument(self._pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("打印预览")
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.current().colour("line2"))
        self.view.setPalette(palette)  # the desk the sheet lies on
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_paper(self, data: bytes) -> None:
        """Raises ValueError if `data` is no PDF."""
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        if self._pdf.status() != QPdfDocument.Status.Ready:
            raise ValueError(self._pdf.error().name)

    def page_count(self) -> int:
        return self._pdf.pageCount()

    def print_to(self, printer: QPrinter) -> bool:
        """Draw the chosen pages on `printer`, each filling the sheet; whether it took them."""
        painter = QPainter()
        if not painter.begin(printer):
            return False
        is_taken = all(
            self._draw(painter, printer, page, is_first=not place)
            for place, page in enumerate(_pages(printer, self.page_count()))
        )
        return painter.end() and is_taken and printer.printerState() not in _TROUBLE

    def _draw(self, painter: QPainter, printer: QPrinter, page: int, *, is_first: bool) -> bool:
        if not is_first and not printer.newPage():
            return False
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        ratio = min(1.0, _DPI_MOST / printer.resolution())
        size = QSize(int(sheet.width() * ratio), int(sheet.height() * ratio))
        offset = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        painter.drawImage(sheet.translated(-offset), self._pdf.render(page, size))
        return True


def _pages(printer: QPrinter, count: int) -> range:
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        return range(max(printer.fromPage(), 1) - 1, min(printer.toPage(), count))
    return range(count)
