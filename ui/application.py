"""The Qt application: typefaces, Chinese words of Qt itself, theme, and errors nobody caught."""

import gc
import logging
import signal
import sys

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from app import settings
from ui import errors, icons, preferences, theme

log = logging.getLogger(__name__)

HOLD_S = 0.001 if sys.platform == "win32" else 0.00005
"""So long a thread keeps Python to itself while another wants it. Qt lets go of it in most of its
calls: with Python's own 5 ms a dialog that opens in 14 ms takes 200 while one query is read, with
this 45. Windows counts in whole milliseconds, and less than one would be spent spinning."""


def start() -> QApplication:
    """The one application of this process, dressed."""
    qInstallMessageHandler(_to_log)
    gc.disable()  # until a window has settled: ui/garbage.py
    sys.setswitchinterval(HOLD_S)
    app = QApplication([])
    dress(app, preferences.theme_of(settings.load()))
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: preferences.follow_system())
    errors.install()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: app.quit())  # closing keeps what is typed
    return app


def _to_log(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say is for whoever reads the log, not for the clerk's terminal."""
    fatal = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    log.log(logging.ERROR if fatal else logging.INFO, "Qt: %s", text)


def dress(app: QApplication, worn: theme.Theme) -> None:
    """Names, Chinese, typefaces, colours and mark."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.setApplicationName("fengqiao")
    app.setApplicationDisplayName("枫桥工作台")
    app.setDesktopFileName("fengqiao")
    translate(app)
    theme.load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    theme.apply(app, worn)
    app.setWindowIcon(QIcon(icons.pixmap("fengqiao", size=64)))


def translate(app: QApplication) -> None:
    """Qt's own buttons and menus in Chinese."""
    app.installTranslator(_Lacking(app))  # the one installed last is asked first
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    else:
        log.warning("qtbase_zh_CN not found in %s", folder)


class _Lacking(QTranslator):
    """Words of Qt that its own translation no longer fits; without them its file dialog is half
    in English."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  Qt's own name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return _LACKING.get(sourceText, "")

    def isEmpty(self) -> bool:
        return False


_LACKING = {
    "&Look in:": "查找范围(&L)：",
    "Files of &type:": "文件类型(&T)：",
    "Folder": "文件夹",
    "File Folder": "文件夹",
}
