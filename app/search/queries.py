"""Finding matters by words: over everything, masked (design/decisions.md, Posts)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.identity import digest
from app.intake.queries import MATTER, SENSITIVE_TITLE, people, row_of
from app.intake.types import MatterRow
from app.office import office
from app.permissions import Actor, Permission
from app.search.full_text import latest_matters
from app.search.types import Found
from app.search.why import Traits, reasons, weightiest
from app.search.words import PhoneWord, names_number, parts_of, phone_of, phone_word, wanted
from db.enums import MatterState, NumberKind
from db.models import ExternalNumber, Matter, Party, PrivateNumber, Visitor
from db.session import is_server

MOST = 20


def matches(session: Session, actor: Actor, text: str, limit: int = MOST) -> tuple[Found, ...]:
    """Matters with every word of `text`, the latest registered first: seven statements, two on a
    server.

    Raises NotPermitted; ValueError for the number of a person, which only the audited
    app.search.commands.search looks for.
    """
    actor.require(Permission.SEARCH)
    if names_number(text):
        raise ValueError("searching a person's number is audited")
    return with_words(session, text, limit)


def with_words(session: Session, text: str, limit: int) -> tuple[Found, ...]:
    """As `matches`, for who has checked the permission."""
    looked_for = wanted(text, word_for(session))
    if not looked_for:
        return ()
    return hits(session, latest_matters(session, looked_for, limit), text)


def hits(session: Session, ids: Sequence[UUID], text: str, why: str = "") -> tuple[Found, ...]:
    """These matters in this order, with the reason `why`, or each with its own."""
    if not ids:
        return ()
    if is_server(session):
        return _shown_by_server(session, ids, text, why)
    query = sa.select(*MATTER, Matter.case_code).where(Matter.id.in_(ids))
    matters = {matter.id: matter for matter in session.execute(query)}
    rows = [row_of(matters[key]) for key in ids]
    traits, own = {} if why else _traits(session, ids), word_for(session)
    return tuple(
        _found(
            row,
            (why,)
            if why
            else reasons(text, row.no, matters[row.id].case_code, traits[row.id], own),
        )
        for row in rows
    )


def word_for(session: Session) -> PhoneWord:
    """What this centre keeps of a telephone among the words."""
    keys = office(session).keys
    return lambda number: phone_word(digest(keys, NumberKind.PHONE, number))


_HITS = sa.text("SELECT * FROM guard.hits(:ids, :parts, :phones)")


def _shown_by_server(
    session: Session, ids: Sequence[UUID], text: str, why: str
) -> tuple[Found, ...]:
    """A server masks by itself: whoever searches need not be allowed to read the matters."""
    parts = parts_of(text)
    phones = [phone_of(part, word_for(session)) for part in parts]
    rows = session.execute(_HITS, {"ids": list(ids), "parts": parts, "phones": phones})
    return tuple(
        Found(
            kind="matter",
            id=row.id,
            no=row.no,
            title=SENSITIVE_TITLE if row.is_sensitive else row.title,
            why=(why,) if why else weightiest(row.why),
            who=people(row.sides or row.came),
            state=MatterState(row.state),
            registered_on=clock.local(row.registered_at).date(),
        )
        for row in rows
    )


def _traits(session: Session, ids: Sequence[UUID]) -> defaultdict[UUID, Traits]:
    found: defaultdict[UUID, Traits] = defaultdict(Traits)
    for table in (Party, Visitor):
        named: Any = sa.select(table.matter_id, table.name)
        for row in session.execute(named.where(table.matter_id.in_(ids))):
            found[row.matter_id].people.append(row.name or "")
    phones = sa.select(PrivateNumber.matter_id, PrivateNumber.digest)
    for row in session.execute(phones.where(PrivateNumber.matter_id.in_(ids))):
        found[row.matter_id].phones.append(phone_word(row.digest))
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
