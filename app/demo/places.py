"""The invented places of the demonstration: towns, units, committees and their mediators."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app import audit
from app.admin.centre import EVER
from app.identifiers.mask import mask_phone
from app.identity import mediators_number
from app.permissions import Actor
from app.reference import touch
from app.roster.types import AGREEMENT_PATTERN
from db.enums import (
    CommitteeType,
    Gender,
    MediatorEngagement,
    MediatorOrigin,
    StationedForm,
    UnitKind,
)
from db.models import Area, MediationCommittee, Mediator, Unit
from db.types import new_id

COUNTY = "371502000000"
TOWN = "371502105000"

TOWNS: dict[str, str] = {
    TOWN: "青石镇",
    "371502901000": "柳河镇",
    "371502902000": "东湖街道",
    "371502903000": "桃源街道",
    "371502904000": "白杨乡",
}


@dataclass(frozen=True, slots=True)
class Roster:
    """One committee: the code of its unit, where it is, and who mediates there."""

    code: str
    name: str
    type: CommitteeType
    area: str
    prefix: str
    mediators: tuple[str, ...]
    industry: str | None = None


_K, _T = UnitKind, CommitteeType
UNITS: tuple[tuple[str, str, UnitKind], ...] = (
    ("ZJ", "住房和城乡建设局", _K.DEPARTMENT),
    ("RS", "人力资源和社会保障局", _K.DEPARTMENT),
    ("SC", "市场监督管理局", _K.DEPARTMENT),
    ("ZR", "自然资源和规划局", _K.DEPARTMENT),
    ("MZ", "民政局", _K.DEPARTMENT),
    ("HJ", "生态环境分局", _K.DEPARTMENT),
    ("FY", "人民法院诉讼服务站", _K.COURT),
    ("QS-CJ", "青石镇城建办", _K.STATION),
    ("QS-PC", "青石镇派出所", _K.POLICE),
)
ROSTERS: tuple[Roster, ...] = (
    Roster("QS-TJ", "青石镇人民调解委员会", _T.TOWNSHIP, TOWN, "青石",
           ("周正明", "许小雨", "孙同和")),
    Roster("LH-TJ", "柳河镇人民调解委员会", _T.TOWNSHIP, "371502901000", "柳河",
           ("马春生", "龚秀兰", "尹守义")),
    Roster("DH-TJ", "东湖街道人民调解委员会", _T.SUBDISTRICT, "371502902000", "东湖",
           ("秦月华", "高文斌", "陆小芹", "贾立民")),
    Roster("TY-TJ", "桃源街道人民调解委员会", _T.SUBDISTRICT, "371502903000", "桃源",
           ("何玉梅", "邹志强", "白雪莲")),
    Roster("BY-TJ", "白杨乡人民调解委员会", _T.TOWNSHIP, "371502904000", "白杨",
           ("郝大山", "樊桂英")),
    Roster("JT-TJ", "道路交通事故人民调解委员会", _T.SOCIAL_ORG, COUNTY, "交通",
           ("施建国", "侯丽萍", "汤卫东"), "道路交通"),
)  # fmt: skip
_SKILLS = ("NEIGHBOR", "MARRIAGE_FAMILY", "LABOR_OTHER CONTRACT", "FOREST_LAND HOUSE_HOMESTEAD",
           "TRAFFIC_ACCIDENT DAMAGE_COMPENSATION",
           "PROPERTY_MANAGEMENT CONSUMER_OTHER")  # fmt: skip
_WOMEN = "雨兰华芹梅莲英萍"


def furnish(session: Session, _actor: Actor) -> None:
    """Add every place to a database that has none."""
    for code, name in TOWNS.items():
        session.add(Area(code=code, parent_code=COUNTY, name=name, valid_from=EVER))
    for code, name, kind in UNITS:
        session.add(_unit(code, name, kind, TOWN if code.startswith("QS") else COUNTY))
    for roster in ROSTERS:
        unit = _unit(roster.code, roster.name, UnitKind.COMMITTEE, roster.area)
        session.add(unit)
        _committee(session, unit, roster)
    touch(session)
    audit.record(session, "demo", "unit", len(UNITS) + len(ROSTERS))


def _unit(code: str, name: str, kind: UnitKind, area: str) -> Unit:
    return Unit(
        id=new_id(),
        code=code,
        name=name,
        kind=kind,
        area_code=area,
        stationed_form=StationedForm.ON_CALL,
        is_online=kind is UnitKind.COMMITTEE,
        contact_person="韩志",
        phone="0635-2000001",
        address="青石县建设路1号",
        bring="身份证；有关材料的原件和复印件",
        valid_from=EVER,
    )


def _committee(session: Session, unit: Unit, roster: Roster) -> None:
    committee = MediationCommittee(
        id=new_id(),
        unit_id=unit.id,
        full_name=unit.name,
        type=roster.type,
        is_professional=roster.industry is not None,
        industry=roster.industry,
        number_prefix=roster.prefix,
        agreement_pattern=AGREEMENT_PATTERN,
        member_count=5,
        woman_count=2,
        valid_from=EVER,
    )
    session.add(committee)
    for name in roster.mediators:
        mediator = _mediator(committee.id, name)
        session.add_all([mediator, mediators_number(session, mediator.id, _phone(name))])


def _mediator(committee: UUID, name: str) -> Mediator:
    """A mediator whose particulars follow from the name, so that they are the same each time."""
    sign = sum(map(ord, name))
    full_time = sign % 3 > 0
    return Mediator(
        id=new_id(),
        committee_id=committee,
        name=name,
        gender=Gender.FEMALE if name[-1] in _WOMEN else Gender.MALE,
        birth_date=date(1962 + sign % 30, 1 + sign % 12, 1 + sign % 28),
        phone_masked=mask_phone(_phone(name)),
        engagement=MediatorEngagement.FULL_TIME if full_time else MediatorEngagement.PART_TIME,
        origin=MediatorOrigin.ENGAGED if full_time else MediatorOrigin.ELECTED,
        employer="司法所" if full_time else None,
        specialities=_SKILLS[sign % len(_SKILLS)],
        valid_from=date(2020, 1, 1),
    )


def _phone(name: str) -> str:
    return f"0635-20{sum(map(ord, name)) % 100000:05}"
