"""Keeping the search words of a matter, and searching (audited where a number is asked for)."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.names import initials, name_key
from app.search.words import word_list
from db.models import ExternalNumber, Matter, Party, SearchEntry, Visitor


def index_matter(
    session: Session,
    matter: Matter,
    people: Sequence[Party | Visitor],
    numbers: Sequence[ExternalNumber],
    further: Sequence[str] = (),
) -> None:
    """Write the words of a new matter. Call once; `reindex` follows changes."""
    session.add(SearchEntry(matter_id=matter.id, words=_words(matter, people, numbers, further)))


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
        texts += [person.name, person.phone]
        if person.name:
            texts += [initials(person.name), name_key(person.name).replace(" ", "")]
    return word_list([*texts, matter.summary, matter.demand, matter.place])
