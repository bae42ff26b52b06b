"""Changing posts, unit and mediator of somebody who signs in."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.admin.commands import add_staff, disable_staff, set_password
from app.admin.staff import (
    StaffCard,
    change_staff,
    mediator_options,
    staff_card,
    unit_options,
    unlock_staff,
)
from app.admin.types import StaffDraft
from app.desk import Desk
from app.errors import Invalid, NotPermitted, StaleRecord
from db.enums import Post
from db.models import AuditEntry, Parameter, Staff
from db.session import reading, writing
from tests.conftest import Clock, OpenAs, Statements, unguarded

PASSWORD = "Huaishu-2026"

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def hired(desk: Desk) -> None:
    """An administrator and a clerk."""
    desk.write(add_staff, StaffDraft("韩志", (Post.SYS_ADMIN,)), PASSWORD)
    desk.write(add_staff, StaffDraft("苏小梅", (Post.INTAKE_CLERK,), phone="13800138000"), PASSWORD)


def card(desk: Desk, login: str = "苏小梅") -> StaffCard:
    return desk.read(staff_card, login)


def change(desk: Desk, login: str, mediator: Any = None, **changes: Any) -> StaffCard:
    seen = card(desk, login)
    draft = StaffDraft(seen.row.name, seen.row.posts, unit=seen.unit_code, phone=seen.phone)
    desk.write(
        change_staff, login, seen.version, replace(draft, **changes), mediator or seen.mediator
    )
    return card(desk, login)


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_posts_are_given_and_taken_from_today(desk: Desk, at: Clock) -> None:
    at.set("2026-09-21 09:00")
    changed = change(desk, "苏小梅", posts=(Post.DISPATCHER, Post.HANDLER), unit="QS-CJ")
    assert changed.row.posts == (Post.DISPATCHER, Post.HANDLER)
    assert changed.unit_code == "QS-CJ"
    assert change(desk, "苏小梅", posts=(Post.INTAKE_CLERK,)).row.posts == (Post.INTAKE_CLERK,)


def test_the_change_is_in_the_audit_once(desk: Desk) -> None:
    change(desk, "苏小梅", name="苏小美")
    change(desk, "苏小梅")
    with reading(unguarded(desk)) as session:
        entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "staff_change"))
        assert [entry.object_id for entry in entries] == ["苏小梅"]


@pytest.mark.parametrize("changes", [{"posts": (Post.DISPATCHER,)}, {"name": "苏小美"}])
def test_who_was_slower_is_told(desk: Desk, changes: dict[str, Any]) -> None:
    seen = card(desk)
    change(desk, "苏小梅", **changes)
    with pytest.raises(StaleRecord):
        desk.write(change_staff, "苏小梅", seen.version, StaffDraft("苏", seen.row.posts), None)


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    with writing(unguarded(desk)) as session:
        session.execute(sa.update(Staff).where(Staff.login != "韩志").values(password_hash=None))
    with pytest.raises(Invalid) as refused:
        change(desk, "韩志", posts=(Post.DISPATCHER,))
    assert codes(refused) == ["STAFF_LAST_ADMIN_POST"]


def test_nobody_becomes_administrator_and_auditor(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        change(desk, "韩志", posts=(Post.SYS_ADMIN, Post.AUDITOR))
    assert codes(refused) == ["STAFF_ADMIN_AUDITOR"]


def test_where_the_centre_allows_both_a_remark_stays(desk: Desk) -> None:
    with writing(unguarded(desk)) as session:
        session.add(
            Parameter(code="ADMIN_MAY_AUDIT", value="true", is_default=False, source="会议")
        )
    desk.office.reference = None
    both = change(desk, "韩志", posts=(Post.SYS_ADMIN, Post.AUDITOR))
    assert [remark.code for remark in both.remarks] == ["STAFF_BOTH_HELD", "STAFF_ADMIN_WORKS"]


def test_a_mediator_is_tied_to_one_of_the_staff(desk: Desk) -> None:
    [(zhou, _), *_] = [row for row in desk.read(mediator_options) if row[1].startswith("周正明")]
    assert [r.code for r in change(desk, "苏小梅", posts=(Post.MEDIATOR,)).remarks] == [
        "STAFF_NO_MEDIATOR"
    ]
    tied = change(desk, "苏小梅", zhou)
    assert (tied.mediator, tied.remarks) == (zhou, ())
    with pytest.raises(Invalid) as refused:
        change(desk, "韩志", zhou)
    assert codes(refused) == ["MEDIATOR_TAKEN"]


def test_a_chief_without_unit_is_remarked(desk: Desk) -> None:
    chief = change(desk, "苏小梅", posts=(Post.COMMITTEE_CHIEF,))
    assert [remark.code for remark in chief.remarks] == ["STAFF_NO_COMMITTEE"]
    assert change(desk, "苏小梅", unit="QS-TJ").remarks == ()


@LOCAL
def test_who_is_locked_may_try_again(desk: Desk, at: Clock) -> None:
    with writing(unguarded(desk)) as session:
        staff = session.scalars(sa.select(Staff).where(Staff.login == "苏小梅")).one()
        staff.failed_sign_ins, staff.locked_until = 5, at.set("2026-09-18 11:00")
    at.set("2026-09-18 10:40")
    assert card(desk).is_locked
    desk.write(unlock_staff, "苏小梅")
    assert not card(desk).is_locked


def test_units_are_offered_by_code(desk: Desk) -> None:
    assert desk.read(unit_options)[0] == ("LD-ZC", "区劳动人事争议仲裁委员会")


def test_only_the_administrator_may(desk: Desk, open_as: OpenAs) -> None:
    director = open_as(Post.CENTER_DIRECTOR)
    seen = card(desk)
    with pytest.raises(NotPermitted):
        director.read(staff_card, "苏小梅")
    with pytest.raises(NotPermitted):
        director.write(change_staff, "苏小梅", seen.version, StaffDraft("x", ()), None)
    with pytest.raises(NotPermitted):
        director.write(unlock_staff, "苏小梅")


def test_five_statements_tell_everything(desk: Desk, statements: Statements) -> None:
    desk.write(set_password, "苏小梅", "Liuxiang-2026")
    desk.write(disable_staff, "苏小梅")
    statements.clear()
    assert card(desk).row.is_disabled
    assert len(statements) == 4
