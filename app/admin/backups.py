"""Which backups were made, by whom, told from the audit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.permissions import Actor, Permission
from db.models import AuditEntry, Staff

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One finished backup; `file` is its name without folder, `sha256` that of its bytes.

    `folder` is where it was put on the PC `host`; empty for those of before it was written down.
    """

    at: datetime
    file: str
    who: str
    host: str
    sha256: str
    folder: str = ""


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
    return tuple(_row(entry, name) for entry, name in session.execute(query))


def _row(entry: AuditEntry, name: str | None) -> BackupRow:
    told = json.loads(entry.after).get("told", {})
    return BackupRow(
        entry.at,
        entry.object_id,
        name or entry.login,
        entry.host,
        told.get("sha256", ""),
        told.get("folder", ""),
    )


def at_hand(rows: Iterable[BackupRow], host: str) -> tuple[tuple[BackupRow, Path], ...]:
    """Those that still lie where the PC `host` put them, and where; of several under one name the
    latest. Asks the disk, which may be a slow one."""
    found: dict[Path, BackupRow] = {}
    for row in rows:
        if row.folder and row.host == host:
            found.setdefault(Path(row.folder) / row.file, row)
    return tuple((row, path) for path, row in found.items() if _is_file(path))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
