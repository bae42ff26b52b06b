"""Restoring to a server from the window: looked into first, told what it holds and who is still
there, then put in place by the server's own account once the window has closed."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from app.admin import archive
from app.admin.archive import Meter, Progress
from app.admin.restore import require_whole
from app.admin.restore_server import Note, put_on_server
from app.admin.restoring import (
    Centre,
    Contents,
    centre_in,
    contents_of,
    keep_key,
    note_start,
    restored_text,
)
from app.desk import Desk
from app.disk import writing_to
from app.errors import Invalid, Problem
from app.messages.admin import FINDINGS
from app.permissions import Permission
from app.server.alone import Connected, others
from app.server.sign_in import name_of


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A backup that was verified; nothing of it lies anywhere else yet."""

    archive: Path
    centre: Centre
    contents: Contents


def look_into_backup(desk: Desk, path: Path, progress: Progress) -> LookedInto:
    """Verify the backup at `path`; `progress` is told bytes.

    Raises NotPermitted, Invalid (BACKUP_DAMAGED, BACKUP_NEWER, BACKUP_NOT_OURS),
    DatabaseUnavailable(why=key_wrong), DiskTrouble, EnvironmentTrouble, or what `progress` raises.
    """
    desk.actor.require(Permission.RESTORE)
    with archive.opened(path) as (packed, manifest), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / archive.DATABASE
        with writing_to(copy):
            require_whole(packed, manifest, copy, Meter(manifest.size, progress))
        return LookedInto(path, centre_in(copy), contents_of(desk, manifest, copy))


def still_there(desk: Desk, account: URL) -> tuple[Connected, ...]:
    """Who has the database open besides this desk. Raises DatabaseUnavailable."""
    return others(account, name_of(desk.engine))


@dataclass(frozen=True, slots=True)
class AtServer:
    """What is left to do once the window is closed, by the server's own `account`."""

    archive: Path
    account: URL
    by: str

    def put(self, progress: Progress) -> str:
        """Build it beside what is there and let the names change places; what was put in place,
        and what the old database is called now.

        It is verified again: meanwhile the file may have become another.

        Raises DatabaseBusy(others) while others are there, or as app.admin.restore.restore; the
        old database is then as it was, but for DatabaseUnavailable(place_unknown).
        """
        with archive.opened(self.archive) as (packed, manifest):
            note = Note(self.archive.name, self.by)
            aside = put_on_server(
                packed, manifest, self.account, note, force=True, progress=progress
            )
        return restored_text(manifest, aside)

    def discard(self) -> None:
        """Nothing lies anywhere."""


def approve_at_server(desk: Desk, looked: LookedInto, account: URL, code: str) -> AtServer:
    """Take the recovery code, where one is needed, and write down what is about to be done.

    Raises NotPermitted, or Invalid (RECOVERY_CODE_WRONG at `code`, BACKUP_DAMAGED).
    """
    if looked.contents.needs_code:
        keys = keep_key(looked.centre, code)
        with archive.opened(looked.archive) as (packed, _manifest):
            if not archive.is_sealed_with(packed, keys):
                values = {"what": FINDINGS["ARCHIVE_FORGED"][0]}
                raise Invalid([Problem("file", "BACKUP_DAMAGED", values=values)])
    desk.write(note_start, looked.archive.name)
    return AtServer(looked.archive, account, desk.actor.login)
