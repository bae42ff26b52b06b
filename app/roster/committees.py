"""Keeping the list of committees. Each is a handling unit too, and both rows change together."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import (
    Invalid,
    NotFound,
    NotPermitted,
    Problem,
    Severity,
    StaleRecord,
)
from app.form import out_of_bounds
from app.identifiers import phone
from app.identifiers.text import normal_line
from app.permissions import Actor, Permission
from app.roster.load import of_committees
from app.roster.queries import version_of
from app.roster.rules import committee_problems, end_problems, may_manage
from app.roster.types import CommitteeDraft, EndDraft
from db.enums import UnitKind
from db.models import MediationCommittee, Unit
from db.types import new_id


def add_committee(session: Session, actor: Actor, draft: CommitteeDraft) -> UUID:
    """Found a committee with its unit; the new key. For the justice office and the
    administrator (domain/01 section 7). Raises NotPermitted, Invalid."""
    _require(actor, None)
    draft = _checked(session, draft, None)
    unit = Unit(id=new_id(), kind=UnitKind.COMMITTEE, **_unit_columns(draft))
    committee = MediationCommittee(id=new_id(), unit_id=unit.id, **_columns(draft))
    session.add_all([unit, committee])
    audit.record(session, "committee_add", "committee", committee.id)
    return committee.id


def change_committee(
    session: Session, actor: Actor, committee_id: UUID, version: int, draft: CommitteeDraft
) -> None:
    """Write down what is different. Agreements keep the numbers they have.

    Raises NotPermitted, NotFound, Invalid, or StaleRecord where somebody was faster.
    """
    _require(actor, committee_id)
    committee, unit = _rows(session, committee_id, version)
    draft = _checked(session, draft, unit)
    for row, columns in ((committee, _columns(draft)), (unit, _unit_columns(draft))):
        for name, value in columns.items():
            setattr(row, name, value)
    if session.is_modified(committee) or session.is_modified(unit):
        audit.record(session, "committee_change", "committee", committee_id)


def end_committee(
    session: Session, actor: Actor, committee_id: UUID, version: int, draft: EndDraft
) -> None:
    """Dissolve a committee after `draft.last_day`; its mediators leave before.

    Raises as `change_committee`; COMMITTEE_BUSY warns of open cases until `despite_open`.
    """
    _require(actor, None)
    committee, unit = _rows(session, committee_id, version)
    draft = replace(draft, reason=normal_line(draft.reason, "reason"))
    problems = [*out_of_bounds(draft), *end_problems(draft, committee.valid_from, clock.today())]
    serving, busy = of_committees(session, committee_id)
    if count := serving.get(committee_id):
        problems.append(Problem("last_day", "COMMITTEE_SERVED", values={"count": count}))
    if (count := busy.get(committee_id)) and not draft.despite_open:
        problems.append(Problem("despite_open", "COMMITTEE_BUSY", Severity.WARN, {"count": count}))
    if problems:
        raise Invalid(problems)
    committee.valid_to = unit.valid_to = draft.last_day
    audit.record(session, "committee_end", "committee", committee_id, reason=draft.reason)


def reminders_of(draft: CommitteeDraft) -> tuple[Problem, ...]:
    """What one should think of though nothing is wrong (M25)."""
    found = committee_problems(draft, clock.today())
    return tuple(problem for problem in found if problem.severity is Severity.REMIND)


def _require(actor: Actor, committee: UUID | None) -> None:
    if not may_manage(actor, committee):
        raise NotPermitted(Permission.MANAGE_ROSTER)


def _rows(session: Session, committee_id: UUID, version: int) -> tuple[MediationCommittee, Unit]:
    committee = session.get(MediationCommittee, committee_id)
    if committee is None:
        raise NotFound("committee", str(committee_id))
    unit = session.get_one(Unit, committee.unit_id)
    if version_of(committee, unit) != version:
        raise StaleRecord
    return committee, unit


def _checked(session: Session, draft: CommitteeDraft, unit: Unit | None) -> CommitteeDraft:
    draft = _normal(draft)
    problems = [*out_of_bounds(draft), *committee_problems(draft, clock.today())]
    problems = [each for each in problems if each.severity is Severity.BLOCK]
    other = session.scalar(sa.select(Unit.id).where(Unit.code == draft.code))
    if other is not None and (unit is None or unit.id != other):
        problems.append(Problem("code", "UNIT_CODE_TAKEN", values={"code": draft.code}))
    if problems:
        raise Invalid(problems)
    return draft


def _normal(draft: CommitteeDraft) -> CommitteeDraft:
    def line(field: str) -> str:
        return normal_line(getattr(draft, field) or "", field)

    told = line("phone")
    return replace(
        draft,
        code=line("code"),
        full_name=line("full_name"),
        number_prefix=line("number_prefix"),
        agreement_pattern=line("agreement_pattern"),
        industry=line("industry") or None,
        contact_person=line("contact_person") or None,
        phone=phone.normalise(told) if told else None,
        address=line("address") or None,
    )


def _columns(draft: CommitteeDraft) -> dict[str, Any]:
    same = (
        *("full_name", "type", "is_professional", "industry", "number_prefix"),
        *("agreement_pattern", "member_count", "woman_count", "term_ends_on"),
    )
    return {name: getattr(draft, name) for name in same} | {"valid_from": draft.since}


def _unit_columns(draft: CommitteeDraft) -> dict[str, Any]:
    return {
        "code": draft.code,
        "name": draft.full_name,
        "contact_person": draft.contact_person,
        "phone": draft.phone,
        "address": draft.address,
        "valid_from": draft.since,
    }
