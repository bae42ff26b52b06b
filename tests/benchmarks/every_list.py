"""Every list of the program, as the person who has it asks for it, for lists.py to time.

A page is asked for by the last row of the one before; what comes at once has no later page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.admin.audit_log import AuditFilter, audit_choices, audit_page
from app.clock import today
from app.desk import Desk
from app.dispatch.page import work_page
from app.dispatch.queries import counts, selected, waiting
from app.dispatch.types import Filter, Pressing, View
from app.drafts import Draft, open_box
from app.intake.queries import matters_page
from app.matter.queries import matter_detail
from app.mediation import queries as mediation
from app.mediation.types import CaseGroup
from app.roster.queries import (
    committee_card,
    committees,
    loads,
    mediator_card,
    roster_page,
)
from app.roster.types import RosterFilter
from app.search.find import find
from app.statistics.behind import behind
from app.statistics.indicators import INDICATORS, STEPS
from app.statistics.measures import NO_WAY
from app.statistics.types import Scope, Selection
from db.enums import Disposition, DisputeType, MatterState, Post, Stage
from db.models import Matter, Mediator, Unit
from tests.benchmarks.filling import NOW
from tests.benchmarks.filling_more import LOGINS
from tests.conftest import desk_as

Page = Callable[..., Sequence[Any]]
_STAGES = [stage for stage in Stage if stage is not Stage.DONE]
_DRAFTS = 20
_YEAR = Scope(date(NOW.year, 1, 1), NOW.date())
_ALL = Scope(date(NOW.year - 3, 1, 1), NOW.date())
_MONTH = Scope(date(NOW.year - 1, 3, 1), date(NOW.year - 1, 3, 31))
_COMMON, _RARE = (str(list(DisputeType)[place]) for place in (0, -1))


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with pages: `page` takes `after` and `limit`."""

    name: str
    desk: Desk
    page: Page


@dataclass(frozen=True, slots=True)
class Told:
    """What comes at once: a count, a card, a list that is never long."""

    name: str
    desk: Desk
    ask: Callable[[], object]


Asked = Iterator[Listed | Told]


@dataclass(frozen=True, slots=True)
class Cast:
    """Desks by who sits there, and keys of the places they look at."""

    desks: dict[str, Desk]
    keys: dict[str, Any]

    def __getitem__(self, who: str) -> Desk:
        return self.desks[who]


def cast(url: str) -> Cast:
    """Opens the desks; close them with `close`."""
    centre = desk_as(url)
    keys = _keys(centre)
    unit, committee = keys["unit"], keys["committee"]
    desks = {
        "centre": centre,
        "dispatcher": desk_as(url, Post.DISPATCHER, name="分流"),
        "unit": desk_as(url, Post.HANDLER, name="承办", unit_id=unit),
        "town": desk_as(url, Post.TOWN_CENTER, name="乡镇", unit_id=keys["town_unit"]),
        "clerk": desk_as(url, Post.INTAKE_CLERK, name=LOGINS[0]),
        "mediator": desk_as(
            url, Post.MEDIATOR, name="调解", committee_id=committee, mediator_id=keys["mediator"]
        ),
        "chief": desk_as(url, Post.COMMITTEE_CHIEF, name="主任", committee_id=committee),
        "justice": desk_as(url, Post.JUSTICE_OFFICE, name="司法所"),
        "auditor": desk_as(url, Post.AUDITOR, name="审计"),
    }
    return Cast(desks, keys)


def close(cast: Cast) -> None:
    for desk in cast.desks.values():
        desk.close()


def _keys(desk: Desk) -> dict[str, Any]:
    """Somewhere in the middle: a unit, a town with its unit, a mediator, a closed matter."""
    with desk.engine.connect() as connection:
        unit, town, mediator, no = (
            connection.execute(query).first()
            for query in (
                sa.select(Unit.id).where(Unit.code == "DW-00"),
                sa.select(Unit.id, Unit.area_code).where(Unit.code == "QS-CJ"),
                sa.select(Mediator.id, Mediator.committee_id).order_by(Mediator.id.desc()),
                sa.select(Matter.no).where(Matter.state == MatterState.ARCHIVED),
            )
        )
    assert unit and town and mediator and no
    return {
        "unit": unit[0],
        "town_unit": town[0],
        "town": town[1],
        "mediator": mediator[0],
        "committee": mediator[1],
        "no": no[0],
    }


def asked(cast: Cast, folder: Path) -> Asked:
    """Everything, tab by tab; `folder` is for drafts."""
    yield from _dispatch(cast)
    yield from _mediation(cast)
    yield from _intake(cast, folder)
    yield from _search(cast)
    yield from _statistics(cast)
    yield from _roster(cast)
    yield from _audit(cast)
    centre, no = cast["centre"], cast.keys["no"]
    yield Told("matter page", centre, partial(centre.read, matter_detail, no))
    yield Told("matter beside a list", centre, partial(centre.read, selected, no))


def _listed(name: str, desk: Desk, query: Any, *args: Any, **more: Any) -> Listed:
    return Listed(name, desk, partial(desk.read, query, *args, **more))


def _told(name: str, desk: Desk, query: Any, *args: Any) -> Told:
    return Told(name, desk, partial(desk.read, query, *args))


def _dispatch(cast: Cast) -> Asked:
    for look in (*_STAGES, *Pressing):
        yield _listed(f"dispatch {look}", cast["dispatcher"], work_page, View(look))
    for look in (Stage.TO_REVISIT, Stage.IN_HAND, Pressing.OVERDUE, Pressing.SOON):
        for by in (*((each,) for each in Filter), tuple(Filter)):
            name = f"dispatch {look} {' '.join(by)}"
            yield _listed(name, cast["dispatcher"], work_page, View(look, frozenset(by)))
    for who in ("unit", "town"):
        for look in (Stage.IN_HAND, Stage.TO_APPROVE, *Pressing):
            yield _listed(f"dispatch of a {who} {look}", cast[who], work_page, View(look))
    for look in (Stage.TO_REVISIT, Stage.TO_CLOSE):
        yield _listed(f"dispatch of a town {look}", cast["town"], work_page, View(look))
    for who in ("dispatcher", "unit", "town"):
        yield _told(f"dispatch counts, {who}", cast[who], counts)
        yield _told(f"dispatch waiting, {who}", cast[who], waiting)


def _mediation(cast: Cast) -> Asked:
    for who in ("centre", "mediator", "chief", "justice"):
        for group in CaseGroup:
            name = f"mediation {group}, {who}"
            yield _listed(name, cast[who], mediation.cases_page, group=group)
        yield _told(f"mediation counts, {who}", cast[who], mediation.case_counts)
        yield _told(f"mediation waiting, {who}", cast[who], mediation.waiting)


def _intake(cast: Cast, folder: Path) -> Asked:
    day = {"since": today(), "until": today()}
    for who in ("clerk", "centre", "town", "unit", "chief", "justice"):
        yield _listed(f"intake today, {who}", cast[who], matters_page, **day)
        yield _listed(f"matters, {who}", cast[who], matters_page)
        yield _listed(f"matters closed, {who}", cast[who], matters_page, state=MatterState.CLOSED)
    clerk = cast["clerk"]
    box = open_box(clerk.office.keys, clerk.actor.staff_id, folder)
    for number in range(_DRAFTS):
        box.save(Draft("register", {"summary": "楼上渗水，要求修好。" * 20}, f"草稿{number}"))
    yield Told(f"intake {_DRAFTS} drafts", clerk, lambda: box.list("register"))


def _search(cast: Cast) -> Asked:
    centre = cast["centre"]
    for text in ("渗水", "吊顶 张", "赵桂香", "zhaoguixiang", "zgx", "赵", cast.keys["no"], "矿难"):
        yield Told(f"search {text}", centre, partial(find, centre, text))


def _statistics(cast: Cast) -> Asked:
    desk = cast["centre"]
    for scope, when in ((_YEAR, "year"), (_ALL, "all"), (_MONTH, "month")):
        for selection, name in _selections(scope):
            yield _listed(f"behind {name}, {when}", desk, behind, selection)
    for selection, name in _selections(replace(_ALL, area=cast.keys["town"])):
        yield _listed(f"behind {name}, all, of a town", desk, behind, selection)
    for kind in (_COMMON, _RARE, "INQUIRY"):
        for selection, name in _selections(replace(_ALL, kind=kind)):
            yield _listed(f"behind {name}, all, {kind}", desk, behind, selection)


def _selections(scope: Scope) -> Iterator[tuple[Selection, str]]:
    """Whatever the tab opens: numerator, denominator and the rest of each card; bars; steps."""
    for each in INDICATORS:
        yield Selection(each.counted, scope), each.counted
        if each.of is not None:
            yield Selection(each.of, scope), each.of
            rest = Selection(each.of, scope, without=each.counted)
            yield rest, f"{each.of} without {each.counted}"
    for key, _, _ in STEPS:
        yield Selection(key, scope), key
    if scope.kind is None:
        for kind in (_COMMON, _RARE, "UNTYPED"):
            yield Selection("disputes", scope, kinds=(kind,)), f"disputes {kind}"
    for way in (Disposition.TO_UNIT, Disposition.JOINT, NO_WAY):
        yield Selection("registered", scope, ways=(str(way),)), f"registered {way}"


def _roster(cast: Cast) -> Asked:
    desk, keys = cast["centre"], cast.keys
    yield _listed("roster", desk, roster_page, RosterFilter())
    yield _listed("roster, a sound", desk, roster_page, RosterFilter(text="zh"))
    of_one = RosterFilter(committee=keys["committee"])
    yield _listed("roster of a committee", desk, roster_page, of_one)
    ids = [row.id for row in desk.read(roster_page, RosterFilter())]
    yield _told("roster loads", desk, loads, ids)
    yield _told("roster mediator", desk, mediator_card, keys["mediator"])
    yield _told("roster committees", desk, committees)
    yield _told("roster committee", desk, committee_card, keys["committee"])


def _audit(cast: Cast) -> Asked:
    desk, day = cast["auditor"], today() - timedelta(days=400)
    for name, wanted in (
        ("all", AuditFilter()),
        ("person", AuditFilter(login=LOGINS[0])),
        ("action", AuditFilter(action="close")),
        ("rare action", AuditFilter(action="staff_add")),
        ("nobody", AuditFilter(login="nobody")),
        ("thing", AuditFilter(thing=cast.keys["no"][:10])),
        ("day", AuditFilter(since=day, until=day)),
        ("person and day", AuditFilter(login=LOGINS[0], since=day, until=day)),
        ("person and action", AuditFilter(login=LOGINS[0], action="close")),
        ("person, until a day", AuditFilter(login=LOGINS[0], until=day)),
        ("nobody since a day", AuditFilter(login="nobody", since=day)),
    ):
        yield _listed(f"audit {name}", desk, audit_page, wanted)
    yield _told("audit choices", desk, audit_choices)
