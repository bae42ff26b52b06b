"""Bringing a server's database to this program's schema: first everything is backed up and the
backup looked into, then all of the upgrade is one transaction."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app import audit
from app.admin.backup import Archived, archived, note_backup
from app.admin.restore import require_sound
from app.admin.types import Upgraded
from app.admin.upgrade import centre_key
from app.admin.verify import verify
from app.desk import host_name
from app.keys import Keys
from app.server import roles
from app.server.account import require_account
from app.server.alone import require_alone
from app.server.door import closed
from app.server.init import opened
from app.server.prepare import make_roles, prefix_of, secure
from app.server.sign_in import engine_for, prefix_in
from app.server.staging import certain
from db.engine import open_engine, server_url
from db.enums import Post
from db.schema import GUARD, HEAD, known, known_guard, run_as_it_is, upgrade_within
from db.session import translated

AS_IT_SHOULD_BE = f"{HEAD}.{GUARD}"


class Step(StrEnum):
    """How far an upgrade is; from CHANGE on it is not stopped any more."""

    BACKUP = "backup"
    VERIFY = "verify"
    CHANGE = "change"


Told = Callable[[Step, int, int], None]
"""The step, how much of it is done and how much there is; may raise Cancelled before CHANGE."""


def may_upgrade(url: str, login: str, password: str | None) -> bool:
    """Whether `login` is an administrator there, which an earlier schema can be asked too: posts
    are groups of roles. Raises as app.server.sign_in.engine_for."""
    target = server_url(url)
    engine = engine_for(target, login, password)
    try:
        group = roles.group(prefix_in(target), Post.SYS_ADMIN)
        with translated(), engine.connect() as connection:
            return bool(connection.scalar(_IS_MEMBER, {"name": group}))
    finally:
        engine.dispose()


_IS_MEMBER = sa.text(
    "SELECT COALESCE(bool_or(pg_has_role(current_user, oid, 'MEMBER')), false) FROM pg_roles"
    " WHERE rolname = :name"
)


def upgrade_server(
    account: URL, keep: Path, told: Told, *, by: str = "", recovery_code: str = ""
) -> Upgraded:
    """Back up to `keep`, verify that, and upgrade; `by` is who does it through `account`.

    Whatever breaks off before the end leaves the old schema as it was; a backup that is whole
    stays. What is up to date already is left alone, without a backup. Where the line breaks at the
    end it is found out whether it was done.

    Raises DatabaseUnavailable (as require_account, and key_missing, key_wrong, recovery_code;
    upgrade_unknown, backup: nobody could say soon enough whether it was done),
    SchemaMismatch (empty, newer), DatabaseBusy (upgrading: somebody else is at it; others: desks
    have it open; locked), Invalid (BACKUP_DAMAGED, BACKUP_IN_THE_WAY), DiskTrouble, or what `told`
    raises.
    """
    require_account(account)
    with opened(account) as engine:
        before, prefix = _as_it_is(engine), prefix_of(engine) or str(account.database)
        if before == AS_IT_SHOULD_BE:
            return Upgraded(before, AS_IT_SHOULD_BE, None)
        keys = centre_key(engine, recovery_code)
    with (
        opened(account) as engine,
        translated(),
        engine.connect() as connection,
        closed(connection, prefix),  # or the backup would lack what came after it
    ):
        if _is_done(account):  # by another administrator, since we looked
            return Upgraded(AS_IT_SHOULD_BE, AS_IT_SHOULD_BE, None)
        made = _backed_up(account, keys, keep, told)
        told(Step.CHANGE, 0, 0)
        with certain(connection, _is_up_to_date, why="upgrade_unknown", backup=keep):
            _change(connection, prefix, keys)
            _note(connection, before, made, by)
    return Upgraded(before, AS_IT_SHOULD_BE, keep)


def _as_it_is(superuser: sa.Engine) -> str:
    """The revision and the version of the guard."""
    return f"{known(superuser)}.{known_guard(superuser) or GUARD}"


def _is_up_to_date(superuser: sa.Engine) -> bool:
    return _as_it_is(superuser) == AS_IT_SHOULD_BE


def _is_done(account: URL) -> bool:
    with opened(account) as engine:
        return _is_up_to_date(engine)


def _backed_up(account: URL, keys: Keys, keep: Path, told: Told) -> Archived:
    engine = open_engine(account)
    try:
        made = archived(engine, keys, keep, partial(told, Step.BACKUP))
    finally:
        engine.dispose()
    require_sound(verify(keep, partial(told, Step.VERIFY)))
    return made


def _change(connection: sa.Connection, prefix: str, keys: Keys) -> None:
    """All of it in the transaction of `connection`, a superuser's."""
    run_as_it_is(connection, "SET LOCAL statement_timeout = 0")  # a long table takes its time
    require_alone(connection, prefix)
    make_roles(connection, prefix)
    run_as_it_is(connection, f"SET LOCAL ROLE {roles.quoted(roles.owner(prefix))}")
    upgrade_within(connection)
    run_as_it_is(connection, "RESET ROLE")
    secure(connection, prefix, keys)


def _note(connection: sa.Connection, before: str, made: Archived, by: str) -> None:
    """The backup, which counts as any other does, and the upgrade: an entry of the trail each."""
    whose = {"by": by} if by else {}
    with Session(connection) as session:
        audit.watch(session)
        note_backup(session, made.path, made.sha256, connection.engine.url.username)
        audit.seal(session, None, host=host_name())
        audit.watch(session)
        told = {"before": before, "backup": made.path.name, "sha256": made.sha256} | whose
        audit.record(session, "db_upgrade", "database", HEAD, **told)
        audit.seal(session, None, host=host_name())
