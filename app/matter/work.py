"""One action under way: what the handlers of app/matter/actions share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import SHANGHAI
from app.deadlines.commands import Target
from app.matter.events import event_of
from app.matter.needs import Situation
from app.matter.types import AssignmentView
from app.permissions import Actor
from db.enums import Action, Track
from db.models import Matter
from db.models.base import OfMatter

Row = TypeVar("Row", bound=OfMatter)


class Tracked(Protocol):
    """A row with a state of its own."""

    id: UUID
    state: Any


@dataclass(slots=True)
class Work:
    """`target` is the row acted on, `moment` when it happened (UTC), `day` its date there.

    `follow_ups` are told to the caller: reminders, numbers drawn.
    """

    session: Session
    actor: Actor
    action: Action
    matter: Matter
    situation: Situation
    track: Track
    target: Any
    form: Any
    moment: datetime
    day: date
    follow_ups: dict[str, object] = field(default_factory=dict)

    def move(
        self,
        track: Track,
        row: Tracked,
        to: str,
        *,
        reason: str | None = None,
        detail: Mapping[str, object] | None = None,
        new: bool = False,
    ) -> None:
        """Set the state of `row` and write the event; `new` for a row just made."""
        before = None if new else str(row.state)
        row.state = type(row.state)(to) if not new else row.state
        behalf = self.form.on_behalf if track is not Track.MATTER else None
        event = event_of(
            self.session,
            matter_id=self.matter.id,
            track=track,
            target_id=row.id,
            action=self.action,
            from_state=before,
            to_state=str(to),
            actor_id=self.actor.staff_id,
            occurred_at=self.moment,
            reason=reason,
            on_behalf_unit=self._unit_name() if behalf else None,
            on_behalf_person=behalf.person if behalf else None,
            detail=self._detail(detail),
        )
        self.session.add(event)

    def note(self, *, reason: str | None = None, **detail: object) -> None:
        """Write the event of an action that leaves its target in its state."""
        self.move(self.track, self.target, self.target.state, reason=reason, detail=detail)

    def rows(self, kind: type[Row]) -> list[Row]:
        """The matter's rows of one table, in the order they were made."""
        found = self.session.scalars(
            sa.select(kind).where(kind.matter_id == self.matter.id).order_by(kind.id)
        )
        return list(found)

    def limit(self, track: Track, row: Tracked) -> Target:
        """What a time limit of `row` hangs on."""
        return Target(self.matter.id, track, row.id)

    def _detail(self, detail: Mapping[str, object] | None) -> Mapping[str, object] | None:
        told = {key: value for key, value in (detail or {}).items() if value is not None}
        if self.form.overruled:
            told["overruled"] = [{"rule": o.rule, "reason": o.reason} for o in self.form.overruled]
        if self.form.on_behalf and self.form.on_behalf.scan:
            told["scan"] = self.form.on_behalf.scan
        return told or None

    def _unit_name(self) -> str:
        seen = self.situation.target
        if isinstance(seen, AssignmentView):
            return seen.unit
        return self.situation.detail.cases[-1].committee if self.situation.detail.cases else ""


def noon(day: date) -> datetime:
    """Midday of a calendar date at the centre, for what is known only by its date."""
    return datetime.combine(day, time(12), SHANGHAI)
