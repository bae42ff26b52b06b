"""At the right: the matter of the chosen line, and at the bottom what can be done to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.desk import Desk
from app.dispatch.queries import selected
from app.dispatch.rules import MAIN_ACTION
from app.dispatch.types import Judgement, Selected
from app.enums import Action, Stage
from app.errors import DomainError, InfrastructureError
from app.glossary import term
from app.identifiers.mask import mask_name, mask_phone
from app.matter.act import Done
from app.matter.types import MatterDetail, VisitorView
from app.messages import error_text
from ui import background, errors, theme, words
from ui.actions import ActionBar
from ui.matter.blocks import Part, value
from ui.matter.facts import Deadlines, Slips
from ui.matter.marks import mark_tag, risk_mark
from ui.widgets.label import label, tag
from ui.widgets.panel import PanelHead
from ui.widgets.wrap_row import WrapRow

WAIT_MS = 60
"""Whoever runs down the list with the arrow key has only the last line read."""
_OF_THE_COMMITTEE = frozenset(
    {
        Action.ACCEPT_MEDIATION,
        Action.APPOINT,
        Action.RECORD_SESSION,
        Action.AGREE,
        Action.FINALISE,
        Action.RECORD_SIGNATURES,
        Action.RECORD_SEAL,
        Action.RECORD_ORAL_AGREEMENT,
        Action.RECORD_PERFORMANCE,
        Action.APPLY_CONFIRMATION,
        Action.FAIL,
        Action.TERMINATE,
    }
)
OF_DISPATCH = frozenset(Action) - _OF_THE_COMMITTEE
"""What the committee does with its case and its papers has a tab of its own."""
_NOBODY = "在中间选一件事项，这里看得到它的来龙去脉，也在这里办。"


class Beside(QWidget):
    """`acted` with the matter before and what came of the action."""

    acted = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: str | None = None
        self.shown: Selected | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.reload)
        self.head = _Head()
        self.judgement = _Judged()
        self.slips, self.deadlines = Slips(), Deadlines()
        self.note = label(_NOBODY, "small")
        self.bar = self._new_bar(None)
        self._lay_out()
        self._clear()

    def ask(self, no: str | None) -> None:
        """Show the matter `no` soon; None for no line at all."""
        self._asked = no
        if no is None:
            self._timer.stop()
            self._clear()
        else:
            self._timer.start()

    def is_waiting(self) -> bool:
        """Whether a matter was asked for that is not being read yet."""
        return self._timer.isActive()

    def reload(self) -> None:
        """Read again what is shown; what stays the same stays where it is."""
        no = self._asked
        if no is None:
            return
        background.run(
            self,
            lambda: self._desk.read(selected, no),
            done=lambda found: self._arrived(no, found),
            failed=lambda error: self._failed(no, error),
        )

    def _arrived(self, no: str, found: Selected) -> None:
        if no != self._asked or found == self.shown:
            return
        is_another = self.shown is None or self.shown.detail.id != found.detail.id
        before, self.shown = self.shown, found
        self.head.show_matter(found)
        self.judgement.show_judgement(found.judgement)
        for part, section in ((self.slips, self._slips), (self.deadlines, self._limits)):
            _show(part, section, found.detail)
        if before is None or before.stage is not found.stage:
            self._renew_bar(found.stage)
        self.bar.show_matter(found.detail)
        self.note.hide()
        self._area.show()
        self._actions.show()
        if is_another:
            self._area.verticalScrollBar().setValue(0)

    def _failed(self, no: str, error: Exception) -> None:
        if no != self._asked:
            return
        if not isinstance(error, (DomainError, InfrastructureError)):
            errors.show(self, error)
            return
        self._clear()
        self.note.setText(error_text(error))

    def _clear(self) -> None:
        self.shown = None
        self.bar.show_matter(None)
        self.note.setText(_NOBODY)
        self.note.show()
        self._area.hide()
        self._actions.hide()

    def _new_bar(self, stage: Stage | None) -> ActionBar:
        main = MAIN_ACTION.get(stage) if stage else None
        bar = ActionBar(self._desk, only=OF_DISPATCH, primary=main)
        bar.acted.connect(self._acted)
        return bar

    def _renew_bar(self, stage: Stage) -> None:
        """Another step is the loud one now."""
        old, self.bar = self.bar, self._new_bar(stage)
        self._bars.replaceWidget(old, self.bar)
        old.hide()
        old.deleteLater()

    def _acted(self, done: Done) -> None:
        before = self.shown.detail if self.shown else done.detail
        self.reload()
        self.acted.emit(before, done)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.judgement)
        self._slips, self._limits = _Section("交办", self.slips), _Section("期限", self.deadlines)
        column.addWidget(self._slips)
        column.addWidget(self._limits)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("选中的事项")
        self._area.setWidget(inner)
        self._actions = QFrame()
        self._actions.setObjectName("actions")
        self._bars = QVBoxLayout(self._actions)
        self._bars.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
        self._bars.addWidget(self.bar)
        self.note.setWordWrap(True)
        self.note.setContentsMargins(*(theme.px(n) for n in (16, 16, 16, 16)))
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.note, 1)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._actions)


class _Section(QWidget):
    """A head with its part under it."""

    def __init__(self, title: str, part: QWidget) -> None:
        super().__init__()
        self.head = PanelHead(title, ruled=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        around = QVBoxLayout()
        around.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 8)))
        around.addWidget(part)
        column.addLayout(around)


def _show(part: Part, section: _Section, detail: MatterDetail) -> None:
    part.show_matter(detail)
    count = part.count(detail)
    section.head.note.setText(str(count) if count else "")


class _Head(QWidget):
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
    phone = mask_phone(visitor.phone) if visitor.phone else ""
    return f"{mask_name(visitor.name) if visitor.name else '没留姓名'} {phone}".strip()


class _Judged(QWidget):
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
