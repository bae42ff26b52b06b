"""One thing somebody is to do: who, for whom, what, how much, how, by when; or in instalments."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.enums import PerformanceKind, PerformanceMethod
from app.glossary import term
from app.identifiers import money
from ui import privacy, theme
from ui.mediation.entry import DutyEntry, TermEntry, amount_text
from ui.mediation.fields import AmountEdit, DueEdit
from ui.widgets.button import Button, IconButton
from ui.widgets.choice import Choice
from ui.widgets.field import Field, TroubleLine
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit
from ui.widgets.wrap_row import WrapRow

People = Sequence[tuple[int, str]]
"""Places on the list of parties, with what they are called here."""
_MOST_TERMS = 24


class Term(QWidget):
    """One instalment."""

    def __init__(self, entry: TermEntry) -> None:
        super().__init__()
        self.title = label("", "small")
        self.amount, self.due_on = AmountEdit(""), DueEdit("")
        self.amount.setText(entry.amount)
        self.due_on.setText(entry.due_on)
        self.remove = IconButton("close", "去掉这一期")
        self.line = TroubleLine()
        self.fields = {
            "amount": Field("", self.amount, line=self.line),
            "due_on": Field("", self.due_on, line=self.line),
        }
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.title.setFixedWidth(theme.px(56))
        row.addWidget(self.title)
        for field, width in ((self.fields["amount"], 112), (self.fields["due_on"], 112)):
            field.setFixedWidth(theme.px(width))
            row.addWidget(field)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self.line)

    def entry(self) -> TermEntry:
        return TermEntry(self.amount.text(), self.due_on.text())

    def rename(self, duty: str, place: int) -> None:
        self.title.setText(f"第{place + 1}期")
        self.amount.setAccessibleName(f"{duty}第{place + 1}期：金额")
        self.due_on.setAccessibleName(f"{duty}第{place + 1}期：期限")
        self.remove.setAccessibleName(f"去掉{duty}第{place + 1}期")


class Duty(QWidget):
    """`typed` at every change, `left` with the name of a field (`schedule[1].due_on`)."""

    typed = Signal()
    left = Signal(str)
    reshaped = Signal()
    removed = Signal()

    def __init__(self, entry: DutyEntry, people: People) -> None:
        super().__init__()
        self._title = ""
        self.payer, self.payee = Choice("", people), Choice("", people, none="不给谁")
        self.kind = Choice("", [(each, term(each)) for each in PerformanceKind])
        self.amount, self.due_on = AmountEdit(""), DueEdit("")
        methods = [(each, term(each)) for each in PerformanceMethod]
        self.method = Choice("", methods, none="方式？")
        self.what, self.place = LineEdit("", "付什么钱，或做什么事"), LineEdit("", "地点，可空")
        self.split = Button("分期")
        self.remove = IconButton("close", "去掉这一项履行")
        self.terms: list[Term] = []
        self._lay_out()
        self._show(entry)
        self._connect()

    def entry(self) -> DutyEntry:
        """What stands here now. Only reads."""
        return DutyEntry(
            payer=self.payer.value() or 1,
            payee=self.payee.value(),
            kind=self.kind.value() or PerformanceKind.MONEY,
            what=self.what.text(),
            amount=self.amount.text(),
            method=self.method.value(),
            place=self.place.text(),
            due_on=self.due_on.text(),
            schedule=tuple(term.entry() for term in self.terms),
        )

    def rename(self, title: str) -> None:
        """Call it by its clause, for who hears the screen: 第二条第1项."""
        self._title = title
        names: dict[QWidget, str] = {
            self.payer: "谁来履行",
            self.payee: "给谁",
            self.kind: "怎么履行",
            self.amount: "金额",
            self.method: "支付方式",
            self.due_on: "期限",
            self.what: "内容",
            self.place: "地点",
            self.split: "分期",
            self.remove: "去掉",
        }
        for widget, name in names.items():
            widget.setAccessibleName(f"{title}：{name}")
        for place, each in enumerate(self.terms):
            each.rename(title, place)

    def fields(self) -> Iterator[tuple[str, Field]]:
        """By their names in the form."""
        yield from self._fields.items()
        for place, each in enumerate(self.terms):
            for name, field in each.fields.items():
                yield f"schedule[{place}].{name}", field

    def stops(self) -> list[QWidget]:
        """What Tab visits, in order."""
        terms = [w for t in self.terms for w in (t.amount, t.due_on, t.remove)]
        own = (self.payer, self.payee, self.kind, self.amount, self.method, self.due_on)
        return [*own, self.what, self.place, self.split, self.remove, *terms]

    def _split(self) -> None:
        """Make two instalments of one sum, or one more of those there are."""
        if not self.terms:
            halves = _halves(self.amount.text())
            days = (self.due_on.text(), "")
            for amount, day in zip(halves, days, strict=True):
                self._add(TermEntry(amount, day))
        elif len(self.terms) < _MOST_TERMS:
            self._add(TermEntry(_rest(self.entry())))
        self._reshape()
        self.terms[-1].due_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, entry: TermEntry) -> None:
        made = Term(entry)
        self.terms.append(made)
        self._column.addWidget(made)
        for name, edit in (("amount", made.amount), ("due_on", made.due_on)):
            edit.typed.connect(self.typed)
            edit.left.connect(lambda name=name: self._term_left(made, name))
        made.remove.clicked.connect(lambda: self._take_away(made))

    def _term_left(self, term: Term, name: str) -> None:
        if term in self.terms:
            self.left.emit(f"schedule[{self.terms.index(term)}].{name}")

    def _take_away(self, gone: Term) -> None:
        """The last but one goes with the last: a sum in one instalment is just a sum."""
        leaving = self.terms if len(self.terms) == 2 else [gone]
        for each in list(leaving):
            self.terms.remove(each)
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.split.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reshape()

    def _reshape(self) -> None:
        self._show_kind()
        self.rename(self._title)
        self.reshaped.emit()
        self.typed.emit()

    def _show(self, entry: DutyEntry) -> None:
        self.payer.show_value(entry.payer)
        self.payee.show_value(entry.payee)
        self.kind.show_value(entry.kind)
        self.method.show_value(entry.method)
        for name in ("what", "amount", "place", "due_on"):
            getattr(self, name).setText(getattr(entry, name))
        for each in entry.schedule:
            self._add(each)
        self._show_kind()

    def _show_kind(self) -> None:
        """Only money has a sum, a method and instalments; these have days of their own."""
        is_money = self.kind.value() is PerformanceKind.MONEY
        for name in ("amount", "method"):
            self._fields[name].setVisible(is_money)
        self.split.setVisible(is_money)
        self.split.setText("加一期" if self.terms else "分期")
        self._fields["due_on"].setVisible(not (is_money and self.terms))
        for each in self.terms:
            each.setVisible(is_money)

    def _kind_chosen(self) -> None:
        self._show_kind()
        self.reshaped.emit()
        self.typed.emit()

    def _connect(self) -> None:
        for name in ("what", "amount", "place", "due_on"):
            edit = getattr(self, name)
            edit.typed.connect(self.typed)
            edit.left.connect(lambda name=name: self.left.emit(name))
        for choice in (self.payer, self.payee, self.method):
            choice.typed.connect(self.typed)
        self.kind.typed.connect(self._kind_chosen)
        self.split.clicked.connect(self._split)
        self.remove.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        self._line = TroubleLine()
        self._fields = {name: Field("", getattr(self, name), line=self._line) for name in _WIDTHS}
        row = WrapRow(gap=6, line_gap=6)
        for name, (width, stretch) in _WIDTHS.items():
            row.add(self._fields[name], width, stretch)
            if name == "payer":
                row.add(label("→", "mute"))
        row.add(self.split)
        row.add(self.remove)
        for personal in (self.payer, self.payee):
            privacy.cover(personal)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(row)
        self._column.addWidget(self._line)


_WIDTHS = {
    "payer": (116, 1),
    "payee": (116, 1),
    "kind": (112, 0),
    "amount": (108, 0),
    "method": (88, 0),
    "due_on": (112, 0),
    "what": (150, 3),
    "place": (96, 1),
}


def _halves(amount: str) -> tuple[str, str]:
    """Two equal sums; the odd fen goes to the last."""
    fen = money.check(amount).fen
    if fen is None:
        return "", ""
    return amount_text(fen // 2), amount_text(fen - fen // 2)


def _rest(entry: DutyEntry) -> str:
    """What of the sum is in no instalment yet."""
    total = money.check(entry.amount).fen
    paid = [money.check(term.amount).fen or 0 for term in entry.schedule]
    return amount_text(total - sum(paid)) if total and total > sum(paid) else ""
