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
from app.admin.archive import Manifest, Progress
from app.admin.restore import Who, require_sound, sign_in_and_note
from app.admin.restore_local import Staged, discard, open_staged, put_in_place, stage
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
class Centre:
    """The centre of a backup, and what tells its key from another's."""

    id: UUID
    name: str
    key_check: str


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
        return Prepared(staged, contents_of(desk, manifest, staged.database))
    except BaseException:
        discard(staged)
        raise


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is left to do once the window is closed."""

    staged: Staged

    def put(self, _progress: Progress) -> str:
        """Change the places; what was put in place, and where the old database lies. Raises as
        `put_in_place`."""
        aside = put_in_place(self.staged)
        return restored_text(self.staged.manifest, aside and self.staged.target.with_name(aside))

    def discard(self) -> None:
        """It is not to be done after all."""
        discard(self.staged)


def restored_text(manifest: Manifest, aside: object) -> str:
    """What was put in place, and that the old database lies at `aside`, if there was one."""
    told = SAID["restored"].format(**manifest.told())
    return f"{told}\n{SAID['restored_aside'].format(aside=aside)}" if aside else told


def take_code(staged: Staged, code: str) -> None:
    """Keep the key behind a printed recovery code, and verify what could not be without it.

    Raises Invalid (RECOVERY_CODE_WRONG at `code`, BACKUP_DAMAGED).
    """
    keep_key(centre_in(staged.database), code)
    with archive.opened(staged.archive) as (packed, manifest):
        require_sound(look_at_database(packed, manifest, staged.database))


def keep_key(centre: Centre, code: str) -> Keys:
    """Keep the key behind a printed recovery code, if it is this centre's. Raises Invalid."""
    keys = _keys(code)
    if keys is None or keys.check() != centre.key_check:
        raise Invalid([Problem("code", "RECOVERY_CODE_WRONG")])
    save(centre.id, keys)
    return keys


def approve(desk: Desk, staged: Staged, who: Who) -> None:
    """Let `who` sign in at the restored data, and write down in both databases what is done.

    Raises NotPermitted, SignInRefused, or what a database may raise.
    """
    desk.actor.require(Permission.RESTORE)
    open_staged(staged, lambda engine: sign_in_and_note(engine, who, staged.archive.name))
    desk.write(note_start, staged.archive.name)


def note_start(session: Session, actor: Actor, name: str) -> None:
    """Write down that the backup called `name` is about to take this database's place."""
    actor.require(Permission.RESTORE)
    audit.record(session, "restore_start", "database", name)


def centre_in(database: Path) -> Centre:
    """Whose backup it is, by its unpacked database."""
    columns = (GovernanceCenter.id, GovernanceCenter.name, GovernanceCenter.key_check)
    engine = open_engine(str(database))
    try:
        with reading(engine) as session:
            return Centre(*session.execute(sa.select(*columns)).one())
    finally:
        engine.dispose()


def contents_of(desk: Desk, manifest: Manifest, database: Path) -> Contents:
    """What a backup holds, by its unpacked database; `desk` is where it is to go.

    Raises DatabaseUnavailable(why=key_wrong).
    """
    centre = centre_in(database)
    own = desk.read(lambda session, _actor: session.scalar(sa.select(GovernanceCenter.id)))
    return Contents(
        made_at=datetime.fromisoformat(manifest.created_at),
        centre=centre.name,
        is_own=centre.id == own,
        matters=manifest.matters,
        files=len(manifest.files()),
        needs_code=not _has_key(centre),
        needs_password=_needs_password(database),
    )


def _has_key(centre: Centre) -> bool:
    try:
        load(centre.id, centre.key_check)
    except DatabaseUnavailable as error:
        if error.values["why"] != "key_missing":
            raise
        return False
    return True


def _needs_password(database: Path) -> bool:
    """Whether staff were named; until then whoever holds the key and the PC's user may."""
    engine = open_engine(str(database))
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
