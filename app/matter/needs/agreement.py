"""Rules of the agreement: contents, copies, signatures, seal, performance (domain/02 4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.clock import local
from app.errors import Problem
from app.matter.needs import wording
from app.matter.needs.situation import Situation, block, named, remind, warn
from app.matter.types import AgreementView, ItemView, MatterDetail, PartyView
from db.enums import (
    AgentPower,
    AgreementForm,
    ConfirmationState,
    Difficulty,
    DisputeType,
    MediationSource,
    PartyRole,
    PerformanceKind,
    PerformanceState,
    SignatureKind,
)

LEAST_FACTS = 10
_NEEDS_WHAT = {PerformanceKind.GOODS, PerformanceKind.ACT}
_SETTLED = {PerformanceState.FULFILLED, PerformanceState.CANCELLED}


def agreement_shape(at: Situation) -> Iterator[Problem]:
    """The text has clauses, each item hangs on one, its parties exist and its sums add up."""
    form = at.form
    if not [clause for clause in form.clauses if clause.strip()]:
        yield block("clauses", "M13")
    if len(form.facts.strip()) < LEAST_FACTS:
        yield block("facts", "FACTS_SHORT", least=LEAST_FACTS)
    for i, item in enumerate(form.performance):
        yield from _item_shape(at, item, f"performance[{i}].")
    if getattr(form, "copies", None) is not None and not 1 <= form.copies <= 99:
        yield block("copies", "COPIES_RANGE")


def _item_shape(at: Situation, item: Any, path: str) -> Iterator[Problem]:
    if not 1 <= item.clause <= len(at.form.clauses):
        yield block(f"{path}clause", "CLAUSE_UNKNOWN", no=item.clause)
    for name in ("payer", "payee"):
        place = getattr(item, name)
        if place is not None and at.detail.party(place) is None:
            yield block(f"{path}{name}", "PARTY_UNKNOWN", no=place)
    if item.payer == item.payee:
        yield block(f"{path}payee", "PAYS_SELF")
    if item.kind is PerformanceKind.MONEY and not item.amount:
        yield block(f"{path}amount", "AMOUNT_MISSING")
    if item.kind is PerformanceKind.MONEY and item.payee is None:
        yield block(f"{path}payee", "PAYEE_MISSING")
    if item.kind in _NEEDS_WHAT and not item.what:
        yield block(f"{path}what", "WHAT_MISSING")
    if item.schedule:
        yield from _schedule(item, path)


def _schedule(item: Any, path: str) -> Iterator[Problem]:
    total = sum(term.amount for term in item.schedule)
    if total != item.amount:
        yield block(
            f"{path}schedule", "INSTALMENTS_UNLIKE_TOTAL", total_fen=item.amount or 0, sum_fen=total
        )
    if item.due_on is not None:
        yield block(f"{path}due_on", "DUE_AND_SCHEDULE")
    days = [term.due_on for term in item.schedule]
    if days != sorted(days):
        yield block(f"{path}schedule", "SCHEDULE_ORDER")


def better_written(at: Situation) -> Iterator[Problem]:
    """M13: what is not performed at once, or weighs much, is better written down (Ningbo 24)."""
    later = [
        item
        for item in at.form.performance
        if item.schedule or (item.due_on and item.due_on > at.form.agreed_on)
    ]
    if later or at.detail.difficulty in (Difficulty.COMPLEX, Difficulty.MAJOR):
        yield warn("", "M13_WRITTEN")
    if at.form.agreed_on > at.now:
        yield block("agreed_on", "DATE_FUTURE")


def statutory_contents(at: Situation) -> Iterator[Problem]:
    """Name, address and telephone of every side; what is to be given or done; nothing due
    before it is signed (art. 29; domain/02 4.3)."""
    for side in at.detail.sides:
        told = {"name": side.name, "address": side.address, "phone": side.phone_masked}
        for field, value in told.items():
            if not value:
                yield block(
                    f"parties[{side.ordinal - 1}].{field}",
                    "PARTY_LACKS",
                    who=named(side),
                    what=field,
                )
    signed = made_on(at)
    if signed > at.now:
        yield block("made_on", "DATE_FUTURE")
    for i, item in enumerate(at.agreement.items):
        if item.kind in _NEEDS_WHAT and not item.what:
            yield block(f"performance[{i}].what", "ITEM_LACKS", no=item.clause, what="what")
        if item.due_on is not None and item.due_on < signed:
            yield block("performance", "DUE_BEFORE_SIGNING", no=item.clause)


def supplemented(detail: MatterDetail, case_id: UUID, number: str | None) -> UUID | None:
    """The agreement in force with this number or id, which a supplement changes. Without one,
    what was agreed by word in this case: the paper takes its place."""
    for agreement in detail.agreements:
        is_meant = number in (agreement.number, str(agreement.id))
        if number is None:
            is_meant = agreement.form is AgreementForm.ORAL and agreement.case_id == case_id
        if is_meant and agreement.effective_on is not None:
            return agreement.id
    return None


def made_on(at: Situation) -> date:
    """The date under the final paper: as said, else as said in the draft, else today's.

    A draft that said nothing carries the day it was drafted, which is not kept: what is drafted
    in December and finalised in January is of January (domain/02 2 and 5.6).
    """
    drafted = [
        e for e in at.detail.events if e.target_id == at.agreement.id and e.action == "agree"
    ]
    said = at.agreement.made_on
    if at.form.made_on is not None:
        chosen: date = at.form.made_on
        return chosen
    return at.day if drafted and said == local(drafted[-1].occurred_at).date() else said


def _money(agreement: AgreementView) -> list[ItemView]:
    return [item for item in agreement.items if item.kind is PerformanceKind.MONEY]


def _texts(agreement: AgreementView) -> list[tuple[str, str]]:
    texts = [(f"clauses[{i}]", text) for i, text in enumerate(agreement.clauses)]
    return [*texts, ("performance_note", agreement.performance_note or "")]


def no_fee(at: Situation) -> Iterator[Problem]:
    """M2: mediation costs nothing; a fee for it has no place in an agreement."""
    for field, text in _texts(at.agreement):
        if words := wording.fee_words(text):
            yield block(field, "M2", words=words)


def no_waiver(at: Situation) -> Iterator[Problem]:
    """Nobody gives up the right to sue, nor liberty (domain/02 4.4; art. 3)."""
    for field, text in _texts(at.agreement):
        if words := wording.waiver_words(text):
            yield block(field, "WAIVER", words=words)


def enough_copies(at: Situation) -> Iterator[Problem]:
    """M16: one for each party and one for the committee (art. 29)."""
    least = len(at.detail.sides) + 1
    if at.agreement.copies < least:
        yield block("copies", "M16", least=least)


def same_amounts(at: Situation) -> Iterator[Problem]:
    """Words and figures of every amount say the same (domain/02 4.3)."""
    for field, text in [*_texts(at.agreement), ("facts", at.agreement.facts)]:
        for words, figures in wording.unlike_amounts(text):
            yield block(field, "WORDS_UNLIKE_FIGURES", words=words, figures=figures)


def definite(at: Situation) -> Iterator[Problem]:
    """M22: sum, day and way together; vague words are not enforced (Interpretation art. 358)."""
    for item in _money(at.agreement):
        for what in ("due_on", "method"):
            if getattr(item, what) is None:
                yield warn("performance", "M22", no=item.clause, what=what)
    for field, text in _texts(at.agreement):
        if words := wording.vague_words(text):
            yield warn(field, "M22_VAGUE", words=words)


def confirmable(at: Situation) -> Iterator[Problem]:
    """M21: a court does not confirm status or title; said early, while words can be changed."""
    for field, text in _texts(at.agreement):
        if words := wording.unconfirmable_words(text):
            yield warn(field, "M21", words=words)


def printable(at: Situation) -> Iterator[Problem]:
    """Every character has a glyph: none may come out as a box (domain/07 section 2)."""
    from app.documents.fonts import missing_glyphs

    agreement = at.agreement
    fields = [("facts", agreement.facts), ("liabilities", agreement.liabilities or "")]
    fields += _texts(agreement)
    for party in at.detail.parties:
        told = (party.name, party.address, party.employer, party.occupation)
        fields.append((f"parties[{party.ordinal - 1}]", "".join(text or "" for text in told)))
    for field, text in fields:
        for glyph in missing_glyphs(text):
            yield block(field, "GLYPH_MISSING", character=glyph)


def signers(at: Situation) -> Iterator[Problem]:
    """Each signature is of one party or one mediator of the case, on or after finalising."""
    mediators = {key for m in at.case.mediators for key in (str(m.id), m.name)}
    if not at.form.signatures:
        yield block("signatures", "SIGNATURES_EMPTY")
    for i, given in enumerate(at.form.signatures):
        path = f"signatures[{i}]."
        if (given.party is None) == (given.mediator is None):
            yield block(f"{path}party", "SIGNER_ONE")
        if given.party is not None and at.detail.party(given.party) is None:
            yield block(f"{path}party", "PARTY_UNKNOWN", no=given.party)
        if given.mediator is not None and given.mediator not in mediators:
            yield block(f"{path}mediator", "MEDIATOR_NOT_OF_CASE", name=given.mediator)
        if given.signed_on > at.now:
            yield block(f"{path}signed_on", "DATE_FUTURE")
        if _signed_too_early(at, given):
            yield block(f"{path}signed_on", "SIGNED_BEFORE_FINAL")
        if given.kind is SignatureKind.FINGERPRINT and given.mediator is not None:
            yield block(f"{path}kind", "MEDIATOR_SIGNS")
    yield from _signed_twice(at)
    yield from _signed_already(at)


def _signed_twice(at: Situation) -> Iterator[Problem]:
    """A signature and a fingerprint are two; the same thing twice at once is a slip of the pen."""
    known = set()
    for i, given in enumerate(at.form.signatures):
        party = at.detail.party(given.party)
        mediator = next(
            (m for m in at.case.mediators if given.mediator in (str(m.id), m.name)), None
        )
        who = party or mediator
        if who is None:
            continue
        if (who.id, given.kind) in known:
            name = named(party) if party else given.mediator
            yield block(f"signatures[{i}]", "SIGNED_TWICE", who=name, kind=given.kind)
        known.add((who.id, given.kind))


def _signed_already(at: Situation) -> Iterator[Problem]:
    """The same hand, kind and day again says nothing new; another day corrects the first."""
    for i, given in enumerate(at.form.signatures):
        for before in at.agreement.signatures:
            if same_hand(at, given, before) and before.signed_on == given.signed_on:
                who = at.detail.party(given.party)
                values = {"kind": given.kind, "on": given.signed_on}
                name = named(who) if who else given.mediator
                yield block(f"signatures[{i}]", "SIGNED_ALREADY", who=name, **values)


def same_hand(at: Situation, given: Any, before: Any) -> bool:
    """Whether a signature to record is one recorded before: of the same party or mediator, by
    the same hand (an agent's is another), of the same kind."""
    party, agent = at.detail.party(given.party), at.detail.party(given.signed_by)
    keys = {
        key for m in at.case.mediators if m.id == before.mediator_id for key in (str(m.id), m.name)
    }
    same = before.party_id == party.id if party else given.mediator in keys
    return (
        same and before.kind is given.kind and before.signed_by_id == (agent.id if agent else None)
    )


def _signed_too_early(at: Situation, given: Any) -> bool:
    final = at.agreement.finalised_at
    return final is not None and given.signed_on < local(final).date()


def agents_may_settle(at: Situation) -> Iterator[Problem]:
    """An agent signs an agreement only with the power to settle (domain/02 3.4)."""
    for i, given in enumerate(at.form.signatures):
        agent = at.detail.party(given.signed_by)
        if given.signed_by is None:
            continue
        if agent is None or agent.represents != given.party:
            yield block(f"signatures[{i}].signed_by", "SIGNS_FOR_WHOM")
        elif agent.role is PartyRole.AGENT and AgentPower.SETTLE not in agent.agent_powers:
            yield warn(f"signatures[{i}].signed_by", "AGENT_MAY_NOT_SETTLE", who=named(agent))


def seal(at: Situation) -> Iterator[Problem]:
    """A seal is set once, on the paper as finalised, and somebody approved it."""
    final = at.agreement.finalised_at
    if at.agreement.sealed_on is not None:
        yield block("sealed_on", "SEALED_ALREADY")
    if at.form.sealed_on > at.now:
        yield block("sealed_on", "DATE_FUTURE")
    if final is not None and at.form.sealed_on < local(final).date():
        yield block("sealed_on", "SIGNED_BEFORE_FINAL")
    if at.form.copies < 1:
        yield block("copies", "COPIES_RANGE")
    elif at.form.copies < at.agreement.copies:
        yield warn("copies", "SEALED_FEWER", copies=at.agreement.copies)


def who_lacks(at: Situation) -> Iterator[Problem]:
    """M14: seal or signature is recorded, but without every signature nothing takes effect."""
    signing = {given.party for given in getattr(at.form, "signatures", ())}
    signing_mediators = {given.mediator for given in getattr(at.form, "signatures", ())}
    sides = tuple(side for side in at.detail.sides if side.ordinal not in signing)
    mediators = tuple(m for m in at.case.mediators if not {m.name, str(m.id)} & signing_mediators)
    for name in unsigned(at.agreement.signatures, sides, mediators):
        yield remind("", "M14", who=name)


def unsigned(
    signatures: Sequence[Any], sides: tuple[PartyView, ...], mediators: tuple[Any, ...]
) -> list[str]:
    """Names of the sides and mediators whose signature is still missing."""
    parties = {s.party_id for s in signatures}
    signed = {s.mediator_id for s in signatures}
    lacking = [named(side) for side in sides if side.id not in parties]
    return lacking + [m.name for m in mediators if m.id not in signed]


def confirmation_types(at: Situation) -> Iterator[Problem]:
    """M21: what a court will not confirm (Interpretation art. 355)."""
    if at.detail.dispute_type is DisputeType.MARRIAGE_FAMILY:
        yield warn("", "M21", words="婚姻家庭")
    for _, text in _texts(at.agreement):
        if words := wording.unconfirmable_words(text):
            yield warn("", "M21", words=words)
    if at.form.state is not ConfirmationState.APPLIED and at.form.decided_on is None:
        yield block("decided_on", "DECIDED_MISSING")
    if at.form.decided_on is not None and at.form.decided_on < at.form.applied_on:
        yield block("decided_on", "ENDS_BEFORE")


def sum_performed(at: Situation) -> Iterator[Problem]:
    """What was done fits the item: a day not to come, no more than is owed."""
    form, item = at.form, at.target
    if not isinstance(item, ItemView):
        raise TypeError(type(item))
    if form.state not in _recordable(item):
        yield block("state", "PERFORMANCE_STATE")
    if form.done_on > at.now:
        yield block("done_on", "DATE_FUTURE")
    if item.amount_fen is None:
        return
    already = item.fulfilled_fen or 0
    if form.amount == 0 or (
        form.state is PerformanceState.PARTLY_FULFILLED and form.amount is None
    ):
        yield block("amount", "AMOUNT_MISSING")
    if form.amount and already + form.amount > item.amount_fen:
        yield block("amount", "MORE_THAN_OWED", left_fen=item.amount_fen - already)


def _recordable(item: ItemView) -> set[PerformanceState]:
    """What people can find: nobody has defaulted before the day, which the calendar tells."""
    done = {PerformanceState.PARTLY_FULFILLED, PerformanceState.FULFILLED}
    if item.state is PerformanceState.PENDING:
        return done
    return {*done, PerformanceState.DEFAULTED}


def police_papers(at: Situation) -> Iterator[Problem]:
    """M30: in a case from the police, performance is followed by application and proof."""
    agreement = next(a for a in at.detail.agreements if at.target in a.items)
    from_police = at.detail.case_of(agreement).source is MediationSource.REFERRED_POLICE
    others = [item for item in agreement.items if item.id != at.target.id]
    rest_done = all(item.state in _SETTLED for item in others)
    if from_police and rest_done and at.form.state is PerformanceState.FULFILLED:
        yield remind("", "M30")
