"""Who may have been here before: earlier matters of the same people, with the reasons why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.identity import digest
from app.intake.normal import normal
from app.intake.queries import SENSITIVE_TITLE, shown_name
from app.intake.types import Likeness, MatterDraft, PartyDraft, VisitorDraft
from app.names import name_key
from app.office import office
from app.permissions import Actor, Permission
from db.enums import ExternalSystem, MatterState, NumberKind, PartyKind
from db.models import ExternalNumber, Matter, Party, PrivateNumber, Visitor
from db.session import is_server

MOST_LIKELY = 20
_MOST_ROWS = 200
_WEIGHT = {"external_number": 16, "same_id": 8, "same_phone": 4, "same_name": 2, "same_sound": 1}
_PERSON = sa.literal(PartyKind.NATURAL_PERSON, Party.kind.type)
_NOTHING = sa.literal("")


@dataclass(frozen=True, slots=True)
class _Clues:
    """What is known of the people now at the window, numbers by their digests; `sounds` is full
    pinyin to name."""

    digests: frozenset[str]
    phones: frozenset[str]
    sounds: dict[str, str]
    numbers: tuple[tuple[ExternalSystem, str], ...]


def likely_earlier(session: Session, actor: Actor, draft: MatterDraft) -> tuple[Likeness, ...]:
    """Earlier matters that may concern the same people, the likeliest first; one statement.

    It looks over everything through this one masked view, though the actor may not open the
    matters behind (design/decisions.md, Posts).
    """
    actor.require(Permission.REGISTER)
    return earlier_like(session, normal(draft))


def earlier_like(session: Session, draft: MatterDraft) -> tuple[Likeness, ...]:
    """As `likely_earlier`, for a draft already in normal form."""
    clues = _clues(session, draft)
    if is_server(session):
        return _asked_of_server(session, clues)
    wanted = {
        "digests": tuple(clues.digests),
        "phones": tuple(clues.phones),
        "sounds": tuple(clues.sounds),
    }
    if not any(wanted.values()) and not clues.numbers:
        return ()
    places = {name: _places(len(values)) for name, values in wanted.items()}
    filled: dict[str, Any] = {
        f"{name}_{place}": values[min(place, len(values) - 1)]
        for name, values in wanted.items()
        for place in range(places[name])
    }
    if clues.numbers:
        filled["numbers"] = list(clues.numbers)
    statement = _statement(**places, with_numbers=bool(clues.numbers))
    return _likenesses(session.connection().execute(statement, filled), clues)


_ASKED = sa.text(
    "SELECT * FROM guard.earlier_like(:digests, :phones, :sounds, :names, :systems, :numbers)"
)


def _asked_of_server(session: Session, clues: _Clues) -> tuple[Likeness, ...]:
    """The same looks, with the server's own eyes: it gives out masked names alone."""
    values = {
        "digests": list(clues.digests),
        "phones": list(clues.phones),
        "sounds": list(clues.sounds),
        "names": list(clues.sounds.values()),
        "systems": [str(system) for system, _ in clues.numbers],
        "numbers": [number for _, number in clues.numbers],
    }
    if not any(values.values()):
        return ()
    why: dict[UUID, set[str]] = {}
    seen: dict[UUID, Any] = {}
    for row in session.connection().execute(_ASKED, values):
        seen.setdefault(row.id, row)
        why.setdefault(row.id, set()).update(row.why.split())
    return _likeliest(
        Likeness(
            matter_id=key,
            no=row.no,
            who=row.who or "",
            title=SENSITIVE_TITLE if row.is_sensitive else row.title,
            registered_on=row.registered_on,
            state=MatterState(row.state),
            why=_weightiest(why[key]),
            is_sensitive=row.is_sensitive,
        )
        for key, row in seen.items()
    )


def _places(count: int) -> int:
    """So many places hold `count` values, the last one repeated: few shapes, each built once."""
    return 1 << (count - 1).bit_length() if count else 0


def _clues(session: Session, draft: MatterDraft) -> _Clues:
    people: Sequence[PartyDraft | VisitorDraft] = [*draft.parties, *draft.visitors]
    keys = office(session).keys
    return _Clues(
        digests=frozenset(digest(keys, NumberKind.ID, p.id_number) for p in people if p.id_number),
        phones=frozenset(digest(keys, NumberKind.PHONE, p.phone) for p in people if p.phone),
        sounds={name_key(p.name): p.name for p in people if p.name},
        numbers=tuple((e.system, e.number) for e in draft.external_numbers),
    )


@cache
def _statement(
    *, digests: int, phones: int, sounds: int, with_numbers: bool
) -> sa.CompoundSelect[Any]:
    """All looks in one, built once for each number of clues: building it took longer than asking
    it, and so did letting SQLAlchemy write out lists of any length."""
    looks = _looks(_any("digests", digests), _any("phones", phones), _any("sounds", sounds))
    asked = [*looks, *([_by_number()] if with_numbers else [])]
    return sa.union_all(*(sa.select(look.limit(_MOST_ROWS).subquery()) for look in asked))


_Places = list[sa.BindParameter[Any]]


def _any(name: str, count: int) -> _Places:
    return [sa.bindparam(f"{name}_{place}") for place in range(count)]


def _looks(digests: _Places, phones: _Places, sounds: _Places) -> Iterator[sa.Select[Any]]:
    """One indexed look for each kind of clue there is; all have the same columns."""
    for table, kind in ((Party, Party.kind), (Visitor, _PERSON)):
        if sounds:
            yield (
                _look(table.name, _NOTHING, table.name_key, _NOTHING, kind)
                .join(table, table.matter_id == Matter.id)
                .where(table.name_key.in_(sounds))
            )
    name, side = sa.func.coalesce(Party.name, Visitor.name), sa.func.coalesce(Party.kind, _PERSON)
    own = PrivateNumber.digest
    if phones:
        yield _whose(_look(name, own, _NOTHING, _NOTHING, side), phones)
    if digests:
        yield _whose(_look(name, _NOTHING, _NOTHING, own, _PERSON), digests)


def _whose(look: sa.Select[Any], places: _Places) -> sa.Select[Any]:
    number = PrivateNumber
    return (
        look.join(number, number.matter_id == Matter.id)
        .outerjoin(Party, Party.id == number.party_id)
        .outerjoin(Visitor, Visitor.id == number.visitor_id)
        .where(number.digest.in_(places))
    )


def _by_number() -> sa.Select[Any]:
    pair = sa.tuple_(ExternalNumber.system, ExternalNumber.number)
    return (
        _look(_NOTHING, _NOTHING, _NOTHING, sa.literal("outer"), _PERSON)
        .join(ExternalNumber, ExternalNumber.matter_id == Matter.id)
        .where(pair.in_(sa.bindparam("numbers", expanding=True)))
    )


def _look(*who: Any) -> sa.Select[Any]:
    labels = ("name", "phone", "name_key", "digest", "kind")
    own = [column.label(label) for column, label in zip(who, labels, strict=True)]
    matter = (Matter.id, Matter.no, Matter.title, Matter.registered_on, Matter.state)
    return sa.select(*matter, Matter.is_sensitive, *own)


def _likenesses(rows: Iterable[Any], clues: _Clues) -> tuple[Likeness, ...]:
    why: dict[UUID, set[str]] = {}
    seen: dict[UUID, Any] = {}
    for row in rows:
        seen.setdefault(row.id, row)
        why.setdefault(row.id, set()).update(_reasons(row, clues))
    return _likeliest(_likeness(seen[key], reasons) for key, reasons in why.items() if reasons)


def _likeliest(likenesses: Iterable[Likeness]) -> tuple[Likeness, ...]:
    found = list(likenesses)
    found.sort(key=lambda like: like.registered_on, reverse=True)
    found.sort(key=lambda like: sum(_WEIGHT[reason] for reason in like.why), reverse=True)
    return tuple(found[:MOST_LIKELY])


def _weightiest(reasons: set[str]) -> tuple[str, ...]:
    return tuple(sorted(reasons, key=lambda reason: -_WEIGHT[reason]))


def _reasons(row: Any, clues: _Clues) -> Iterator[str]:
    if row.digest == "outer":
        yield "external_number"
    if row.digest in clues.digests:
        yield "same_id"
    if row.phone and row.phone in clues.phones:
        yield "same_phone"
    if row.name_key and row.name_key in clues.sounds:
        yield "same_name" if row.name == clues.sounds[row.name_key] else "same_sound"


def _likeness(row: Any, reasons: set[str]) -> Likeness:
    hidden = row.is_sensitive
    return Likeness(
        matter_id=row.id,
        no=row.no,
        who="" if hidden or not row.name else shown_name(row.name, row.kind),
        title=SENSITIVE_TITLE if hidden else row.title,
        registered_on=row.registered_on,
        state=row.state,
        why=_weightiest(reasons),
        is_sensitive=hidden,
    )
