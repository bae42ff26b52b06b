"""The password further connections of an engine show: who changes the own goes on working.

Between the commit of a change and its answer nobody knows which one the server has.
"""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa

T = TypeVar("T")
_possible: WeakKeyDictionary[sa.Pool, tuple[str, ...]] = WeakKeyDictionary()
"""Those that may have come true, the newest first, and last the one that held before them."""


def use_password(pool: sa.Pool, password: str) -> None:
    """From now on this one and no other."""
    _possible[pool] = (password,)


def try_password(pool: sa.Pool, password: str) -> None:
    """This one first: it is about to be committed. The server settles which one it is by taking
    it."""
    others = [each for each in _possible.get(pool, ()) if each != password]
    _possible[pool] = (password, *others)


def shown(pool: sa.Pool, connect: Callable[[str], T]) -> T:
    """What `connect` gives with the first password the server takes. Raises as it does."""
    import psycopg

    possible = _possible[pool]
    for password in possible:
        try:
            made = connect(password)
        except psycopg.OperationalError as error:
            if not _was_shown(error) or password == possible[-1]:
                raise
        else:
            if password != possible[-1]:  # one that is taken was committed
                use_password(pool, password)
            return made
    raise LookupError(pool)


def _was_shown(error: Exception) -> bool:
    """Whether the server got as far as to look at the password; it tells no code."""
    return bool(getattr(getattr(error, "pgconn", None), "used_password", False))
