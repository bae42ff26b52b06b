"""Keeping the roster of mediators. Nobody is ever deleted: who leaves gets a last day."""

import re
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import (
    AskFirst,
    Invalid,
    NotFound,
    NotPermitted,
    Problem,
    Severity,
    StaleRecord,
)
from app.form import out_of_bounds
from app.identifiers import phone
from app.identifiers.mask import mask_phone
from app.identifiers.text import normal_line, normal_name
from app.identity import keep_of_mediator, of_mediator, unlocked
from app.office import office
from app.permissions import Actor, Permission
from app.reveal import ask_first
from app.roster.load import open_count
from app.roster.queries import require_reader
from app.roster.rules import end_problems, may_manage, mediator_problems
from app.roster.types import EndDraft, MediatorDraft
from db.enums import NumberKind
from db.models import MediationCommittee, Mediator
from db.session import is_server
from db.types import new_id

_BETWEEN_NAMES = re.compile(r"[\s、，,;；]+")


def add_mediator(session: Session, actor: Actor, draft: MediatorDraft) -> UUID:
    """Put somebody on a committee's roster; the new key.

    Raises NotPermitted (another committee's chief), NotFound (committee), Invalid.
    """
    _require(actor, draft.committee)
    draft = _checked(session, draft, None)
    mediator = Mediator(id=new_id(), **_columns(draft))
    session.add(mediator)
    if draft.phone:
        _keep_phone(session, mediator, draft.phone)
    audit.record(session, "mediator_add", "mediator", mediator.id)
    return mediator.id


def change_mediator(
    session: Session, actor: Actor, mediator_id: UUID, version: int, draft: MediatorDraft
) -> None:
    """Write down what is different; moving to another committee needs both.

    `version` is that of the card the user saw. Raises NotPermitted, NotFound, Invalid, or
    StaleRecord where somebody was faster.
    """
    mediator = _mediator(session, actor, mediator_id, version)
    _require(actor, draft.committee)
    draft = _checked(session, draft, mediator)
    told = _moved(session, mediator.committee_id, draft.committee)
    for name, value in _columns(draft).items():
        setattr(mediator, name, value)
    is_replaced = bool(draft.phone or (draft.phone_gone and mediator.phone_masked))
    if is_replaced:
        _keep_phone(session, mediator, draft.phone)
    if session.is_modified(mediator) or is_replaced:
        audit.record(session, "mediator_change", "mediator", mediator_id, **told)


def end_mediator(
    session: Session, actor: Actor, mediator_id: UUID, version: int, draft: EndDraft
) -> None:
    """Let somebody leave the roster after `draft.last_day`; the cases stay as they are.

    Raises as `change_mediator`; MEDIATOR_BUSY warns of open cases until `despite_open` is set.
    """
    mediator = _mediator(session, actor, mediator_id, version)
    draft = replace(draft, reason=normal_line(draft.reason, "reason"))
    problems = [*out_of_bounds(draft), *end_problems(draft, mediator.valid_from, clock.today())]
    if (count := open_count(session, mediator_id)) and not draft.despite_open:
        problems.append(Problem("despite_open", "MEDIATOR_BUSY", Severity.WARN, {"count": count}))
    if problems:
        raise Invalid(problems)
    mediator.valid_to = draft.last_day
    audit.record(session, "mediator_end", "mediator", mediator_id, reason=draft.reason)


def reinstate_mediator(
    session: Session, actor: Actor, mediator_id: UUID, version: int, reason: str
) -> None:
    """Take a leaving back that was written down by mistake. Raises as `change_mediator`."""
    mediator = _mediator(session, actor, mediator_id, version)
    reason = normal_line(reason, "reason")
    if not reason:
        raise Invalid([Problem("reason", "FIELD_MISSING")])
    _require_in_force(session, mediator.committee_id)
    if problem := _namesake(session, mediator.committee_id, mediator.name, mediator_id):
        raise Invalid([replace(problem, field="reason")])
    mediator.valid_to = None
    audit.record(session, "mediator_reinstate", "mediator", mediator_id, reason=reason)


def reveal_phone(session: Session, actor: Actor, mediator_id: UUID, reason: str) -> str:
    """The whole number of a mediator; who, when, whose and why are audited (domain/09 2).

    Raises NotPermitted, NotFound, Invalid.
    """
    require_reader(actor)
    reason = normal_line(reason, "reason")
    if not reason:
        raise Invalid([Problem("reason", "FIELD_MISSING")])
    found = _locked_phone(session, mediator_id)
    if found is None:
        raise NotFound("mediator", str(mediator_id))
    if found.ciphertext is None:
        asked, which = f"MEDIATOR {mediator_id}", str(mediator_id)
        raise AskFirst(partial(ask_first, asked, "reveal", "mediator", which, reason=reason))
    if not is_server(session):
        audit.record(session, "reveal", "mediator", mediator_id, reason=reason, field="phone")
    return unlocked(office(session).keys, NumberKind.PHONE, found.ciphertext)


def _locked_phone(session: Session, mediator_id: UUID) -> Any:
    if is_server(session):
        return session.execute(_PHONE, {"which": mediator_id}).one_or_none()
    return session.scalars(of_mediator(mediator_id)).one_or_none()


_PHONE = sa.text("SELECT ciphertext FROM guard.mediator_phone(:which)")


def _require(actor: Actor, committee: UUID | None) -> None:
    if not may_manage(actor, committee):
        raise NotPermitted(Permission.MANAGE_ROSTER)


def _mediator(session: Session, actor: Actor, mediator_id: UUID, version: int) -> Mediator:
    mediator = session.get(Mediator, mediator_id)
    if mediator is None:
        raise NotFound("mediator", str(mediator_id))
    _require(actor, mediator.committee_id)
    if mediator.version != version:
        raise StaleRecord
    return mediator


def _checked(session: Session, draft: MediatorDraft, known: Mediator | None) -> MediatorDraft:
    """In normal form. Raises NotFound, Invalid."""
    draft = _normal(draft)
    if known is None or known.committee_id != draft.committee:
        _require_in_force(session, draft.committee)
    problems = [*out_of_bounds(draft), *mediator_problems(draft, clock.today())]
    own = known.id if known else None
    if problem := _namesake(session, draft.committee, draft.name, own):
        problems.append(problem)
    if problems:
        raise Invalid(problems)
    return draft


def _require_in_force(session: Session, committee_id: UUID) -> None:
    committee = session.get(MediationCommittee, committee_id)
    if committee is None:
        raise NotFound("committee", str(committee_id))
    if committee.valid_to is not None:
        raise Invalid([Problem("committee", "COMMITTEE_ENDED")])


def _namesake(session: Session, committee: UUID, name: str, own: UUID | None) -> Problem | None:
    """Papers and the acts of a case call a mediator by name: on one roster it must be one."""
    other = session.scalar(
        sa.select(Mediator.id)
        .where(
            Mediator.committee_id == committee,
            Mediator.name == name,
            Mediator.valid_to.is_(None),
        )
        .where(Mediator.id != own if own else sa.true())
        .limit(1)
    )
    return Problem("name", "MEDIATOR_NAMESAKE", values={"name": name}) if other else None


def _moved(session: Session, before: UUID, after: UUID) -> dict[str, str]:
    if before == after:
        return {}
    names = [session.get_one(MediationCommittee, key).full_name for key in (before, after)]
    return {"moved_from": names[0], "moved_to": names[1]}


def _normal(draft: MediatorDraft) -> MediatorDraft:
    def line(field: str) -> str | None:
        return normal_line(getattr(draft, field) or "", field) or None

    relatives = " ".join(filter(None, _BETWEEN_NAMES.split(line("relatives") or "")))
    return replace(
        draft,
        name=normal_name(draft.name, "name"),
        phone=phone.normalise(draft.phone) if line("phone") and draft.phone else None,
        employer=line("employer"),
        relatives=relatives or None,
        certificate_no=line("certificate_no"),
    )


def _keep_phone(session: Session, mediator: Mediator, number: str | None) -> None:
    """Another number under the same stars is another version all the same."""
    mask = mask_phone(number) if number else None
    if mediator.phone_masked == mask and not session.is_modified(mediator):
        _count_up(session, mediator)
    mediator.phone_masked = mask
    keep_of_mediator(session, mediator.id, number)


def _count_up(session: Session, mediator: Mediator) -> None:
    """Another version of a row of which no column changes. Raises StaleRecord."""
    own = sa.update(Mediator).where(Mediator.id == mediator.id)
    own = own.where(Mediator.version == mediator.version)
    done = session.execute(own.values(version=mediator.version + 1).returning(Mediator.id))
    if done.one_or_none() is None:
        raise StaleRecord


def _columns(draft: MediatorDraft) -> dict[str, Any]:
    same = (
        *("name", "engagement", "origin", "gender", "birth_date", "employer"),
        *("relatives", "political_status", "education", "grade", "certificate_no"),
        *("term_starts_on", "term_ends_on", "notified_court_on"),
    )
    return {name: getattr(draft, name) for name in same} | {
        "committee_id": draft.committee,
        "specialities": " ".join(draft.specialities),
        "valid_from": draft.since,
    }
