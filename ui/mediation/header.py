"""The head of a case: what it is, where it stands, until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk import Desk
from app.enums import CaseState
from app.glossary import term
from app.matter.types import CaseView, DeadlineView, MatterDetail
from ui import privacy, theme
from ui.matter.marks import due_text, limit_mark, mark_tag, risk_mark
from ui.widgets.button import Button, bind
from ui.widgets.label import Elided, label, tag
from ui.widgets.others import Others
from ui.widgets.wrap_row import WrapRow

_STATES = {CaseState.PROPOSED: "orange", CaseState.AGREED: "ok"}
_LIMIT = "MEDIATION"


class Header(QFrame):
    """`left` back to the list, `whole_asked` for the page of the whole matter."""

    left = Signal()
    whole_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.back = Button("‹ 案件")
        bind(self.back, "Alt+Left")
        self.back.setToolTip("回到案件列表（Alt+←）")
        self.whole = Button("全部情况")
        self.title = Elided("", "title")
        self.number = label("", "small")
        self.limit = label("", "small")
        self.others = Others(desk)
        self._tags, self._left = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.whole.clicked.connect(self.whole_asked)

    def show_case(self, detail: MatterDetail, case: CaseView) -> None:
        self.title.setText(detail.title)
        self.title.setToolTip(detail.title)
        self.number.setText(detail.no)
        self.others.watch(detail.id)
        tags = [
            mark_tag(risk_mark(detail.risk_level)),
            tag(term(case.state), _STATES.get(case.state, "accent")),
        ]
        limit = _limit(detail, case)
        self.limit.setText(_limit_text(limit))
        left: list[QLabel] = []
        if limit is not None and limit.is_running:
            left = [mark_tag(limit_mark(limit))]
        _fill(self._tags, tags)
        _fill(self._left, left)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), WrapRow(line_gap=4)
        for row in (first, self._tags, self._left):
            row.setSpacing(theme.px(10))
        first.addWidget(self.back)
        first.addWidget(privacy.cover(self.title), 1)
        first.addWidget(self.others)
        first.addWidget(self.whole)
        for row in (self._tags, self._left):
            row.setContentsMargins(0, 0, 0, 0)
        self._tags.insertWidget(0, self.number)
        self._left.addWidget(self.limit)
        for row, share in ((self._tags, 1), (self._left, 0)):
            held = QWidget()
            held.setLayout(row)
            second.add(held, 0, share)
        self._tags.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (12, 8, 12, 6)))
        column.setSpacing(theme.px(6))
        column.addLayout(first)
        column.addLayout(second)


def _fill(row: QHBoxLayout, tags: list[QLabel]) -> None:
    """Put `tags` behind the first word of the row, in place of those before."""
    for place in reversed(range(1, row.count())):
        item = row.itemAt(place)
        if item is not None and (old := item.widget()) is not None:
            row.removeWidget(old)
            old.hide()
            old.deleteLater()
    for place, each in enumerate(tags, 1):
        row.insertWidget(place, each)


def _limit(detail: MatterDetail, case: CaseView) -> DeadlineView | None:
    """The case's own 30 days, or whatever it was extended to."""
    own = [d for d in detail.deadlines if d.target_id == case.id and d.code.startswith(_LIMIT)]
    return own[-1] if own else None


def _limit_text(limit: DeadlineView | None) -> str:
    if limit is None:
        return "受理以后开始计算调解期限"
    if limit.met_at is not None:
        return "调解已办结"
    return f"调解期限 {due_text(limit)}" if limit.due_on else "调解期限暂停计时"
