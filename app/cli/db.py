"""`fengqiao db`: create, upgrade, check, back up, verify, restore."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app import clock
from app.cli.connect import database_of, desk_of, login_of, password_of, read_line
from app.cli.findings import tell
from app.cli.output import print_json, say
from app.cli.parser import a_day
from app.errors import Invalid, Problem
from app.messages.admin import SAID

_MOVE_HELP = (
    "搬的时候，本机的这个数据库别的程序打不开。中途断了，同样的命令再运行一次，从断的地方接着搬；"
    "这期间本机又登记过的，从头搬。逐行、逐个文件核对过才换上，在这以前服务器上看不到。"
)


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="操作", required=True)
    init = actions.add_parser("init", help="建立数据库")
    init.add_argument("--admin", metavar="NAME", help="系统管理员的登录名；不写就是这台电脑的用户")
    init.add_argument(
        "--admin-password-stdin", action="store_true", help="从标准输入读系统管理员的密码"
    )
    init.add_argument("--json", action="store_true", help="输出一份 JSON")
    up = actions.add_parser("upgrade", help="把数据库升级到这个程序的版本，升级前先留一份")
    up.add_argument(
        "--backup", metavar="FILE", type=Path, help="服务器的备份写到哪里，不写就在现在的文件夹"
    )
    check = actions.add_parser("check", help="检查完整性、审计、编号和材料文件")
    check.add_argument("--json", action="store_true", help="输出一份 JSON")
    demo = actions.add_parser("demo", help="往空的数据库里填示范数据，试用和测试用")
    demo.add_argument("--matters", metavar="N", type=int, default=2000, help="多少件，不写是2000")
    demo.add_argument("--seed", metavar="S", type=int, default=1, help="同一个数得到同样的数据")
    demo.add_argument("--until", metavar="DATE", type=a_day, help="到哪天为止，不写是今天")
    move = actions.add_parser(
        "move", help="把本机的数据库搬到服务器上，本机的原样留着", epilog=_MOVE_HELP
    )
    move.add_argument("file", metavar="SQLITE_FILE", type=Path, help="本机的数据库文件")
    move.add_argument("url", metavar="URL", help="postgresql://账号@主机/库名")
    move.add_argument("--admin", metavar="NAME", required=True, help="到那边做系统管理员的登录名")
    move.add_argument("--json", action="store_true", help="输出一份 JSON")
    for name, text in (
        ("backup", "备份到一个文件，别人可以继续用"),
        ("verify", "打开一份备份，逐项核对"),
        ("restore", "用备份恢复，原来的数据库另外留着"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("file", metavar="FILE", type=Path, help="备份文件，比如 0918.zip")
        action.add_argument("--json", action="store_true", help="输出一份 JSON")
    action.add_argument("--force", action="store_true", help="已经有数据库也恢复，原来的留着")
    action.epilog = (
        "恢复的人用备份里的登录名和密码。在另一台电脑上恢复，"
        "要先把打印的恢复码设到 FENGQIAO_RECOVERY_CODE。"
    )


def run(args: argparse.Namespace) -> int:
    return _ACTIONS[args.action](args)


def _init(args: argparse.Namespace) -> int:
    from app.admin.centre import create_database

    password = read_line() if args.admin_password_stdin else None
    if args.admin and password is None:
        raise Invalid([Problem("password", "FIELD_MISSING")])
    made = create_database(database_of(args), admin=args.admin, password=password)
    if args.json:
        print_json({"login": made.login, "recovery_code": made.recovery_code})
        return 0
    print(_said("db_created", login=made.login))
    print(_said("db_recovery_code", code=made.recovery_code))
    if not args.admin:
        say(_said("db_first_login"))
    return 0


def _upgrade(args: argparse.Namespace) -> int:
    from app.admin.upgrade import upgrade_database

    done = upgrade_database(database_of(args), args.backup)
    if done.before == done.after:
        print(_said("db_newest"))
        return 0
    print(_said("db_upgraded", revision=done.after))
    if done.aside:
        print(_said("db_upgrade_aside", path=done.aside))
    return 0


def _check(args: argparse.Namespace) -> int:
    from app.admin.check import check_database

    return tell(check_database(database_of(args)), as_json=args.json)


def _demo(args: argparse.Namespace) -> int:
    from app.admin.restoring import database_file
    from app.demo.centre import fill

    with desk_of(args) as desk:
        database_file(desk)  # made-up matters are for trying things out, not for a centre's server
        fill(desk, args.matters, args.seed, args.until or clock.today())
    print(_said("db_demo", count=args.matters))
    return 0


def _move(args: argparse.Namespace) -> int:
    from app.admin.commands import first_password
    from app.cli.server import account
    from app.server.move import move

    password = first_password()
    url = account(args.url).render_as_string(hide_password=False)
    done = move(args.file, url, args.admin, password, _tell)
    if args.json:
        document = {"counts": dict(done.counts), "files": done.files}
        print_json(document | {"login": args.admin, "password": password})
        return 0
    told = {"matters": done.counts["matter"], "files": done.files}
    print(_said("db_moved", rows=sum(done.counts.values()), **told))
    if done.aside:
        print(_said("db_moved_aside", aside=done.aside))
    print(_said("server_admin", login=args.admin))
    print(_said("staff_first_password", password=password))
    say(_said("db_moved_next", file=args.file))
    return 0


def _tell(what: str, /, **values: object) -> None:
    say(_said(what, **values))


def _backup(args: argparse.Namespace) -> int:
    from app.admin.backup import backup

    with desk_of(args) as desk:
        made = backup(desk, args.file)
    if args.json:
        print_json(
            {
                "file": str(made.path),
                "size": made.size,
                "sha256": made.sha256,
                "counts": dict(made.manifest.counts),
                "missing": [f"{f.matter_id}/{f.sha256}" for f in made.missing],
            }
        )
    else:
        size = f"{made.size / 1_000_000:.1f} MB"
        print(_said("backup_done", path=made.path, size=size, **made.manifest.told()))
        say(_said("backup_verify"))
    if made.missing:
        say(_said("backup_missing", count=len(made.missing)))
    return 1 if made.missing else 0


def _verify(args: argparse.Namespace) -> int:
    from app.admin import archive
    from app.admin.verify import verify

    findings = verify(args.file)
    with archive.opened(args.file) as (_, manifest):
        say(_said("archive_made", **manifest.told()))
    return tell(findings, as_json=args.json)


def _restore(args: argparse.Namespace) -> int:
    from app.admin.restore import Who, restore

    who = Who(login_of(args), password_of(args))
    done = restore(args.file, database_of(args), who, force=args.force)
    if args.json:
        print_json({"counts": dict(done.manifest.counts), "aside": done.aside})
        return 0
    print(_said("restored", **done.manifest.told()))
    if done.aside:
        print(_said("restored_aside", aside=done.aside))
    return 0


def _said(what: str, /, **values: object) -> str:
    return SAID[what].format(**values)


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "upgrade": _upgrade,
    "check": _check,
    "demo": _demo,
    "move": _move,
    "backup": _backup,
    "verify": _verify,
    "restore": _restore,
}
