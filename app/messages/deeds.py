"""What was done to a matter, told in one line each, with who, when and why."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.glossary import term
from app.messages.common import state_text
from app.messages.fields import field_text
from db.enums import Action, AssignmentRole, RiskLevel, Track

if TYPE_CHECKING:
    from app.matter.types import EventView, MatterDetail

_BY_ITSELF = {"register": "登记", "overdue": "到期没有履行"}
"""What is done apart from the actions on a matter."""
_MAKES = {Action.ASSIGN, Action.SUB_ASSIGN, Action.PROPOSE_MEDIATION}
"""Done to the matter, but told by the records that come of it."""
_ORDER = (Track.MATTER, Track.ASSIGNMENT, Track.AGREEMENT, Track.CASE, Track.PERFORMANCE)


@dataclass(frozen=True, slots=True)
class Deed:
    """`at` when it happened and `recorded_at` when it was written down (UTC).

    `about` and `why` may name people; `what` names only units, committees and papers.
    `behalf` is who did it in a unit without a PC, for whom the centre wrote it down.
    """

    what: str
    about: str
    why: str
    who: str
    at: datetime
    recorded_at: datetime
    moves: tuple[str, ...]
    behalf: str = ""


def deeds(detail: "MatterDetail") -> tuple[Deed, ...]:
    """Everything done, oldest first; what one action moved is one deed."""
    subjects = _subjects(detail)
    return tuple(
        _deed(list(group), subjects) for _, group in groupby(detail.events, key=_belongs_to)
    )


def _belongs_to(event: "EventView") -> tuple[object, ...]:
    return event.recorded_at, event.action, event.actor


def _deed(events: "list[EventView]", subjects: dict[object, str]) -> Deed:
    first = events[0]
    told = [fact for event in events for fact in _facts(event)]
    reasons = dict.fromkeys(event.reason for event in events if event.reason)
    return Deed(
        what=_what(events, subjects),
        about="，".join(dict.fromkeys(told)),
        why="；".join(reasons),
        who=first.actor or "到期自动记下",
        at=min(event.occurred_at for event in events),
        recorded_at=first.recorded_at,
        moves=tuple(dict.fromkeys(filter(None, map(_move, events)))),
        behalf=next((_behalf(event) for event in events if event.on_behalf_person), ""),
    )


def _what(events: "list[EventView]", subjects: dict[object, str]) -> str:
    """The action and the records it was done to, as 签收 城建办; the matter goes without saying."""
    did = _BY_ITSELF.get(events[0].action) or term(Action(events[0].action))
    track = _track(events)
    whom = dict.fromkeys(subjects[event.target_id] for event in events if event.track is track)
    return f"{did} {'、'.join(filter(None, whom))}".rstrip()


def _track(events: "list[EventView]") -> Track:
    """Of which track a deed speaks: what the action is done to, or the record it has made."""
    from app.matter.tracks import TRACKS

    action, tracks = events[0].action, {event.track for event in events}
    acted_on = {track for track, rows in TRACKS.items() if any(r.action == action for r in rows)}
    if action in _MAKES and len(tracks) > 1:
        acted_on.discard(Track.MATTER)
    fitting = (acted_on & tracks) or (tracks - {Track.MATTER}) or tracks
    return min(fitting, key=_ORDER.index)


def _subjects(detail: "MatterDetail") -> dict[object, str]:
    named: dict[object, str] = {detail.id: ""}
    named |= {slip.id: slip.unit for slip in detail.assignments}
    named |= {case.id: case.committee for case in detail.cases}
    for agreement in detail.agreements:
        named[agreement.id] = agreement.number or term(agreement.form)
        named |= {item.id: f"第{item.clause}条" for item in agreement.items}
    return named


def _facts(event: "EventView") -> Iterator[str]:
    facts: dict[str, Any] = json.loads(event.detail) if event.detail else {}
    if facts.get("role") == AssignmentRole.LEAD:
        yield f"{term(AssignmentRole.LEAD)}：{facts['unit']}"
    if risk := facts.get("risk"):
        yield term(RiskLevel(risk))
    if "reached" in facts:
        yield f"{facts.get('whom', '')}，{'联系上了' if facts['reached'] else '没联系上'}"
    if mediators := facts.get("mediators"):
        yield "、".join(mediators)
    if fields := facts.get("fields"):
        yield _changed(facts.get("party"), fields)
    by = facts.get("by")
    if by and by != event.on_behalf_person:
        yield str(by)
    for overruled in facts.get("overruled", ()):
        yield f"提醒过，仍然办：{overruled['reason']}"


def _changed(party: int | None, fields: list[str]) -> str:
    """第2位当事人：电话、住址; what they say now stands elsewhere."""
    whose = f"{field_text(f'parties[{party - 1}]')}：" if party else ""
    return whose + "、".join(field_text(name) for name in fields)


def _move(event: "EventView") -> str:
    """交办单：已签收; that a matter registered is now registered goes without saying."""
    if event.from_state == event.to_state or event.action == "register":
        return ""
    return f"{term(event.track)}：{state_text(event.track, event.to_state)}"


def _behalf(event: "EventView") -> str:
    return f"{event.on_behalf_unit or ''} {event.on_behalf_person}".strip()
