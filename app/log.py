"""The program's log: a file a day, one line a record, no personal data.

A file a day rather than a rotated one: several programs of one PC write at the same time, and
Windows renames no file that another has open. Kept for 400 days; six months are required
(Cybersecurity Law art. 21 (3); domain/09 section 3).
"""

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

from app import clock

KEPT_DAYS = 400
_FULL = 20_000_000
"""Bytes after which a day's file takes no more: a fault in a loop must not fill the disk."""
_TELLING = (AttributeError, ImportError, NameError, TypeError)
"""Errors whose text names code; the text of others may hold what somebody typed."""

log = logging.getLogger(__name__)


class DailyFile(logging.Handler):
    """Appends each record to the file of its day in Shanghai; opened only to write."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.setFormatter(_Line())

    def emit(self, record: logging.LogRecord) -> None:
        try:
            file = self.file(datetime.fromtimestamp(record.created, UTC))
            if not file.exists() or file.stat().st_size < _FULL:
                with file.open("a", encoding="utf-8", errors="backslashreplace") as out:
                    out.write(self.format(record) + "\n")
        except OSError:
            return  # a log that cannot be written must not stop the work

    def file(self, moment: datetime) -> Path:
        return self.folder / f"{clock.local(moment):%Y-%m-%d}.log"


class _Line(logging.Formatter):
    """`2026-09-18T10:31:00 ERROR app.cli incident …`, numbers of persons masked."""

    def format(self, record: logging.LogRecord) -> str:
        from app.identifiers.mask import mask_text

        moment = clock.local(datetime.fromtimestamp(record.created, UTC))
        text = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            text += "\n" + frames(record.exc_info[1])
        return f"{moment:%Y-%m-%dT%H:%M:%S} {record.levelname} {record.name} {mask_text(text)}"


def set_up(home: Path) -> None:
    """Log to `home`/logs from now on, and remove what is older than KEPT_DAYS."""
    folder = home / "logs"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_old(folder)
    except OSError:
        return
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, DailyFile)]:
        root.removeHandler(handler)
    root.addHandler(DailyFile(folder))
    root.setLevel(logging.INFO)
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # says who it is


def place() -> str:
    """The file records go to today, for a message; empty if there is none."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, DailyFile):
            return str(handler.file(datetime.now(UTC)))
    return ""


def incident(error: BaseException) -> str:
    """Log a defect with its frames, without what was typed; the number to tell."""
    number = f"{clock.local(clock.now()):%m%d-%H%M%S}"
    log.error("incident %s\n%s", number, frames(error))
    return number


def frames(error: BaseException) -> str:
    """Where an error and those behind it were raised: code only, no values."""
    parts: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        text = f": {at}" if isinstance(at, _TELLING) else ""
        parts.append("".join(traceback.format_tb(at.__traceback__)) + type(at).__name__ + text)
        at = at.__cause__ or at.__context__
    return "\ncaused by\n".join(parts)


def _remove_old(folder: Path) -> None:
    oldest = clock.now().timestamp() - KEPT_DAYS * 86400
    for file in folder.glob("????-??-??.log"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
