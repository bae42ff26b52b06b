"""`fengqiao server`: prepare a PostgreSQL for the centre, and see whether it is in order."""

import argparse
import getpass
import os
import sys

from sqlalchemy.engine import URL

from app.admin.commands import first_password
from app.cli.connect import read_line
from app.cli.findings import tell
from app.cli.output import print_json
from app.messages.admin import SAID
from db.engine import database_url, is_server_url

_ACCOUNT_HELP = (
    "地址里写服务器自己的账号，一般是 postgres：postgresql://postgres@主机/fengqiao。"
    "账号的密码写在 PGPASSWORD 或者密码文件（.pgpass）里；都没有就当面问。"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _ACCOUNT_HELP
    actions = parser.add_subparsers(dest="action", metavar="操作", required=True)
    init = actions.add_parser(
        "init", help="建库，建岗位，定好谁能看什么；可以重复运行", epilog=_ACCOUNT_HELP
    )
    init.add_argument("url", metavar="URL", help="postgresql://账号@主机/库名")
    init.add_argument(
        "--admin", metavar="NAME", help="系统管理员；已经建好的，给这个人重设第一次登录的密码"
    )
    init.add_argument(
        "--admin-password-stdin",
        action="store_true",
        help="从标准输入读系统管理员的密码；不写就由程序生成",
    )
    init.add_argument("--json", action="store_true", help="输出一份 JSON")
    check = actions.add_parser(
        "check", help="版本、加密、时间、权限、空间、备用服务器", epilog=_ACCOUNT_HELP
    )
    check.add_argument("url", metavar="URL", help="postgresql://账号@主机/库名")
    check.add_argument("--json", action="store_true", help="输出一份 JSON")


def run(args: argparse.Namespace) -> int:
    return _init(args) if args.action == "init" else _check(args)


def _init(args: argparse.Namespace) -> int:
    from app.server.init import init_server

    given = read_line() if args.admin_password_stdin else ""
    password = given or first_password()
    made = init_server(account(args.url), admin=args.admin or "", password=password)
    shown = None if given or made.admin is None else password
    if args.json:
        document = {"database": made.database, "login": made.admin, "password": shown}
        print_json(document | {"recovery_code": made.recovery_code})
        return 0
    print(_said("server_ready", database=made.database))
    if made.admin:
        print(_said("server_admin", login=made.admin))
    if shown:
        print(_said("staff_first_password", password=shown))
    if made.recovery_code:
        print(_said("db_recovery_code", code=made.recovery_code))
    return 0


def _check(args: argparse.Namespace) -> int:
    from app.server.check import check_server

    return tell(check_server(account(args.url)), as_json=args.json)


def account(text: str) -> URL:
    """The server's own account with its password, as far as it has to be asked for here."""
    url = database_url(text)
    known = url.password or os.environ.get("PGPASSWORD") or not sys.stdin.isatty()
    if known or not is_server_url(url):
        return url
    told = getpass.getpass(_said("server_account", name=url.username or "postgres"))
    return url.set(password=told) if told else url


def _said(what: str, /, **values: object) -> str:
    return SAID[what].format(**values)
