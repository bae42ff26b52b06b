"""Which backups were made, by whom, told from the audit."""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.permissions import Actor, Permission
from db.models import AuditEntry, Staff

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One finished backup; `file` is its name without folder, `sha256` that of its bytes."""

    at: datetime
    file: str
    who: str
    host: str
    sha256: str


def backups(session: Session, actor: Actor) -> tuple[BackupRow, ...]:
    """The last twenty, the latest first. One statement."""
    actor.require(Permission.BACKUP)
    query = (
        sa.select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.action == "backup", AuditEntry.result == "DONE")
        .where(AuditEntry.object_type == "database")
        .order_by(AuditEntry.seq.desc())
        .limit(_SHOWN)
    )
    return tuple(
        BackupRow(
            entry.at,
            entry.object_id,
            name or entry.login,
            entry.host,
            json.loads(entry.after).get("told", {}).get("sha256", ""),
        )
        for entry, name in session.execute(query)
    )
