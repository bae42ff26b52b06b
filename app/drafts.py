"""Unfinished forms, kept on this PC so that nothing typed is lost.

One file per form, sealed with the centre's key and readable for one member of staff only,
since a half-filled form holds names and numbers like a registered one (domain/09 section 3).
A file is written beside its place, brought to the disk and moved over the old one: a power cut
leaves the last saved state or the one before it, never half of one.
"""

import base64
import contextlib
import errno
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from app import clock
from app.errors import DiskTrouble, NotFound
from app.keys import Keys
from app.settings import home

SCHEMA = 1
_NONCE = 12
_WHY = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What one form held at `saved_at` (UTC). `content` is JSON: texts as typed, by field.

    `form` names the kind of form, `title` is what the list of drafts shows.
    """

    form: str
    content: Mapping[str, Any]
    title: str = ""
    id: UUID = field(default_factory=uuid4)
    saved_at: datetime = field(default_factory=clock.now)


class DraftBox:
    """The drafts of one member of staff on this PC."""

    def __init__(self, folder: Path, key: bytes, owner: UUID) -> None:
        self._folder, self._key, self._owner = folder / str(owner), key, owner

    def save(self, draft: Draft) -> None:
        """Write `draft` over its earlier state. Raises DiskTrouble; the earlier state stays."""
        plain = {
            "form": draft.form,
            "title": draft.title,
            "saved_at": draft.saved_at.isoformat(),
            "content": draft.content,
        }
        sealed = self._sealed(draft.id, json.dumps(plain, ensure_ascii=False).encode())
        outer = {"schema": SCHEMA, "sealed": base64.b64encode(sealed).decode()}
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._file(draft.id), json.dumps(outer).encode())
        except OSError as error:
            why = _WHY.get(error.errno or 0, "failing")
            raise DiskTrouble(why=why, path=str(self._folder)) from error

    def load(self, draft_id: UUID) -> Draft:
        """One draft. Raises NotFound if it is gone or cannot be read."""
        found = self._read(self._file(draft_id))
        if found is None:
            raise NotFound("draft", str(draft_id))
        return found

    def list(self, form: str | None = None) -> tuple[Draft, ...]:
        """All that can be read, the last saved first; what cannot is left lying and logged."""
        files = sorted(self._folder.glob("*.draft")) if self._folder.is_dir() else ()
        found = [draft for file in files if (draft := self._read(file)) is not None]
        chosen = (draft for draft in found if form is None or draft.form == form)
        return tuple(sorted(chosen, key=lambda draft: (draft.saved_at, draft.id), reverse=True))

    def discard(self, draft_id: UUID) -> None:
        """Remove it; not to be there is no error."""
        with contextlib.suppress(OSError):
            self._file(draft_id).unlink(missing_ok=True)

    def _file(self, draft_id: UUID) -> Path:
        return self._folder / f"{draft_id}.draft"

    def _read(self, file: Path) -> Draft | None:
        from cryptography.exceptions import InvalidTag

        try:
            outer = json.loads(file.read_bytes())
            if outer["schema"] != SCHEMA:
                log.warning("draft %s has schema %s", file.stem, outer["schema"])
                return None
            draft_id = UUID(file.stem)
            return _from_json(draft_id, self._opened(draft_id, base64.b64decode(outer["sealed"])))
        except (OSError, ValueError, KeyError, TypeError, InvalidTag) as error:
            log.warning("draft %s cannot be read: %s", file.stem, type(error).__name__)
            return None

    def _sealed(self, draft_id: UUID, plain: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, plain, self._place(draft_id))

    def _opened(self, draft_id: UUID, sealed: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
        return AESGCM(self._key).decrypt(nonce, rest, self._place(draft_id))

    def _place(self, draft_id: UUID) -> bytes:
        """Sealed in with the text, so that a file moved to somebody else's folder stays shut."""
        return f"draft {SCHEMA} {self._owner} {draft_id}".encode()


def open_box(keys: Keys, owner: UUID, folder: Path | None = None) -> DraftBox:
    """The box of staff member `owner`; `folder` is `drafts` in the program's own folder."""
    return DraftBox(folder or home() / "drafts", keys.derived("drafts"), owner)


def _from_json(draft_id: UUID, plain: bytes) -> Draft:
    data = json.loads(plain)
    saved_at = datetime.fromisoformat(data["saved_at"])
    return Draft(data["form"], data["content"], data["title"], draft_id, saved_at)


def _replace(file: Path, data: bytes) -> None:
    """Write beside `file`, fsync, move over it, and fsync the folder that names it."""
    new = file.with_suffix(".new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # Windows cannot open a folder, and brings the name along itself
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
