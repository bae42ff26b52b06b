"""What is told of the matter beside the list: its head, and how it was judged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dispatch.types import Judgement, Selected
from app.enums import Stage
from app.glossary import term
from app.identifiers.mask import mask_name
from app.matter.types import MatterDetail, VisitorView
from ui import theme, words
from ui.matter.blocks import value
from ui.matter.marks import NOBODY, mark_tag, risk_mark
from ui.widgets.label import label, tag
from ui.widgets.panel import PanelHead
from ui.widgets.wrap_row import WrapRow


class Head(QWidget):
    """Its number, risk and step; what happened; who came, under stars."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
        self._column.setSpacing(theme.px(6))

    def show_matter(self, found: Selected) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for part in _told(found):
            self._column.addWidget(part)


def _told(found: Selected) -> Sequence[QWidget]:
    detail = found.detail
    line = QWidget()
    row = WrapRow(gap=8, line_gap=4)
    line.setLayout(row)
    number = label(detail.no, "title")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    step = term(detail.state if found.stage is Stage.DONE else found.stage)
    for part in (number, mark_tag(risk_mark(detail.risk_level)), tag(step, "accent")):
        row.add(part)
    if detail.is_sensitive:
        row.add(tag("要保密", "orange"))
    told = value(detail.summary, personal=True, name="经过")
    wish = value(detail.demand or "", personal=True, role="small", name="想要什么")
    wish.setText(f"要求：{detail.demand}")
    parts: list[QWidget] = [line, told, *([wish] if detail.demand else [])]
    return [*parts, value("；".join(_people(detail)), personal=True, role="small", name="来访人")]


def _people(detail: MatterDetail) -> list[str]:
    """来访人 赵** 138****8000, how often, whether they would mediate, who took it in."""
    visitors = [_visitor(each) for visit in detail.visits for each in visit.visitors]
    wish = detail.mediation_willingness
    times = len(detail.visits) + len(detail.merged)
    return [
        f"来访人 {'、'.join(visitors)}",
        *([f"第 {times} 次来"] if times > 1 else []),
        *([f"涉及 {detail.involved_count} 人"] if detail.involved_count else []),
        *([f"调解：{term(wish)}"] if wish else []),
        f"{words.moment(detail.registered_at)} 登记，首问 {detail.first_responder}",
    ]


def _visitor(visitor: VisitorView) -> str:
    phone = visitor.phone_masked or ""
    return f"{mask_name(visitor.name) if visitor.name else NOBODY} {phone}".strip()


class Judged(QWidget):
    """The four scores and their sum; absent while nobody has judged it."""

    def __init__(self) -> None:
        super().__init__()
        self.head = PanelHead("研判", ruled=True)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 10)))
        self._rows.setSpacing(theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._rows)
        self._lines: list[QWidget] = []

    def show_judgement(self, made: Judgement | None) -> None:
        self.setVisible(made is not None)
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = _judged(made) if made else []
        for line in self._lines:
            self._rows.addWidget(line)
        if made:
            level = term(made.risk_level) if made.risk_level else "一般"
            self.head.note.setText(f"{made.total} 分，{level}")


def _judged(made: Judgement) -> list[QWidget]:
    lines: list[QWidget] = [_score(each.name, each.score) for each in made.factors]
    when = words.moment(made.assessed_at)
    told = f"难易：{term(made.difficulty)}；理由：{made.reason}"
    return [
        *lines,
        value(told, personal=True, role="small", name="理由"),
        value(f"{made.assessed_by} {when}", role="small"),
    ]


def _score(name: str, score: int) -> QWidget:
    line = QWidget()
    line.setAccessibleName(f"{name} {score} 分")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(name))
    row.addStretch(1)
    row.addWidget(label(str(score)))
    return line
