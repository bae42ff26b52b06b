"""Restoring from the window: looked into first, told what it holds, then put in place.

While somebody looks and decides, the database stays in use; only `put_in_place` of
app.admin.restore_local wants it closed.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.admin import archive
from app.admin.archive import Progress
from app.admin.restore import Who, require_sound, sign_in_and_note
from app.admin.restore_local import Staged, discard, open_staged, stage
from app.admin.verify import look_at_database
from app.desk import Desk
from app.errors import DatabaseUnavailable, Invalid, Problem
from app.keys import Keys, from_recovery_code, load, save
from app.messages.admin import SAID
from app.permissions import Actor, Permission
from db.engine import open_engine, sqlite_path
from db.models import GovernanceCenter, Staff
from db.session import reading


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds, for whoever decides. `made_at` in UTC; `is_own` if it is of the centre
    that is open now; `needs_code` if this PC lacks its centre's key."""

    made_at: datetime
    centre: str
    is_own: bool
    matters: int
    files: int
    needs_code: bool
    needs_password: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A backup that was verified, waiting beside the database."""

    staged: Staged
    contents: Contents


def is_on_this_pc(desk: Desk) -> bool:
    """Whether the database is a file of this PC, which alone a button can replace."""
    return sqlite_path(desk.engine) is not None


def database_file(desk: Desk) -> Path:
    """The file of the database. Raises DatabaseUnavailable(why=not_local) on a server."""
    path = sqlite_path(desk.engine)
    if path is None:
        raise DatabaseUnavailable(why="not_local")
    return path


def prepare(desk: Desk, path: Path, progress: Progress) -> Prepared:
    """Unpack and verify the backup at `path`; nothing in use is touched.

    Raises NotPermitted, what `stage` raises, and DatabaseUnavailable(why=key_wrong) where this PC
    holds another key for the backup's centre. `discard` takes what was prepared away again.
    """
    desk.actor.require(Permission.RESTORE)
    target = database_file(desk)
    with archive.opened(path) as (packed, manifest):
        staged = stage(path, packed, manifest, target, progress)
    try:
        return Prepared(staged, _contents(desk, staged))
    except BaseException:
        discard(staged)
        raise


def restored_text(staged: Staged, aside: str | None) -> str:
    """What was put in place, and where the old database lies under the name `aside`."""
    told = SAID["restored"].format(**staged.manifest.told())
    if aside is None:
        return told
    return f"{told}\n{SAID['restored_aside'].format(aside=staged.target.with_name(aside))}"


def take_code(staged: Staged, code: str) -> None:
    """Keep the key behind a printed recovery code, and verify what could not be without it.

    Raises Invalid (RECOVERY_CODE_WRONG at `code`, BACKUP_DAMAGED).
    """
    centre = _centre(staged)
    keys = _keys(code)
    if keys is None or keys.check() != centre.key_check:
        raise Invalid([Problem("code", "RECOVERY_CODE_WRONG")])
    save(centre.id, keys)
    with archive.opened(staged.archive) as (packed, manifest):
        require_sound(look_at_database(packed, manifest, staged.database))


def approve(desk: Desk, staged: Staged, who: Who) -> None:
    """Let `who` sign in at the restored data, and write down in both databases what is done.

    Raises NotPermitted, SignInRefused, or what a database may raise.
    """
    desk.actor.require(Permission.RESTORE)
    open_staged(staged, lambda engine: sign_in_and_note(engine, who, staged.archive.name))
    desk.write(_note, staged.archive.name)


def _note(session: Session, actor: Actor, name: str) -> None:
    actor.require(Permission.RESTORE)
    audit.record(session, "restore_start", "database", name)


@dataclass(frozen=True, slots=True)
class _Centre:
    id: UUID
    name: str
    key_check: str


def _centre(staged: Staged) -> _Centre:
    columns = (GovernanceCenter.id, GovernanceCenter.name, GovernanceCenter.key_check)
    engine = open_engine(str(staged.database))
    try:
        with reading(engine) as session:
            return _Centre(*session.execute(sa.select(*columns)).one())
    finally:
        engine.dispose()


def _contents(desk: Desk, staged: Staged) -> Contents:
    centre, manifest = _centre(staged), staged.manifest
    own = desk.read(lambda session, _actor: session.scalar(sa.select(GovernanceCenter.id)))
    return Contents(
        made_at=datetime.fromisoformat(manifest.created_at),
        centre=centre.name,
        is_own=centre.id == own,
        matters=manifest.matters,
        files=len(manifest.files()),
        needs_code=not _has_key(centre),
        needs_password=_needs_password(staged),
    )


def _has_key(centre: _Centre) -> bool:
    try:
        load(centre.id, centre.key_check)
    except DatabaseUnavailable as error:
        if error.values["why"] != "key_missing":
            raise
        return False
    return True


def _needs_password(staged: Staged) -> bool:
    """Whether staff were named; until then whoever holds the key and the PC's user may."""
    engine = open_engine(str(staged.database))
    try:
        with reading(engine) as session:
            in_force = sa.select(Staff.password_hash).where(Staff.disabled_at.is_(None))
            return session.scalars(in_force).all() != [None]
    finally:
        engine.dispose()


def _keys(code: str) -> Keys | None:
    try:
        return from_recovery_code(code)
    except DatabaseUnavailable:
        return None
