"""单位: the handling units, how they are reached, from when to when."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app import clock
from app.admin.units import (
    UnitDraft,
    UnitRow,
    add_unit,
    area_choices,
    change_unit,
    end_unit,
    units,
)
from app.desk import Desk
from app.enums import StationedForm, UnitKind
from app.glossary import term
from ui import background, words
from ui.admin.kept import KeptSection, state
from ui.widgets.choice import Choice, PickEdit
from ui.widgets.end_form import EndForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import DateEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import Segments

_WHY = ("机构撤销", "机构合并", "不再入驻")


_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("单位", lambda row: row.draft.name),
    Column("代码", lambda row: row.draft.code),
    Column("种类", lambda row: term(row.draft.kind)),
    Column("联系人", lambda row: row.draft.contact_person or ""),
    Column("电话", lambda row: row.draft.phone or ""),
    Column("状态", lambda row: state(row.valid_to)),
)
_WIDTHS = {0: 0, 1: 88, 2: 0, 3: 80, 4: 124, 5: 64}


class UnitSection(KeptSection[UnitRow]):
    topics = frozenset({"unit", "mediation_committee"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "单位",
            _COLUMNS,
            _WIDTHS,
            thing="单位",
            empty="没有符合的单位。按“添加单位”写进来，才能向它交办。",
            key=lambda row: row.id,
            spare=(3, 1, 4),
            parent=parent,
        )
        self._areas: Sequence[tuple[str, str]] = ()
        background.soon(self, self._ask_areas)

    def _ask_areas(self) -> None:
        background.run(self, partial(self._desk.read, area_choices), done=self._know_areas)

    def rows(self, text: str, *, past: bool) -> Sequence[UnitRow]:
        return self._desk.read(units, text=text, past=past)

    def form(self, row: UnitRow | None) -> FormDialog:
        return UnitForm(self._desk, self._areas, row, parent=self)

    def ending(self, row: UnitRow) -> FormDialog:
        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            return self._desk.write(
                end_unit, row.id, row.version, last_day, reason, despite_open=despite_open
            )

        told = "停用以后不再向它交办，以前的交办单都保留。"
        return EndForm(self._desk, f"停用 {row.draft.name}", told, end, reasons=_WHY, parent=self)

    def show_row(self, row: UnitRow) -> None:
        draft = row.draft
        self.panel.title.setText(draft.name)
        self.panel.note.setText(state(row.valid_to))
        facts = (
            f"代码 {draft.code} · {term(draft.kind)}",
            term(draft.stationed_form) if draft.stationed_form else "",
            "自己用本程序" if draft.is_online else "不在网上，由中心代录",
            row.area_name,
            f"联系：{draft.contact_person or ''} {draft.phone or ''}".strip(),
            draft.address or "",
            f"来访人要带：{draft.bring}" if draft.bring else "",
            words.span(draft.since, row.valid_to),
            "调委会在“调解员名册”里修改" if draft.kind is UnitKind.COMMITTEE else "",
        )
        self.panel.show_facts(facts)
        self.allow(is_kept=draft.kind is not UnitKind.COMMITTEE and row.valid_to is None)

    def _know_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        self._areas = areas


class UnitForm(FormDialog):
    """A new unit, or the particulars of one."""

    def __init__(
        self,
        desk: Desk,
        areas: Sequence[tuple[str, str]],
        row: UnitRow | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, f"修改 {row.draft.name}" if row else "添加单位", parent=parent)
        self._row = row
        kinds: list[tuple[UnitKind, str]] = [
            (kind, term(kind)) for kind in UnitKind if kind is not UnitKind.COMMITTEE
        ]
        self.name = LineEdit("名称")
        self.code = LineEdit("代码", "如 QS-CJ")
        self.kind = Choice("种类", kinds)
        self.kind.show_value(UnitKind.DEPARTMENT)  # what most of them are
        self.stationed_form = Choice(
            "怎么入驻", [(form, term(form)) for form in StationedForm], none="不入驻"
        )
        self.is_online = Segments("自己用本程序吗", [(True, "用"), (False, "不用，中心代录")])
        self.is_online.choose([False])
        self.area = PickEdit("辖区", "不限就空着")
        self.area.offer(areas)
        self.since = DateEdit("从哪天起")
        self.since.setText(clock.today().isoformat())
        self.contact_person = LineEdit("联系人")
        self.phone = LineEdit("电话")
        self.address = LineEdit("地址")
        self.bring = LineEdit("来访人要带什么", "印在引导告知单上")
        self._lay_fields()
        if row is not None:
            self._show(row.draft)

    def work(self) -> Callable[[], Any]:
        since = self.day("since", needed=True)
        draft = UnitDraft(
            code=self.code.text(),
            name=self.name.text(),
            since=since or clock.today(),
            kind=self.kind.value() or UnitKind.OTHER,
            area=self.pick("area"),
            stationed_form=self.stationed_form.value(),
            is_online=self.is_online.chosen() == (True,),
            contact_person=self.contact_person.text(),
            phone=self.phone.text(),
            address=self.address.text(),
            bring=self.bring.text(),
        )
        if self._row is None:
            return partial(self._desk.write, add_unit, draft)
        return partial(self._desk.write, change_unit, self._row.id, self._row.version, draft)

    def _lay_fields(self) -> None:
        row = self.section()
        self.add(row, "name", "名称", self.name, 280, 1)
        self.add(row, "code", "代码", self.code, 120)
        row = self.section()
        self.add(row, "kind", "种类", self.kind, 180)
        self.add(row, "stationed_form", "怎么入驻", self.stationed_form, 120)
        self.add(row, "is_online", "自己用本程序吗", self.is_online, 0)
        row = self.section()
        self.add(row, "area", "辖区", self.area, 220, 1)
        self.add(row, "since", "从哪天起", self.since, 140)
        row = self.section()
        self.add(row, "contact_person", "联系人", self.contact_person, 120)
        self.add(row, "phone", "电话", self.phone, 160)
        self.add(row, "address", "地址", self.address, 240, 1)
        row = self.section()
        self.add(row, "bring", "来访人要带什么", self.bring, 300, 1)

    def _show(self, draft: UnitDraft) -> None:
        for path in ("name", "code", "contact_person", "phone", "address", "bring"):
            getattr(self, path).setText(getattr(draft, path) or "")
        self.kind.show_value(draft.kind)
        self.stationed_form.show_value(draft.stationed_form)
        self.is_online.choose([draft.is_online])
        self.area.show_code(draft.area)
        self.since.setText(draft.since.isoformat())
