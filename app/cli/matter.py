"""`fengqiao matter`: register, list, show, what can be done, and doing it."""

import argparse
from collections.abc import Sequence
from typing import Any

from app.cli.connect import desk_of
from app.cli.jsonable import jsonable
from app.cli.output import STDIN, print_json, read_json, say
from app.cli.parser import a_day, at_least_one
from app.desk import Desk
from app.errors import Invalid, Problem, StateForbids
from app.form import MOST_FAULTS
from app.glossary import term
from app.intake.commands import register_matters
from app.intake.queries import matters_page
from app.intake.types import MatterDraft, Registered
from app.matter.act import Option, act, actions_of, form_of
from app.matter.due import run_due
from app.matter.queries import matter_detail
from app.messages import error_lines, error_text, problem_text
from app.messages.story import told
from app.schema import json_schema, read
from db.enums import Action, MatterState

_DEFAULT_LIMIT = 50


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="操作", required=True)
    register = actions.add_parser("register", help="登记一件或几件事项")
    register.add_argument("file", metavar="FILE.json", help="一件事项，或者一个列表；- 是标准输入")
    register.add_argument("--keep-going", action="store_true", help="有错的跳过，其余照登")
    register.add_argument("--json", action="store_true", help="输出 JSON")
    listing = actions.add_parser("list", help="列出事项，新的在前")
    listing.add_argument(
        "--state",
        choices=[str(s) for s in MatterState],
        metavar="S",
        help="状态：" + "、".join(f"{s} {term(s)}" for s in MatterState),
    )
    listing.add_argument("--from", dest="since", type=a_day, metavar="D", help="从哪天登记的起")
    listing.add_argument("--to", dest="until", type=a_day, metavar="D", help="到哪天登记的止")
    listing.add_argument(
        "--limit",
        type=at_least_one,
        default=_DEFAULT_LIMIT,
        metavar="N",
        help=f"最多几件，默认{_DEFAULT_LIMIT}",
    )
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    for name, text in (("show", "一件事项的全部内容"), ("actions", "现在可以做什么")):
        sub = actions.add_parser(name, help=text)
        sub.add_argument("no", metavar="NO", help="事项编号或者查询码")
        sub.add_argument("--json", action="store_true", help="输出 JSON")
    doing = actions.add_parser("act", help="办一步")
    doing.add_argument("no", metavar="NO", help="事项编号或者查询码")
    doing.add_argument(
        "what",
        metavar="ACTION",
        choices=[str(a) for a in Action],
        help="、".join(f"{a} {term(a)}" for a in Action),
    )
    doing.add_argument("file", metavar="FILE.json", nargs="?", help="这一步要填的；- 是标准输入")
    doing.add_argument(
        "--target", metavar="ID", help="哪一张交办单、哪个案件、哪份协议、哪一项履行"
    )
    doing.add_argument("--json", action="store_true", help="办完以后输出整件事项的 JSON")


def run(args: argparse.Namespace) -> int:
    # What is read from files is read before anybody signs in: a slip there costs nothing.
    file = getattr(args, "file", None)
    if file == STDIN and args.password_stdin:
        raise Invalid([Problem("", "STDIN_TWICE")])
    data = read_json(file) if file else {}
    with desk_of(args) as desk:
        desk.write(run_due)
        match args.action:
            case "register":
                return _register(desk, args, data)
            case "list":
                return _list(desk, args)
            case "show":
                return _show(desk, args)
            case "actions":
                return _actions(desk, args)
            case _:
                return _act(desk, args, data)


def _register(desk: Desk, args: argparse.Namespace, data: object) -> int:
    several = data if isinstance(data, list) else [data]
    at = "[{}]" if isinstance(data, list) else ""
    if not several:
        raise Invalid([Problem("", "NOTHING_TO_REGISTER")])
    if args.keep_going:
        return _register_what_can_be(desk, args, several, at)
    _tell_registered(args, desk.write(register_matters, _drafts(several, at), at))
    return 0


def _register_what_can_be(desk: Desk, args: argparse.Namespace, several: list[Any], at: str) -> int:
    done, refused = list[Registered](), 0
    try:
        for i, entry in enumerate(several):
            place = at.format(i)
            try:
                draft = read(MatterDraft, entry, place)
                done += desk.write(register_matters, [draft], place)
            except Invalid as error:
                refused += 1
                for line in error_lines(error, paths=True):
                    say(line)
    finally:  # whatever stopped it, what is registered has its number told
        _tell_registered(args, done)
        say(f"登记了{len(done)}件，没有登记{len(several) - len(done)}件")
    return 1 if refused else 0


def _drafts(several: list[Any], at: str) -> list[MatterDraft]:
    """All drafts, or the faults of every one of them."""
    drafts, problems = [], list[Problem]()
    for i, entry in enumerate(several):
        try:
            drafts.append(read(MatterDraft, entry, at.format(i)))
        except Invalid as error:
            problems += error.problems
        if len(problems) >= MOST_FAULTS:
            problems.append(Problem("", "FAULTS_MORE"))
            break
    if problems:
        raise Invalid(problems)
    return drafts


def _tell_registered(args: argparse.Namespace, done: Sequence[Registered]) -> None:
    for one in done:
        for like in one.warnings:
            say(f"{one.no}：{told(like)}")
        for line in error_lines(Invalid(one.reminders), paths=True):
            say(f"{one.no}：提醒：{line}")
    if args.json:
        rows = [{"no": r.no, "id": r.id, "warnings": r.warnings} for r in done]
        print_json(jsonable(rows))
        return
    for one in done:
        print(f"{one.no}  查询码 {one.case_code}  {one.id}")


def _list(desk: Desk, args: argparse.Namespace) -> int:
    state = MatterState(args.state) if args.state else None
    rows = desk.read(
        matters_page, limit=args.limit, state=state, since=args.since, until=args.until
    )
    if args.json:
        print_json(jsonable(rows))
        return 0
    for row in rows:
        kind = term(row.dispute_type or row.appeal_kind)
        print(f"{row.no}  {term(row.state)}  {kind}  {row.who}  {row.title}")
    return 0


def _show(desk: Desk, args: argparse.Namespace) -> int:
    detail = desk.read(matter_detail, args.no)
    if args.json:
        print_json(jsonable(detail))
        return 0
    from app.cli.story import lines

    for line in lines(detail):
        print(line)
    return 0


def _actions(desk: Desk, args: argparse.Namespace) -> int:
    detail = desk.read(matter_detail, args.no)
    options = actions_of(detail, desk.actor)
    if args.json:
        print_json([_option(option) for option in options])
        return 0
    for option in options:
        mark = "可以" if option.allowed else "不行"
        print(f"{mark}  {option.action}  {term(option.action)}  {option.target}  {_why(option)}")
    return 0


def _option(option: Option) -> dict[str, Any]:
    return {
        "action": str(option.action),
        "target": option.target,
        "allowed": option.allowed,
        "reason": _why(option),
        "schema": json_schema(option.form),
    }


def _why(option: Option) -> str:
    if option.forbidden_by is None:
        return ""
    return error_text(StateForbids(option.action, *option.forbidden_by))


def _act(desk: Desk, args: argparse.Namespace, data: object) -> int:
    action = Action(args.what)
    form = read(form_of(action), data)
    done = desk.write(act, args.no, action, form, args.target)
    for reminder in done.reminders:
        say(f"提醒：{problem_text(reminder)}")
    if args.json:
        print_json(jsonable(done.detail))
        return 0
    facts = "  ".join(f"{key}={value}" for key, value in done.facts.items())
    print(f"{done.detail.no}  {term(done.detail.state)}  {facts}".rstrip())
    return 0
