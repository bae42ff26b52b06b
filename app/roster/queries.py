"""Lists and cards of committees and mediators, for who keeps the rosters and who assigns."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.errors import NotFound, NotPermitted
from app.names import name_key, sounds_like
from app.numbers import agreement_series, counter
from app.permissions import Actor, Permission
from app.reference import reference
from app.roster import load
from app.roster.history import history_of
from app.roster.rules import CASES_AT_ONCE, may_manage, number_example
from app.roster.types import (
    CommitteeCard,
    CommitteeDraft,
    CommitteeRow,
    Load,
    MediatorCard,
    MediatorDraft,
    MediatorRow,
    RosterFilter,
)
from db.enums import Action, AgreementForm, DisputeType
from db.models import MediationCommittee, Mediator, NumberSequence, Unit

_Pair = tuple[Mediator, MediationCommittee]
_PAIRS = sa.select(Mediator, MediationCommittee).join(
    MediationCommittee, MediationCommittee.id == Mediator.committee_id
)


def require_reader(actor: Actor) -> None:
    """Raise NotPermitted unless the actor keeps rosters, or gives out matters."""
    if not actor.may(Permission.MANAGE_ROSTER) and not actor.may(Action.ASSIGN):
        raise NotPermitted(Permission.MANAGE_ROSTER)


def roster_page(
    session: Session,
    actor: Actor,
    find: RosterFilter,
    *,
    after: MediatorRow | None = None,
    limit: int = 50,
) -> tuple[MediatorRow, ...]:
    """Mediators in the order of their names as they sound; `after` is the last row before.

    One statement, of all names that fit: neither database knows how they sound.
    """
    require_reader(actor)
    rows = sorted(_found(session, find), key=_order)
    if after is not None:
        rows = [row for row in rows if _order(row) > _order(after)]
    return tuple(rows[:limit])


def loads(session: Session, actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, Load]:
    """How busy these mediators are. One statement, apart from the list, which need not wait."""
    require_reader(actor)
    return load.loads_of(session, ids)


def _found(session: Session, find: RosterFilter) -> list[MediatorRow]:
    query = _PAIRS
    if not find.past:
        query = query.where(Mediator.valid_to.is_(None))
    if find.committee is not None:
        query = query.where(Mediator.committee_id == find.committee)
    rows = [_row(*pair) for pair in session.execute(query)]
    return [
        row
        for row in rows
        if sounds_like(row.name, find.text)
        and (find.speciality is None or find.speciality in row.specialities)
    ]


def _order(row: MediatorRow) -> tuple[str, str]:
    return row.key, str(row.id)


def _row(mediator: Mediator, committee: MediationCommittee) -> MediatorRow:
    return MediatorRow(
        id=mediator.id,
        name=mediator.name,
        key=name_key(mediator.name),
        committee_id=committee.id,
        committee=committee.full_name,
        engagement=mediator.engagement,
        origin=mediator.origin,
        specialities=_specialities(mediator),
        phone=mediator.phone_masked or "",
        term_ends_on=mediator.term_ends_on,
        valid_to=mediator.valid_to,
    )


def _specialities(mediator: Mediator) -> tuple[DisputeType, ...]:
    return tuple(DisputeType(word) for word in mediator.specialities.split())


def cases_at_once(session: Session, actor: Actor) -> int:
    """How many open cases fill the bar: the centre's own figure, or the default."""
    require_reader(actor)
    told = reference(session).parameters.get("MEDIATOR_CASES", "")
    return int(told) if told.isdecimal() and int(told) else CASES_AT_ONCE


def kinds_in_use(session: Session, actor: Actor) -> tuple[DisputeType, ...]:
    """The dispute types a mediator may be good at: those the centre has not retired."""
    require_reader(actor)
    retired = reference(session).retired_types
    return tuple(kind for kind in DisputeType if kind not in retired)


def mediator_card(session: Session, actor: Actor, mediator_id: UUID) -> MediatorCard:
    """Five statements at most. Raises NotPermitted, NotFound."""
    require_reader(actor)
    pair = session.execute(_PAIRS.where(Mediator.id == mediator_id)).one_or_none()
    if pair is None:
        raise NotFound("mediator", str(mediator_id))
    mediator, committee = pair
    manages = may_manage(actor, committee.id)
    months, mean_days = load.months_of(session, mediator_id)
    cases = load.open_cases_of(session, actor, mediator_id)
    busy = load.loads_of(session, [mediator_id])[mediator_id]
    return MediatorCard(
        row=_row(mediator, committee),
        load=busy,
        version=mediator.version,
        draft=_mediator_draft(mediator, in_full=manages),
        may_manage=manages,
        months=months,
        mean_days=mean_days,
        open_cases=cases,
        cases_elsewhere=busy.open_cases - len(cases),
        history=history_of(session, "mediator", mediator_id, mediator.valid_from),
    )


def _mediator_draft(mediator: Mediator, *, in_full: bool) -> MediatorDraft:
    return MediatorDraft(
        committee=mediator.committee_id,
        name=mediator.name,
        since=mediator.valid_from,
        engagement=mediator.engagement,
        origin=mediator.origin,
        gender=mediator.gender,
        birth_date=mediator.birth_date if in_full else None,
        employer=mediator.employer,
        relatives=mediator.relatives if in_full else None,
        political_status=mediator.political_status,
        education=mediator.education,
        grade=mediator.grade,
        specialities=_specialities(mediator),
        certificate_no=mediator.certificate_no,
        term_starts_on=mediator.term_starts_on,
        term_ends_on=mediator.term_ends_on,
        notified_court_on=mediator.notified_court_on,
    )


def committees(session: Session, actor: Actor, *, past: bool = False) -> tuple[CommitteeRow, ...]:
    """All committees by the sound of their names: four statements."""
    require_reader(actor)
    query = sa.select(MediationCommittee, Unit).join(Unit, Unit.id == MediationCommittee.unit_id)
    if not past:
        query = query.where(MediationCommittee.valid_to.is_(None))
    pairs = session.execute(query).all()
    drawn = _drawn(session, [committee.id for committee, _ in pairs])
    serving, busy = load.of_committees(session)
    rows = [
        _committee_row(committee, unit, drawn, serving.get(committee.id, 0), busy)
        for committee, unit in pairs
    ]
    return tuple(sorted(rows, key=lambda row: (name_key(row.full_name), str(row.id))))


def _committee_row(
    committee: MediationCommittee,
    unit: Unit,
    drawn: dict[str, int],
    serving: int,
    busy: dict[UUID, int],
) -> CommitteeRow:
    year = clock.today().year
    n = drawn.get(series(committee.id, year), 0) + 1
    told = number_example(committee.number_prefix, committee.agreement_pattern, year, n)
    contact = "　".join(filter(None, (unit.contact_person, unit.phone)))
    return CommitteeRow(
        id=committee.id,
        full_name=committee.full_name,
        type=committee.type,
        industry=committee.industry if committee.is_professional else None,
        next_number=told or "",
        mediators=serving,
        open_cases=busy.get(committee.id, 0),
        contact=contact,
        valid_to=committee.valid_to,
    )


def series(committee_id: UUID, year: int) -> str:
    """The name under which written agreements of a committee and year are numbered."""
    return agreement_series(committee_id, AgreementForm.WRITTEN, year)


def _drawn(session: Session, ids: Sequence[UUID]) -> dict[str, int]:
    names = [series(each, clock.today().year) for each in ids]
    query = sa.select(NumberSequence.series, NumberSequence.last)
    return dict(session.execute(query.where(NumberSequence.series.in_(names))).all())


def committee_card(session: Session, actor: Actor, committee_id: UUID) -> CommitteeCard:
    """Five statements. Raises NotPermitted, NotFound."""
    require_reader(actor)
    pair = session.execute(
        sa.select(MediationCommittee, Unit)
        .join(Unit, Unit.id == MediationCommittee.unit_id)
        .where(MediationCommittee.id == committee_id)
    ).one_or_none()
    if pair is None:
        raise NotFound("committee", str(committee_id))
    committee, unit = pair
    name = series(committee_id, clock.today().year)
    last = counter(session, name)
    serving, busy = load.of_committees(session, committee_id)
    return CommitteeCard(
        row=_committee_row(committee, unit, {name: last}, serving.get(committee_id, 0), busy),
        version=version_of(committee, unit),
        draft=_committee_draft(committee, unit),
        may_manage=may_manage(actor, committee_id),
        may_end=may_manage(actor, None),
        next_n=last + 1,
        history=history_of(session, "committee", committee_id, committee.valid_from),
    )


def version_of(committee: MediationCommittee, unit: Unit) -> int:
    """Both rows' versions only go up, so that their sum tells whether either has changed."""
    return committee.version + unit.version


def _committee_draft(committee: MediationCommittee, unit: Unit) -> CommitteeDraft:
    return CommitteeDraft(
        code=unit.code,
        full_name=committee.full_name,
        since=committee.valid_from,
        number_prefix=committee.number_prefix,
        agreement_pattern=committee.agreement_pattern,
        type=committee.type,
        is_professional=committee.is_professional,
        industry=committee.industry,
        member_count=committee.member_count,
        woman_count=committee.woman_count,
        term_ends_on=committee.term_ends_on,
        contact_person=unit.contact_person,
        phone=unit.phone,
        address=unit.address,
    )
