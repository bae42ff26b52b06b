"""Registering a matter: the centre takes everything in, and hands out a number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app import audit, clock
from app.deadlines.commands import Target, limit_of
from app.errors import Invalid, Problem, Severity
from app.form import MOST_FAULTS
from app.identifiers.mask import mask_id_number, mask_phone, mask_text
from app.identity import stored
from app.intake.likeness import earlier_like
from app.intake.normal import normal, normal_window
from app.intake.rules import card_of, problems
from app.intake.types import Likeness, MatterDraft, PartyDraft, Registered
from app.matter.events import event_of
from app.names import name_key
from app.numbers import case_code, draw, matter_no, matter_series
from app.office import office
from app.permissions import Actor, Permission
from app.reference import reference
from app.rows import insert_new
from app.search.commands import index_matter
from db.enums import CertificateKind, Gender, MatterState, NumberKind, Track
from db.models import (
    Deadline,
    Event,
    ExternalNumber,
    Matter,
    Party,
    PriorRecourse,
    PrivateNumber,
    Visit,
    Visitor,
)
from db.types import new_id

_TITLE = 30


def register_matter(
    session: Session, actor: Actor, draft: MatterDraft, key: UUID | None = None
) -> Registered:
    """Store a matter and draw its number; sent again with the same `key`, what came of it then.

    Warnings name earlier matters that look alike; they never stop a registration (Petition
    Regulation art. 19). Raises NotPermitted, or Invalid if a rule is broken.
    """
    actor.require(Permission.REGISTER)
    if key is not None and (known := session.get(Matter, key)) is not None:
        return Registered(known.id, known.no, known.case_code)
    draft = _in_its_window(session, normal(draft))
    reminders = _require_sound(session, draft)
    alike = earlier_like(session, draft)
    _require_new_numbers(draft, alike)
    matter = _matter(session, actor, draft, key or new_id())
    visit = _visit(actor, matter, draft)
    people, visitors = _parties(matter, draft), _visitors(visit, draft)
    private = list(_private_numbers(session, draft, people, visitors))
    numbers = [
        ExternalNumber(matter_id=matter.id, system=e.system, number=e.number)
        for e in draft.external_numbers
    ]
    begun = _begin(session, actor, matter)
    further = [*visitors, *private, *numbers, *_recourse(matter, draft)]
    insert_new(session, [*begun, visit, *people, *further, matter])  # last: its queue counts once
    phones = [number for number in private if number.kind is NumberKind.PHONE]
    index_matter(session, matter, [*people, *visitors], numbers, phones)
    audit.record(session, "register", "matter", matter.no)
    return Registered(matter.id, matter.no, matter.case_code, alike, reminders)


def register_matters(
    session: Session, actor: Actor, drafts: Sequence[MatterDraft], at: str = ""
) -> tuple[Registered, ...]:
    """Store several matters, all or none.

    `at` is how a fault names the draft it is in, such as `[{}]`. Raises as `register_matter`,
    with the faults of every draft, or of as many as anybody reads at once.
    """
    done, faults, places = [], list[Problem](), dict[str, int]()
    for i, draft in enumerate(drafts):
        try:
            done.append(register_matter(session, actor, draft))
            places[done[-1].no] = i + 1
        except Invalid as error:
            found = [_in_the_list(problem, places) for problem in error.problems]
            faults += [_within(at.format(i), problem) for problem in found]
        if len(faults) >= MOST_FAULTS:
            faults.append(Problem("", "FAULTS_MORE"))
            break
    if faults:
        raise Invalid(faults)
    audit.record(session, "register", "matter", " ".join(one.no for one in done))
    return tuple(done)


def _in_the_list(problem: Problem, places: Mapping[str, int]) -> Problem:
    """A number taken by another of the list is told by the place of that one, from 1: nothing
    of the list is stored in the end, so the number it drew would lead nowhere."""
    place = places.get(problem.values.get("no", ""))
    if problem.code != "EXTERNAL_TAKEN" or place is None:
        return problem
    return Problem(problem.field, "EXTERNAL_IN_LIST", values={"n": place})


def _within(at: str, problem: Problem) -> Problem:
    joint = "." if at and problem.field else ""
    return replace(problem, field=f"{at}{joint}{problem.field}")


def _in_its_window(session: Session, draft: MatterDraft) -> MatterDraft:
    """Received at the window it names, else at that of this PC."""
    return replace(draft, window=draft.window or normal_window(office(session).window))


def _require_sound(session: Session, draft: MatterDraft) -> tuple[Problem, ...]:
    """What is left to think of. Raises Invalid for what blocks."""
    found = problems(draft, clock.today())
    blocking = [problem for problem in found if problem.severity is Severity.BLOCK]
    if draft.area and draft.area not in reference(session).areas:
        blocking.append(Problem("area", "AREA_UNKNOWN", values={"code": draft.area}))
    if draft.dispute_type and draft.dispute_type in reference(session).retired_types:
        blocking.append(Problem("dispute_type", "TYPE_RETIRED"))
    if blocking:
        raise Invalid(blocking)
    return found


def _require_new_numbers(draft: MatterDraft, alike: Sequence[Likeness]) -> None:
    """A number of another system belongs to one matter: the second is the same matter again."""
    taken = next((like.no for like in alike if "external_number" in like.why), None)
    if taken is not None:
        raise Invalid([Problem("external_numbers", "EXTERNAL_TAKEN", values={"no": taken})])
    numbers = [(e.system, e.number) for e in draft.external_numbers]
    for i, number in enumerate(numbers):
        if number in numbers[:i]:
            raise Invalid([Problem(f"external_numbers[{i}].number", "EXTERNAL_TWICE")])


def _matter(session: Session, actor: Actor, draft: MatterDraft, key: UUID) -> Matter:
    moment = clock.now()
    day = clock.local(moment).date()
    window = str(draft.window)
    number = draw(session, matter_series(day, window))
    return Matter(
        id=key,
        no=matter_no(day, window, number),
        case_code=case_code(),
        state=MatterState.REGISTERED,
        appeal_kind=draft.appeal_kind,
        channel=draft.channel,
        title=title_of(draft.summary),
        summary=draft.summary,
        demand=draft.demand,
        dispute_type=draft.dispute_type,
        area_code=draft.area,
        place=draft.place,
        occurred_on=draft.occurred_on,
        involved_count=draft.involved_count,
        mediation_willingness=draft.mediation_willingness,
        is_sensitive=draft.is_sensitive,
        window=window,
        first_responder_id=actor.staff_id,
        registered_at=moment,
        registered_on=day,
    )


def title_of(summary: str) -> str:
    """The beginning of the story, without numbers that tell who somebody is."""
    line = mask_text(" ".join(summary.split()))
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"


def _parties(matter: Matter, draft: MatterDraft) -> list[Party]:
    ids = [new_id() for _ in draft.parties]
    represented = [ids[given.represents - 1] if given.represents else None
                   for given in draft.parties]  # fmt: skip
    return [
        _party(matter.id, ids[place], place + 1, given, represented[place])
        for place, given in enumerate(draft.parties)
    ]


def _private_numbers(
    session: Session, draft: MatterDraft, parties: Sequence[Party], visitors: Sequence[Visitor]
) -> Iterator[PrivateNumber]:
    for party, given in zip(parties, draft.parties, strict=True):
        for kind, number in ((NumberKind.ID, given.id_number), (NumberKind.PHONE, given.phone)):
            if number:
                yield stored(session, kind, party.matter_id, number, party_id=party.id)
    for visitor, came in zip(visitors, draft.visitors, strict=True):
        for kind, number in ((NumberKind.ID, came.id_number), (NumberKind.PHONE, came.phone)):
            if number:
                yield stored(session, kind, visitor.matter_id, number, visitor_id=visitor.id)


def _party(
    matter_id: UUID, key: UUID, ordinal: int, given: PartyDraft, represents: UUID | None
) -> Party:
    card = card_of(given, clock.today())
    return Party(
        id=key,
        matter_id=matter_id,
        ordinal=ordinal,
        role=given.role,
        kind=given.kind,
        name=given.name,
        name_key=name_key(given.name or ""),
        no_name_reason=given.no_name_reason,
        gender=card.sex if card and card.sex else given.gender or Gender.UNKNOWN,
        ethnicity=given.ethnicity,
        birth_date=card.birth_date if card else given.birth_date,
        occupation=given.occupation,
        employer=given.employer,
        address=given.address,
        phone_masked=mask_phone(given.phone) if given.phone else None,
        no_phone_reason=given.no_phone_reason,
        certificate_kind=given.certificate_kind
        or (CertificateKind.ID_CARD if given.id_number else None),
        id_masked=mask_id_number(given.id_number) if given.id_number else None,
        no_id_reason=given.no_id_reason,
        uscc=given.uscc,
        legal_representative=given.legal_representative,
        legal_representative_title=given.legal_representative_title,
        represents_id=represents,
        relation=given.relation,
        agent_powers=" ".join(dict.fromkeys(given.agent_powers)) or None,
    )


def _visit(actor: Actor, matter: Matter, draft: MatterDraft) -> Visit:
    return Visit(
        id=new_id(),
        matter_id=matter.id,
        channel=draft.channel,
        arrived_at=draft.arrived_at or matter.registered_at,
        visitor_count=draft.visitor_count or max(1, len(draft.visitors)),
        window=matter.window,
        received_by_id=actor.staff_id,
    )


def _visitors(visit: Visit, draft: MatterDraft) -> list[Visitor]:
    return [
        Visitor(
            id=new_id(),
            matter_id=visit.matter_id,
            visit_id=visit.id,
            relation=given.relation,
            name=given.name,
            name_key=name_key(given.name or ""),
            no_name_reason=given.no_name_reason,
            phone_masked=mask_phone(given.phone) if given.phone else None,
            no_phone_reason=given.no_phone_reason,
            address=given.address,
            id_masked=mask_id_number(given.id_number) if given.id_number else None,
        )
        for given in draft.visitors
    ]


def _recourse(matter: Matter, draft: MatterDraft) -> Sequence[PriorRecourse]:
    return [
        PriorRecourse(
            matter_id=matter.id, kind=r.kind, result=r.result, number=r.number, note=r.note
        )
        for r in draft.prior_recourse
    ]


def _begin(session: Session, actor: Actor, matter: Matter) -> tuple[Event, Deadline]:
    """What happened first, and the limit that runs from then on."""
    event = event_of(
        session,
        matter_id=matter.id,
        track=Track.MATTER,
        target_id=matter.id,
        action="register",
        to_state=MatterState.REGISTERED,
        actor_id=actor.staff_id,
        occurred_at=matter.registered_at,
    )
    target = Target(matter.id, Track.MATTER, matter.id)
    return event, limit_of(session, target, "DISPATCH", matter.registered_at)
