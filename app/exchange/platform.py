"""The provincial platform: what is not in it yet, in which order it asks, what number it gave."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import Invalid, Problem
from app.exchange.fields import Ask, Filled, filled
from app.exchange.known import registered
from app.exchange.layouts import PLATFORM, keep, stored
from app.exchange.wording import ASKS
from app.intake.normal import normal_texts
from app.intake.queries import MATTER, row_of
from app.intake.types import ExternalNumberDraft, MatterRow
from app.matter.queries import detail_of, find_matter
from app.matter.scope import visible
from app.paging import follows
from app.permissions import Actor, Permission
from app.search.commands import reindex
from db.enums import ExternalSystem, MatterState
from db.models import ExternalNumber, Matter
from db.types import new_id

LONGEST_NUMBER = 80
_GONE = (MatterState.VOIDED, MatterState.MERGED)
"""Registered by mistake, or goes on as another matter, which is entered in its place."""
_ORDER = (Matter.registered_at, Matter.id)
_NAME = "省平台"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the platform: what it is called there, and whether it is copied at all."""

    ask: Ask
    title: str
    is_used: bool = True


def order_of(session: Session, actor: Actor) -> tuple[Asked, ...]:
    """The fields in the order the platform asks. What the centre has not said is as usual; fields
    this program has learnt since then come last, unused."""
    actor.require(Permission.REGISTER)
    kept = stored(session, PLATFORM, "")
    if kept is None:
        return tuple(Asked(ask, ASKS[ask]) for ask in Ask)
    known = [row for row in json.loads(kept.content) if row["ask"] in list(Ask)]
    told = {row["ask"] for row in known}
    return (
        *(Asked(Ask(row["ask"]), row["title"], row["is_used"]) for row in known),
        *(Asked(ask, ASKS[ask], is_used=False) for ask in Ask if ask not in told),
    )


def keep_order(session: Session, actor: Actor, order: Sequence[Asked]) -> None:
    """Remember the order for the whole centre; an empty title is the usual one."""
    actor.require(Permission.REGISTER)
    content = [
        {"ask": each.ask, "title": each.title.strip() or ASKS[each.ask], "is_used": each.is_used}
        for each in order
    ]
    keep(session, PLATFORM, "", _NAME, content)


def unentered_page(
    session: Session, actor: Actor, *, after: MatterRow | None = None, limit: int = 50
) -> tuple[MatterRow, ...]:
    """The matters without a number of the platform, newest first: one statement."""
    actor.require(Permission.REGISTER)
    chosen = (
        sa.select(Matter.id)
        .where(visible(actor), sa.not_(Matter.on_platform), Matter.state.not_in(_GONE))
        .order_by(*(column.desc() for column in _ORDER))
        .limit(limit)
    )
    if after is not None:
        chosen = chosen.where(follows(_ORDER, (after.registered_at, after.id), descending=True))
    page = chosen.subquery("page")
    shown = sa.select(*MATTER).join(page, page.c.id == Matter.id)
    found = session.execute(shown.order_by(*(column.desc() for column in _ORDER)))
    return tuple(row_of(matter) for matter in found)


def fields_of(session: Session, actor: Actor, no: str) -> tuple[Filled, ...]:
    """What is copied of a matter, in order; numbers are masked. Raises NotPermitted, NotFound."""
    order = order_of(session, actor)
    detail = detail_of(session, find_matter(session, actor, no))
    return tuple(filled(detail, each.ask, each.title) for each in order if each.is_used)


def add_number(
    session: Session, actor: Actor, no: str, system: ExternalSystem, number: str
) -> None:
    """Write down what another system calls this matter; the same again changes nothing.

    Raises NotPermitted, NotFound, or Invalid: no number, too long, or another matter's.
    """
    actor.require(Permission.REGISTER)
    matter = find_matter(session, actor, no, to_change=True)
    given = normal_texts(ExternalNumberDraft(system, number), "").number or ""
    if not given:
        raise Invalid([Problem("number", "FIELD_MISSING")])
    if len(given) > LONGEST_NUMBER:
        raise Invalid([Problem("number", "TEXT_LONG", values={"most": LONGEST_NUMBER})])
    holder = registered(session, actor, [(system, given)], ()).numbers.get((system, given))
    if holder == matter.no:
        return
    if holder:
        raise Invalid([Problem("number", "EXTERNAL_TAKEN", values={"no": holder})])
    session.add(ExternalNumber(id=new_id(), matter_id=matter.id, system=system, number=given))
    papers = [paper.number for paper in detail_of(session, matter).agreements if paper.number]
    reindex(session, matter.id, papers)
    audit.record(session, "number_add", "matter", matter.no)
