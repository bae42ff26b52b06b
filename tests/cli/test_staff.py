"""`fengqiao staff`, on both databases."""

import pytest

from app.sign_in import local_login
from tests.cli.conftest import Cli

ADMIN = "Guanli#2026a"
OTHER = "Xinmima#2026b"

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def admin(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line of a named administrator who has changed the first password."""
    first = cli("staff", "add", "王管理", "--post", "SYS_ADMIN", "--password-stdin", stdin=OTHER)
    assert first.status == 0, first.err
    two = f"{OTHER}\n{ADMIN}\n"
    changed = cli("staff", "password", "王管理", "--user", "王管理", "--password-stdin", stdin=two)
    assert changed.status == 0, changed.err
    monkeypatch.setenv("FENGQIAO_PASSWORD", ADMIN)
    return lambda *words, **more: cli("--user", "王管理", *words, **more)


@LOCAL
def test_the_first_named_must_be_an_administrator(cli: Cli) -> None:
    said = cli("staff", "add", "李四", "--post", "MEDIATOR")
    assert said.status == 1
    assert "第一个添加的用户必须有系统管理员岗位" in said.err


@LOCAL
def test_naming_somebody_ends_signing_in_without_a_password(cli: Cli) -> None:
    said = cli("staff", "add", "王管理", "--post", "SYS_ADMIN")
    assert said.status == 0
    assert "第一次登录的密码" in said.out
    assert local_login() in said.err
    assert cli("search", "漏水").status == 3


def test_a_first_password_has_to_be_changed_first(cli: Cli) -> None:
    cli("staff", "add", "王管理", "--post", "SYS_ADMIN", "--password-stdin", stdin=OTHER)
    said = cli("search", "漏水", "--user", "王管理", "--password-stdin", stdin=OTHER)
    assert said.status == 3
    assert "先改密码" in said.err


def test_an_administrator_names_people(admin: Cli) -> None:
    said = admin("staff", "add", "林小禾", "--post", "INTAKE_CLERK", "--post", "DISPATCHER")
    assert said.status == 0
    assert "登记员" in said.out
    assert admin("staff", "add", "林小禾", "--post", "MEDIATOR").status == 1


def test_a_clerk_names_nobody(admin: Cli, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    admin("staff", "add", "林小禾", "--post", "INTAKE_CLERK", "--password-stdin", stdin=OTHER)
    two = f"{OTHER}\n{ADMIN}\n"
    cli("staff", "password", "林小禾", "--user", "林小禾", "--password-stdin", stdin=two)
    said = cli("staff", "add", "赵六", "--post", "MEDIATOR", "--user", "林小禾")
    assert said.status == 1
    assert "不能管理用户" in said.err


def test_who_is_disabled_cannot_sign_in(admin: Cli, cli: Cli) -> None:
    admin("staff", "add", "林小禾", "--post", "INTAKE_CLERK", "--password-stdin", stdin=OTHER)
    assert admin("staff", "disable", "林小禾").status == 0
    said = cli("search", "漏水", "--user", "林小禾", "--password-stdin", stdin=OTHER)
    assert said.status == 3
    assert "停用" in said.err


def test_who_is_enabled_signs_in_again(admin: Cli, cli: Cli) -> None:
    admin("staff", "add", "林小禾", "--post", "INTAKE_CLERK", "--password-stdin", stdin=OTHER)
    admin("staff", "disable", "林小禾")
    said = admin("staff", "enable", "林小禾")
    assert (said.status, said.out.strip()) == (0, "“林小禾”已恢复使用，密码和岗位不变。")
    said = cli("search", "漏水", "--user", "林小禾", "--password-stdin", stdin=OTHER)
    assert "先改密码" in said.err, "the password fits, and is still the first one"


def test_who_is_not_disabled_is_not_enabled(admin: Cli) -> None:
    admin("staff", "add", "林小禾", "--post", "INTAKE_CLERK")
    said = admin("staff", "enable", "林小禾")
    assert said.status == 1
    assert "“林小禾”没有停用" in said.err
    assert admin("staff", "enable", "无此人").status == 1


@LOCAL
def test_the_last_administrator_stays(admin: Cli) -> None:
    said = admin("staff", "disable", "王管理")
    assert said.status == 1
    assert "最后一个系统管理员" in said.err


def test_a_weak_password_is_refused(admin: Cli) -> None:
    said = admin("staff", "add", "林小禾", "--post", "MEDIATOR", "--password-stdin", stdin="abc")
    assert said.status == 1
    assert "至少要8位" in said.err


def test_an_unknown_post_is_wrong_usage(cli: Cli) -> None:
    assert cli("staff", "add", "林小禾", "--post", "CLERK").status == 2


def test_an_unknown_unit_is_named(admin: Cli) -> None:
    said = admin("staff", "add", "林小禾", "--post", "HANDLER", "--unit", "XX")
    assert said.status == 1
    assert "找不到单位 XX" in said.err


def test_nobody_is_told_whether_the_name_or_the_password_is_wrong(admin: Cli, cli: Cli) -> None:
    wrong = cli("search", "漏水", "--user", "王管理", "--password-stdin", stdin="falsch")
    unknown = cli("search", "漏水", "--user", "无此人", "--password-stdin", stdin="falsch")
    assert wrong.err == unknown.err
