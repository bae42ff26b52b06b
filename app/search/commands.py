"""Keeping the search words of a matter, and searching (audited where a number is asked for)."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.identifiers import id_number, phone
from app.identifiers.mask import mask_id_number, mask_phone
from app.identifiers.text import number_text
from app.identity import digest
from app.office import office
from app.permissions import Actor, Permission
from app.search.queries import MOST, hits, with_words
from app.search.types import Found
from app.search.words import name_words, names_number, word_list
from db.models import Base, ExternalNumber, IdentityNumber, Matter, Party, SearchEntry, Visitor

_ENTRY = sa.insert(Base.metadata.tables["search_entry"])


def search(session: Session, actor: Actor, text: str, limit: int = MOST) -> tuple[Found, ...]:
    """Matters with every word of `text`, or of whoever has this whole number.

    That a person's number was looked for is audited, the number masked (domain/09 section 4).
    An identity number is found by its digest alone, never by a part. Raises NotPermitted.
    """
    actor.require(Permission.SEARCH)
    if not names_number(text):
        return with_words(session, text, limit)
    if phone.check(text).valid:
        kind, masked = "phone", mask_phone(text)
        found = with_words(session, phone.normalise(text), limit)
    else:
        kind, masked = "id_number", mask_id_number(text)
        found = hits(session, _with_number(session, text, limit), text, why="id_number")
    audit.record(session, "search", kind, masked, found=len(found))
    return found


def _with_number(session: Session, text: str, limit: int) -> Sequence[UUID]:
    """Matters in which somebody has this number, typed as it was in 15 or in 18 digits."""
    number = id_number.normalise(number_text(text))
    numbers = {number}
    if len(number) == id_number.OLD_LENGTH and number.isdigit():
        numbers.add(id_number.from_old(number))
    digests = [digest(office(session).keys, each) for each in numbers]
    latest = sa.select(Matter.id).order_by(Matter.registered_at.desc(), Matter.id.desc())
    having = sa.select(IdentityNumber.matter_id).where(IdentityNumber.digest.in_(digests))
    return session.scalars(latest.where(Matter.id.in_(having)).limit(limit)).all()


def index_matter(
    session: Session,
    matter: Matter,
    people: Sequence[Party | Visitor],
    numbers: Sequence[ExternalNumber],
    further: Sequence[str] = (),
) -> None:
    """Write the words of a new matter. Call once; `reindex` follows changes."""
    words = _words(matter, people, numbers, further)
    session.connection().execute(_ENTRY, {"matter_id": matter.id, "words": words})


def reindex(session: Session, matter_id: UUID, further: Sequence[str] = ()) -> None:
    """Write the words of a matter anew, `further` (such as an agreement's number) added."""
    session.flush()
    matter = session.get_one(Matter, matter_id)
    people: list[Party | Visitor] = [
        *session.scalars(sa.select(Party).where(Party.matter_id == matter_id)),
        *session.scalars(sa.select(Visitor).where(Visitor.matter_id == matter_id)),
    ]
    numbers = session.scalars(
        sa.select(ExternalNumber).where(ExternalNumber.matter_id == matter_id)
    ).all()
    entry = session.scalars(sa.select(SearchEntry).where(SearchEntry.matter_id == matter_id)).one()
    entry.words = _words(matter, people, numbers, further)


def _words(
    matter: Matter,
    people: Sequence[Party | Visitor],
    numbers: Sequence[ExternalNumber],
    further: Sequence[str],
) -> str:
    texts: list[str | None] = [matter.no, matter.case_code, *further]
    texts += [number.number for number in numbers]
    for person in people:
        texts += name_words(person.name, person.phone)
    return word_list([*texts, matter.summary, matter.demand, matter.place])
