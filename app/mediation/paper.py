"""The paper of an agreement that is still being written: as it would be, without writing it.

Pure: what a matter is known to be and what stands in the editor go in, a view or a PDF comes
out. Nothing is stored and nothing leaves the program, so nothing is audited; what is printed goes
through app.matter.papers. Identity numbers and telephones stand masked here, in their full width:
they are shown in the open only by who asks for it (domain/09 section 2).
"""

from collections.abc import Iterator
from datetime import date

from app.documents.acceptance_form import acceptance_form
from app.documents.agreement import agreement
from app.documents.mediation_record import mediation_record
from app.documents.oral_agreement import oral_agreement
from app.matter.filling import acceptance_paper, agreement_paper, oral_paper, record_paper
from app.matter.forms import AgreeForm, PerformanceDraft
from app.matter.needs.agreement import supplemented
from app.matter.types import AgreementView, CaseView, ItemView, MatterDetail, SessionView
from app.reveal import Numbers
from db.enums import AgreementForm, AgreementState, PerformanceState
from db.types import new_id


def drafted(detail: MatterDetail, case: CaseView) -> AgreementView | None:
    """The draft the case has, if any."""
    drafts = [a for a in detail.agreements if a.case_id == case.id]
    return next((a for a in drafts if a.state is AgreementState.DRAFT), None)


def as_view(detail: MatterDetail, case: CaseView, form: AgreeForm, today: date) -> AgreementView:
    """The agreement that `form` would make of the case's draft."""
    draft = drafted(detail, case)
    return AgreementView(
        id=draft.id if draft else new_id(),
        case_id=case.id,
        form=AgreementForm.WRITTEN,
        state=AgreementState.DRAFT,
        number=None,
        facts=form.facts,
        liabilities=form.liabilities,
        clauses=tuple(form.clauses),
        performance_note=form.performance_note,
        copies=form.copies if form.copies is not None else len(detail.sides) + 1,
        made_on=form.made_on or today,
        place=form.place,
        recorder=form.recorder,
        supplement_to_id=supplemented(detail, case.id, form.supplement_to),
        effective_on=None,
        finalised_at=None,
        items=tuple(item for each in form.performance for item in _items(detail, each)),
        signatures=(),
        sealed_on=None,
        confirmation=None,
    )


def draft_pdf(detail: MatterDetail, case: CaseView, form: AgreeForm, today: date) -> bytes:
    """What `form` prints as a draft, with the watermark. Raises Invalid (PAPER_GLYPH_MISSING)."""
    view = as_view(detail, case, form, today)
    return agreement(agreement_paper(detail, view, masked(detail)), draft=True)


def agreement_pdf(detail: MatterDetail, view: AgreementView) -> bytes:
    """An agreement as it stands in the database; a written one in draft with the watermark."""
    if view.form is AgreementForm.ORAL:
        return oral_agreement(oral_paper(detail, view, masked(detail)), draft=False)
    return agreement(agreement_paper(detail, view, masked(detail)), draft=view.number is None)


def record_pdf(detail: MatterDetail, meeting: SessionView) -> bytes:
    """The record of one meeting."""
    return mediation_record(record_paper(detail, meeting), draft=False)


def acceptance_pdf(detail: MatterDetail, case: CaseView) -> bytes:
    """The form with which the committee took the case in."""
    return acceptance_form(acceptance_paper(detail, case), draft=False)


def masked(detail: MatterDetail) -> Numbers:
    """Identity numbers as anybody may see them, by party."""
    return Numbers(
        {party.id: party.id_masked for party in detail.parties if party.id_masked},
        {party.id: party.phone_masked for party in detail.parties if party.phone_masked},
    )


def _items(detail: MatterDetail, draft: PerformanceDraft) -> Iterator[ItemView]:
    """One item for each day on which something is due; none while nobody is to perform it."""
    payer, payee = detail.party(draft.payer), detail.party(draft.payee)
    if payer is None:
        return
    for number, (amount, due_on) in enumerate(draft.instalments(), start=1):
        yield ItemView(
            id=new_id(),
            clause=draft.clause,
            instalment=number,
            payer_id=payer.id,
            payee_id=payee.id if payee else None,
            kind=draft.kind,
            what=draft.what,
            amount_fen=amount,
            total_fen=draft.amount,
            method=draft.method,
            place=draft.place,
            due_on=due_on,
            state=PerformanceState.PENDING,
            fulfilled_fen=None,
            fulfilled_on=None,
        )
