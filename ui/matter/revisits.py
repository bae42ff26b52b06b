"""What people said afterwards."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.enums import Satisfaction
from app.glossary import term
from app.matter.types import MatterDetail, RevisitView
from ui.matter.blocks import Entry, Part
from ui.matter.marks import day_text
from ui.widgets.label import tag

_KINDS = {
    Satisfaction.SATISFIED: "ok",
    Satisfaction.BASICALLY_SATISFIED: "ok",
    Satisfaction.DISSATISFIED: "red",
}


class Revisits(Part):
    title = "回访"
    empty = "还没有回访。"

    def seen(self, detail: MatterDetail) -> object:
        return detail.revisits

    def count(self, detail: MatterDetail) -> int:
        return len(detail.revisits)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        return (
            Entry(term(r.kind), _tags(r), note=day_text(r.revisited_on)) for r in detail.revisits
        )


def _tags(revisit: RevisitView) -> list[QWidget]:
    tags: list[QWidget] = []
    if revisit.satisfaction:
        tags.append(tag(term(revisit.satisfaction), _KINDS.get(revisit.satisfaction, "plain")))
    if revisit.fulfilled is not None:
        tags.append(tag("已履行", "ok") if revisit.fulfilled else tag("没有履行", "red"))
    if revisit.new_dispute:
        tags.append(tag("有新的纠纷", "orange"))
    return tags
