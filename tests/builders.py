"""Plain functions that make what tests need; every name is invented, every number constructed."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.identifiers.mask import mask_phone
from app.identity import digest, locked
from app.intake.types import MatterDraft, PartyDraft, VisitorDraft
from db.enums import (
    AppealKind,
    CommitteeType,
    DisputeType,
    IntakeChannel,
    MediationWillingness,
    MediatorEngagement,
    MediatorOrigin,
    NumberKind,
    PartyRole,
    StationedForm,
    UnitKind,
)
from db.models import Area, MediationCommittee, Mediator, MediatorNumber, Unit
from db.session import writing
from db.types import new_id

TOWN = "371502105000"
COUNTY = "371502000000"
SINCE = date(2020, 1, 1)
MEDIATORS_PHONE = "0635-2000002"

CHEN = PartyDraft(
    role=PartyRole.APPLICANT,
    name="陈桂香",
    id_number="371502190102030046",
    phone="13800138000",
    address="青石镇槐树街8号1单元201",
)
MA = PartyDraft(
    role=PartyRole.RESPONDENT,
    name="马铁柱",
    id_number="371502190001010011",
    phone="0635-2000000",
    address="青石镇槐树街8号1单元301",
)


def a_draft(**changes: Any) -> MatterDraft:
    """The water damage of tests/expected/journeys.md, with `changes`."""
    draft = MatterDraft(
        appeal_kind=AppealKind.DISPUTE,
        channel=IntakeChannel.WALK_IN,
        summary="楼上水管漏水，泡坏了楼下客厅吊顶和墙面，双方为赔多少钱吵了三次。",
        demand="赔偿修理费12000元",
        dispute_type=DisputeType.NEIGHBOR,
        occurred_on=date(2026, 9, 12),
        area=TOWN,
        involved_count=2,
        mediation_willingness=MediationWillingness.WILLING,
        visitors=(VisitorDraft(name="陈桂香", phone="13800138000"),),
        parties=(CHEN, MA),
    )
    return replace(draft, **changes)


def seed(engine: sa.Engine) -> None:
    """One town with two units and a committee of one mediator."""
    with writing(engine) as session:
        session.add(Area(code=TOWN, parent_code=COUNTY, name="青石镇", valid_from=SINCE))
        session.add_all(
            [
                _unit("QS-CJ", "青石镇城建办", UnitKind.STATION, is_online=False),
                _unit("QS-GS", "青石镇供水站", UnitKind.STATION, is_online=True),
                _unit("LD-ZC", "区劳动人事争议仲裁委员会", UnitKind.DEPARTMENT, is_online=False),
            ]
        )
        unit = _unit("QS-TJ", "青石镇人民调解委员会", UnitKind.COMMITTEE, is_online=True)
        committee = a_committee(unit)
        mediators = [a_mediator(committee), a_mediator(committee, "许小雨")]
        session.add_all([unit, committee, *mediators, *map(a_number, mediators)])


def _unit(code: str, name: str, kind: UnitKind, *, is_online: bool) -> Unit:
    return Unit(
        id=new_id(),
        code=code,
        name=name,
        kind=kind,
        area_code=TOWN,
        stationed_form=StationedForm.ON_CALL,
        is_online=is_online,
        contact_person="韩志",
        phone="0635-2000001",
        address="青石镇政府院内",
        valid_from=SINCE,
    )


def a_committee(unit: Unit, **changes: Any) -> MediationCommittee:
    values: dict[str, Any] = {
        "id": new_id(),
        "unit_id": unit.id,
        "full_name": unit.name,
        "type": CommitteeType.TOWNSHIP,
        "number_prefix": "青石",
        "agreement_pattern": "{org}人调字〔{yyyy}〕第{n}号",
        "member_count": 5,
        "woman_count": 2,
        "valid_from": SINCE,
    }
    return MediationCommittee(**(values | changes))


def a_mediator(committee: MediationCommittee, name: str = "周正明", **changes: Any) -> Mediator:
    values: dict[str, Any] = {
        "id": new_id(),
        "committee_id": committee.id,
        "name": name,
        "engagement": MediatorEngagement.FULL_TIME,
        "origin": MediatorOrigin.ENGAGED,
        "phone_masked": mask_phone(MEDIATORS_PHONE),
        "employer": "青石镇司法所",
        "specialities": "NEIGHBOR",
        "valid_from": SINCE,
    }
    return Mediator(**(values | changes))


def a_number(
    mediator: Mediator, kind: NumberKind = NumberKind.PHONE, number: str = MEDIATORS_PHONE
) -> MediatorNumber:
    from tests.conftest import KEYS  # which imports this module

    return MediatorNumber(
        mediator_id=mediator.id,
        kind=kind,
        ciphertext=locked(KEYS, kind, number),
        digest=digest(KEYS, kind, number),
    )
