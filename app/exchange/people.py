"""The people of a row: who came, and the other side, as the front desk would write them down."""

from dataclasses import dataclass

from app.intake.types import PartyDraft, VisitorDraft
from db.enums import PartyKind, PartyRole, VisitorRelation

NO_NAME, NO_PHONE = "导入的表里没有写姓名", "导入的表里没有写电话"
"""True reasons: whoever made the other system's record was not asked, or did not say."""
_ENDINGS: tuple[tuple[PartyKind, tuple[str, ...]], ...] = (
    (PartyKind.VILLAGE_COMMITTEE, ("村委会", "居委会", "村民委员会", "居民委员会")),
    (PartyKind.ENTERPRISE, ("公司", "集团", "工厂", "银行", "超市", "酒店", "商场")),
    (PartyKind.STATE_ORGAN, ("人民政府", "办事处", "派出所", "公安局", "管理局", "监督局", "法院")),
    (PartyKind.PUBLIC_INSTITUTION, ("医院", "卫生院", "学校", "小学", "中学", "幼儿园")),
    (PartyKind.RURAL_COLLECTIVE, ("合作社", "经济联合社")),
)
"""No person's name ends so; a name that ends otherwise is taken for a person's, whose name is
masked in lists: too much covered is better than too little."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str | None = None
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None

    def is_nobody(self) -> bool:
        return not (self.name or self.phone or self.id_number or self.address)


def drafts_of(
    person: Person, other: Person
) -> tuple[tuple[VisitorDraft, ...], tuple[PartyDraft, ...]]:
    """Who came stands among the sides with number and address, as at the window."""
    visitor = VisitorDraft(
        name=person.name,
        relation=VisitorRelation.SELF,
        no_name_reason=None if person.name else NO_NAME,
        phone=person.phone,
        no_phone_reason=None if person.phone else NO_PHONE,
    )
    sides = [_party(person, PartyRole.APPLICANT)]
    if not other.is_nobody():
        sides.append(_party(other, PartyRole.RESPONDENT))
    return (visitor,), tuple(sides)


def _party(person: Person, role: PartyRole) -> PartyDraft:
    return PartyDraft(
        role=role,
        kind=kind_of(person.name or ""),
        name=person.name,
        no_name_reason=None if person.name else NO_NAME,
        id_number=person.id_number,
        phone=person.phone,
        no_phone_reason=None if person.phone else NO_PHONE,
        address=person.address,
    )


def kind_of(name: str) -> PartyKind:
    for kind, endings in _ENDINGS:
        if name.endswith(endings) and len(name) > 3:
            return kind
    return PartyKind.NATURAL_PERSON
