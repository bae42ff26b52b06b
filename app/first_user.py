"""Whether a desk opens without a password; asked before signing in, so that it counts as no
failed attempt."""

from app.admin.queries import needs_no_password
from db.engine import open_engine
from db.schema import require_current
from db.session import reading


def opens_without_password(url: str, login: str) -> bool:
    """Whether `login` is the first local user and nobody else was named yet.

    Raises DatabaseUnavailable or SchemaMismatch.
    """
    engine = open_engine(url)
    try:
        require_current(engine)
        with reading(engine) as session:
            return needs_no_password(session, login)
    finally:
        engine.dispose()
