"""How the line from this desk to the server is guarded, for whoever sits there."""

from sqlalchemy.orm import Session

from app.permissions import Actor
from db.session import is_server
from db.tls import Line, line_of


def line(session: Session, actor: Actor) -> Line | None:  # noqa: ARG001
    """None at a database of this PC. Asks the server nothing."""
    return line_of(session.connection()) if is_server(session) else None
