"""Making the demonstration centre: areas, units, a committee, and matters by real commands."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.admin.centre import EVER, CentreDraft, create_database
from app.clock import SHANGHAI
from app.demo.stories import PLOTS, Plot
from app.demo.telling import tell
from app.desk import Desk, open_desk
from app.sign_in import local_login
from db.enums import (
    CommitteeType,
    MediatorEngagement,
    MediatorOrigin,
    StationedForm,
    UnitKind,
)
from db.models import Area, MediationCommittee, Mediator, Staff, Unit
from db.session import writing
from db.types import new_id

COUNTY = "371502000000"
TOWN = "371502105000"
_UNITS: tuple[tuple[str, str, UnitKind], ...] = (
    ("ZJ", "住房和城乡建设局", UnitKind.DEPARTMENT),
    ("RS", "人力资源和社会保障局", UnitKind.DEPARTMENT),
    ("SC", "市场监督管理局", UnitKind.DEPARTMENT),
    ("QS-CJ", "青石镇城建办", UnitKind.STATION),
    ("QS-PC", "青石镇派出所", UnitKind.POLICE),
    ("QS-TJ", "青石镇人民调解委员会", UnitKind.COMMITTEE),
)
_MEDIATORS = ("周正明", "许小雨", "孙同和")


def open_demo(folder: Path) -> Desk:
    """A fresh demonstration database in `folder`, its user holding all but the auditor's post.

    The data end with today; everything in it is invented.
    """
    url = str(folder / "demo.sqlite")
    now = clock.now()
    draft = CentreDraft(
        name="青石县综治中心（演示）",
        area=COUNTY,
        phone="0635-2000000",
        inquiry_phone="0635-2000000",
        address="青石县建设路1号",
    )
    with clock.fixed(now - timedelta(days=90)):
        create_database(url, centre=draft)
    desk = open_desk(url, local_login(), None)
    with writing(desk.engine) as session:
        _places(session)
        session.execute(sa.update(Staff).values(name="方静"))
    desk.close()
    desk = open_desk(url, local_login(), None)
    for plot in sorted(PLOTS, key=lambda plot: _started(plot, now)):
        tell(desk, plot, _started(plot, now), now)
    return desk


def _started(plot: Plot, now: datetime) -> datetime:
    """A working hour of the day the matter was registered; today's end before now."""
    day = clock.local(now).date() - timedelta(days=plot.days_ago)
    minutes = 8 * 60 + 40 + (PLOTS.index(plot) * 37) % 400
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), SHANGHAI)
    if plot.days_ago == 0 and moment > now:
        moment = now - timedelta(minutes=3 * (len(PLOTS) - PLOTS.index(plot)))
    return moment


def _places(session: Session) -> None:
    session.add(Area(code=TOWN, parent_code=COUNTY, name="青石镇", valid_from=EVER))
    for code, name, kind in _UNITS:
        unit = _unit(code, name, kind)
        session.add(unit)
        if kind is UnitKind.COMMITTEE:
            _committee(session, unit)


def _unit(code: str, name: str, kind: UnitKind) -> Unit:
    return Unit(
        id=new_id(),
        code=code,
        name=name,
        kind=kind,
        area_code=TOWN,
        stationed_form=StationedForm.ON_CALL,
        is_online=kind is UnitKind.COMMITTEE,
        contact_person="韩志",
        phone="0635-2000001",
        address="青石县建设路1号",
        bring="身份证；有关材料的原件和复印件",
        valid_from=EVER,
    )


def _committee(session: Session, unit: Unit) -> None:
    committee = MediationCommittee(
        id=new_id(),
        unit_id=unit.id,
        full_name=unit.name,
        type=CommitteeType.TOWNSHIP,
        number_prefix="青石",
        agreement_pattern="{org}人调字〔{yyyy}〕第{n}号",
        member_count=5,
        woman_count=2,
        valid_from=EVER,
    )
    session.add(committee)
    for name in _MEDIATORS:
        session.add(_mediator(committee, name))


def _mediator(committee: MediationCommittee, name: str, **more: Any) -> Mediator:
    return Mediator(
        id=new_id(),
        committee_id=committee.id,
        name=name,
        engagement=MediatorEngagement.FULL_TIME,
        origin=MediatorOrigin.ENGAGED,
        phone="0635-2000002",
        employer="青石镇司法所",
        specialities="NEIGHBOR",
        valid_from=date(2020, 1, 1),
        **more,
    )
