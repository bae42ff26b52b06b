"""The head of a matter's page: what it is, where it stands, whose it is, what is due next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk import Desk
from app.glossary import term
from app.matter import glance
from app.matter.types import MatterDetail
from ui import privacy, theme
from ui.matter.marks import due_text, limit_mark, mark_tag, risk_mark
from ui.widgets.button import Button
from ui.widgets.label import Elided, label, tag
from ui.widgets.others import Others


class Header(QFrame):
    """`back` is the button that closes the page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.back = Button("返回", "Esc")
        self.number = label("", "code")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title = Elided("")
        privacy.cover(self.title)
        self.owner = Elided("", "mute")
        self.due = label("")
        self.others = Others(desk)
        self._tags = QHBoxLayout()
        self._left = QHBoxLayout()
        self._lay_out()

    def show_matter(self, detail: MatterDetail) -> None:
        self.number.setText(detail.no)
        self.others.watch(detail.id)
        _fill(self._tags, _tags(detail))
        limit = glance.next_limit(detail)
        self.due.setText(f"{limit.name} {due_text(limit)}" if limit else _no_limit(detail))
        _fill(self._left, [mark_tag(limit_mark(limit))] if limit else [])
        _say(self.title, detail.title)
        _say(self.owner, owner_text(detail))

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second, self._tags, self._left):
            row.setSpacing(theme.px(8))
        first.addWidget(self.back)
        first.addWidget(self.number)
        first.addLayout(self._tags)
        first.addWidget(self.others)
        first.addStretch(1)
        first.addWidget(self.due)
        first.addLayout(self._left)
        second.addWidget(self.title, 1)
        second.addWidget(self.owner, 1)
        self.owner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        column.setSpacing(theme.px(6))
        column.addLayout(first)
        column.addLayout(second)


def owner_text(detail: MatterDetail) -> str:
    """主办 青石镇城建办（韩志） · 调解员 周正明; before that, who received the people."""
    lead = glance.lead(detail)
    unit = f"主办 {lead.unit}" if lead else ""
    if lead and lead.handler:
        unit += f"（{lead.handler}）"
    people = "、".join(glance.mediators(detail))
    told = " · ".join(filter(None, (unit, f"调解员 {people}" if people else "")))
    return told or f"首问 {detail.first_responder}，还没有交给单位"


def _tags(detail: MatterDetail) -> list[QLabel]:
    case = glance.open_case(detail)
    tags = [mark_tag(risk_mark(detail.risk_level)), tag(term(detail.state), "accent")]
    if case:
        tags.append(tag(f"调解：{term(case.state)}"))
    return [*tags, tag(term(detail.dispute_type or detail.appeal_kind))]


def _no_limit(detail: MatterDetail) -> str:
    waits = any(limit.is_running for limit in detail.deadlines)
    return "期限暂停计时" if waits else "没有正在走的期限"


def _say(shown: QLabel, text: str) -> None:
    shown.setText(text)
    shown.setToolTip(text)


def _fill(row: QHBoxLayout, widgets: list[QLabel]) -> None:
    while (item := row.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        row.addWidget(widget)
