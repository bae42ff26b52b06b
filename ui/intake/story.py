"""What happened, what they want, of which kind, where and since when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.enums import DisputeType, MediationWillingness
from app.glossary import term
from ui import privacy, theme
from ui.widgets.button import Button
from ui.widgets.choice import Choice, PickEdit
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import CountEdit, DateEdit
from ui.widgets.segments import Segments
from ui.widgets.text_box import TextBox
from ui.widgets.wrap_row import WrapRow


class Story(QWidget):
    """The lower half of the form; `fields` by their names in the entry."""

    typed = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = TextBox("事情经过", "谁和谁、什么时候、在哪里、为了什么事、现在怎样")
        self.demand = LineEdit("想要怎样", "如：修好漏水，赔吊顶和地板")
        types = [(each, _indented(each)) for each in DisputeType]
        self.dispute_type = Choice("类型", types, none="还没定")
        self.willingness = Segments(
            "愿意调解吗", [(each, term(each)) for each in MediationWillingness], optional=True
        )
        self.place = PickEdit("事发地", "街道、村居")
        self.occurred_on = DateEdit("从何时起")
        self.involved_count = CountEdit("涉及人数")
        self.paste_button = Button("粘贴识别", "Ctrl+Shift+V")
        self.paste_button.setProperty("slim", "true")
        self.paste_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.paste_button.setToolTip("把短信、微信、工单的文字贴进来，认出姓名、电话、日期、地点")
        self.fields = {
            "summary": Field("事情经过", self.summary, aside=self.paste_button),
            "demand": Field("想要怎样", self.demand),
            "dispute_type": Field("类型", self.dispute_type),
            "willingness": Field("愿意调解吗", self.willingness),
            "place": Field("事发地", self.place),
            "occurred_on": Field("从何时起", self.occurred_on),
            "involved_count": Field("涉及人数", self.involved_count),
        }
        for part in (self.summary, self.demand, self.place):
            privacy.cover(part)
        self._lay_out()
        self._connect()

    def stops(self) -> list[QWidget]:
        kind = [] if self.fields["dispute_type"].isHidden() else [self.dispute_type]
        return [
            self.summary,
            self.demand,
            *kind,
            self.willingness.stop(),
            self.place,
            self.occurred_on,
            self.involved_count,
        ]

    def show_type(self, *, is_dispute: bool) -> None:
        """Only disputes have a type."""
        self.fields["dispute_type"].setVisible(is_dispute)

    def offer_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        self.place.offer(areas)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.px(8))
        side.addWidget(self.fields["demand"])
        kinds = WrapRow()
        kinds.add(self.fields["dispute_type"], 132, 1)
        kinds.add(self.fields["willingness"])
        facts = WrapRow()
        facts.add(self.fields["place"], 124, 2)
        facts.add(self.fields["occurred_on"], 112, 1)
        facts.add(self.fields["involved_count"], 72)
        side.addLayout(kinds)
        side.addLayout(facts)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.fields["summary"], 125)
        row.addLayout(side, 100)

    def _connect(self) -> None:
        for name in ("summary", "demand", "place", "occurred_on", "involved_count"):
            editor = getattr(self, name)
            editor.typed.connect(self.typed)
            editor.left.connect(lambda name=name: self.left.emit(name))
        self.dispute_type.typed.connect(self.typed)
        self.willingness.changed.connect(self.typed)


def _indented(kind: DisputeType) -> str:
    """Its word; the parts of labour and consumer disputes stand below their sum."""
    is_part = kind.name.startswith(("LABOR_", "CONSUMER_"))
    return f"　{term(kind)}" if is_part else term(kind)
