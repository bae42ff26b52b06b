"""The slips of a matter: who has it, since when, and what came back."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.enums import AssignmentRole, AssignmentState
from app.glossary import term
from app.matter.types import AssignmentView, ContactView, MatterDetail
from ui import words
from ui.matter.blocks import Entry, Fact, Part
from ui.matter.marks import day_text
from ui.widgets.label import tag

_KINDS = {
    AssignmentState.ISSUED: "orange",
    AssignmentState.REPORTED: "orange",
    AssignmentState.APPROVED: "ok",
    AssignmentState.ACKNOWLEDGED: "accent",
    AssignmentState.IN_PROGRESS: "accent",
}


class Slips(Part):
    """One entry for each slip, in the order they were given out."""

    title = "交办"
    empty = "还没有交办给任何单位。"

    def seen(self, detail: MatterDetail) -> object:
        return detail.assignments, detail.contacts

    def count(self, detail: MatterDetail) -> int:
        return len(detail.assignments)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        yield from map(_slip, detail.assignments)
        yield from map(_contact, detail.contacts)


def _slip(slip: AssignmentView) -> Entry:
    kind = "accent" if slip.role is AssignmentRole.LEAD else "plain"
    state = tag(term(slip.state), _KINDS.get(slip.state, "plain"))
    return Entry(slip.unit, [tag(term(slip.role), kind), state], facts=_facts(slip))


def _facts(slip: AssignmentView) -> list[Fact]:
    handler = " ".join(filter(None, (slip.station, slip.handler, slip.handler_phone)))
    answered = slip.parties_answered_on
    solved = {True: "已化解", False: "没有化解", None: None}[slip.resolved]
    return [
        Fact("发出", _when(slip.issued_at)),
        Fact("签收", _when(slip.acknowledged_at)),
        Fact("签收人", slip.acknowledged_by),
        Fact("首次联系", _when(slip.first_contact_at)),
        Fact("反馈", _when(slip.reported_at)),
        Fact("经办", handler),
        Fact("答复", f"{day_text(answered)}答复了当事人" if answered else None),
        Fact("是否化解", solved),
        Fact("化解方式", term(slip.resolve_method) if slip.resolve_method else None),
        Fact("目标", slip.goal, personal=True, is_wide=True),
        Fact("措施", slip.measures, personal=True, is_wide=True),
        Fact("结果", slip.result, personal=True, is_wide=True),
    ]


def _contact(contact: ContactView) -> Entry:
    """A call or a visit to somebody."""
    reached = tag("联系上了", "ok") if contact.reached else tag("没联系上", "orange")
    told = "催办" if contact.is_reminder else "联系"
    return Entry(
        told,
        [reached],
        note=_when(contact.contacted_at) or "",
        facts=[
            Fact("谁联系的", contact.contacted_by),
            Fact("联系了谁", contact.whom, personal=True),
            Fact("对方说", contact.said, personal=True, is_wide=True),
        ],
    )


def _when(moment: datetime | None) -> str | None:
    return words.moment(moment) if moment else None
