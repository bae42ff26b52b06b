"""Doing something to a matter: one command for every action of the four tracks.

The tables say what is possible, the posts who may, the needs what must be there first; the
handlers write it down. `actions_of` answers the same questions without doing anything, so that
a screen never offers what the command would refuse.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import Invalid, NotFound, NotPermitted, Problem, Severity, StateForbids
from app.matter import forms
from app.matter.actions import closing, desk, dispatch, mediation, paper, party
from app.matter.needs import WARNINGS, Situation
from app.matter.normal import normal_form
from app.matter.queries import detail_of, find_matter, roster_of
from app.matter.scope import may_touch
from app.matter.tracks import TRACKS, WHILE, Step, find
from app.matter.types import AgreementView, CaseView, MatterDetail
from app.matter.work import Work
from app.permissions import Actor
from db.enums import Action, Track
from db.models import Agreement, Assignment, Matter, MediationCase, PerformanceItem

Handler = Callable[[Work], None]
_ROWS: dict[Track, type[Any]] = {
    Track.MATTER: Matter,
    Track.ASSIGNMENT: Assignment,
    Track.CASE: MediationCase,
    Track.AGREEMENT: Agreement,
    Track.PERFORMANCE: PerformanceItem,
}
HANDLERS: dict[tuple[Action, Track | None], Handler] = {
    (Action.ASSESS, None): desk.assess,
    (Action.SETTLE_AT_WINDOW, None): desk.settle_at_window,
    (Action.ASSIGN, None): dispatch.assign,
    (Action.ACKNOWLEDGE, None): dispatch.acknowledge,
    (Action.RETURN, None): dispatch.return_slip,
    (Action.RECALL, None): dispatch.recall,
    (Action.DECLINE, Track.ASSIGNMENT): dispatch.decline,
    (Action.DECLINE, Track.CASE): mediation.decline,
    (Action.SUB_ASSIGN, None): dispatch.sub_assign,
    (Action.REPORT, None): dispatch.report,
    (Action.APPROVE, None): dispatch.approve,
    (Action.SEND_BACK, Track.ASSIGNMENT): dispatch.send_back,
    (Action.SEND_BACK, Track.MATTER): dispatch.send_back_matter,
    (Action.SUSPEND, Track.ASSIGNMENT): dispatch.suspend,
    (Action.SUSPEND, Track.CASE): mediation.suspend,
    (Action.RESUME, Track.ASSIGNMENT): dispatch.resume,
    (Action.RESUME, Track.CASE): mediation.resume,
    (Action.EXTEND, None): dispatch.extend,
    (Action.CONTACT, None): dispatch.contact,
    (Action.REMIND, None): dispatch.remind,
    (Action.SUPERVISE, None): dispatch.supervise,
    (Action.MERGE, None): desk.merge,
    (Action.SPLIT, None): desk.split,
    (Action.PROPOSE_MEDIATION, None): mediation.propose,
    (Action.ACCEPT_MEDIATION, None): mediation.accept,
    (Action.APPOINT, None): mediation.appoint,
    (Action.RECORD_SESSION, None): mediation.record_session,
    (Action.AGREE, None): paper.agree,
    (Action.FINALISE, None): paper.finalise,
    (Action.RECORD_SIGNATURES, None): paper.record_signatures,
    (Action.RECORD_SEAL, None): paper.record_seal,
    (Action.RECORD_ORAL_AGREEMENT, None): paper.record_oral_agreement,
    (Action.RECORD_PERFORMANCE, None): paper.record_performance,
    (Action.APPLY_CONFIRMATION, None): paper.apply_confirmation,
    (Action.FAIL, None): mediation.fail,
    (Action.TERMINATE, None): mediation.terminate,
    (Action.CLOSE, None): closing.close,
    (Action.REVISIT, None): closing.revisit,
    (Action.REOPEN, None): closing.reopen,
    (Action.WITHDRAW, None): desk.withdraw,
    (Action.ARCHIVE, None): closing.archive,
    (Action.VOID, Track.MATTER): desk.void_matter,
    (Action.VOID, Track.AGREEMENT): paper.void_agreement,
    (Action.ATTACH, None): closing.attach,
    (Action.CORRECT, None): desk.correct,
    (Action.CORRECT_PARTY, None): party.correct_party,
}
_FORMS = {row.action: row.form for rows in TRACKS.values() for row in rows}
_ACTIONS = {track: frozenset(row.action for row in rows) for track, rows in TRACKS.items()}


@dataclass(frozen=True, slots=True)
class Option:
    """One action on one record, and whether it can be done now.

    `reason` is a code: `state` (`forbidden_by` names whose state and which) or empty.
    """

    action: Action
    track: Track
    target: str
    allowed: bool
    reason: str
    state: str
    form: type[forms.Form]
    forbidden_by: tuple[Track, str] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the matter now, reminders, and facts such as a number drawn."""

    detail: MatterDetail
    reminders: tuple[Problem, ...]
    facts: dict[str, object]


def form_of(action: Action) -> type[forms.Form]:
    """The form an action takes: the same on every track."""
    return _FORMS[action]


def targets(detail: MatterDetail) -> Iterator[tuple[Track, Any]]:
    """Every record of the matter that has a state of its own, the matter first."""
    yield Track.MATTER, detail
    yield from ((Track.ASSIGNMENT, slip) for slip in detail.assignments)
    yield from ((Track.CASE, case) for case in detail.cases)
    for agreement in detail.agreements:
        yield Track.AGREEMENT, agreement
        yield from ((Track.PERFORMANCE, item) for item in agreement.items)


def actions_of(detail: MatterDetail, actor: Actor) -> tuple[Option, ...]:
    """What the actor's posts allow, on which record, and whether the states allow it now.

    The last answer is kept: a window asks for every bar and button that shows the same matter.
    """
    for known, asking, found in _answered:
        if known is detail and asking is actor:
            return found
    found = tuple(option for action in Action for option in _options(detail, actor, action))
    _answered[:] = [(detail, actor, found)]
    return found


_answered: list[tuple[MatterDetail, Actor, tuple[Option, ...]]] = []


def _options(detail: MatterDetail, actor: Actor, action: Action) -> list[Option]:
    found = [
        _option(action, track, target, detail)
        for track, target in targets(detail)
        if action in _ACTIONS[track]
        and any(
            may_touch(actor, action, track, target, detail, on_behalf=behalf)
            for behalf in (False, True)
        )
    ]
    allowed = [option for option in found if option.allowed]
    return allowed or found[:1]


def _option(action: Action, track: Track, target: Any, detail: MatterDetail) -> Option:
    forbidden_by = _forbidden_by(action, track, target, detail)
    return Option(
        action=action,
        track=track,
        target=str(target.id),
        allowed=forbidden_by is None,
        reason="state" if forbidden_by else "",
        state=str(target.state),
        form=form_of(action),
        forbidden_by=forbidden_by,
    )


def _forbidden_by(
    action: Action, track: Track, seen: Any, detail: MatterDetail
) -> tuple[Track, str] | None:
    """The state that forbids it: of the matter while it happens to one of its records, of the
    record itself, or of the agreement that is not in force and so not performed yet."""
    if track is not Track.MATTER and detail.state not in WHILE.get(action, frozenset()):
        return Track.MATTER, detail.state
    if find(track, seen.state, action) is None:
        return track, str(seen.state)
    if action is Action.RECORD_PERFORMANCE:
        agreement = next(a for a in detail.agreements if seen in a.items)
        return None if agreement.effective_on else (Track.AGREEMENT, agreement.state)
    return None


def act(
    session: Session,
    actor: Actor,
    no: str,
    action: Action,
    form: forms.Form,
    target: str | None = None,
    version: int | None = None,
) -> Done:
    """Do `action` to the matter `no`, or to its record with the id `target`.

    `version` is that of the matter the user saw. Raises NotPermitted, NotFound, StateForbids,
    Invalid (blocking problems, or warnings not overruled), StaleRecord.
    """
    behalf = form.on_behalf is not None
    actor.require(action, on_behalf=behalf)
    form = normal_form(form)
    matter = find_matter(session, actor, no, to_change=True)
    _require_version(matter, version)
    detail = detail_of(session, matter)
    reach = partial(may_touch, actor, action, detail=detail, on_behalf=behalf)
    track, seen = _resolve(detail, action, target, reach)
    step = _step(detail, track, seen, action)
    situation = _situation(session, actor, detail, seen, form)
    reminders, taken = _require_needs(step, situation)
    form = replace(form, overruled=taken)
    row = session.get_one(_ROWS[track], seen.id)
    work = Work(
        session, actor, action, matter, situation, track, row, form, _moment(form), situation.day
    )
    HANDLERS.get((action, track), HANDLERS.get((action, None), _missing))(work)
    audit.record(session, action, track.lower(), f"{matter.no}", _reason(form))
    _make_newer(session, matter, detail.version)
    session.expire_all()
    return Done(detail_of(session, matter), reminders, work.follow_ups)


def _make_newer(session: Session, matter: Matter, seen: int) -> None:
    """A step on a slip or a case makes the matter newer too: who saw it before looks again."""
    session.flush()
    if matter.version == seen:
        newer = sa.update(Matter).where(Matter.id == matter.id).values(version=seen + 1)
        session.execute(newer, execution_options={"synchronize_session": False})


def _missing(work: Work) -> None:
    raise LookupError(work.action)


def _reason(form: Any) -> str:
    return str(getattr(form, "reason", None) or "")


def _require_version(matter: Matter, version: int | None) -> None:
    from app.errors import StaleRecord

    if version is not None and version != matter.version:
        raise StaleRecord(no=matter.no)


Reach = Callable[[Track, Any], bool]


def _resolve(
    detail: MatterDetail, action: Action, target: str | None, reach: Reach
) -> tuple[Track, Any]:
    """The record meant. Without `target` there must be just one the action fits.

    Raises NotFound, NotPermitted for a record out of the actor's reach, Invalid, StateForbids.
    """
    known = [(track, seen) for track, seen in targets(detail) if action in _ACTIONS[track]]
    if target is not None:
        known = [(track, seen) for track, seen in known if str(seen.id) == target]
        if not known:
            raise NotFound("target", target)
    elif not known:
        raise StateForbids(action, Track.MATTER, detail.state)
    within = [(track, seen) for track, seen in known if reach(track, seen)]
    if not within:
        raise NotPermitted(action)
    return _only(within, detail, action)


def _only(
    known: Sequence[tuple[Track, Any]], detail: MatterDetail, action: Action
) -> tuple[Track, Any]:
    """The one of these records that the action fits, the matter before its records."""
    fitting = [
        (track, seen) for track, seen in known if _forbidden_by(action, track, seen, detail) is None
    ]
    if len(fitting) > 1 and fitting[0][0] is not Track.MATTER:
        ids = ", ".join(str(seen.id) for _, seen in fitting)
        raise Invalid([Problem("target", "TARGET_NEEDED", values={"ids": ids})])
    if fitting:
        return fitting[0]
    return known[-1] if known[-1][0] is not Track.MATTER else known[0]


def _step(detail: MatterDetail, track: Track, seen: Any, action: Action) -> Step:
    if forbidden_by := _forbidden_by(action, track, seen, detail):
        raise StateForbids(action, *forbidden_by)
    step = find(track, seen.state, action)
    if step is None:
        raise StateForbids(action, track, seen.state)
    return step


def _situation(
    session: Session, actor: Actor, detail: MatterDetail, seen: Any, form: forms.Form
) -> Situation:
    moment = _moment(form)
    _require_time(detail, seen, moment)
    _require_scan(detail, form)
    case = seen if isinstance(seen, CaseView) else None
    if isinstance(seen, AgreementView):
        case = detail.case_of(seen)
    roster = roster_of(session, case.committee_id, detail.id) if case else ()
    day = clock.local(moment).date()
    return Situation(detail, seen, form, actor, day, clock.today(), roster)


def _moment(form: forms.Form) -> datetime:
    """When it happened: as said, or as the other side's paper says, or now."""
    behalf = form.on_behalf.at if form.on_behalf else None
    return form.occurred_at or behalf or clock.now()


def _require_time(detail: MatterDetail, seen: Any, moment: datetime) -> None:
    """It has happened, and not before there was the matter, or the record, it happened to."""
    if moment > clock.now():
        raise Invalid([Problem("occurred_at", "TIME_FUTURE")])
    if moment < detail.registered_at.replace(second=0, microsecond=0):
        raise Invalid([Problem("occurred_at", "TIME_BEFORE_MATTER")])
    begun = [event.occurred_at for event in detail.events if event.target_id == seen.id]
    if begun and moment < min(begun).replace(second=0, microsecond=0):
        raise Invalid([Problem("occurred_at", "TIME_BEFORE_RECORD")])


def _require_scan(detail: MatterDetail, form: forms.Form) -> None:
    """The stub recorded for a unit without a PC is among the matter's files, if it is named."""
    scan = form.on_behalf.scan if form.on_behalf else None
    if scan is not None and scan not in {str(file.id) for file in detail.attachments}:
        raise Invalid([Problem("on_behalf.scan", "ATTACHMENT_UNKNOWN", values={"id": scan})])


def _require_needs(
    step: Step, situation: Situation
) -> tuple[tuple[Problem, ...], tuple[forms.Overruling, ...]]:
    """The reminders, and what was overruled of the warnings raised: nothing else is recorded.

    Raises Invalid for what blocks, for warnings not overruled, and for overruling what never is
    a warning. A warning that might have been raised and was not is passed over, so that one
    reason may be given for many matters at once.
    """
    found = [problem for need in step.needs for problem in need(situation)]
    given: Sequence[forms.Overruling] = situation.form.overruled
    overruled = {o.rule for o in given if o.reason.strip()}
    stops = [
        problem
        for problem in found
        if problem.severity is Severity.BLOCK
        or (problem.severity is Severity.WARN and problem.code not in overruled)
    ]
    if stops:
        raise Invalid(stops)
    if unknown := list(_never_warned(given)):
        raise Invalid(unknown)
    raised = {problem.code for problem in found if problem.severity is Severity.WARN}
    reminders = tuple(problem for problem in found if problem.severity is Severity.REMIND)
    return reminders, tuple(o for o in given if o.rule in raised)


def _never_warned(given: Sequence[forms.Overruling]) -> Iterator[Problem]:
    for i, overruling in enumerate(given):
        if overruling.rule not in WARNINGS:
            values = {"rule": overruling.rule}
            yield Problem(f"overruled[{i}].rule", "OVERRULED_UNKNOWN", values=values)


def schemas(options: Sequence[Option]) -> dict[Action, dict[str, Any]]:
    """The JSON Schema of each action among `options`."""
    from app.schema import json_schema

    return {option.action: json_schema(option.form) for option in options}


__all__ = [
    "HANDLERS",
    "Done",
    "NotPermitted",
    "Option",
    "act",
    "actions_of",
    "form_of",
    "schemas",
    "targets",
]
