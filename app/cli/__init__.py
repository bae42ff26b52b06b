"""The command line, one file per command group of design/cli.md: parse, call, print.

`main` imports the module of the chosen group alone, so that a small command starts at once.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

GROUPS: dict[str, str] = {
    "db": "建立、升级、检查、备份和恢复数据库",
    "matter": "登记、查看、办理事项",
    "form": "打印文书",
    "search": "查找事项",
    "stats": "统计报表",
    "import": "从表格导入",
    "deadline": "计算期限",
    "check": "核对身份证号、信用代码、电话、金额",
    "staff": "管理用户",
    "server": "建立和检查多台电脑合用的服务器",
    "doctor": "检查这台电脑能不能正常用",
}
"""Each is a module of this package with `configure(parser)` and `run(args) -> int`; a word of
Python's own has a line behind it."""

DONE, REFUSED, ENVIRONMENT, DEFECT = 0, 1, 3, 4
"""Exit status, with 2 for wrong usage: the public contract of design/cli.md."""

_WITHOUT_LOG = frozenset({"check", "deadline"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. `argv` is what follows the program's name."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        status = _run(words)
        sys.stdout.flush()
    except SystemExit as left:  # argparse has said what is wrong, or shown its help
        return left.code if isinstance(left.code, int) else REFUSED
    except BrokenPipeError:
        _drop_output()
        return ENVIRONMENT
    except KeyboardInterrupt:
        print("已经停下，没有做完。", file=sys.stderr)
        return REFUSED
    except Exception as error:
        return _explain(error)
    return status


def _run(words: list[str]) -> int:
    group = chosen(words)
    module: Any = import_module(module_of(group)) if group else None
    args = _parse(words, group, module)
    if group not in _WITHOUT_LOG:
        _set_up_log(is_needed=group != "doctor")
    return int(module.run(args))


def module_of(group: str) -> str:
    """The module of a group."""
    return f"app.cli.{group}_" if iskeyword(group) else f"app.cli.{group}"


def _set_up_log(*, is_needed: bool) -> None:
    """A PC without a place for the log can do nothing but be examined."""
    from app import log, settings
    from app.errors import EnvironmentTrouble

    try:
        log.set_up(settings.home())
    except EnvironmentTrouble:
        if is_needed:
            raise


def chosen(words: Sequence[str]) -> str | None:
    """The group the command line names: the first word that is neither option nor its value."""
    rest = iter(words)
    for word in rest:
        if word in ("--database", "--user"):
            next(rest, None)
        elif not word.startswith("-"):
            return word if word in GROUPS else None
    return None


def _parse(words: list[str], group: str | None, module: Any) -> "argparse.Namespace":
    from argparse import Namespace

    from app.cli.parser import Parser

    parser = Parser(prog="fengqiao", description="枫桥工作台")
    groups = parser.add_subparsers(dest="group", metavar="命令", required=True, title="命令")
    for name, text in GROUPS.items():
        sub = groups.add_parser(name, help=text, description=text)
        if name == group:
            module.configure(sub)
    return parser.parse_args(words, Namespace(database=None, user=None, password_stdin=False))


def _codes(error: Exception) -> Iterator[str]:
    """What `overruled` must name to go on all the same; empty where nothing can be overruled."""
    from app.errors import Invalid, Severity

    if isinstance(error, Invalid):
        for problem in error.problems:
            yield problem.code if problem.severity is Severity.WARN else ""
    else:
        yield ""


def _explain(error: Exception) -> int:
    from app.cli.output import say
    from app.errors import DomainError, InfrastructureError, SignInRefused, StaleRecord
    from app.messages import error_lines

    if not isinstance(error, (DomainError, InfrastructureError)):
        return _confess(error)
    for line, code in zip(error_lines(_as_left(error), paths=True), _codes(error), strict=False):
        say(f"{line}〔{code}〕" if code else line)
    ours = isinstance(error, (DomainError, StaleRecord)) and not isinstance(error, SignInRefused)
    return REFUSED if ours else ENVIRONMENT


def _as_left(error: Any) -> Any:
    """What became of a lost commit a window finds out at the next save; a command has no next."""
    from app.errors import DatabaseUnavailable

    if isinstance(error, DatabaseUnavailable) and error.values.get("why") == "unknown":
        return DatabaseUnavailable(why="unknown_left")
    return error


def _confess(error: Exception) -> int:
    """A defect: the number is what the user can name, the details are in the log."""
    from app import log

    number = log.incident(error)
    print(f"程序出了错，这是程序的毛病。事故编号：{number}", file=sys.stderr)
    print(f"请把编号和日志告诉管理员：{log.place()}", file=sys.stderr)
    return DEFECT


def _speak_utf8() -> None:
    """The same bytes on every platform, whatever its code page."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Whoever read us has gone; let Python's own flush at the end find somewhere to write."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        sys.stdout = None
