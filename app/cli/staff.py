"""`fengqiao staff`: name people, set passwords, let people go."""

import argparse
import os

from app.admin.commands import (
    add_staff,
    disable_staff,
    enable_staff,
    first_password,
    set_password,
)
from app.admin.queries import needs_no_password
from app.admin.types import StaffDraft
from app.cli.connect import database_of, desk_of, desk_with, login_of, read_line
from app.cli.output import say
from app.errors import Invalid, Problem
from app.glossary import term, terms
from app.messages import problem_text
from app.messages.admin import SAID
from db.engine import open_engine
from db.enums import Post
from db.schema import require_current
from db.session import reading

_STDIN_HELP = (
    "标准输入写两行时，第一行是自己的密码，第二行是新密码；自己不用密码、"
    "或者自己的密码放在 FENGQIAO_PASSWORD 里时，只写一行新密码。不写新密码就由程序生成。"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _STDIN_HELP
    actions = parser.add_subparsers(dest="action", metavar="操作", required=True)
    add = actions.add_parser("add", help="添加用户", epilog=_STDIN_HELP)
    add.add_argument("name", metavar="NAME", help="姓名，也是登录名")
    add.add_argument("--login", metavar="LOGIN", help="登录名和姓名不同时写")
    add.add_argument(
        "--post",
        action="append",
        choices=[str(post) for post in Post],
        metavar="POST",
        default=[],
        help="岗位，可以写几次：" + "、".join(f"{k} {v}" for k, v in terms(Post).items()),
    )
    add.add_argument("--unit", metavar="CODE", help="所在单位的代码")
    add.add_argument("--phone", metavar="PHONE", help="电话")
    disable = actions.add_parser("disable", help="停用用户，以前的记录都保留")
    disable.add_argument("name", metavar="NAME", help="登录名")
    enable = actions.add_parser("enable", help="恢复停用的用户，密码和岗位不变")
    enable.add_argument("name", metavar="NAME", help="登录名")
    password = actions.add_parser("password", help="改自己的或者重设别人的密码", epilog=_STDIN_HELP)
    password.add_argument("name", metavar="NAME", help="登录名")


def run(args: argparse.Namespace) -> int:
    return {"add": _add, "disable": _disable, "enable": _enable, "password": _password}[
        args.action
    ](args)


def _add(args: argparse.Namespace) -> int:
    own, given = _passwords(args)
    draft = StaffDraft(
        name=args.name,
        login=args.login,
        posts=[Post(post) for post in args.post],
        unit=args.unit,
        phone=args.phone,
    )
    with desk_with(args, own) as desk:
        was_alone = desk.read(lambda session, actor: needs_no_password(session, actor.login))
        password = given or first_password()
        reminders = desk.write(add_staff, draft, password)
        login = args.login or args.name
        print(_said("staff_added", login=login, posts="、".join(map(term, draft.posts))))
        if not given:
            print(_said("staff_first_password", password=password))
        if was_alone:
            say(_said("staff_local_ended", login=login, local=desk.actor.login))
        for problem in reminders:
            say(problem_text(problem))
    return 0


def _disable(args: argparse.Namespace) -> int:
    with desk_of(args) as desk:
        desk.write(disable_staff, args.name)
    print(_said("staff_disabled", login=args.name))
    return 0


def _enable(args: argparse.Namespace) -> int:
    """An addition to the verbs of design/cli.md: disabling could not be taken back."""
    with desk_of(args) as desk:
        desk.write(enable_staff, args.name)
    print(_said("staff_enabled", login=args.name))
    return 0


def _password(args: argparse.Namespace) -> int:
    own, given = _passwords(args)
    is_own = args.name == login_of(args)
    if is_own and not given:
        raise Invalid([Problem("password", "FIELD_MISSING")])
    password = given or first_password()
    with desk_with(args, own, is_changing=is_own) as desk:
        desk.write(set_password, args.name, password)
    print(_said("staff_password_set" if is_own else "staff_password_reset", login=args.name))
    if not given:
        print(_said("staff_first_password", password=password))
    return 0


def _passwords(args: argparse.Namespace) -> tuple[str | None, str | None]:
    """One's own and the new one, as far as they were given."""
    own = os.environ.get("FENGQIAO_PASSWORD")
    if not args.password_stdin:
        return own, None
    first, second = read_line(), read_line()
    if second:
        return first, second
    return (own, first) if own is not None or _needs_none(args) else (first, None)


def _needs_none(args: argparse.Namespace) -> bool:
    engine = open_engine(database_of(args))
    try:
        require_current(engine)
        with reading(engine) as session:
            return needs_no_password(session, login_of(args))
    finally:
        engine.dispose()


def _said(what: str, /, **values: str) -> str:
    return SAID[what].format(**values)
