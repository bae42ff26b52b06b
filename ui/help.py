"""F1: the help in a window of its own beside the work, and what this program is."""

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app import settings
from ui import theme
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit

_NAME, _LINE_HEIGHT = "help.zh-CN.md", 130


@cache
def help_text() -> str:
    """The help in Markdown: beside the icons in an installed program, in docs/ otherwise."""
    packed = files("resources").joinpath(_NAME)
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return (Path(__file__).parents[1] / "docs" / _NAME).read_text(encoding="utf-8")


class HelpWindow(QWidget):
    """Stays open beside the work. What is looked for is found word by word with Enter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("帮助")
        self._told_in: theme.Theme | None = None
        self.page = QTextBrowser()
        self.page.setObjectName("help")
        self.page.setAccessibleName("帮助")
        self.page.setOpenExternalLinks(False)
        self.wanted = _Wanted("在帮助里找", "在帮助里找，如：备份")
        self.wanted.setMinimumWidth(theme.px(240))
        self.wanted.returnPressed.connect(self._find)
        self.close_button = Button("关上", "Esc")
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence("Ctrl+F"), self, self.wanted.setFocus)
        self._lay_out()
        self.resize(theme.px(760), theme.px(640))
        self.tell()

    def tell(self) -> None:
        """Set the text in the size and the colours of now, if it is not there in them."""
        if self._told_in == theme.current():
            return
        self._told_in = theme.current()
        document = self.page.document()
        document.setDefaultFont(theme.font(theme.TYPE))
        document.setDocumentMargin(theme.px(24))
        document.setMarkdown(help_text(), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        _set_type(document)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _find(self) -> None:
        if text := self.wanted.text().strip():
            if self.page.find(text):
                return
            cursor = self.page.textCursor()
            cursor.setPosition(0)
            self.page.setTextCursor(cursor)
            self.page.find(text)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("actions")
        line = QHBoxLayout(bar)
        line.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
        line.addWidget(self.wanted)
        line.addStretch(1)
        line.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(bar)


class _Wanted(LineEdit):
    """Enter looks for the word, again for its next place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QLineEdit.keyPressEvent(self, event)


def _set_type(document: QTextDocument) -> None:
    """Air between paragraphs, headings no louder than ours, commands in our typeface."""
    block = document.begin()
    while block.isValid():
        cursor, layout = QTextCursor(block), block.blockFormat()
        level = layout.headingLevel()
        layout.setTopMargin(theme.px(14 if level else 0))
        layout.setBottomMargin(theme.px(6))
        layout.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(layout)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            heading = QTextCharFormat()
            heading.setFont(theme.font(theme.HEAD + 6 - 2 * level, strong=True))
            cursor.mergeCharFormat(heading)
        _set_parts(block)
        block = block.next()


def _set_parts(block: QTextBlock) -> None:
    """Commands on a ground instead of in a foreign typeface, strong words no stronger than ours."""
    command, strong = QTextCharFormat(), QTextCharFormat()
    command.setFont(theme.font(theme.TYPE))
    command.setBackground(theme.current().colour("line2"))
    strong.setFontWeight(QFont.Weight.DemiBold)
    for place, length, look in _parts(block):
        cursor = QTextCursor(block)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        if look.fontFixedPitch():
            cursor.mergeCharFormat(command)
        elif look.fontWeight() >= QFont.Weight.Bold:
            cursor.mergeCharFormat(strong)


def _parts(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Place, length and look of each; taken down first, since setting one renews the others."""
    found, part = [], block.begin()
    while not part.atEnd():
        piece = part.fragment()
        found.append((piece.position(), piece.length(), piece.charFormat()))
        part += 1
    return found


class AboutDialog(SmallDialog):
    """Which program, which version, where its things lie."""

    def __init__(self, database: str, parent: QWidget) -> None:
        super().__init__("枫桥工作台", 440, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = label("综治中心的工作台：登记、分流、调解、文书、统计。", "mute")
        told.setWordWrap(True)
        self.column.addWidget(told)
        for name, value in facts(database):
            line = label(f"{name}：{value}", "small")
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(line)
        finish = Button("关上", "Esc", primary=True)
        finish.setDefault(True)
        finish.clicked.connect(self.accept)
        self.add_buttons(finish)
        finish.setFocus()


def facts(database: str) -> tuple[tuple[str, str], ...]:
    """What somebody on the telephone would ask for."""
    return (
        ("版本", program_version()),
        ("运行环境", f"Python {platform.python_version()}，PySide6 {PySide6.__version__}"),
        ("数据", database.rpartition("@")[2]),
        ("草稿、日志和设置", str(settings.home())),
        ("字体", "Noto Sans SC、Noto Serif SC、HanaMinB，按各自的自由许可使用"),
    )


def program_version() -> str:
    try:
        return version("fengqiao-desk")
    except PackageNotFoundError:
        return "没有安装，直接运行的"
