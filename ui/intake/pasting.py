"""粘贴识别: a pasted text, what the rules find in it, and where each finding goes."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from app.enums import DisputeType
from app.glossary import term
from app.pasting.cleaned import MOST
from app.pasting.find import findings
from app.pasting.types import Finding, Kind
from ui import background, privacy, theme
from ui.intake.entry import Entry
from ui.intake.offers import NEW, Offer, choices, filled, offers
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.label import Elided, label, rule
from ui.widgets.panel import RowStack
from ui.widgets.scroller import Scroller
from ui.widgets.text_box import TextBox

READ_MS = 200
"""After the last change of the text, before it is read again."""
MOST_ROWS = 60
"""More is a list of people, or no message at all."""
MOST_MARKS = 400
_WORDS = {
    Kind.NAME: "姓名",
    Kind.ORG: "单位",
    Kind.ID_NUMBER: "证件号码",
    Kind.PHONE: "电话",
    Kind.AMOUNT: "金额",
    Kind.DATE: "日期",
    Kind.PLACE: "地点",
    Kind.TYPE: "纠纷类型",
    Kind.EXTERNAL_NUMBER: "编号",
    Kind.DEMAND: "想要怎样",
}
_NEWLY = {NEW: "再加一方"}
_HINT = "认出来的都列在右边，选好填到哪一栏，不对的选“不填”。原文放进“事情经过”。"
_EMPTY = "把短信、微信、工单的文字粘贴到左边，这里列出认出来的姓名、电话、日期、地点。"
_LATER = "登记以后，在事项页上记"
_NOTHING = "没有认出姓名、电话这些内容。原文可以直接放进“事情经过”。"


class PasteDialog(QDialog):
    """`taken` with the entry to show, after the user agreed; nothing is entered before."""

    taken = Signal(object, int)

    def __init__(
        self,
        entry: Entry,
        names: Mapping[str, str],
        areas: Sequence[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴识别")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entry, self._names, self._areas, self._today = entry, names, areas, today
        self._read = ""
        self._marked: Sequence[Finding] = ()
        self._is_read = False
        self.text = TextBox("粘贴的文字", "在这里粘贴（Ctrl+V）短信、微信、12345 工单、来信的文字")
        self.rows: list[OfferRow] = []
        self.stack = RowStack(200)
        self.told = label(_EMPTY, "small")
        self.told.setWordWrap(True)
        self.fill_button = Button("填进表里", "Ctrl+Return", primary=True)
        self.cancel_button = Button("取消", "Esc")
        self._timer = QTimer(self, singleShot=True, interval=READ_MS)
        self._lay_out()
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(self._timer.start)
        self.fill_button.clicked.connect(self._take)
        self.cancel_button.clicked.connect(self.reject)

    def paste(self) -> None:
        """Begin with what lies in the clipboard; the cursor goes to the first line found in it."""
        self.text.setPlainText(QApplication.clipboard().text()[:MOST])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.read()

    def read(self) -> None:
        """Look through the text as it stands, off the window's thread."""
        self._timer.stop()
        text = self.text.toPlainText()
        self.fill_button.setEnabled(bool(text.strip()))
        background.run(
            self,
            lambda: findings(text, self._areas, self._today),
            done=lambda found: self._found(text, found),
        )

    def _found(self, text: str, found: Sequence[Finding]) -> None:
        if text != self.text.toPlainText():
            return  # it was changed meanwhile, and is being read again
        self._read = text
        made = offers(found[:MOST_MARKS], self._entry, text)
        kept = {_key(row.offer): row.place() for row in self.rows if row.is_chosen}
        self._marked = [offer.finding for offer in made]
        shown = [offer for offer in made if not _is_told(offer, made)]
        self.rows = [self._row(offer, text, kept) for offer in shown[:MOST_ROWS]]
        self.stack.show_rows(list(self.rows))
        self._say(text, len(found), sum(offer.place is not None for offer in made))
        self._mark(None)
        self._order_stops()

    def _order_stops(self) -> None:
        """The text, line after line, and then what is done with it."""
        lines = [row.choice for row in self.rows if row.has_place]
        chain = [self.text, *lines, self.fill_button, self.cancel_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        if lines and not self._is_read and not self.text.is_composing():
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_read = True

    def _row(self, offer: Offer, text: str, kept: Mapping[object, str | None]) -> "OfferRow":
        count = len(self._entry.others)
        places = choices(offer.finding.kind, count)
        if offer.place is not None and offer.place not in places:
            places = (*places, offer.place)
        row = OfferRow(offer, text, [(place, self._name(place)) for place in places])
        if _key(offer) in kept:
            row.choose(kept[_key(offer)])
        row.entered.connect(lambda: self._mark(offer.finding))
        return row

    def _name(self, place: str) -> str:
        if place in self._names:
            return self._names[place].replace("：", "的")
        number = place[len("others[") :].partition("]")[0]
        return _NEWLY.get(place) or f"对方 {int(number) + 1}（新加）"

    def _say(self, text: str, count: int, proposed: int) -> None:
        if not text.strip():
            self.told.setText(_EMPTY)
        elif not count:
            self.told.setText(_NOTHING)
        elif count > MOST_ROWS:
            self.told.setText(f"认出 {count} 处，太多了，只列出前 {MOST_ROWS} 处。")
        else:
            self.told.setText(f"认出 {count} 处，建议填 {proposed} 处。请逐条看一看。")

    def _mark(self, current: Finding | None) -> None:
        """Every finding on a coloured ground, the one at hand on a stronger one."""
        marked = [one for one in self._marked if one.kind is not Kind.DEMAND and one is not current]
        marks = []  # what they want lies over what it names: it is marked while it is looked at
        for finding in (*marked, *([current] if current else [])):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(finding)
            mark.format = _look(is_current=finding is current)
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _cursor(self, finding: Finding) -> QTextCursor:
        """Qt counts in units of UTF-16, in which a rare character is two."""
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(_units(self._read[: finding.start]))
        cursor.setPosition(_units(self._read[: finding.end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _take(self) -> None:
        text = self.text.toPlainText()
        if text != self._read:
            self.read()
            return
        chosen = [(place, row.offer.finding) for row in self.rows if (place := row.place())]
        self.taken.emit(filled(self._entry, chosen, text), len(chosen))
        self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(label("粘贴识别", "title"))
        column.addWidget(label(_HINT, "small"))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(16))
        middle.addWidget(privacy.cover(self.text), 5)
        page = QWidget()
        page.setObjectName("panel")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, theme.px(4), 0)
        rows.setSpacing(theme.px(4))
        for part in (self.told, self.stack):
            rows.addWidget(part)
        rows.addStretch(1)
        middle.addWidget(Scroller(page), 6)
        column.addLayout(middle, 1)
        column.addWidget(rule())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.fill_button)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(980), room.width() - 32), min(theme.px(560), room.height() - 48))


class OfferRow(QWidget):
    """What was found, and the field it goes to; `entered` when the keyboard comes to it."""

    entered = Signal()

    def __init__(self, offer: Offer, text: str, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.offer = offer
        kind = _WORDS[offer.finding.kind]
        value = _shown(offer.finding, text)
        self.choice = Choice(f"{kind}：{value}，填到", places, none="不填")
        self.choice.show_value(offer.place)
        self.has_place = bool(places)
        self.choice.setFixedWidth(theme.px(168))
        line = QHBoxLayout()
        line.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        line.setSpacing(theme.px(8))
        name = label(kind, "small")
        name.setFixedWidth(theme.px(60))
        line.addWidget(name)
        line.addWidget(privacy.cover(Elided(value)), 1)
        line.addWidget(self.choice)
        if not places:  # the form does not ask for it
            self.choice.hide()
            line.addWidget(label(_LATER, "small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(line)
        self.is_chosen = False
        self.choice.entered.connect(self.entered)
        self.choice.typed.connect(self._chosen)

    def choose(self, place: str | None) -> None:
        """As chosen when the text was still another."""
        self.choice.show_value(place)
        self.is_chosen = True

    def _chosen(self) -> None:
        self.is_chosen = True

    def place(self) -> str | None:
        """Where it goes; none: nowhere."""
        return self.choice.value()


def _shown(finding: Finding, text: str) -> str:
    """As it would be entered, with the words of the text where they say it otherwise."""
    if finding.kind is Kind.TYPE:
        return term(DisputeType(finding.value))
    quote = " ".join(text[finding.start : finding.end].split())
    if finding.kind in (Kind.DATE, Kind.AMOUNT) and quote != finding.value:
        unit = "元" if finding.kind is Kind.AMOUNT else ""
        return f"{finding.value.removesuffix('.00')}{unit}（{quote}）"
    return finding.value


def _is_told(offer: Offer, among: Sequence[Offer]) -> bool:
    """An amount that stands in the words of what they want, which are offered themselves."""
    one = offer.finding
    return one.kind is Kind.AMOUNT and any(
        other.finding.kind is Kind.DEMAND
        and other.place is not None
        and other.finding.start <= one.start < other.finding.end
        for other in among
    )


def _key(offer: Offer) -> object:
    return offer.finding.kind, offer.finding.value


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _look(*, is_current: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    colours = theme.current()
    look.setBackground(colours.colour("accent" if is_current else "accent-weak"))
    if is_current:
        look.setForeground(colours.colour("on-accent"))
    return look
