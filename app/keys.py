"""The centre's key: it locks identity numbers, answers exact searches and chains the audit.

It lives on each desk, in the system's keyring or in a file only its user can read, never in
the database. A printed recovery code brings it to another PC.
"""

import base64
import hashlib
import hmac
import os
import secrets
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from app.errors import DatabaseUnavailable
from app.settings import home

_SERVICE = "fengqiao-desk"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Keys:
    """128 random bits, and the keys derived from them, one for each purpose."""

    master: bytes

    def derived(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose; knowing it does not give the master."""
        return _derived(self.master, purpose)

    def check(self) -> str:
        """A fixed fingerprint, kept in the database to tell a wrong key at once."""
        return hmac.new(self.derived("check"), b"fengqiao", hashlib.sha256).hexdigest()


@lru_cache(maxsize=64)
def _derived(master: bytes, purpose: str) -> bytes:
    return hmac.digest(master, purpose.encode(), "sha256")


def new_keys() -> Keys:
    return Keys(secrets.token_bytes(16))


def recovery_code(keys: Keys) -> str:
    """The key as seven groups of four letters and digits, the last with a byte to catch slips: of
    256 one passes, and is then no key of the centre's (`load`)."""
    data = keys.master + hashlib.sha256(keys.master).digest()[:1]
    text = base64.b32encode(data).decode().rstrip("=")
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def from_recovery_code(code: str) -> Keys:
    """The key behind a printed code. Raises DatabaseUnavailable(why=recovery_code)."""
    text = "".join(code.split()).replace("-", "").upper()
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError as error:
        raise DatabaseUnavailable(why="recovery_code") from error
    keys = Keys(data[:16])
    if len(data) != 17 or hashlib.sha256(keys.master).digest()[:1] != data[16:]:
        raise DatabaseUnavailable(why="recovery_code")
    return keys


def save(centre_id: UUID, keys: Keys) -> None:
    """Keep the key on this PC."""
    if _use_keyring():
        import keyring

        keyring.set_password(_SERVICE, str(centre_id), recovery_code(keys))
        return
    file = _file(centre_id)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(recovery_code(keys))


def load(centre_id: UUID, check: str, typed: str = "") -> Keys:
    """The key of this centre. Raises DatabaseUnavailable (key_missing, key_wrong, recovery_code).

    The printed code, `typed` or where the PC has no key yet FENGQIAO_RECOVERY_CODE, is kept.
    """
    kept = _stored(centre_id)
    told = typed or ("" if kept else os.environ.get("FENGQIAO_RECOVERY_CODE", ""))
    if not (told or kept):
        raise DatabaseUnavailable(why="key_missing")
    keys = from_recovery_code(told or kept)
    if not hmac.compare_digest(keys.check(), check):
        raise DatabaseUnavailable(why="key_wrong")
    if told:
        save(centre_id, keys)
    return keys


def _stored(centre_id: UUID) -> str:
    if _use_keyring():
        import keyring

        return keyring.get_password(_SERVICE, str(centre_id)) or ""
    file = _file(centre_id)
    return file.read_text() if file.is_file() else ""


def _file(centre_id: UUID) -> Path:
    return home() / "keys" / f"{centre_id}.key"


def _use_keyring() -> bool:
    """Windows always has a vault; on Linux a desk without a session bus has none, so a file."""
    return sys.platform == "win32" and "FENGQIAO_HOME" not in os.environ
