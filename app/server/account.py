"""The server's own account: what concerns a whole database goes by it, and is no right of any
post. A window asks for it each time and keeps it nowhere."""

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.errors import DatabaseUnavailable
from app.server.init import opened
from db.engine import server_url
from db.session import translated

USUAL = "postgres"
Account = URL
"""Address, name and password, in the memory of whoever was asked for them."""
_IS_SUPERUSER = sa.text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")


def account_url(url: str | URL, name: str, password: str) -> Account:
    """The address of the same database for the account `name`. Raises DatabaseUnavailable(url)."""
    return server_url(url).set(username=name, password=password or None)


def require_account(account: Account) -> Account:
    """The account again, if it may do everything on that server.

    Raises DatabaseUnavailable (password, unreachable, no_database, not_superuser).
    """
    with opened(account) as engine, translated(), engine.connect() as connection:
        if not connection.scalar(_IS_SUPERUSER):
            raise DatabaseUnavailable(why="not_superuser")
    return account
