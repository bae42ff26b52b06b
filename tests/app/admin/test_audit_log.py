"""The auditor's view of the audit, and which backups were made."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.admin.audit_log import AuditFilter, audit_choices, audit_page, check_chain
from app.admin.backup import backup
from app.admin.backups import backups
from app.admin.types import Level
from app.desk import Desk
from app.errors import Cancelled, NotPermitted
from app.intake.commands import register_matter
from db.enums import Post
from db.models import AuditEntry
from db.session import writing
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, Statements, unguarded

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def numbers(desk: Desk, at: Clock) -> list[str]:
    """Two matters on Friday and one on Monday."""
    made = [desk.write(register_matter, a_draft()).no for _ in range(2)]
    at.set("2026-09-21 00:01")
    return [*made, desk.write(register_matter, a_draft()).no]


@pytest.fixture
def auditor(open_as: OpenAs) -> Desk:
    return open_as(Post.AUDITOR, name="审计员")


def seen(desk: Desk, **find: object) -> list[str]:
    return [row.object_id for row in desk.read(audit_page, AuditFilter(**find))]  # type: ignore[arg-type]


def test_the_latest_is_first_and_pages_follow(auditor: Desk, numbers: list[str]) -> None:
    first = auditor.read(audit_page, AuditFilter(action="register"), limit=2)
    rest = auditor.read(audit_page, AuditFilter(action="register"), limit=2, after=first[-1])
    assert [row.object_id for row in (*first, *rest)] == numbers[::-1]


@LOCAL
def test_it_is_filtered_by_thing_person_and_day(auditor: Desk, numbers: list[str]) -> None:
    assert seen(auditor, thing=numbers[1]) == [numbers[1]]
    assert seen(auditor, login="林小禾") == numbers[::-1]
    assert seen(auditor, login="nobody") == []
    assert seen(auditor, action="register", since=date(2026, 9, 21)) == [numbers[2]]
    assert seen(auditor, action="register", until=date(2026, 9, 20)) == numbers[1::-1]


def test_a_sign_in_the_search_is_no_wildcard(auditor: Desk, numbers: list[str]) -> None:
    assert seen(auditor, thing="%") == []
    assert seen(auditor, thing="2026091_") == []


def test_an_entry_tells_what_changed(auditor: Desk, numbers: list[str]) -> None:
    [row] = auditor.read(audit_page, AuditFilter(thing=numbers[0]))
    told = {field: after for field, _before, after in row.changes}
    assert told["matter.no"] == numbers[0]
    assert (row.login, row.host, row.result) == ("林小禾", "PC1", "DONE")


def test_the_choices_are_those_there_are(auditor: Desk, numbers: list[str]) -> None:
    logins, actions = auditor.read(audit_choices)
    assert "林小禾" in logins
    assert "register" in actions


def test_the_chain_is_whole_until_somebody_bends_it(
    desk: Desk, auditor: Desk, numbers: list[str]
) -> None:
    [finding] = auditor.read(check_chain)
    assert (finding.code, finding.level) == ("AUDIT_WHOLE", Level.OK)
    with writing(unguarded(desk)) as session:
        dialect = desk.engine.dialect.name
        for statement in _unlock(dialect):
            session.execute(sa.text(statement))
        session.execute(sa.update(AuditEntry).where(AuditEntry.seq == 2).values(reason="x"))
    assert any(f.level is Level.ERROR for f in auditor.read(check_chain))


def _unlock(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return ["ALTER TABLE audit_entry DISABLE TRIGGER ALL"]
    return ["DROP TRIGGER audit_entry_no_update"]


@pytest.mark.parametrize("post", [Post.SYS_ADMIN, Post.CENTER_DIRECTOR])
def test_nobody_else_reads_it(open_as: OpenAs, post: Post) -> None:
    other = open_as(post)
    for query in (audit_choices, check_chain):
        with pytest.raises(NotPermitted):
            other.read(query)
    with pytest.raises(NotPermitted):
        other.read(audit_page, AuditFilter())


def test_one_statement_a_page(
    desk: Desk, open_as: OpenAs, numbers: list[str], statements: Statements
) -> None:
    desk.actor = replace(desk.actor, posts=frozenset({Post.AUDITOR}))
    statements.clear()
    desk.read(audit_page, AuditFilter())
    assert len(statements) == 1


def test_entries_of_one_thing_are_found_along_their_index(local_desk: Desk) -> None:
    plans: list[str] = []

    def explain(_c: object, cursor: Any, sent: str, values: Any, *_rest: object) -> None:
        if not sent.startswith("BEGIN"):
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {sent}", values)
            plans.extend(row[3] for row in rows)

    local_desk.actor = replace(local_desk.actor, posts=frozenset({Post.AUDITOR}))
    sa.event.listen(local_desk.engine, "before_cursor_execute", explain)
    local_desk.read(audit_page, AuditFilter(thing="20260918"))
    assert [each for each in plans if "object_id>" in each] != []


def test_backups_are_listed_with_who_made_them(desk: Desk, tmp_path: Path) -> None:
    made = backup(desk, tmp_path / "0918.zip")
    [row] = desk.read(backups)
    assert (row.file, row.host, row.sha256) == ("0918.zip", "PC1", made.sha256)


def test_a_cancelled_backup_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup(desk, tmp_path / "0918.zip", stop)
    assert not [each for each in tmp_path.iterdir() if "0918" in each.name]
    assert desk.read(backups) == ()
