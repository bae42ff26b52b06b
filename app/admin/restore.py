"""`db restore`: a backup takes the place of a database, at once, and the old one is kept."""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app import audit
from app.admin import archive
from app.admin.archive import Manifest, Meter
from app.admin.types import Finding, Level
from app.admin.verify import look_into
from app.desk import host_name, open_office
from app.errors import Invalid, Problem
from app.messages.admin import finding_text
from app.office import Office, attach
from app.permissions import Permission
from app.sign_in import local_login, sign_in
from db import schema
from db.engine import database_url
from db.models import Staff
from db.session import writing


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place; `aside` names the old database, None if there was none."""

    manifest: Manifest
    aside: str | None


@dataclass(frozen=True, slots=True)
class Who:
    """Who restores, as the restored data knows them."""

    login: str
    password: str | None


Allow = Callable[[sa.Engine], None]
"""Lets the restored database, still aside, decide whether it may take its place."""


def restore(path: Path, url: str, who: Who, *, force: bool = False) -> Restored:
    """Put the backup at `path` where `url` says.

    On a PC the administrator signs in at the restored data, since the old may be broken or gone;
    at a server the account of the URL decides. The centre's key must be on this PC or in
    FENGQIAO_RECOVERY_CODE. Nothing is changed before the backup was verified as a whole.

    Raises Invalid (RESTORE_EXISTS without `force`, BACKUP_DAMAGED, BACKUP_NOT_OURS),
    SignInRefused, NotPermitted, DatabaseBusy while the old database is in use elsewhere,
    DatabaseUnavailable, EnvironmentTrouble or DiskTrouble.
    """
    target = database_url(url)

    def allow(engine: sa.Engine) -> None:
        sign_in_and_note(engine, who, path.name)

    with archive.opened(path) as (packed, manifest):
        if target.get_backend_name() == "sqlite":
            place = Path(target.database or "")
            if place.exists() and not force:
                raise exists()
            aside = _put_on_this_pc(path, packed, manifest, place, allow)
        else:
            from app.admin.restore_server import Note, put_on_server

            aside = put_on_server(packed, manifest, target, Note(path.name), force=force)
    return Restored(manifest, aside)


def _put_on_this_pc(
    path: Path, packed: zipfile.ZipFile, manifest: Manifest, target: Path, allow: Allow
) -> str | None:
    from app.admin.restore_local import discard, open_staged, put_in_place, stage

    staged = stage(path, packed, manifest, target)
    try:
        open_staged(staged, allow)
    except BaseException:
        discard(staged)
        raise
    return put_in_place(staged)


def require_whole(
    packed: zipfile.ZipFile, manifest: Manifest, copy: Path, meter: Meter | None = None
) -> None:
    """Unpack the database to `copy` and verify the backup. Raises Invalid (BACKUP_NEWER, or
    BACKUP_DAMAGED with the first error); a missing key is told when signing in."""
    if manifest.schema not in schema.KNOWN:
        raise Invalid([Problem("file", "BACKUP_NEWER")])
    require_sound(look_into(packed, manifest, copy, meter))


def require_sound(findings: Iterable[Finding]) -> None:
    """Raise Invalid (BACKUP_DAMAGED) with the first error found."""
    for finding in findings:
        if finding.level is Level.ERROR:
            values = {"what": finding_text(finding)[0]}
            raise Invalid([Problem("file", "BACKUP_DAMAGED", values=values)])


def exists() -> Invalid:
    return Invalid([Problem("", "RESTORE_EXISTS")])


def sign_in_and_note(engine: sa.Engine, who: Who, name: str) -> None:
    """Sign in at the restored data and write down there what was restored, the file `name`.

    Raises SignInRefused, NotPermitted, or DatabaseUnavailable without the centre's key.
    """
    office = open_office(engine)
    adopted = _adopt(engine, office)
    login = local_login() if adopted and who.login == adopted else who.login
    actor = sign_in(engine, office, login, who.password, host_name())
    actor.require(Permission.RESTORE)
    with writing(engine) as session:
        attach(session, office)
        audit.watch(session)
        audit.record(session, "restore", "database", name)
        audit.seal(session, actor)


def _adopt(engine: sa.Engine, office: Office) -> str | None:
    """Let this PC's user take over from the one of the lost PC, where nobody else was named.

    Otherwise nobody could sign in: the only user has no password and stands for a user of
    another PC. Whoever got here holds the centre's key. The old login, if it was taken over.
    """
    with writing(engine) as session:
        attach(session, office)
        audit.watch(session)
        staff = session.scalars(sa.select(Staff)).all()
        in_force = [each for each in staff if each.disabled_at is None]
        if len(in_force) != 1 or in_force[0].password_hash:
            return None
        if local_login() in {each.login for each in staff}:
            return None
        before, in_force[0].login = in_force[0].login, local_login()
        audit.record(session, "staff_adopt", "staff", local_login(), before=before)
        audit.seal(session, None, login=local_login(), host=host_name())
        return before
