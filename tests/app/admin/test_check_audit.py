"""`db check` finds whatever was done to the audit trail past the program."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.audit import head_seal
from app.desk import Desk
from app.intake.commands import register_matter
from app.messages.admin import finding_text
from db.models import AuditEntry, AuditHead
from db.session import reading
from tests.app.admin.conftest import Tamper, told
from tests.builders import a_draft
from tests.conftest import KEYS, Clock, unguarded

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _told(desk: Desk) -> list[tuple[str, object]]:
    return [(finding.code, finding.values.get("seq")) for finding in told(desk, "audit")]


def test_an_untouched_trail_is_whole(busy: Desk) -> None:
    assert told(busy) == []


def test_a_changed_entry_is_named(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE audit_entry SET reason = 'x' WHERE seq = 3")
    assert _told(busy) == [("AUDIT_CHANGED", 3)]


def test_a_changed_value_in_an_entry_is_named(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE audit_entry SET after = replace(after, '漏水', '漏气') WHERE seq = 2")
    assert _told(busy) == [("AUDIT_CHANGED", 2)]


def test_a_missing_entry_is_named(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_entry WHERE seq = 2")
    assert _told(busy) == [("AUDIT_MISSING", 2)]


def test_several_missing_entries_are_named_together(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_entry WHERE seq IN (2, 3)")
    [finding] = told(busy, "audit")
    assert finding_text(finding)[0] == "第2到3条审计记录不见了"


def test_a_cut_off_tail_is_found(busy: Desk, tamper: Tamper) -> None:
    with reading(unguarded(busy)) as session:
        last = session.scalar(sa.select(AuditHead.seq)) or 0
    tamper("DELETE FROM audit_entry WHERE seq = :last", last=last)
    assert ("AUDIT_MISSING", last) in _told(busy)


def test_a_head_set_back_is_found(busy: Desk, tamper: Tamper) -> None:
    with reading(unguarded(busy)) as session:
        [second] = session.execute(sa.select(AuditEntry.hash).where(AuditEntry.seq == 2)).one()
    seal = head_seal(2, second, KEYS.derived("audit"))
    values = {"hash": second, "seal": seal}
    tamper("UPDATE audit_head SET seq = 2, hash = :hash, seal = :seal", **values)
    assert _told(busy) == [("AUDIT_HEAD_BACK", 2)]


def test_a_head_set_back_without_the_key_is_found_twice(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE audit_head SET seq = 2")
    assert _told(busy) == [("AUDIT_HEAD_CHANGED", 2), ("AUDIT_HEAD_BACK", 2)]


@LOCAL
def test_an_old_head_put_back_with_the_tail_cut_off_leaves_work_undone(
    busy: Desk, tamper: Tamper, at: Clock
) -> None:
    with reading(unguarded(busy)) as session:
        old = session.execute(sa.select(AuditHead.seq, AuditHead.hash, AuditHead.seal)).one()
    at.set("2026-09-18 11:00")
    busy.write(register_matter, a_draft())
    tamper(
        "DELETE FROM audit_entry WHERE seq > :seq",
        "UPDATE audit_head SET seq = :seq, hash = :hash, seal = :seal",
        **old._asdict(),
    )
    assert _told(busy) == [("AUDIT_BEHIND", old.seq)]


def test_an_inserted_entry_breaks_the_chain(busy: Desk, tamper: Tamper) -> None:
    columns = [column.name for column in AuditEntry.__table__.columns if column.name != "seq"]
    listed = ", ".join(columns)
    tamper(
        f"INSERT INTO audit_entry (seq, {listed})"  # noqa: S608 - column names of ours
        f" SELECT 1 + (SELECT max(seq) FROM audit_entry), {listed}"
        " FROM audit_entry WHERE seq = 2"
    )
    codes = {code for code, _ in _told(busy)}
    assert codes >= {"AUDIT_BROKEN", "AUDIT_CHANGED", "AUDIT_HEAD_BACK"}


def test_a_missing_head_is_found(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_head")
    assert _told(busy) == [("AUDIT_HEAD_MISSING", None)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_read_is_named(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE audit_entry SET at = 'gestern' WHERE seq = 2")
    assert _told(busy) == [("AUDIT_UNREADABLE", 2)]


def test_a_wholly_broken_trail_is_not_told_line_by_line(busy: Desk, tamper: Tamper) -> None:
    for _ in range(25):
        busy.write(_nothing)
    tamper("UPDATE audit_entry SET login = 'x'")
    found = told(busy, "audit")
    assert len(found) == 21
    assert found[-1].code == "AUDIT_MORE"


def _nothing(session: Session, _actor: object) -> None:
    audit.record(session, "test", "test", "1")


def test_without_the_key_a_gap_is_still_found(busy: Desk, tamper: Tamper, own_home: Path) -> None:
    shutil.rmtree(own_home / "keys")
    tamper("DELETE FROM audit_entry WHERE seq = 2")
    assert _told(busy) == [("AUDIT_MISSING", 2), ("AUDIT_NO_KEY", None)]
