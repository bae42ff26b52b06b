"""Is it still the same person at the desk? Asked at a locked window and before a new password."""

from sqlalchemy.orm import Session

from app.admin.queries import needs_no_password
from app.desk import Desk
from app.permissions import Actor
from app.sign_in import sign_in
from db.engine import sqlite_path


def confirm(desk: Desk, password: str | None) -> None:
    """Sign in once more as the same person; audited and counted as any sign-in. Raises
    SignInRefused, or what a database may raise."""
    if sqlite_path(desk.engine) is None:
        from app.server.sign_in import confirm as confirm_at_server

        confirm_at_server(desk, password)
        return
    sign_in(desk.engine, desk.office, desk.actor.login, password, desk.actor.host)


def opens_freely(session: Session, actor: Actor) -> bool:
    """Whether this person needs no password here: the local user before staff are named."""
    return needs_no_password(session, actor.login)
