"""What it is about: the story, what is asked, where and when, and where people went before."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.enums import RecourseKind
from app.glossary import term
from app.matter.types import MatterDetail, RecourseView
from ui import words
from ui.matter.blocks import Fact, Facts, Part, value
from ui.matter.marks import day_text
from ui.widgets.button import Button


class Overview(Part):
    """`asked` with the number of a matter this one was merged with; `number_asked` where what
    another system calls it is to be written down."""

    asked = Signal(str)
    number_asked = Signal()
    title = "概况"

    def __init__(self, *, may_number: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_number = may_number

    def seen(self, detail: MatterDetail) -> object:
        return detail.summary, [fact for group in _groups(detail) for fact in group]

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        yield value(detail.summary, personal=True, name="经过")
        known = (group for group in _groups(detail) if any(fact.text for fact in group))
        yield from map(Facts, known)
        for no in filter(None, (detail.merged_into, *detail.merged)):
            yield self._way_to(no)
        if self._may_number:
            yield self._way_to_number()

    def _way_to(self, no: str) -> Button:
        button = Button(f"打开 {no}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.asked.emit(no))
        return button

    def _way_to_number(self) -> Button:
        button = Button("记外部编号…")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.number_asked)
        return button


def _groups(detail: MatterDetail) -> tuple[list[Fact], ...]:
    return _asked(detail), _short(detail), _ended(detail), _before(detail)


def _asked(detail: MatterDetail) -> list[Fact]:
    return [
        Fact("想要什么", detail.demand, personal=True, is_wide=True),
        Fact("发生在", _where(detail), personal=True, is_wide=True),
    ]


def _short(detail: MatterDetail) -> list[Fact]:
    count = f"{detail.involved_count} 人" if detail.involved_count else None
    wish = detail.mediation_willingness
    return [
        Fact("诉求", term(detail.appeal_kind)),
        Fact("纠纷类型", term(detail.dispute_type) if detail.dispute_type else None),
        Fact("发生日期", day_text(detail.occurred_on) if detail.occurred_on else None),
        Fact("牵涉", count),
        Fact("调解意愿", term(wish) if wish else None),
        Fact("难易", term(detail.difficulty) if detail.difficulty else None),
        Fact("规模", term(detail.event_scale) if detail.event_scale else None),
        Fact("来源", term(detail.channel)),
        Fact("登记", words.moment(detail.registered_at)),
        Fact("窗口", f"{detail.window} 号"),
        Fact("首问", detail.first_responder),
        Fact("查询码", detail.case_code),
        Fact("查看范围", "只有负责人看得到内容" if detail.is_sensitive else None),
    ]


def _where(detail: MatterDetail) -> str:
    return " ".join(filter(None, (detail.area, detail.place)))


def _ended(detail: MatterDetail) -> list[Fact]:
    """What became of it."""
    solved = {True: "已化解", False: "没有化解", None: None}[detail.resolved]
    answered = detail.parties_answered_on
    return [
        Fact("去向", term(detail.disposition) if detail.disposition else None),
        Fact("引导到", _guided(detail)),
        Fact("依据", detail.guided_basis, is_wide=True),
        Fact("答复", detail.answer, personal=True, is_wide=True),
        Fact("告知途径", "、".join(map(term, detail.ways_told)), is_wide=True),
        Fact("答复日期", day_text(answered) if answered else None),
        Fact("结果", solved),
        Fact("结案", day_text(detail.closed_on) if detail.closed_on else None),
        Fact("归档", day_text(detail.archived_on) if detail.archived_on else None),
        Fact("已并入", detail.merged_into),
        Fact("并进来的", "、".join(detail.merged), is_wide=True),
    ]


def _guided(detail: MatterDetail) -> str:
    route = term(detail.guided_route) if detail.guided_route else ""
    return "，".join(filter(None, (detail.guided_to, route)))


def _before(detail: MatterDetail) -> list[Fact]:
    """Where people had been before, and the numbers other systems gave it."""
    return [
        *(Fact("去过", _recourse(each), is_wide=True) for each in detail.prior_recourse),
        *(
            Fact("外部编号", f"{term(each.system)} {each.number}", is_wide=True)
            for each in detail.external_numbers
        ),
    ]


def _recourse(recourse: RecourseView) -> str:
    if recourse.kind is RecourseKind.NONE:
        return "没有去过别的地方"
    result = term(recourse.result) if recourse.result else ""
    return "，".join(filter(None, (term(recourse.kind), result, recourse.number)))
