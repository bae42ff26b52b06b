"""Writing down what happened: one row for each change on one track, never altered."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app import clock
from db.enums import Track
from db.models import Event


def event_of(
    session: Session,
    *,
    matter_id: UUID,
    track: Track,
    target_id: UUID,
    action: str,
    to_state: str,
    occurred_at: datetime,
    from_state: str | None = None,
    actor_id: UUID | None = None,
    reason: str | None = None,
    on_behalf_unit: str | None = None,
    on_behalf_person: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> Event:
    """An event that is not in the session; `recorded_at` is now, the same for all of a
    transaction, so that what one step moved is told as one."""
    return Event(
        matter_id=matter_id,
        track=track,
        target_id=target_id,
        action=action,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        actor_id=actor_id,
        occurred_at=occurred_at,
        recorded_at=session.info.setdefault("recorded_at", clock.now()),
        on_behalf_unit=on_behalf_unit,
        on_behalf_person=on_behalf_person,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
        if detail
        else None,
    )
