"""Keeping the search words of a matter, and searching (audited where a number is asked for)."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import AskFirst
from app.identifiers import id_number, phone
from app.identifiers.mask import mask_id_number, mask_phone, mask_text
from app.identifiers.text import number_text
from app.identity import digest
from app.office import office
from app.permissions import Actor, Permission
from app.reveal import ask_first
from app.search.full_text import query_of
from app.search.queries import MOST, hits, with_words, word_for
from app.search.types import Found
from app.search.words import is_number, name_words, names_number, phone_word, wanted, word_list
from db.enums import NumberKind
from db.models import (
    Base,
    ExternalNumber,
    Matter,
    Party,
    PrivateNumber,
    SearchEntry,
    Visitor,
)
from db.session import is_server

_ENTRY: sa.Executable = sa.insert(Base.metadata.tables["search_entry"])


def search(session: Session, actor: Actor, text: str, limit: int = MOST) -> tuple[Found, ...]:
    """Matters with every word of `text`, or of whoever has this whole number.

    That a person's number was looked for is audited, the number masked (domain/09 section 4).
    An identity number is found by its digest alone, never by a part. Raises NotPermitted.
    """
    actor.require(Permission.SEARCH)
    if not names_number(text):
        return with_words(session, text, limit)
    words = f"words {query_of(wanted(text, word_for(session)))}"
    if phone.check(text).valid:
        kind, masked, asked = "phone", mask_phone(text), words
        look = partial(with_words, session, text, limit)
    elif not is_number(text):  # beside other words
        kind = "phone" if any(phone.check(part).valid for part in text.split()) else "id_number"
        masked, asked = mask_text(text), words
        look = partial(with_words, session, text, limit)
    else:
        digests = _digests(session, text)
        kind, masked, asked = "id_number", mask_id_number(text), f"digests {' '.join(digests)}"
        look = partial(_with_number, session, digests, text, limit)
    if is_server(session):
        if not session.scalar(_WAS_ASKED, {"asked": asked}):
            raise AskFirst(partial(ask_first, asked, "search", kind, masked))
        return look()
    found = look()
    audit.record(session, "search", kind, masked, found=len(found))
    return found


_WAS_ASKED = sa.text("SELECT guard.was_asked(:asked)")
_BY_SERVER = sa.text("SELECT * FROM guard.with_number(:digests, :most)")


def _digests(session: Session, text: str) -> list[str]:
    """Of the number, typed as it was in 15 or in 18 digits."""
    number = id_number.normalise(number_text(text))
    numbers = {number}
    if len(number) == id_number.OLD_LENGTH and number.isdigit():
        numbers.add(id_number.from_old(number))
    return sorted(digest(office(session).keys, NumberKind.ID, each) for each in numbers)


def _with_number(session: Session, digests: list[str], text: str, limit: int) -> tuple[Found, ...]:
    """Matters in which somebody has this number."""
    if is_server(session):
        ids = session.scalars(_BY_SERVER, {"digests": digests, "most": limit}).all()
    else:
        ids = _ids_with(session, digests, limit)
    return hits(session, ids, text, why="id_number")


def _ids_with(session: Session, digests: list[str], limit: int) -> Sequence[UUID]:
    latest = sa.select(Matter.id).order_by(Matter.registered_at.desc(), Matter.id.desc())
    having = sa.select(PrivateNumber.matter_id).where(PrivateNumber.digest.in_(digests))
    return session.scalars(latest.where(Matter.id.in_(having)).limit(limit)).all()


def index_matter(
    session: Session,
    matter: Matter,
    people: Sequence[Party | Visitor],
    numbers: Sequence[ExternalNumber],
    phones: Sequence[PrivateNumber],
) -> None:
    """Write the words of a new matter. Call once; `reindex` follows changes."""
    words = _words(matter, people, numbers, phones)
    statement = _KEPT if is_server(session) else _ENTRY
    session.connection().execute(statement, {"matter_id": matter.id, "words": words})


_KEPT: sa.Executable = sa.text("SELECT guard.keep_words(:matter_id, :words)")
"""Nobody reads the words of a server's matters, nor writes those of any but the own."""


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
    if is_server(session):
        words = _words(matter, people, numbers, (), further)
        session.connection().execute(_KEPT, {"matter_id": matter_id, "words": words})
        return
    phones = session.scalars(
        sa.select(PrivateNumber).where(
            PrivateNumber.matter_id == matter_id, PrivateNumber.kind == NumberKind.PHONE
        )
    ).all()
    words = _words(matter, people, numbers, phones, further)
    entry = session.scalars(sa.select(SearchEntry).where(SearchEntry.matter_id == matter_id)).one()
    entry.words = words


def _words(
    matter: Matter,
    people: Sequence[Party | Visitor],
    numbers: Sequence[ExternalNumber],
    phones: Sequence[PrivateNumber],
    further: Sequence[str] = (),
) -> str:
    """A server adds the telephones by itself."""
    texts: list[str | None] = [matter.no, matter.case_code, *further]
    texts += [number.number for number in numbers]
    texts += [phone_word(number.digest) for number in phones]
    for person in people:
        texts += name_words(person.name)
    return word_list([*texts, matter.summary, matter.demand, matter.place])
