"""本中心: what its papers call it, where it is, and the area it answers for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import Invalid, Problem, StaleRecord
from app.form import Closed
from app.identifiers import phone
from app.identifiers.problems import phone_problems
from app.identifiers.text import normal_line
from app.permissions import Actor, Permission
from app.reference import reference, touch
from db.models import GovernanceCenter

NOT_NAMED = "综治中心（请改成本中心名称）"
"""What a new database calls the centre until somebody says its name (【设】)."""
_BETWEEN = ("市辖区", "县", "省直辖县级行政区划")
"""Levels of the code that no address names."""
_LONGEST = 60
_PHONES = ("phone", "inquiry_phone")


@dataclass(frozen=True, slots=True)
class CentreFacts(Closed):
    """`area` is the 12-digit code; the inquiry telephone is printed on receipts, the address
    too if there is one."""

    name: str
    area: str
    phone: str
    inquiry_phone: str
    address: str = ""


def own_centre(session: Session, actor: Actor) -> CentreFacts:
    """What is written down of the centre. Raises NotPermitted."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    return _facts(session.scalars(sa.select(GovernanceCenter)).one())


def area_paths(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Codes of every area in force, and its name with those above it: 鼓楼区 alone is four."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    areas = reference(session).areas
    return tuple((code, _path(code, areas)) for code in sorted(areas))


def _path(code: str, areas: Mapping[str, str]) -> str:
    above = [code[:length].ljust(12, "0") for length in (2, 4, 6, 9)]
    higher = [areas.get(each, "") for each in dict.fromkeys(above) if each != code]
    told = [name for name in higher if name not in _BETWEEN]
    return "".join([*told, areas[code]])


def change_centre(session: Session, actor: Actor, before: CentreFacts, facts: CentreFacts) -> None:
    """Write down what is different from `before`, which the user saw.

    Raises NotPermitted, Invalid, or StaleRecord where somebody else was faster.
    """
    actor.require(Permission.MANAGE_DICTIONARIES)
    centre = session.scalars(sa.select(GovernanceCenter)).one()
    if _facts(centre) != before:
        raise StaleRecord
    facts = _normal(facts)
    if problems := list(_problems(session, facts)):
        raise Invalid(problems)
    if facts == before:
        return
    centre.name, centre.area_code = facts.name, facts.area
    centre.phone, centre.inquiry_phone = facts.phone, facts.inquiry_phone
    centre.address = facts.address
    touch(session)
    audit.record(session, "centre_change", "centre", facts.name)


def _facts(centre: GovernanceCenter) -> CentreFacts:
    return CentreFacts(
        centre.name, centre.area_code, centre.phone, centre.inquiry_phone, centre.address
    )


def _normal(facts: CentreFacts) -> CentreFacts:
    lines = {name: normal_line(getattr(facts, name), name) for name in facts.__slots__}
    numbers = {name: phone.normalise(lines[name]) for name in _PHONES}
    return replace(facts, **(lines | numbers))


def _problems(session: Session, facts: CentreFacts) -> Iterator[Problem]:
    for name in ("name", *_PHONES):
        if not getattr(facts, name):
            yield Problem(name, "FIELD_MISSING")
    for name in ("name", "address"):
        if len(getattr(facts, name)) > _LONGEST:
            yield Problem(name, "TEXT_LONG", values={"most": _LONGEST})
    for name in _PHONES:
        if number := getattr(facts, name):
            yield from phone_problems(name, number, for_unit=True)
    if facts.area not in reference(session).areas:
        yield Problem("area", "AREA_UNKNOWN", values={"code": facts.area})
