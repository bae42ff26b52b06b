"""The agreement as it is written: facts, clauses with what is to be done, and the end of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.identifiers import money
from ui import privacy, theme
from ui.mediation.clause import Clause
from ui.mediation.duty import People
from ui.mediation.entry import AgreementEntry, ClauseEntry, total_fen
from ui.mediation.fields import GrowingBox, SigningEdit
from ui.widgets.button import Button
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import CountEdit
from ui.widgets.wrap_row import WrapRow

_TEXTS = ("facts", "liabilities", "performance_note")
_LINES = ("made_on", "copies", "place", "recorder", "supplement_to")


class AgreementEditor(QWidget):
    """`typed` at every change, `left` with the path of a field as the form names it."""

    typed = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: People = ()
        self._gone: list[tuple[int, ClauseEntry]] = []
        self._is_showing = False
        self.clauses: list[Clause] = []
        self._make_fields()
        self._lay_out()
        self._connect()

    def entry(self) -> AgreementEntry:
        """What stands here now. Only reads, so that no input method is disturbed."""
        texts = {name: getattr(self, name).toPlainText() for name in _TEXTS}
        lines = {name: getattr(self, name).text() for name in _LINES}
        return AgreementEntry(
            clauses=tuple(clause.entry() for clause in self.clauses), **texts, **lines
        )

    def show_entry(self, entry: AgreementEntry, people: People) -> None:
        """Put `entry` into the editor, without a signal."""
        self._is_showing = True
        self._people = people
        self._gone.clear()
        for name in _TEXTS:
            getattr(self, name).show_text(getattr(entry, name))
        for name in _LINES:
            getattr(self, name).setText(getattr(entry, name))
        self._fields["supplement_to"].setVisible(bool(entry.supplement_to))
        while self.clauses:
            self._drop(self.clauses[-1])
        for place, clause in enumerate(entry.clauses or (ClauseEntry(),)):
            self._insert(place, clause)
        self._is_showing = False
        self._reshaped()

    def add_clause(self, text: str = "") -> None:
        """Ctrl+N: one more clause, where there is not an empty one at the end already."""
        if self.clauses and self.clauses[-1].entry() == ClauseEntry():
            clause = self.clauses[-1]
            clause.text.show_text(text)
        else:
            clause = self._insert(len(self.clauses), ClauseEntry(text))
        self._changed()
        clause.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_clause(self, clause: Clause) -> None:
        """Take a clause out; 撤销 brings it back."""
        place = self.clauses.index(clause)
        self._gone.append((place, clause.entry()))
        self._drop(clause)
        if not self.clauses:
            self._insert(0, ClauseEntry())
        self._changed()
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_back(self) -> None:
        """Undo the last removal."""
        if not self._gone:
            return
        place, entry = self._gone.pop()
        if len(self.clauses) == 1 and self.clauses[0].entry() == ClauseEntry():
            self._drop(self.clauses[0])
        clause = self._insert(min(place, len(self.clauses)), entry)
        self._changed()
        clause.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_troubles(self, troubles: Mapping[str, Trouble]) -> None:
        """Show these under their fields, and nothing under the others."""
        for path, field in self.fields():
            field.set_trouble(troubles.get(path))

    def fields(self) -> Iterator[tuple[str, Field]]:
        """By the paths of the form, in the order of the paper."""
        yield "facts", self._fields["facts"]
        place = 0
        for number, clause in enumerate(self.clauses):
            yield f"clauses[{number}]", clause.text_field
            for duty in clause.duties:
                yield from ((f"performance[{place}].{n}", field) for n, field in duty.fields())
                place += 1
        yield from ((name, field) for name, field in self._fields.items() if name != "facts")

    def focus(self, *paths: str) -> bool:
        """The cursor into the first of these fields from top to bottom, or of what is below
        them; whether there is one."""
        for known, field in self.fields():
            if any(known == path or known.startswith((f"{path}.", f"{path}[")) for path in paths):
                hidden = field.editor.isHidden() or field.isHidden()
                editor = self.clauses[0].text if hidden else field.editor
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def stops(self) -> Sequence[QWidget]:
        """What Tab visits, in order."""
        clauses = [stop for clause in self.clauses for stop in clause.stops()]
        end = [
            self.liabilities,
            self.performance_note,
            self.made_on,
            self.copies,
            self.place,
            self.recorder,
        ]
        return [self.facts, *clauses, self.add, self.undo, *end]

    def _remove_here(self) -> None:
        """The clause with the cursor in it."""
        focused = self.window().focusWidget()
        inside = [clause for clause in self.clauses if clause.isAncestorOf(focused)]
        for clause in inside:
            self.remove_clause(clause)

    def _insert(self, place: int, entry: ClauseEntry) -> Clause:
        clause = Clause(entry, self._people)
        self.clauses.insert(place, clause)
        self._stack.insertWidget(place, clause)
        clause.typed.connect(self._touched)
        clause.reshaped.connect(self._reshaped)
        clause.left.connect(lambda name: self._clause_left(clause, name))
        clause.removed.connect(lambda: self.remove_clause(clause))
        return clause

    def _drop(self, clause: Clause) -> None:
        self.clauses.remove(clause)
        self._stack.removeWidget(clause)
        clause.hide()
        clause.deleteLater()

    def _clause_left(self, clause: Clause, name: str) -> None:
        if clause not in self.clauses:
            return
        number = self.clauses.index(clause)
        if name == "text":
            self.left.emit(f"clauses[{number}]")
            return
        duty, _, field = name.partition(".")
        before = sum(len(each.duties) for each in self.clauses[:number])
        self.left.emit(f"performance[{before + int(duty)}].{field}")

    def _changed(self) -> None:
        self._reshaped()
        self._touched()

    def _touched(self) -> None:
        if not self._is_showing:
            self._show_total()
            self.typed.emit()

    def _reshaped(self) -> None:
        """Clauses came or went: their numbers, the total, and the way of the Tab key."""
        if self._is_showing:
            return
        for number, clause in enumerate(self.clauses, 1):
            clause.rename(number)
        self.undo.setVisible(bool(self._gone))
        self._show_total()
        QTimer.singleShot(0, self, self._order_stops)

    def _order_stops(self) -> None:
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def _show_total(self) -> None:
        fen = total_fen(self.entry())
        self.words.setText(f"合计　{money.words(fen)}" if fen else "合计　没有金额")
        self.figures.setText(money.figures(fen) if fen else "")

    def _make_fields(self) -> None:
        self.facts = GrowingBox(
            "纠纷主要事实、争议事项", "谁和谁、什么时候、为什么事，争的是什么", least=2
        )
        self.liabilities = GrowingBox("各方当事人的责任", "可以不写")
        self.performance_note = GrowingBox("履行的补充说明", "可以不写，如：转账到甲方的银行账户")
        self.made_on, self.copies = SigningEdit("签订日期"), CountEdit("份数", "人数加一份")
        self.place, self.recorder = LineEdit("签订地点", "可以不写"), LineEdit("记录人")
        self.supplement_to = LineEdit("补充哪份协议")
        names = (*_TEXTS, *_LINES)
        self._fields = {
            name: Field(getattr(self, name).accessibleName(), getattr(self, name)) for name in names
        }
        self.add = Button("加一条", "Ctrl+N")
        self.undo = Button("撤销删除", "Alt+Z")
        self.words, self.figures = label("", "mute"), label("", "head")

    def _lay_out(self) -> None:
        for name in _TEXTS:
            privacy.cover(getattr(self, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._fields["facts"])
        column.addWidget(self._clauses())
        column.addWidget(self._fields["liabilities"])
        column.addWidget(self._fields["performance_note"])
        end = WrapRow()
        for name, width, share in (
            ("made_on", 124, 0),
            ("copies", 148, 0),
            ("place", 130, 2),
            ("recorder", 100, 1),
            ("supplement_to", 200, 2),
        ):
            end.add(self._fields[name], width, share)
        column.addLayout(end)

    def _clauses(self) -> QWidget:
        """The clauses in one card with their total under them."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label("协议内容与履行", "label"))
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        inside.addLayout(self._stack)
        inside.addWidget(self._total())
        column.addWidget(card)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(0, theme.px(4), 0, 0)
        self.buttons.setSpacing(theme.px(8))
        self.buttons.addWidget(self.add)
        self.buttons.addWidget(self.undo)
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        return made

    def _total(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(*(theme.px(n) for n in (14, 9, 14, 9)))
        row.addWidget(self.words, 1)
        row.addWidget(self.figures)
        return made

    def _connect(self) -> None:
        for name in (*_TEXTS, *_LINES):
            editor = getattr(self, name)
            editor.typed.connect(self._touched)
            editor.left.connect(lambda name=name: self.left.emit(name))
        self.add.clicked.connect(lambda: self.add_clause())
        self.undo.clicked.connect(self.bring_back)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Alt+Delete"), self, self._remove_here, context=here)
