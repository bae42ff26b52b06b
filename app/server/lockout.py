"""Failed sign-ins at a server, counted by this PC: whoever is not let in can write there nothing.

Stock PostgreSQL counts none itself; docs/lan.md says what an administrator can add there.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from app import clock
from app.errors import SignInRefused
from app.settings import home
from app.sign_in import LOCKED_FOR, MAX_FAILURES


class _Count(TypedDict):
    """`failures` since the last lock, `all` since the last success; instants in ISO 8601."""

    failures: int
    all: int
    locked_until: str | None


def require_free(who: str) -> None:
    """Raise SignInRefused(locked) while `who`, a role at a server, is locked out of it here."""
    until = _until(_read().get(who))
    if until is not None and until > clock.now():
        raise SignInRefused("locked", until=clock.local(until))


def count(who: str) -> None:
    """One more failure; the fifth locks for fifteen minutes."""
    known = _read()
    own = known.get(who) or _Count(failures=0, all=0, locked_until=None)
    own["failures"] += 1
    own["all"] += 1
    if own["failures"] >= MAX_FAILURES:
        own["failures"], own["locked_until"] = 0, (clock.now() + LOCKED_FOR).isoformat()
    _write(known | {who: own})


def forgive(who: str) -> int:
    """Forget the failures of `who`; how many there were, for the trail."""
    known = _read()
    own = known.pop(who, None)
    if own is None:
        return 0
    _write(known)
    return own["all"]


def _until(own: _Count | None) -> datetime | None:
    return datetime.fromisoformat(own["locked_until"]) if own and own["locked_until"] else None


def _file() -> Path:
    return home() / "sign_in_failures.json"


def _read() -> dict[str, _Count]:
    try:
        known: dict[str, _Count] = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _write(known: dict[str, _Count]) -> None:
    """Whole or not at all; a PC that cannot write it counts none, and the server still asks."""
    draft = _file().with_suffix(f".{os.getpid()}")
    try:
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.replace(_file())
    except OSError:
        draft.unlink(missing_ok=True)
