"""Rules of the committee's way: consent, rights, impartiality, meetings (domain/01 5)."""

from collections.abc import Iterator

from app.errors import Problem
from app.matter.needs.situation import Situation, block, named, remind, warn
from app.matter.types import PartyView, RosterEntry
from db.enums import NumberKind, RecourseKind, RecourseResult

_ELSEWHERE = {RecourseKind.COURT, RecourseKind.POLICE, RecourseKind.ADMINISTRATION}


def consented(at: Situation) -> Iterator[Problem]:
    """M1: every side agreed, none refused; each is on the list of parties."""
    given = {}
    for i, consent in enumerate(at.form.consents):
        if at.detail.party(consent.party) is None:
            yield block(f"consents[{i}].party", "PARTY_UNKNOWN", no=consent.party)
        if consent.given_on > at.now:
            yield block(f"consents[{i}].given_on", "DATE_FUTURE")
        given[consent.party] = consent.agreed
    for side in at.detail.sides:
        if side.ordinal not in given:
            yield block("consents", "M1_MISSING", who=named(side))
        elif not given[side.ordinal]:
            yield block("consents", "M1_REFUSED", who=named(side))


def rights_told(at: Situation) -> Iterator[Problem]:
    """M6: every side was told of its rights and duties, and that is on record."""
    told = {c.party for c in at.form.consents if c.rights_told_on}
    for side in at.detail.sides:
        if side.ordinal not in told:
            yield block("consents", "M6", who=named(side))


def elsewhere(at: Situation) -> Iterator[Problem]:
    """M29: what a court, the police or an office has in hand is as a rule not mediated."""
    for recourse in at.detail.prior_recourse:
        if recourse.kind in _ELSEWHERE and recourse.result is not RecourseResult.REFUSED:
            yield warn("", "M29", where=recourse.kind, number=recourse.number or "")


def all_consented(at: Situation) -> Iterator[Problem]:
    """M1 again on entering mediation: a third party may have come in since."""
    given = {c.party_id: c.agreed for c in at.case.consents}
    for side in at.detail.sides:
        if side.id not in given:
            yield block("", "M1_MISSING", who=named(side))
        elif not given[side.id]:
            yield block("", "M1_REFUSED", who=named(side))


def all_told(at: Situation) -> Iterator[Problem]:
    """M6: no agreement before every side was told of its rights."""
    told = {c.party_id for c in at.case.consents if c.rights_told_on}
    for side in at.detail.sides:
        if side.id not in told:
            yield block("", "M6", who=named(side))


def mediators_named(at: Situation) -> Iterator[Problem]:
    """M4: one or several of the committee, one of several the host (art. 19)."""
    drafts = at.form.mediators
    if not drafts:
        yield block("mediators", "M4")
    for i, draft in enumerate(drafts):
        if at.mediator(draft.mediator) is None:
            yield block(f"mediators[{i}].mediator", "MEDIATOR_UNKNOWN", name=draft.mediator)
    if len(drafts) > 1 and sum(draft.is_host for draft in drafts) != 1:
        yield block("mediators", "HOST_ONE")
    if at.case.mediators and not at.form.reason:
        yield block("reason", "CHANGE_REASON")


def impartial(at: Situation) -> Iterator[Problem]:
    """M9: same name, identity number, telephone or employer as a party, or a relative of one."""
    for i, draft in enumerate(at.form.mediators):
        mediator = at.mediator(draft.mediator)
        if mediator is None:
            continue
        for party in at.detail.parties:
            why = _closeness(mediator, party)
            if why:
                yield warn(
                    f"mediators[{i}].mediator",
                    "M9",
                    mediator=mediator.name,
                    who=named(party),
                    why=why,
                )


def _closeness(mediator: RosterEntry, party: PartyView) -> str:
    pairs = (
        ("name", mediator.name, party.name),
        ("employer", mediator.employer, party.employer),
        ("employer", mediator.employer, party.name),
    )
    for kind, why in ((NumberKind.ID, "id"), (NumberKind.PHONE, "phone")):
        if (party.id, kind) in mediator.same:
            return why
    for why, left, right in pairs:
        if left and left == right:
            return why
    return "relative" if party.name and party.name in mediator.relatives else ""


def helpers_agreed(at: Situation) -> Iterator[Problem]:
    """M5: relatives, neighbours or experts are asked in with the parties' consent (art. 20)."""
    if at.form.participants and not at.form.participants_agreed:
        yield warn("participants_agreed", "M5")


def danger_reported(at: Situation) -> Iterator[Problem]:
    """M8: what may turn violent is reported to the police, and the report is on record."""
    if at.form.escalation_risk and not at.form.reported_to:
        yield remind("reported_to", "M8")


def in_court(at: Situation) -> Iterator[Problem]:
    """M11: mediation ends where a party has gone to court; nobody is kept from it (art. 3)."""
    for recourse in at.detail.prior_recourse:
        if recourse.kind is RecourseKind.COURT and recourse.result is RecourseResult.PENDING:
            yield remind("", "M11", number=recourse.number or "")
