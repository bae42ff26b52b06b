"""Naming staff, passwords, and letting people go, on both databases."""

import dataclasses
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.admin.commands import add_staff, disable_staff, enable_staff, first_password, set_password
from app.admin.queries import needs_no_password, require_usable_password, staff_members
from app.admin.rules import staff_problems
from app.admin.types import StaffDraft
from app.desk import Desk, open_office
from app.errors import Invalid, NotFound, NotPermitted, Severity, SignInRefused
from app.passwords import password_problems
from app.permissions import Actor
from app.server import sign_in as server
from app.sign_in import local_login, sign_in
from db.engine import sqlite_path
from db.enums import Post
from db.models import AuditEntry, OldPassword, Parameter, Staff, Unit
from db.session import reading, writing
from tests.conftest import KEYS, Clock, OpenAs, unguarded

GOOD = "Xinmima#2026"
OTHERS = [f"Xinmima#{n}a" for n in range(1000, 1008)]

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _draft(name: str = "周正明", *posts: Post, **more: str) -> StaffDraft:
    return StaffDraft(name=name, posts=posts or (Post.MEDIATOR,), **more)


@pytest.fixture
def admin(open_as: OpenAs) -> Desk:
    """The desk of an administrator among others."""
    return open_as(Post.SYS_ADMIN, name="王管理")


def _codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


SignIn = Callable[..., Actor]


@pytest.fixture
def enter(admin: Desk) -> SignIn:
    """Sign in at the same database."""
    office = open_office(admin.engine, KEYS)
    if sqlite_path(admin.engine):
        return lambda login, password: sign_in(admin.engine, office, login, password, "PC2")

    def at_server(login: str, password: str) -> Actor:
        assert admin.account is not None
        engine = server.engine_for(admin.account, login, password)
        try:
            return server.sign_in(engine, office, login, "PC2")
        finally:
            engine.dispose()

    return at_server


def test_somebody_named_signs_in_with_the_posts_and_the_unit(admin: Desk, enter: SignIn) -> None:
    draft = _draft("韩志", Post.HANDLER, Post.UNIT_CHIEF, unit="QS-GS")
    assert admin.write(add_staff, draft, GOOD) == ()
    actor = enter("韩志", GOOD)
    assert actor.posts == {Post.HANDLER, Post.UNIT_CHIEF}
    with reading(unguarded(admin)) as session:
        assert session.scalar(sa.select(Unit.code).where(Unit.id == actor.unit_id)) == "QS-GS"


def test_names_are_taken_in_normal_form(admin: Desk, enter: SignIn) -> None:
    admin.write(add_staff, _draft(" 周 正明\u200b"), GOOD)
    assert enter("周正明", GOOD).name == "周正明"


def test_a_login_may_differ_from_the_name(admin: Desk, enter: SignIn) -> None:
    admin.write(add_staff, _draft(login="zhou"), GOOD)
    assert enter("zhou", GOOD).name == "周正明"


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (_draft(""), ["FIELD_MISSING", "FIELD_MISSING"]),
        (StaffDraft("周正明", ()), ["STAFF_POST_MISSING"]),
        (_draft("周" * 61), ["TEXT_LONG", "TEXT_LONG"]),
        (_draft("周正明", Post.SYS_ADMIN, Post.AUDITOR), ["STAFF_ADMIN_AUDITOR"]),
        (_draft("王管理"), ["STAFF_EXISTS"]),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    admin: Desk, draft: StaffDraft, codes: list[str]
) -> None:
    before = len(admin.read(staff_members))
    with pytest.raises(Invalid) as refused:
        admin.write(add_staff, draft, GOOD)
    assert _codes(refused) == codes
    assert len(admin.read(staff_members)) == before


def test_an_unknown_unit_is_named(admin: Desk) -> None:
    with pytest.raises(NotFound) as refused:
        admin.write(add_staff, _draft(unit="XX"), GOOD)
    assert (refused.value.kind, refused.value.key) == ("unit", "XX")


def test_a_handler_without_a_unit_is_only_reminded_of(admin: Desk) -> None:
    [reminder] = admin.write(add_staff, _draft("韩志", Post.HANDLER), GOOD)
    assert (reminder.code, reminder.severity) == ("STAFF_UNIT_WANTED", Severity.REMIND)


def test_a_centre_may_let_one_person_administer_and_audit(admin: Desk) -> None:
    with writing(unguarded(admin)) as session:
        session.add(Parameter(code="ADMIN_MAY_AUDIT", value="true", source="本中心决定"))
        session.execute(sa.text("UPDATE governance_center SET reference_version = 99"))
    admin.write(add_staff, _draft("周正明", Post.SYS_ADMIN, Post.AUDITOR), GOOD)


@given(st.sets(st.sampled_from(list(Post)), min_size=1))
def test_only_an_administrator_can_be_the_first(posts: set[Post]) -> None:
    found = staff_problems(StaffDraft("周正明", tuple(posts)), is_first=True, may_combine=True)
    blocked = any(problem.code == "STAFF_FIRST_ADMIN" for problem in found)
    assert blocked == (Post.SYS_ADMIN not in posts)


@LOCAL
def test_the_local_user_counts_as_alone_until_somebody_is_named(desk: Desk) -> None:
    with reading(unguarded(desk)) as session:
        session.execute(sa.delete(Staff).where(Staff.login == "林小禾"))
        assert needs_no_password(session, local_login())
        assert not needs_no_password(session, "无此人")


@pytest.mark.parametrize("post", [post for post in Post if post is not Post.SYS_ADMIN])
def test_nobody_but_the_administrator_manages_staff(local_desk: Desk, post: Post) -> None:
    local_desk.actor = dataclasses.replace(local_desk.actor, posts=frozenset({post}))
    for refused in (
        lambda: local_desk.write(add_staff, _draft(), GOOD),
        lambda: local_desk.write(disable_staff, "王管理"),
        lambda: local_desk.write(set_password, "王管理", GOOD),
        lambda: local_desk.read(staff_members),
    ):
        with pytest.raises(NotPermitted):
            refused()


@LOCAL
def test_a_password_set_by_another_has_to_be_changed(admin: Desk, enter: SignIn) -> None:
    admin.write(add_staff, _draft(), GOOD)
    desk = Desk(admin.engine, enter("周正明", GOOD), open_office(admin.engine, KEYS))
    with pytest.raises(SignInRefused) as refused:
        desk.read(require_usable_password)
    assert refused.value.why == "must_change"
    desk.write(set_password, "周正明", OTHERS[0])
    desk.read(require_usable_password)
    assert enter("周正明", OTHERS[0]).login == "周正明"
    with pytest.raises(SignInRefused):
        enter("周正明", GOOD)


@LOCAL
def test_a_password_lives_ninety_days(admin: Desk, enter: SignIn, at: Clock) -> None:
    admin.write(add_staff, _draft(), GOOD)
    desk = Desk(admin.engine, enter("周正明", GOOD), open_office(admin.engine, KEYS))
    desk.write(set_password, "周正明", OTHERS[0])
    at.set("2026-12-17 10:31")
    desk.read(require_usable_password)
    at.set("2026-12-17 10:32")
    with pytest.raises(SignInRefused) as refused:
        desk.read(require_usable_password)
    assert refused.value.why == "expired"


@LOCAL
def test_the_last_five_passwords_are_not_used_again(admin: Desk, at: Clock) -> None:
    admin.write(add_staff, _draft(), OTHERS[0])
    for n, password in enumerate(OTHERS[1:6]):
        at.set(f"2026-09-{19 + n} 10:00")
        admin.write(set_password, "周正明", password)
    for used in OTHERS[1:6]:
        with pytest.raises(Invalid) as refused:
            admin.write(set_password, "周正明", used)
        assert _codes(refused) == ["password.used"]
    admin.write(set_password, "周正明", OTHERS[0])


@LOCAL
def test_a_reset_unlocks_the_name(admin: Desk, enter: SignIn) -> None:
    admin.write(add_staff, _draft(), GOOD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter("周正明", "falsch")
    with pytest.raises(SignInRefused) as refused:
        enter("周正明", GOOD)
    assert refused.value.why == "locked"
    admin.write(set_password, "周正明", OTHERS[0])
    assert enter("周正明", OTHERS[0]).login == "周正明"


def test_who_is_disabled_stays_on_the_list(admin: Desk) -> None:
    admin.write(add_staff, _draft(), GOOD)
    admin.write(disable_staff, "周正明")
    [row] = [row for row in admin.read(staff_members) if row.login == "周正明"]
    assert (row.is_disabled, row.posts) == (True, (Post.MEDIATOR,))
    with pytest.raises(NotFound):
        admin.write(disable_staff, "周正明")
    with pytest.raises(NotFound):
        admin.write(set_password, "周正明", OTHERS[0])


def test_enabling_is_the_administrators_and_audited(admin: Desk, open_as: OpenAs) -> None:
    admin.write(add_staff, _draft(), GOOD)
    admin.write(disable_staff, "周正明")
    with pytest.raises(NotPermitted):
        open_as(Post.CENTER_DIRECTOR, name="方静").write(enable_staff, "周正明")
    admin.write(enable_staff, "周正明")
    with reading(unguarded(admin)) as session:
        query = sa.select(AuditEntry.action, AuditEntry.object_id).order_by(AuditEntry.seq.desc())
        assert session.execute(query).first() == ("staff_enable", "周正明")


@LOCAL
def test_the_last_administrator_with_a_password_stays(admin: Desk) -> None:
    admin.write(add_staff, _draft("李管理", Post.SYS_ADMIN), GOOD)
    admin.write(add_staff, _draft("赵管理", Post.SYS_ADMIN), GOOD)
    admin.write(disable_staff, "李管理")
    with pytest.raises(Invalid) as refused:
        admin.write(disable_staff, "赵管理")
    assert _codes(refused) == ["STAFF_LAST_ADMIN"]


def test_no_password_ever_gets_into_the_audit(admin: Desk) -> None:
    admin.write(add_staff, _draft(), GOOD)
    admin.write(set_password, "周正明", OTHERS[0])
    with reading(unguarded(admin)) as session:
        told = "".join(session.scalars(sa.select(AuditEntry.after)))
        hashes = [*session.scalars(sa.select(OldPassword.password_hash)),
                  *session.scalars(sa.select(Staff.password_hash))]  # fmt: skip
    assert GOOD not in told
    assert "argon2" not in told
    assert all(hash_ in (None, "x", "SCRAM") or hash_.startswith("$argon2id$") for hash_ in hashes)


def test_a_first_password_keeps_the_rules_and_reads_well() -> None:
    for _ in range(50):
        password = first_password()
        assert password_problems(password, "", []) == ()
        assert not set(password) & set("Il1O0o")
