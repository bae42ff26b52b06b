"""Actions on the agreement: draft, finalise, sign, seal, perform, confirm, void (domain/02 4)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.deadlines import commands as deadlines
from app.errors import Invalid, Problem
from app.matter.actions.outcome import cancel_items, end_case, void_paper
from app.matter.forms import OralAgreementForm, PerformanceDraft, SignatureDraft
from app.matter.needs.agreement import made_on, same_hand, supplemented, unsigned
from app.matter.papers import issue
from app.matter.work import Work, noon
from app.numbers import agreement_series, draw
from app.reveal import numbers_of
from app.roster.rules import agreement_no
from app.search.commands import reindex
from db.enums import (
    AgreementForm,
    AgreementState,
    CaseState,
    ConfirmationState,
    FormKind,
    Outcome,
    PerformanceState,
    Track,
)
from db.models import (
    Agreement,
    AgreementClause,
    JudicialConfirmation,
    MediationCase,
    MediationCommittee,
    PerformanceItem,
    PerformanceRecord,
    SealUse,
    Signature,
)
from db.types import new_id


def agree(work: Work) -> None:
    """Draft an agreement, or write the draft anew: a case has one draft at a time, which is
    replaced whether the draft or its case was named. What is finalised stays as it is."""
    form = work.form
    drafted = _draft_of(work)
    if drafted is None:
        case: MediationCase = work.target
        agreement = _new(work, case, AgreementForm.WRITTEN, work.day)
    else:
        agreement = drafted
        _empty(work, agreement)
    agreement.supplement_to_id = _supplemented(work, form.supplement_to)
    agreement.facts, agreement.liabilities = form.facts, form.liabilities
    agreement.performance_note, agreement.place = form.performance_note, form.place
    agreement.recorder, agreement.made_on = form.recorder, form.made_on or work.day
    agreement.copies = form.copies or len(work.situation.detail.sides) + 1
    write_items(work, agreement, form.clauses, form.performance)
    work.move(Track.AGREEMENT, agreement, AgreementState.DRAFT, new=drafted is None)


def _draft_of(work: Work) -> Agreement | None:
    """The draft named, or the one the case already has."""
    if work.track is Track.AGREEMENT:
        named: Agreement = work.target
        return named
    drafts = [
        row
        for row in work.rows(Agreement)
        if row.case_id == work.target.id and row.state is AgreementState.DRAFT
    ]
    return drafts[-1] if drafts else None


def _new(work: Work, case: MediationCase, kind: AgreementForm, on: date) -> Agreement:
    count = len(work.situation.detail.agreements)
    oral = kind is AgreementForm.ORAL
    agreement = Agreement(
        id=new_id(),
        matter_id=work.matter.id,
        case_id=case.id,
        committee_id=case.committee_id,
        ordinal=count + 1,
        form=kind,
        state=AgreementState.EFFECTIVE if oral else AgreementState.DRAFT,
        facts="",
        copies=1,
        made_on=on,
    )
    work.session.add(agreement)
    return agreement


def _supplemented(work: Work, number: str | None) -> UUID | None:
    """The agreement a supplement changes. Raises Invalid where none has this number or id."""
    found = supplemented(work.situation.detail, work.situation.case.id, number)
    if found is None and number is not None:
        raise Invalid([Problem("supplement_to", "SUPPLEMENT_TO", values={"number": number})])
    return found


def _empty(work: Work, agreement: Agreement) -> None:
    for kind in (AgreementClause, PerformanceItem):
        for row in work.session.scalars(sa.select(kind).where(kind.agreement_id == agreement.id)):
            work.session.delete(row)
    work.session.flush()  # the places of the old clauses are free before the new ones come


def write_items(
    work: Work,
    agreement: Agreement,
    clauses: Sequence[str],
    performance: Sequence[PerformanceDraft],
) -> None:
    """Clauses in order, and one item for each day on which something is due."""
    for place, text in enumerate(clauses):
        work.session.add(
            AgreementClause(
                matter_id=work.matter.id,
                agreement_id=agreement.id,
                ordinal=place + 1,
                text=text,
            )
        )
    for draft in performance:
        for number, (amount, due_on) in enumerate(draft.instalments(), start=1):
            _item(work, agreement, draft, number, amount, due_on)


def _item(
    work: Work,
    agreement: Agreement,
    draft: PerformanceDraft,
    instalment: int,
    amount: int | None,
    due_on: date | None,
) -> None:
    payer = work.situation.detail.party(draft.payer)
    payee = work.situation.detail.party(draft.payee)
    if payer is None:
        raise Invalid([Problem("performance", "PARTY_UNKNOWN", values={"no": draft.payer})])
    item = PerformanceItem(
        id=new_id(),
        matter_id=work.matter.id,
        agreement_id=agreement.id,
        clause=draft.clause,
        instalment=instalment,
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
    )
    work.session.add(item)
    work.move(Track.PERFORMANCE, item, PerformanceState.PENDING, new=True)


def write_oral_agreement(work: Work, case: MediationCase, given: OralAgreementForm) -> Agreement:
    """An oral agreement, in force from the day it was reached (M15)."""
    agreement = _new(work, case, AgreementForm.ORAL, given.agreed_on)
    agreement.facts, agreement.performance_note = given.facts, given.performance_note
    agreement.place, agreement.recorder = given.place, given.recorder
    agreement.effective_on = given.agreed_on
    write_items(work, agreement, given.clauses, given.performance)
    work.move(Track.AGREEMENT, agreement, AgreementState.EFFECTIVE, new=True)
    _start_after_effect(work, agreement)
    return agreement


def record_oral_agreement(work: Work) -> None:
    write_oral_agreement(work, work.target, work.form)
    end_case(work, work.target, CaseState.AGREED, Outcome.AGREED_ORAL, work.form.agreed_on)


def finalise(work: Work) -> None:
    """Draw the number, lock the text, keep the very bytes that are printed (domain/02 2)."""
    # A server wants to be asked for them first: before the rest, which would be done twice.
    numbers_of(work.session, work.matter.id, work.matter.no)
    agreement: Agreement = work.target
    agreement.made_on = made_on(work.situation)
    committee = work.session.get_one(MediationCommittee, agreement.committee_id)
    year = agreement.made_on.year
    agreement.year = year
    agreement.seq = draw(work.session, agreement_series(committee.id, agreement.form, year))
    agreement.number = agreement_no(
        committee.agreement_pattern, committee.number_prefix, year, agreement.seq
    )
    agreement.finalised_at = work.moment
    work.move(
        Track.AGREEMENT,
        agreement,
        AgreementState.FINALISED,
        detail={"number": agreement.number},
    )
    work.session.flush()
    issue(work.session, work.actor, work.matter, FormKind.AGREEMENT, agreement.id)
    reindex(work.session, work.matter.id, [agreement.number])
    work.follow_ups["number"] = agreement.number


def record_signatures(work: Work) -> None:
    """Who signed how; with the last one of the three it takes effect (M14).

    A signature recorded again with another day corrects that day: it is still to take effect,
    so nothing has been reckoned from it. With the same day it is refused (SIGNED_ALREADY).
    """
    for draft in work.form.signatures:
        _sign(work, draft)
    work.session.flush()
    _take_effect_if_complete(work)


def _sign(work: Work, draft: SignatureDraft) -> None:
    if _corrects(work, draft):
        return
    detail = work.situation.detail
    party, agent = detail.party(draft.party), detail.party(draft.signed_by)
    mediators = work.situation.case.mediators
    mediator = next((m for m in mediators if draft.mediator in (str(m.id), m.name)), None)
    work.session.add(
        Signature(
            matter_id=work.matter.id,
            agreement_id=work.target.id,
            party_id=party.id if party else None,
            mediator_id=mediator.id if mediator else None,
            kind=draft.kind,
            signed_on=draft.signed_on,
            signed_by_id=agent.id if agent else None,
            witness=draft.witness,
        )
    )


def _corrects(work: Work, draft: SignatureDraft) -> bool:
    """Whether it was recorded before with another day, which is now this one."""
    rows = work.session.scalars(
        sa.select(Signature).where(Signature.agreement_id == work.target.id)
    )
    for row in rows:
        if same_hand(work.situation, draft, row):
            row.signed_on, row.witness = draft.signed_on, draft.witness or row.witness
            return True
    return False


def record_seal(work: Work) -> None:
    """The committee's seal, with who set it and who allowed it."""
    form = work.form
    work.session.add(
        SealUse(
            matter_id=work.matter.id,
            agreement_id=work.target.id,
            sealed_on=form.sealed_on,
            copies=form.copies,
            sealed_by=form.sealed_by,
            approved_by=form.approved_by,
            straddle=form.straddle,
        )
    )
    work.session.flush()
    _take_effect_if_complete(work)


def _take_effect_if_complete(work: Work) -> None:
    agreement: Agreement = work.target
    signatures = work.session.scalars(
        sa.select(Signature).where(Signature.agreement_id == agreement.id)
    ).all()
    sealed = work.session.scalar(
        sa.select(sa.func.max(SealUse.sealed_on)).where(SealUse.agreement_id == agreement.id)
    )
    if unsigned(signatures, work.situation.detail.sides, work.situation.case.mediators):
        work.note()
        return
    if agreement.state is AgreementState.FINALISED:
        work.move(Track.AGREEMENT, agreement, AgreementState.SIGNED)
    elif sealed is None:
        work.note()
    if sealed is None:
        return
    last = max([sealed, *(s.signed_on for s in signatures)])
    agreement.effective_on = last
    work.move(Track.AGREEMENT, agreement, AgreementState.EFFECTIVE, detail={"on": last})
    _in_effect(work, agreement, last)


def _in_effect(work: Work, agreement: Agreement, on: date) -> None:
    _start_after_effect(work, agreement)
    if agreement.supplement_to_id is not None:
        cancel_items(work, work.session.get_one(Agreement, agreement.supplement_to_id))
    case = work.session.get_one(MediationCase, agreement.case_id)
    if case.state is CaseState.IN_MEDIATION:
        end_case(work, case, CaseState.AGREED, Outcome.AGREED_WRITTEN, on)
    elif case.outcome is Outcome.AGREED_ORAL:
        case.outcome = Outcome.AGREED_WRITTEN  # both are kept, it counts once (domain/02 5.7)


def _start_after_effect(work: Work, agreement: Agreement) -> None:
    """Time to ask a court runs from the effective day, the revisit's from the last due day."""
    on = agreement.effective_on or work.day
    work.session.flush()
    last_due = work.session.scalar(
        sa.select(sa.func.max(PerformanceItem.due_on)).where(
            PerformanceItem.agreement_id == agreement.id
        )
    )
    target = work.limit(Track.AGREEMENT, agreement)
    deadlines.start(work.session, target, "CONFIRM_APPLY", noon(on))
    deadlines.start(work.session, target, "PERFORMANCE_REVISIT", noon(max(last_due or on, on)))


def record_performance(work: Work) -> None:
    """A payment or an act, or the finding that it will not come."""
    form, item = work.form, work.target
    work.session.add(
        PerformanceRecord(
            matter_id=work.matter.id,
            item_id=item.id,
            state=form.state,
            amount_fen=form.amount,
            done_on=form.done_on,
            note=form.note,
            proof_id=_proof(work, form.proof),
        )
    )
    done = form.state in (PerformanceState.FULFILLED, PerformanceState.PARTLY_FULFILLED)
    if done and item.amount_fen is not None:
        owed = item.amount_fen - (item.fulfilled_fen or 0)
        item.fulfilled_fen = (item.fulfilled_fen or 0) + (form.amount or owed)
    to = _item_state(item, form.state)
    if to is PerformanceState.FULFILLED:
        item.fulfilled_on = form.done_on
    work.move(Track.PERFORMANCE, item, to, reason=form.note, detail={"on": form.done_on})


def _item_state(item: PerformanceItem, said: PerformanceState) -> PerformanceState:
    """The sum decides what is fulfilled; part of it does not undo OVERDUE or DEFAULTED."""
    if said is PerformanceState.DEFAULTED:
        return said
    if item.amount_fen is not None:
        whole = (item.fulfilled_fen or 0) >= item.amount_fen
        said = PerformanceState.FULFILLED if whole else PerformanceState.PARTLY_FULFILLED
    late = item.state in (PerformanceState.OVERDUE, PerformanceState.DEFAULTED)
    return item.state if late and said is PerformanceState.PARTLY_FULFILLED else said


def _proof(work: Work, key: str | None) -> UUID | None:
    """The attachment that proves it, by id. Raises Invalid (ATTACHMENT_UNKNOWN)."""
    if key is None:
        return None
    for attachment in work.situation.detail.attachments:
        if key == str(attachment.id):
            return attachment.id
    raise Invalid([Problem("proof", "ATTACHMENT_UNKNOWN", values={"id": key})])


def apply_confirmation(work: Work) -> None:
    """Both parties ask a court to confirm; later, what it decided."""
    form, agreement = work.form, work.target
    row = work.session.scalars(
        sa.select(JudicialConfirmation).where(JudicialConfirmation.agreement_id == agreement.id)
    ).first()
    if row is None:
        row = JudicialConfirmation(id=new_id(), matter_id=work.matter.id, agreement_id=agreement.id)
        work.session.add(row)
    row.court, row.applied_on, row.state = form.court, form.applied_on, form.state
    row.case_number, row.decided_on = form.case_number, form.decided_on
    if form.state is ConfirmationState.APPLIED:
        deadlines.meet(work.session, agreement.id, ("CONFIRM_APPLY",), noon(form.applied_on))
    work.note(court=form.court, state=form.state)


def void_agreement(work: Work) -> None:
    """What was wrong is voided and made anew, never altered (domain/02 4.5)."""
    void_paper(work, work.target, work.form.reason)
