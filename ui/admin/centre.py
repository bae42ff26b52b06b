"""本中心: its name and numbers as papers print them, and the area it answers for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.admin.own_centre import NOT_NAMED, CentreFacts, area_paths, change_centre, own_centre
from app.desk import Desk
from ui import background, theme
from ui.admin.section import Section
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import PickEdit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit

_NAMES = (
    ("name", "名称"),
    ("area", "辖区"),
    ("phone", "办公电话"),
    ("inquiry_phone", "查询电话"),
    ("address", "地址"),
)
_WHY = "名称印在每一张单子上；查询电话和地址印在登记回执上，来访人按它来问办到哪一步。"
_NOT_NAMED = "还没有写本中心的名称，现在印出来的单子上没有它。请先写好。"


class CentreSection(Section):
    topics = frozenset({"governance_center", "area"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.facts: CentreFacts | None = None
        self._areas: dict[str, str] = {}
        self.change = Button("修改", "Alt+E", primary=True)
        self.change.setEnabled(False)
        self.change.clicked.connect(self._change)
        self.not_named = label(_NOT_NAMED, "warn")
        self.not_named.setWordWrap(True)
        self.not_named.hide()
        self.values = {name: label("") for name, _title in _NAMES}
        self._lay_out()

    def reload(self) -> None:
        background.run(
            self,
            self._ask,
            done=self._show,
        )

    def start(self) -> None:
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> tuple[CentreFacts, Sequence[tuple[str, str]]]:
        return self._desk.read(own_centre), self._desk.read(area_paths)

    def _show(self, found: tuple[CentreFacts, Sequence[tuple[str, str]]]) -> None:
        self.facts, self._areas = found[0], dict(found[1])
        for name, shown in self.values.items():
            text = getattr(self.facts, name)
            shown.setText(self._areas.get(text, text) if name == "area" else text or "没有写")
        self.not_named.setVisible(self.facts.name == NOT_NAMED)
        self.change.setEnabled(True)

    def _change(self) -> None:
        if self.facts is None:
            return
        areas = tuple(self._areas.items())
        self.open_form(CentreForm(self._desk, self.facts, areas, parent=self))

    def _lay_out(self) -> None:
        card = Card("本中心")
        card.head.addStretch(1)
        card.head.addWidget(self.change)
        card.body.addWidget(self.not_named)
        for name, title in _NAMES:
            line = QHBoxLayout()
            head = label(title, "mute")
            head.setFixedWidth(theme.px(88))
            self.values[name].setWordWrap(True)
            line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self.values[name], 1)
            card.body.addLayout(line)
        told = label(_WHY, "small")
        told.setWordWrap(True)
        card.body.addWidget(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.addWidget(card)
        column.addStretch(1)


class CentreForm(FormDialog):
    """What is written down of the centre."""

    def __init__(
        self,
        desk: Desk,
        facts: CentreFacts,
        areas: Sequence[tuple[str, str]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "修改本中心的资料", parent=parent)
        self._before = facts
        self.name = LineEdit("名称", "如：青石县综治中心")
        self.area = PickEdit("辖区", "县（市、区）或者乡镇、街道的名字")
        self.phone, self.inquiry_phone = LineEdit("办公电话"), LineEdit("查询电话")
        self.address = LineEdit("地址", "来访人找得到的写法")
        self.area.offer(areas)
        row = self.section()
        self.add(row, "name", "名称", self.name, 320, 1)
        self.add(row, "area", "辖区", self.area, 240, 1)
        row = self.section()
        self.add(row, "phone", "办公电话", self.phone, 200)
        self.add(row, "inquiry_phone", "查询电话", self.inquiry_phone, 200)
        self.add(row, "address", "地址", self.address, 320, 1)
        self._fill(facts, dict(areas))

    def work(self) -> Callable[[], Any]:
        facts = CentreFacts(
            name=self.name.text(),
            area=self.pick("area", needed=True) or self._before.area,
            phone=self.phone.text(),
            inquiry_phone=self.inquiry_phone.text(),
            address=self.address.text(),
        )
        return partial(self._desk.write, change_centre, self._before, facts)

    def _fill(self, facts: CentreFacts, areas: dict[str, str]) -> None:
        self.name.setText("" if facts.name == NOT_NAMED else facts.name)
        self.area.show_text(areas.get(facts.area, ""))
        self.phone.setText(facts.phone)
        self.inquiry_phone.setText(facts.inquiry_phone)
        self.address.setText(facts.address)
