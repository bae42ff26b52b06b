"""Who is in a matter, with numbers under stars until somebody asks for one."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import AgentPower, Gender, NumberKind, PartyKind
from app.glossary import term
from app.matter.types import MatterDetail, PartyView, VisitorView
from ui import privacy, words
from ui.matter.blocks import Entry, Fact, Part
from ui.matter.marks import NOBODY
from ui.matter.reveal import Number
from ui.widgets.label import tag


class People(Part):
    """Parties with who acts for them, then who came."""

    title = "当事人"
    empty = "还没有登记当事人。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def seen(self, detail: MatterDetail) -> object:
        return detail.parties, detail.visits

    def count(self, detail: MatterDetail) -> int:
        return len(detail.parties)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        for party in detail.parties:
            yield self._party(party, detail)
        for visit in detail.visits:
            for visitor in visit.visitors:
                yield self._visitor(visitor, words.moment(visit.arrived_at))

    def _party(self, party: PartyView, detail: MatterDetail) -> Entry:
        return Entry(
            _name(party),
            [_role_tag(party, detail)],
            facts=_facts(party),
            more=[*self._numbers(party.id, party.phone_masked, party.id_masked)],
            personal=party.kind is PartyKind.NATURAL_PERSON,
        )

    def _visitor(self, visitor: VisitorView, when: str) -> Entry:
        return Entry(
            visitor.name or NOBODY,
            [tag(f"来访人，{term(visitor.relation)}")],
            note=f"{when} 来",
            facts=[Fact("住址", visitor.address, personal=True, is_wide=True)],
            more=[*self._numbers(visitor.id, visitor.phone_masked, visitor.id_masked)],
            personal=bool(visitor.name),
        )

    def _numbers(self, holder: UUID, phone: str | None, paper: str | None) -> Iterator[Number]:
        if phone:
            yield Number(self._desk, NumberKind.PHONE, holder, phone)
        if paper:
            yield Number(self._desk, NumberKind.ID, holder, paper)


def _name(party: PartyView) -> str:
    return party.name or f"没有姓名（{party.no_name_reason or '没写原因'}）"


def _role_tag(party: PartyView, detail: MatterDetail) -> QWidget:
    made = tag(_role(party, detail), "accent" if party.is_side else "plain")
    return privacy.cover(made) if party.represents else made


def _role(party: PartyView, detail: MatterDetail) -> str:
    """申请人; or for whom an agent acts: 代理人，代表陈桂香."""
    whom = detail.party(party.represents)
    return f"{term(party.role)}，代表{whom.name or term(whom.role)}" if whom else term(party.role)


def _facts(party: PartyView) -> list[Fact]:
    known = party.gender in (Gender.MALE, Gender.FEMALE)
    born = party.birth_date.isoformat() if party.birth_date else None
    head = " ".join(filter(None, (party.legal_representative, party.legal_representative_title)))
    return [
        Fact("电话", _without(party.no_phone_reason)),
        Fact("性别", term(party.gender) if known else None, personal=True),
        Fact("民族", party.ethnicity, personal=True),
        Fact("出生日期", born, personal=True),
        Fact("职业", party.occupation, personal=True),
        Fact("工作单位", party.employer, personal=True),
        Fact("负责人", head, personal=True),
        Fact("信用代码", party.uscc),
        Fact("关系", term(party.relation) if party.relation else None),
        Fact("没有证号", party.no_id_reason),
        Fact("住址", party.address, personal=True, is_wide=True),
        Fact("代理权限", "、".join(map(_power, party.agent_powers)), is_wide=True),
    ]


def _power(power: str) -> str:
    return term(AgentPower(power))


def _without(reason: str | None) -> str | None:
    return f"没有（{reason}）" if reason else None
