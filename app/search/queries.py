"""Finding matters by words: over everything, masked (design/decisions.md, Posts)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.intake.queries import rows_of
from app.intake.types import MatterRow
from app.permissions import Actor, Permission
from app.search.full_text import latest_rows
from app.search.types import Found
from app.search.why import Traits, reasons
from app.search.words import names_number, wanted
from db.models import ExternalNumber, Matter, Party, SearchEntry, Visitor

MOST = 20


def matches(session: Session, actor: Actor, text: str, limit: int = MOST) -> tuple[Found, ...]:
    """Matters with every word of `text`, the latest registered first: eight statements, and
    on a server three more where they are rare.

    Raises NotPermitted; ValueError for the number of a person, which only the audited
    app.search.commands.search looks for.
    """
    actor.require(Permission.SEARCH)
    if names_number(text):
        raise ValueError("searching a person's number is audited")
    return with_words(session, text, limit)


def with_words(session: Session, text: str, limit: int) -> tuple[Found, ...]:
    """As `matches`, for who has checked the permission."""
    looked_for = wanted(text)
    if not looked_for:
        return ()
    rows = latest_rows(session, looked_for, limit)
    newest_first = sa.select(SearchEntry.matter_id).order_by(SearchEntry.row.desc())
    ids = session.scalars(newest_first.where(SearchEntry.row.in_(rows))).all()
    return hits(session, ids, text)


def hits(session: Session, ids: Sequence[UUID], text: str, why: str = "") -> tuple[Found, ...]:
    """These matters in this order, with the reason `why`, or each with its own."""
    if not ids:
        return ()
    matters = {m.id: m for m in session.scalars(sa.select(Matter).where(Matter.id.in_(ids)))}
    rows = rows_of(session, [matters[key] for key in ids])
    traits = {} if why else _traits(session, ids)
    return tuple(
        _found(
            row, (why,) if why else reasons(text, row.no, matters[row.id].case_code, traits[row.id])
        )
        for row in rows
    )


def _traits(session: Session, ids: Sequence[UUID]) -> defaultdict[UUID, Traits]:
    found: defaultdict[UUID, Traits] = defaultdict(Traits)
    for table in (Party, Visitor):
        people: Any = sa.select(table.matter_id, table.name, table.phone)
        for row in session.execute(people.where(table.matter_id.in_(ids))):
            found[row.matter_id].people.append((row.name or "", row.phone or ""))
    numbers = sa.select(ExternalNumber.matter_id, ExternalNumber.number)
    for row in session.execute(numbers.where(ExternalNumber.matter_id.in_(ids))):
        found[row.matter_id].numbers.append(row.number)
    return found


def _found(row: MatterRow, why: tuple[str, ...]) -> Found:
    return Found(
        kind="matter",
        id=row.id,
        no=row.no,
        title=row.title,
        why=why,
        who=row.who,
        state=row.state,
        registered_on=clock.local(row.registered_at).date(),
    )
