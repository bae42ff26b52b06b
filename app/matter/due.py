"""What the calendar does by itself: an item not performed by its day becomes overdue."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.matter.events import event_of
from app.matter.work import noon
from app.permissions import Actor
from db.enums import AgreementState, PerformanceState, Track
from db.models import Agreement, PerformanceItem
from db.session import is_server


def run_due(session: Session, _actor: Actor) -> int:
    """Mark every item whose day has passed; how many. Nothing leaves the building by itself.

    Runs at sign-in and whenever a desk asks; the event counts from the day after the due day.
    """
    if is_server(session):
        late = int(session.connection().scalar(_BY_SERVER, {"moment": clock.now()}) or 0)
    else:
        late = _mark(session)
    if late:
        audit.record(session, "run_due", "performance_item", late)
    return late


_BY_SERVER = sa.text("SELECT guard.run_due(:moment)")
"""Whoever is signed in sees but the own matters, and the calendar goes on for all."""


def _mark(session: Session) -> int:
    today = clock.today()
    rows = session.scalars(
        sa.select(PerformanceItem)
        .join(Agreement, Agreement.id == PerformanceItem.agreement_id)
        .where(
            PerformanceItem.state == PerformanceState.PENDING,
            PerformanceItem.due_on < today,
            Agreement.state == AgreementState.EFFECTIVE,
        )
    ).all()
    for item in rows:
        item.state = PerformanceState.OVERDUE
        event = event_of(
            session,
            matter_id=item.matter_id,
            track=Track.PERFORMANCE,
            target_id=item.id,
            action="overdue",
            from_state=PerformanceState.PENDING,
            to_state=PerformanceState.OVERDUE,
            occurred_at=noon(item.due_on or today),
        )
        session.add(event)
    return len(rows)
