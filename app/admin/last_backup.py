"""When everything was last backed up; for the status line and the doctor."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.admin.backup import LAST_BACKUP
from app.permissions import Actor
from db.models import Parameter

OLD = timedelta(days=3)
"""Daily backups are due (domain/09 section 3); a weekend may lie between."""


def last_backup(session: Session, actor: Actor) -> datetime | None:  # noqa: ARG001
    """As `backed_up_at`, for whoever asks."""
    return backed_up_at(session)


def backed_up_at(session: Session) -> datetime | None:
    """The instant in UTC; None if there was none. One statement."""
    told = session.scalar(sa.select(Parameter.value).where(Parameter.code == LAST_BACKUP))
    return datetime.fromisoformat(told) if told else None


def is_old(made_at: datetime) -> bool:
    return clock.now() - made_at > OLD
