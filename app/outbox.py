"""Registrations that wait for a server: sealed on this PC, sent by themselves, each once.

A registration keeps one key from the first time it is sent. What reached the server is there under
this key, also where its answer got lost on the way back, and is not registered again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.drafts import Draft, DraftBox
from app.errors import DatabaseUnavailable
from app.intake.types import MatterDraft
from db.types import new_id

FORM = "outbox"
_UNREACHED = frozenset({"unreachable", "too_many"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One registration. `entry` is what stood in the form, so that somebody can go on with it where
    the server refuses it; `title` what lists show, `since` (UTC) when it was put off."""

    key: UUID
    title: str
    since: datetime
    draft: MatterDraft
    entry: Mapping[str, Any]


def new_key() -> UUID:
    """Of one registration, for each time it is sent."""
    return new_id()


def is_unreached(error: Exception) -> bool:
    """Whether nothing is wrong but that the server did not answer."""
    return isinstance(error, DatabaseUnavailable) and error.values.get("why") in _UNREACHED


class Outbox:
    """What one member of staff has waiting on this PC; blocking, for the disk's thread."""

    def __init__(self, box: DraftBox) -> None:
        self._box = box

    def put(self, key: UUID, title: str, draft: MatterDraft, entry: Mapping[str, Any]) -> None:
        """Keep it until it is sent. Raises DiskTrouble."""
        from app.schema import written

        content = {"draft": written(draft), "entry": dict(entry)}
        self._box.save(Draft(FORM, content, title, key))

    def waiting(self) -> tuple[Waiting, ...]:
        """All of them, the longest waiting first."""
        from app.schema import read

        found = sorted(self._box.list(FORM), key=lambda kept: kept.saved_at)
        return tuple(
            Waiting(
                kept.id,
                kept.title,
                kept.saved_at,
                read(MatterDraft, kept.content["draft"]),
                kept.content["entry"],
            )
            for kept in found
        )

    def remove(self, key: UUID) -> None:
        """It was sent, or somebody goes on with it."""
        self._box.discard(key)
