"""What became of a commit whose answer got lost: found out from the server, and never guessed.

Every commit ends with an entry of the audit chain, whose hash is known before. So whatever the line
did, the server can say whether the commit is there, once what was at it is gone for certain.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa

from app.errors import DatabaseUnavailable
from db.session import looking

SETTLE_S = 5.0
"""A server that is being started again is waited for so long before anybody is told."""
_AGAIN_S, _REMEMBERED, _REACH = 0.2, 20, 5000
_END = sa.text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE pid = :backend AND usename = session_user"
)
"""What is still at it would commit after we looked."""
_KEPT = sa.text(
    "SELECT count(*) FROM guard.chain_stands_at() AS seq, guard.commits(seq - :reach, seq)"
    " WHERE hash = :seal"
)
log = logging.getLogger(__name__)
SETTLED = "a commit whose answer got lost: it is %s"
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Commit:
    """One under way: the process of the server that is at it, the hash of its entry, what the
    command gave back, and the tables it touched."""

    backend: int
    seal: str
    result: Any
    topics: frozenset[str]


class Fates:
    """The commits of one desk of which nobody knows yet."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._open: deque[tuple[Call, Commit]] = deque(maxlen=_REMEMBERED)

    def before(self, call: Call) -> Commit | None:
        """The commit of the very same `call` that turns out to have been kept; None if there was
        none. Raises DatabaseUnavailable(why=unknown) while the server does not answer."""
        found = next((each for each in self._open if each[0] == call), None)
        if found is None:
            return None
        is_kept = self._is_kept(found[1])
        self._open.remove(found)
        return found[1] if is_kept else None

    def is_kept(self, call: Call, commit: Commit) -> bool:
        """Whether it is there, where the server says so soon. Raises DatabaseUnavailable
        (why=unknown) otherwise; the same call is then found by `before`."""
        until = monotonic() + SETTLE_S
        while True:
            try:
                return self._is_kept(commit)
            except DatabaseUnavailable:
                if monotonic() > until:
                    self._open.append((call, commit))
                    raise
                sleep(_AGAIN_S)

    def _is_kept(self, commit: Commit) -> bool:
        try:
            with looking(self._engine) as session:
                gone = session.scalars(_END, {"backend": commit.backend}).all()
                sought = {"seal": commit.seal, "reach": _REACH}
                is_there = bool(session.scalar(_KEPT, sought))
        except DatabaseUnavailable as error:
            raise DatabaseUnavailable(why="unknown") from error
        if not (is_there or all(gone)):
            raise DatabaseUnavailable(why="unknown")
        log.info(SETTLED, "there" if is_there else "not there")
        return is_there
