"""Which column goes where: shown with a sample of each, corrected once and remembered."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.enums import AppealKind, ExternalSystem, IntakeChannel
from app.exchange.layouts import faults_of
from app.exchange.types import Layout, Target
from app.exchange.wording import TARGETS
from app.exchange.words import OF_TARGET, plain_word
from app.glossary import term
from app.messages import problem_text
from ui import privacy, theme
from ui.exchange.opening import Opened
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.label import Elided, label
from ui.widgets.line_edit import LineEdit
from ui.widgets.scroller import Scroller

_NOWHERE, _UNSAID, _NOTHING = "不登记", "请选", "都不是，照“没写的”算"
_WORDS = "这些词对应哪一种？选一次，以后就认得了。"
M = TypeVar("M", bound=StrEnum)
_Strange = Sequence[tuple[tuple[Target, str], int]]


class ColumnsPage(QWidget):
    """`changed` whenever something else is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout()
        self.name = LineEdit("这种表叫什么", "比如：市热线工单")
        self.system = Choice("编号是哪个系统的", _options(ExternalSystem))
        self.kind = Choice("没写类别的，算哪一种", _options(AppealKind))
        self.channel = Choice("没写来源的，算哪一种", _options(IntakeChannel))
        self.columns: dict[str, Choice[Target]] = {}
        self.words: dict[tuple[Target, str], Choice[str]] = {}
        self._inner = QWidget()
        self._inner.setObjectName("panel")
        self._scroller = Scroller(self._inner)
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.name.typed.connect(self.changed)
        for choice in (self.system, self.kind, self.channel):
            choice.typed.connect(self.changed)
        self._lay_out()

    def show_sheet(self, found: Opened, layout: Layout, strange: _Strange = ()) -> None:
        """Fill it; `strange` are words of a dry run whose meaning nobody knows yet."""
        self._layout = layout
        self.name.setText(layout.name)
        self.system.show_value(layout.system)
        self.kind.show_value(layout.appeal_kind)
        self.channel.show_value(layout.channel)
        inner = QWidget()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        column.setSpacing(theme.px(12))
        self.words = {}
        if strange:
            column.addWidget(label(_WORDS, "head"))
            column.addLayout(self._word_grid(strange))
        column.addLayout(self._column_grid(found))
        column.addStretch(1)
        self._scroller.setWidget(inner)
        self.show_trouble()

    def draft(self) -> Layout:
        """The layout as it stands on the page."""
        columns = {title: each.value() for title, each in self.columns.items()}
        return Layout(
            name=self.name.text().strip(),
            columns={title: target for title, target in columns.items() if target is not None},
            system=self.system.value() or ExternalSystem.OTHER,
            appeal_kind=self.kind.value() or AppealKind.DISPUTE,
            channel=self.channel.value() or IntakeChannel.OTHER,
            words=self._said(),
        )

    def _said(self) -> Mapping[Target, Mapping[str, str]]:
        said = {target: dict(self._layout.words.get(target, {})) for target in OF_TARGET}
        for (target, word), choice in self.words.items():
            if (name := choice.value()) is not None:
                said[target][plain_word(word)] = name
        return said

    def show_trouble(self) -> bool:
        """Say what keeps it from being used; whether there is anything."""
        found = [problem_text(problem) for problem in faults_of(self.draft())]
        self.trouble.setText("\n".join(found))
        self.trouble.setVisible(bool(found))
        return bool(found)

    def first(self) -> QWidget:
        """Where the cursor begins: the word that is asked for, else the first column."""
        asked: list[QWidget] = [*self.words.values(), *self.columns.values()]
        return asked[0] if asked else self.name

    def _column_grid(self, found: Opened) -> QGridLayout:
        grid = _grid()
        for at, text in enumerate(("表里的标题", "表里写的（举例）", "登记到哪一栏")):
            grid.addWidget(label(text, "label"), 0, at)
        self.columns = {}
        options = [(target, TARGETS[target]) for target in Target]
        for title, sample in zip(found.header.titles, found.samples, strict=True):
            if not title:
                continue
            choice = Choice(f"“{title}”登记到哪一栏", options, none=_NOWHERE)
            choice.show_value(self._layout.columns.get(title))
            self._add(grid, title, sample, choice)
            self.columns[title] = choice
        return grid

    def _word_grid(self, strange: _Strange) -> QGridLayout:
        grid = _grid()
        for (target, word), count in strange:
            options = [(str(member), text) for member, text in _options(OF_TARGET[target])]
            own = [*options, ("", _NOTHING)]
            choice = Choice(f"“{word}”是哪一种", own, none=_UNSAID)
            self._add(grid, f"“{word}”", f"{TARGETS[target]}，{count} 行", choice)
            self.words[target, word] = choice
        return grid

    def _add(self, grid: QGridLayout, title: str, told: str, choice: QWidget) -> None:
        row = grid.rowCount()
        sample = Elided(told, "mute")
        privacy.cover(sample)
        grid.addWidget(Elided(title), row, 0)
        grid.addWidget(sample, row, 1)
        grid.addWidget(choice, row, 2)
        if isinstance(choice, Choice):
            choice.typed.connect(self.changed)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        line.setSpacing(theme.px(12))
        for name, editor in (
            ("这种表叫什么", self.name),
            ("编号是哪个系统的", self.system),
            ("没写类别的，算哪一种", self.kind),
            ("没写来源的，算哪一种", self.channel),
        ):
            line.addWidget(Field(name, editor), 1)
        self.trouble.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._scroller, 1)
        column.addWidget(self.trouble)
        self.trouble.hide()


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(6))
    for at, share in enumerate((3, 4, 4)):
        grid.setColumnStretch(at, share)
    return grid


def _options(kind: type[M]) -> list[tuple[M, str]]:
    return [(member, term(member)) for member in kind]
