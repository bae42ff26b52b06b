"""What became of a commit whose answer got lost: found out from the server, and never guessed.

Every commit ends with an entry of the audit chain, whose hash is known before. So whatever the line
did, the server can say whether the commit is there, once what was at it is gone for certain.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.audit import Sealed
from app.errors import DatabaseUnavailable, InfrastructureError, StaleRecord
from db.line import is_gone
from db.session import looking

SETTLE_S = 5.0
"""A server that is being started again is waited for so long before anybody is told."""
_AGAIN_S, _REMEMBERED, _AT_ONCE = 0.2, 20, 5000
_STANDS_AT = sa.text("SELECT guard.chain_stands_at()")
_KEPT = sa.text("SELECT count(*) FROM guard.commits(:first, :last) WHERE hash = :hash")
_FRESH_S = 600.0
"""The same done in other words later than this is something new."""
log = logging.getLogger(__name__)
SETTLED = "a commit whose answer got lost: it is %s"
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Commit:
    """One under way: the process of the server that is at it and when that began, its entry, what
    the command gave back, the tables it touched, and when it was found to be kept (`monotonic`)."""

    backend: int
    began_at: datetime
    sealed: Sealed
    result: Any
    topics: frozenset[str]
    found_at: float = field(default=0.0, compare=False)


class Fates:
    """The commits of one desk of which nobody knows yet; of each that was kept after all, `publish`
    hears the tables."""

    def __init__(self, engine: sa.Engine, publish: Callable[[frozenset[str]], None]) -> None:
        self._engine, self._publish = engine, publish
        self._open: list[tuple[Call, Commit]] = []
        self._kept: deque[tuple[Call, Commit]] = deque(maxlen=_REMEMBERED)
        """Whoever made these calls has not been told."""

    def before(self, call: Call) -> Commit | None:
        """The commit of the very same `call` that turns out to have been kept; None if there was
        none. Whatever is open is settled first: nothing is written upon what nobody knows.

        Raises DatabaseUnavailable(why=unknown) while the server does not answer, as it fails where
        something else was written; StaleRecord(why=own) where the same was kept with other words.
        """
        for each in list(self._open):
            self._settle_before(call, each)
        for each in list(self._kept):
            if call == each[0]:  # however late: until now nobody was told
                self._kept.remove(each)
                return each[1]
            if _is_about_the_same(call, each[0]) and monotonic() - each[1].found_at < _FRESH_S:
                self._kept.remove(each)
                raise StaleRecord(why="own")
        return None

    def is_kept(self, call: Call, commit: Commit) -> bool:
        """Whether it is there, where the server says so soon. Raises DatabaseUnavailable
        (why=unknown) otherwise; the same call is then found by `before`."""
        found, until = (call, commit), monotonic() + SETTLE_S
        self._open.append(found)
        while True:
            try:
                is_there = self._settle(found)
            except DatabaseUnavailable:
                if monotonic() > until:
                    raise
                sleep(_AGAIN_S)
            else:
                if found in self._kept:
                    self._kept.remove(found)
                return is_there

    def _settle_before(self, call: Call, found: tuple[Call, Commit]) -> None:
        try:
            self._settle(found)
        except DatabaseUnavailable as unknown:
            if unknown.__cause__ is None or _is_about_the_same(call, found[0]):
                raise
            raise unknown.__cause__ from None

    def _settle(self, found: tuple[Call, Commit]) -> bool:
        is_there = self._is_there(found[1])
        if found in self._open:
            self._open.remove(found)
            log.info(SETTLED, "there" if is_there else "not there")
            if is_there:
                self._kept.append((found[0], replace(found[1], found_at=monotonic())))
                self._publish(found[1].topics)
        return is_there

    def _is_there(self, commit: Commit) -> bool:
        try:
            with looking(self._engine) as session:
                is_over = is_gone(session.connection(), commit.backend, commit.began_at)
                is_there = _is_in_chain(session, commit.sealed)
        except InfrastructureError as error:
            raise DatabaseUnavailable(why="unknown") from error
        if not (is_there or is_over):
            raise DatabaseUnavailable(why="unknown")
        return is_there


def _is_in_chain(session: Session, sealed: Sealed) -> bool:
    """Part by part from where it stood before: there it is found at once, if anywhere."""
    end = session.scalar(_STANDS_AT) or 0
    for first in range(sealed.since + 1, end + 1, _AT_ONCE):
        part = {"first": first, "last": first + _AT_ONCE - 1, "hash": sealed.hash}
        if session.scalar(_KEPT, part):
            return True
    return False


def _is_about_the_same(call: Call, other: Call) -> bool:
    """Whether the same was done to the same matter, or whatever the command names first."""
    is_of_the_same = call[0] == other[0] and _named(call) == _named(other) != ()
    return call == other or (is_of_the_same and _beside(call) == _beside(other))


def _beside(call: Call) -> dict[str, Any]:
    """What is told by name, but for the version that was seen, which a kept commit counted up."""
    return {name: value for name, value in call[2].items() if name != "version"}


def _named(call: Call) -> tuple[Any, ...]:
    """What is done to what; without anything named first it is something new."""
    arguments = call[1]
    if not (arguments and isinstance(arguments[0], (str, UUID))):
        return ()
    return arguments[0], *(each for each in arguments if isinstance(each, (Enum, UUID)))
