"""Is the audit trail whole: no entry changed, missing, put in or cut off (domain/09 section 4)."""

import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin.types import Finding, Level
from app.audit import START, entry_hash, head_seal
from app.keys import Keys
from db.models import AuditEntry, AuditHead, Event, Matter, Staff
from db.session import is_server

_AT_ONCE = 500
_MAY_READ = sa.text("SELECT has_table_privilege('matter', 'SELECT')")
_LATEST_WORK = sa.text("SELECT guard.latest_work()")
"""The auditor of a server sees no matters."""
_LEEWAY = timedelta(seconds=5)
_MOST = 20
"""Findings told one by one; a wholly broken chain needs no million lines."""
_NO_VALUE_OF_OURS = (ValueError, TypeError, LookupError)
"""Raised for a stored value that no column of this type can hold."""


def audit_findings(session: Session, keys: Keys | None) -> list[Finding]:
    """Every break of the chain by its `seq`; without `keys` only what hangs together by itself."""
    if keys is None:
        return [*_limited(_Chain(session, None).breaks()), _finding("AUDIT_NO_KEY", Level.WARNING)]
    chain = _Chain(session, keys.derived("audit"))
    found = _limited(chain.breaks())
    return found or [Finding("audit", Level.OK, "AUDIT_WHOLE", {"count": chain.count})]


def _limited(breaks: Iterator[Finding]) -> list[Finding]:
    found: list[Finding] = []
    for finding in breaks:
        if len(found) == _MOST:
            return [*found, _finding("AUDIT_MORE")]
        found.append(finding)
    return found


class _Chain:
    """A walk along the entries, with what the last one said."""

    def __init__(self, session: Session, key: bytes | None) -> None:
        self._session, self._key = session, key
        self.count, self._seq, self._hash = 0, 0, START
        self._latest: datetime | None = None

    def breaks(self) -> Iterator[Finding]:
        entries = self._session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq))
        try:
            for entry in entries.yield_per(_AT_ONCE):
                yield from self._of_entry(entry)
                self._session.expunge(entry)
        except _NO_VALUE_OF_OURS:
            yield _finding("AUDIT_UNREADABLE", seq=self._first_unreadable())
            return
        yield from self._of_head()
        yield from self._of_times()

    def _first_unreadable(self) -> int:
        """Looked for one by one, since rows are read many at once."""
        seqs = sa.select(AuditEntry.seq).where(AuditEntry.seq > self._seq).order_by(AuditEntry.seq)
        for seq in self._session.execute(seqs.limit(_AT_ONCE)).scalars().all():
            try:
                self._session.execute(sa.select(AuditEntry).where(AuditEntry.seq == seq)).all()
            except _NO_VALUE_OF_OURS:
                return seq
        return self._seq + 1

    def _of_entry(self, entry: AuditEntry) -> Iterator[Finding]:
        if entry.seq > self._seq + 1:
            yield _missing(self._seq + 1, entry.seq - 1)
        elif entry.prev_hash != self._hash:
            yield _finding("AUDIT_BROKEN", seq=entry.seq)
        if self._key and not hmac.compare_digest(entry.hash, entry_hash(entry, self._key)):
            yield _finding("AUDIT_CHANGED", seq=entry.seq)
        self._seq, self._hash, self.count = entry.seq, entry.hash, self.count + 1
        self._latest = max(self._latest, entry.at) if self._latest else entry.at

    def _of_head(self) -> Iterator[Finding]:
        head = self._session.scalars(sa.select(AuditHead)).one_or_none()
        if head is None:
            yield _finding("AUDIT_HEAD_MISSING")
            return
        if self._key and not hmac.compare_digest(
            head.seal, head_seal(head.seq, head.hash, self._key)
        ):
            yield _finding("AUDIT_HEAD_CHANGED", seq=head.seq)
        if head.seq > self._seq:
            yield _missing(self._seq + 1, head.seq)
        elif head.seq < self._seq:
            yield _finding("AUDIT_HEAD_BACK", seq=head.seq, last=self._seq)
        elif head.hash != self._hash:
            yield _finding("AUDIT_BROKEN", seq=head.seq)

    def _of_times(self) -> Iterator[Finding]:
        """Whoever cuts the tail and sets back the head leaves work that nobody seems to have
        done: every change of these rows has an entry of the same second or a later one."""
        done = self._latest_work()
        if done is None:
            return
        if self._latest is None or done.replace(microsecond=0) - self._latest > self._leeway:
            yield _finding("AUDIT_BEHIND", seq=self._seq)

    @property
    def _leeway(self) -> timedelta:
        """A server signs with its own time, which a PC follows but not to the second."""
        return _LEEWAY if is_server(self._session) else timedelta()

    def _latest_work(self) -> datetime | None:
        if is_server(self._session) and not self._session.scalar(_MAY_READ):
            told: datetime | None = self._session.scalar(_LATEST_WORK)
            return told
        columns = (Matter.registered_at, Event.recorded_at, Staff.last_signed_in_at)
        done = [self._session.scalar(sa.select(sa.func.max(column))) for column in columns]
        return max((each for each in done if each is not None), default=None)


def _missing(first: int, last: int) -> Finding:
    if first == last:
        return _finding("AUDIT_MISSING", seq=first)
    return _finding("AUDIT_MISSING_SOME", seq=first, last=last)


def _finding(code: str, level: Level = Level.ERROR, **values: object) -> Finding:
    return Finding("audit", level, code, values)
