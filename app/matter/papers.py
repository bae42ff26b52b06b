"""Printing the papers of a matter, and keeping the bytes of final ones.

Printing is audited, so it is a command though it reads. A paper issued for good is stored as
printed and printed again from those bytes (design/decisions.md, Papers).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import Invalid, NotFound, Problem
from app.glossary import term
from app.matter.filling import (
    acceptance_paper,
    agreement_paper,
    guidance_paper,
    oral_paper,
    receipt_paper,
    record_paper,
    slip_paper,
)
from app.matter.queries import detail_of, find_matter
from app.matter.types import (
    MatterDetail,
)
from app.office import office
from app.permissions import Actor, Permission
from app.reveal import numbers_of
from db.enums import (
    AgreementForm,
    AgreementState,
    FormKind,
)
from db.models import GovernanceCenter, IssuedPaper, Matter


def print_form(
    session: Session,
    actor: Actor,
    no: str,
    form: FormKind,
    *,
    target: str | None = None,
    draft: bool = False,
) -> bytes:
    """The PDF of `form` for the matter `no`, or of the record `target` where it has several.

    A final agreement is given as it was first printed. Raises NotPermitted, NotFound, Invalid
    (NOT_FINAL for an agreement still in draft; print it with `draft`).
    """
    actor.require(Permission.PRINT_FORM)
    matter = find_matter(session, actor, no)
    detail = detail_of(session, matter)
    record = _record(detail, form, target)
    audit.record(session, "print", form.lower(), matter.no, draft=draft, target=record.id)
    if not draft and form in _STORED:
        return _stored_bytes(session, matter, form, record)
    return _draw(session, detail, form, record, draft=draft)


def issue(
    session: Session, actor: Actor, matter: Matter, form: FormKind, target_id: UUID
) -> IssuedPaper:
    """Draw the final paper of a record and keep its bytes."""
    detail = detail_of(session, matter)
    record = _record(detail, form, str(target_id))
    content = _draw(session, detail, form, record, draft=False)
    row = IssuedPaper(
        matter_id=matter.id,
        form=form,
        target_id=target_id,
        sha256=office(session).files.put(session, matter.id, content),
        issued_at=clock.now(),
        issued_by_id=actor.staff_id,
    )
    session.add(row)
    return row


_STORED = {FormKind.AGREEMENT}


def _stored_bytes(session: Session, matter: Matter, form: FormKind, record: Any) -> bytes:
    row = session.scalars(
        sa.select(IssuedPaper)
        .where(IssuedPaper.form == form, IssuedPaper.target_id == record.id)
        .order_by(IssuedPaper.issued_at.desc())
    ).first()
    if row is None:
        raise Invalid([Problem("draft", "NOT_FINAL")])
    return office(session).files.get(session, matter.id, row.sha256)


def _record(detail: MatterDetail, form: FormKind, target: str | None) -> Any:
    """What the form is about. Raises NotFound, or Invalid (TARGET_NEEDED) for one of several."""
    candidates = _CANDIDATES[form](detail)
    if target is not None:
        candidates = [record for record in candidates if str(record.id) == target]
    if not candidates:
        raise NotFound("form", term(form))
    if len(candidates) > 1 and target is None and form is FormKind.ASSIGNMENT_SLIP:
        ids = ", ".join(str(record.id) for record in candidates)
        raise Invalid([Problem("target", "TARGET_NEEDED", values={"ids": ids})])
    return candidates[-1]


def printable(detail: MatterDetail) -> tuple[tuple[FormKind, Any], ...]:
    """Every form this matter has something for, with the record it is about, oldest first."""
    return tuple((form, record) for form in FormKind for record in _CANDIDATES[form](detail))


def _written(detail: MatterDetail) -> list[Any]:
    return [
        a
        for a in detail.agreements
        if a.form is AgreementForm.WRITTEN and a.state is not AgreementState.VOIDED
    ]


_CANDIDATES: dict[FormKind, Callable[[MatterDetail], list[Any]]] = {
    FormKind.REGISTRATION_RECEIPT: lambda detail: [detail],
    FormKind.GUIDANCE_NOTICE: lambda detail: [detail] if detail.guided_to else [],
    FormKind.ASSIGNMENT_SLIP: lambda detail: list(detail.assignments),
    FormKind.ACCEPTANCE_FORM: lambda detail: [c for c in detail.cases if c.accepted_on],
    FormKind.MEDIATION_RECORD: lambda detail: [s for c in detail.cases for s in c.sessions],
    FormKind.AGREEMENT: _written,
    FormKind.ORAL_AGREEMENT_FORM: lambda detail: [
        a for a in detail.agreements if a.form is AgreementForm.ORAL
    ],
}


def _draw(
    session: Session, detail: MatterDetail, form: FormKind, record: Any, *, draft: bool
) -> bytes:
    """The bytes of one form; each drawing module is imported when first needed."""
    centre = session.scalars(sa.select(GovernanceCenter)).one()
    match form:
        case FormKind.REGISTRATION_RECEIPT:
            from app.documents.receipt import receipt

            return receipt(receipt_paper(detail, centre), draft=draft)
        case FormKind.GUIDANCE_NOTICE:
            from app.documents.guidance import guidance

            return guidance(guidance_paper(session, detail, centre), draft=draft)
        case FormKind.ASSIGNMENT_SLIP:
            from app.documents.assignment_slip import assignment_slip

            return assignment_slip(slip_paper(detail, record, centre), draft=draft)
        case FormKind.ACCEPTANCE_FORM:
            from app.documents.acceptance_form import acceptance_form

            return acceptance_form(acceptance_paper(detail, record), draft=draft)
        case FormKind.MEDIATION_RECORD:
            from app.documents.mediation_record import mediation_record

            return mediation_record(record_paper(detail, record), draft=draft)
        case FormKind.AGREEMENT:
            from app.documents.agreement import agreement

            numbers = numbers_of(session, detail.id, detail.no)
            return agreement(agreement_paper(detail, record, numbers), draft=draft)
        case FormKind.ORAL_AGREEMENT_FORM:
            from app.documents.oral_agreement import oral_agreement

            numbers = numbers_of(session, detail.id, detail.no)
            return oral_agreement(oral_paper(detail, record, numbers), draft=draft)
