"""Registrations that wait for a server: sealed on this PC, sent by themselves, each once.

A registration keeps one key from the first time it is sent. What reached the server is there under
this key, also where its answer got lost on the way back, and is not registered again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.desk import Desk
from app.drafts import Draft, DraftBox
from app.errors import UNTRUSTED, DatabaseUnavailable, Invalid
from app.intake.types import MatterDraft

FORM, UNFINISHED = "outbox", "intake"
_UNREACHED = frozenset({"unreachable", "too_many", "unknown", *UNTRUSTED})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One registration. `entry` is what stood in the form, so that somebody can go on with it where
    the server refuses it; `title` what lists show, `since` (UTC) when it was put off."""

    key: UUID
    title: str
    since: datetime
    draft: MatterDraft
    entry: Mapping[str, Any]


def place_of(desk: Desk) -> str:
    """Which database: a registration goes to the one it was meant for, and to no copy."""
    url = desk.engine.url
    return f"{url.host or url.query.get('host', '')}:{url.port or ''}/{url.database}"


def is_unreached(error: Exception) -> bool:
    """Whether nothing is wrong but that the server did not answer, where it may have been kept, or
    that what answered could not be trusted: a certificate that has run out stops nobody from
    registering."""
    return isinstance(error, DatabaseUnavailable) and error.values.get("why") in _UNREACHED


class Outbox:
    """What one member of staff has waiting on this PC for the database at `place`; blocking, for
    the disk's thread."""

    def __init__(self, box: DraftBox, place: str) -> None:
        self._box, self._place = box, place

    def put(self, key: UUID, title: str, draft: MatterDraft, entry: Mapping[str, Any]) -> None:
        """Keep it until it is sent. Raises DiskTrouble."""
        from app.schema import written

        told = {"key": str(key), "place": self._place}
        content = {**told, "draft": written(draft), "entry": dict(entry)}
        self._box.save(Draft(FORM, content, title, _file_of(key)))

    def waiting(self) -> tuple[Waiting, ...]:
        """All of them, the longest waiting first. One that this version of the program cannot read
        goes back among the unfinished, where somebody looks at it."""
        found = sorted(self._box.list(FORM), key=lambda kept: kept.saved_at)
        own = [kept for kept in found if kept.content.get("place") == self._place]
        return tuple(one for kept in own if (one := self._read(kept)) is not None)

    def give_back(self, key: UUID, title: str, entry: Mapping[str, Any]) -> None:
        """Somebody goes on with it in the form. Raises DiskTrouble."""
        self._box.save(Draft(UNFINISHED, entry, title, key))
        self.remove(key)

    def remove(self, key: UUID) -> None:
        """It was sent."""
        self._box.discard(_file_of(key))

    def _read(self, kept: Draft) -> Waiting | None:
        from app.schema import read

        key, entry = UUID(kept.content["key"]), kept.content["entry"]
        try:
            draft = read(MatterDraft, kept.content["draft"])
        except Invalid:
            self.give_back(key, kept.title, entry)
            return None
        return Waiting(key, kept.title, kept.saved_at, draft, entry)


def _file_of(key: UUID) -> UUID:
    """Apart from the draft of the form, which has the key for its name."""
    return uuid5(key, FORM)
