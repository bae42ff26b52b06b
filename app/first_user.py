"""Whether a desk opens without a password; asked before signing in, so that it counts as no
failed attempt."""

from app.admin.queries import needs_no_password
from app.sign_in import local_login
from db.engine import is_server_url, open_engine
from db.schema import require_current
from db.session import reading


def opens_without_password(url: str, login: str) -> bool:
    """Whether `login` is the first local user and nobody else was named yet; never at a server,
    which tells nothing to whom it does not know.

    Raises DatabaseUnavailable or SchemaMismatch.
    """
    if is_server_url(url):
        return False
    engine = open_engine(url)
    try:
        require_current(engine)
        with reading(engine) as session:
            return needs_no_password(session, login)
    finally:
        engine.dispose()


def likely_login(url: str) -> str:
    """Who probably sits here: the user of this PC at a local database; at a server nobody knows."""
    return "" if is_server_url(url) else local_login()
