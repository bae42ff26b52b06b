"""One clause of the agreement: its sentence, and who does what by when under it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.documents.wording import chinese_number, party_mark
from app.matter.types import PartyView
from ui import privacy, theme
from ui.mediation.duty import Duty, People
from ui.mediation.entry import ClauseEntry, DutyEntry
from ui.mediation.fields import GrowingBox
from ui.widgets.button import Button, IconButton
from ui.widgets.field import Field
from ui.widgets.label import label

_MARK = 32


class Clause(QFrame):
    """`left` with a field's name, `text` or that of a duty's field with its place before it."""

    typed = Signal()
    left = Signal(str)
    reshaped = Signal()
    removed = Signal()

    def __init__(self, entry: ClauseEntry, people: People) -> None:
        super().__init__()
        self.setObjectName("clause")
        self._people = people
        self.mark = label("", "head")
        self.text = GrowingBox("", "写明谁在哪天以前做什么；金额写在下面一行")
        self.text_field = Field("", self.text)
        self.add = Button("加履行")
        self.add.setToolTip("谁在哪天以前付多少钱、交什么东西、做什么事")
        self.remove = IconButton("close", "删掉这一条（Alt+Delete）")
        self.duties: list[Duty] = []
        self._lay_out()
        self.text.show_text(entry.text)
        for duty in entry.duties:
            self._append(duty)
        self._connect()

    def entry(self) -> ClauseEntry:
        """What stands here now. Only reads."""
        return ClauseEntry(self.text.toPlainText(), tuple(duty.entry() for duty in self.duties))

    def rename(self, number: int) -> None:
        """`number` counts from 1."""
        title = f"第{chinese_number(number)}条"
        self.mark.setText(chinese_number(number))
        self.text.setAccessibleName(title)
        self.text_field.short = title
        self.add.setAccessibleName(f"给{title}加一项履行")
        self.remove.setAccessibleName(f"删掉{title}")
        for place, duty in enumerate(self.duties, 1):
            duty.rename(f"{title}第{place}项")

    def stops(self) -> list[QWidget]:
        duties = [stop for duty in self.duties for stop in duty.stops()]
        return [self.text, self.add, self.remove, *duties]

    def add_duty(self) -> None:
        """One more thing to do, by the same as before if there is one."""
        last = self.duties[-1].entry() if self.duties else None
        duty = self._append(
            DutyEntry(payer=last.payer, payee=last.payee, kind=last.kind) if last else DutyEntry()
        )
        self.reshaped.emit()
        self.typed.emit()
        duty.payer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, entry: DutyEntry) -> Duty:
        duty = Duty(entry, self._people)
        self.duties.append(duty)
        self._below.addWidget(duty)
        duty.typed.connect(self.typed)
        duty.reshaped.connect(self.reshaped)
        duty.left.connect(lambda name: self._duty_left(duty, name))
        duty.removed.connect(lambda: self._take_away(duty))
        return duty

    def _duty_left(self, duty: Duty, name: str) -> None:
        if duty in self.duties:
            self.left.emit(f"{self.duties.index(duty)}.{name}")

    def _take_away(self, duty: Duty) -> None:
        self.duties.remove(duty)
        self._below.removeWidget(duty)
        duty.hide()
        duty.deleteLater()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reshaped.emit()
        self.typed.emit()

    def _connect(self) -> None:
        self.text.typed.connect(self.typed)
        self.text.left.connect(lambda: self.left.emit("text"))
        self.add.clicked.connect(self.add_duty)
        self.remove.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        self.mark.setFixedWidth(theme.px(_MARK))
        self.mark.setContentsMargins(0, theme.px(5), 0, 0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self.mark, 0, top)
        head.addWidget(privacy.cover(self.text_field), 1)
        head.addWidget(self.add, 0, top)
        head.addWidget(self.remove, 0, top)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(theme.px(_MARK + 6), 0, 0, 0)
        self._below.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (14, 8, 10, 8)))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addLayout(self._below)


def people_of(sides: Sequence[PartyView]) -> People:
    """甲 陈桂香, 乙 马铁柱 …, in the order in which the paper names them."""
    return [
        (side.ordinal, f"{party_mark(n)} {side.name or '姓名不详'}") for n, side in enumerate(sides)
    ]
