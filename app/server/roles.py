"""The names of the roles of one database: roles are the cluster's, so each begins with its name."""

from app.errors import Invalid, Problem
from db.enums import Post

MOST_BYTES = 63
"""PostgreSQL cuts longer names off (NAMEDATALEN), which would make one role of two people."""
_LONGEST_GROUP = max(len(f":{post}") for post in Post)


def owner(prefix: str) -> str:
    """Owns the database and all in it; cannot sign in."""
    return f"{prefix}:owner"


def keeper(prefix: str) -> str:
    """Makes and changes the roles of staff, through functions alone; cannot sign in."""
    return f"{prefix}:keeper"


def everyone(prefix: str) -> str:
    """The group of all staff, whatever their posts."""
    return f"{prefix}:staff"


def group(prefix: str, post: Post) -> str:
    """The group of a post."""
    return f"{prefix}:{post}"


def of_staff(prefix: str, login: str) -> str:
    """The role `login` signs in as. Raises Invalid for a name too long for a role."""
    name = f"{prefix}_{login}"
    if len(name.encode()) > MOST_BYTES:
        raise Invalid([Problem("login", "LOGIN_TOO_LONG")])
    return name


MOST_OF_DATABASE = MOST_BYTES - _LONGEST_GROUP
"""Bytes of a database's name that leave room for the names of its groups."""


def quoted(name: str) -> str:
    """The name as it stands in a statement."""
    return '"' + name.replace('"', '""') + '"'
