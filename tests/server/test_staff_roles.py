"""Staff are roles of the server: signing in, letting go, and what an administrator cannot."""

from collections.abc import Callable

import psycopg
import pytest

from app.admin.commands import add_staff, disable_staff, set_password
from app.admin.queries import require_usable_password
from app.admin.staff import change_staff, staff_card
from app.admin.types import StaffDraft
from app.confirm import confirm
from app.desk import Desk
from app.errors import Invalid, SignInRefused
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from db.enums import Post
from tests.builders import a_draft
from tests.prepared import ADMIN, FIRST, OWN, bare

SignIn = Callable[[str, str], Desk]
Named = Callable[..., Desk]


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_whoever_is_named_signs_in_as_the_own_role(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    with bare(desk) as connection:
        found = connection.execute("SELECT session_user, guard.own_login()").fetchone()
    assert found is not None
    assert str(found[0]).endswith("_林小禾")
    assert found[1] == "林小禾"
    assert desk.write(register_matter, a_draft()).no


def test_no_post_works_before_the_first_password_is_changed(admin: Desk, sign_in: SignIn) -> None:
    admin.write(add_staff, StaffDraft(name="林小禾", posts=(Post.DISPATCHER,)), FIRST)
    desk = sign_in("林小禾", FIRST)
    with pytest.raises(SignInRefused, match="must_change"):
        desk.read(require_usable_password)
    with bare(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT FROM matter")
    desk.write(set_password, "林小禾", OWN)
    with bare(sign_in("林小禾", OWN)) as connection:
        assert connection.execute("SELECT FROM matter").rowcount == 0


def test_five_wrong_passwords_lock_the_name_on_this_pc_and_are_told_later(
    named: Named, sign_in: SignIn, admin: Desk, prepared: str
) -> None:
    named("林小禾", Post.INTAKE_CLERK)
    for _ in range(2):
        with pytest.raises(SignInRefused, match="wrong"):
            sign_in("林小禾", "falsch")
    sign_in("林小禾", OWN)
    with psycopg.connect(prepared) as connection:
        last = "SELECT after FROM audit_entry WHERE action = 'sign_in' ORDER BY seq DESC LIMIT 1"
        assert '"failed_before":2' in str(connection.execute(last).fetchone())
    for _ in range(5):
        with pytest.raises(SignInRefused, match="wrong"):
            sign_in("林小禾", "falsch")
    with pytest.raises(SignInRefused, match="locked"):
        sign_in("林小禾", OWN)


def test_a_name_nobody_has_sounds_like_a_wrong_password(sign_in: SignIn, prepared: str) -> None:
    for login in ("没有这人", "林" * 30):
        with pytest.raises(SignInRefused, match="wrong"):
            sign_in(login, OWN)


def test_who_is_let_go_is_out_at_once(named: Named, admin: Desk, sign_in: SignIn) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    desk.write(register_matter, a_draft())
    with bare(desk) as connection:
        assert connection.execute("SELECT FROM matter").rowcount == 1
        admin.write(disable_staff, "林小禾")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT FROM matter")
    with pytest.raises(SignInRefused, match="disabled"):
        sign_in("林小禾", OWN)


def test_the_own_password_is_confirmed_by_the_server(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    confirm(desk, OWN)
    with pytest.raises(SignInRefused, match="wrong"):
        confirm(desk, "falsch")


def test_the_last_five_passwords_are_not_used_again(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    for used in (OWN, FIRST):
        with pytest.raises(Invalid) as refused:
            desk.write(set_password, "林小禾", used)
        assert codes(refused) == ["password.used"]


def test_whoever_changes_the_own_password_goes_on_working(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    desk.write(set_password, "林小禾", "Third#2026words")
    desk.engine.dispose()
    assert desk.read(matters_page) == ()


def test_an_administrator_gives_the_own_name_no_post(admin: Desk) -> None:
    card = admin.read(staff_card, ADMIN)
    draft = StaffDraft(name=ADMIN, posts=(Post.SYS_ADMIN, Post.CENTER_DIRECTOR))
    with pytest.raises(Invalid) as refused:
        admin.write(change_staff, ADMIN, card.version, draft, None)
    assert codes(refused) == ["STAFF_OWN_POST"]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT guard.staff_hold('管理员', ARRAY['SYS_ADMIN', 'CENTER_DIRECTOR'])",
        "SELECT guard.staff_settle((SELECT id FROM staff WHERE login = '管理员'))",
        "INSERT INTO staff_post SELECT gen_random_uuid(), id, 'HANDLER', '2020-01-01' FROM staff",
        "UPDATE staff_post SET post = 'CENTER_DIRECTOR'",
        "UPDATE staff SET must_change_password = false",
        "SELECT FROM matter",
        "SELECT FROM party",
        "SELECT password_hash FROM old_password",
        "SELECT guard.with_words('''漏水''', 20)",
        "SELECT guard.number_of('ID_NUMBER', gen_random_uuid())",
    ],
)
def test_nor_past_the_program_and_sees_no_case(admin: Desk, statement: str) -> None:
    with bare(admin) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(statement)
    assert refused.value.sqlstate in ("42501", "FQ003")


def test_a_plain_password_is_never_taken(named: Named, admin: Desk) -> None:
    with bare(admin) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(
            "SELECT guard.staff_password('管理员', 'Klartext#1', gen_random_uuid(), 'x')"
        )


def test_a_post_that_ended_is_taken_back_when_anybody_signs_in(
    named: Named, sign_in: SignIn, prepared: str
) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    desk.read(matters_page)
    with psycopg.connect(prepared) as connection:
        connection.execute(
            "UPDATE staff_post SET valid_to = '2026-01-01' WHERE post = 'DISPATCHER'"
        )
    sign_in(ADMIN, OWN)
    with bare(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT FROM matter")
