"""The argument parser: Chinese throughout, the global options at every level, exit status 2."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

WRONG_USAGE = 2
ENOUGH = 1_000_000


class _Formatter(argparse.HelpFormatter):
    """argparse's layout with its one English word replaced."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose sub-parsers are of its own kind, so that each takes the global options."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", _Formatter)
        super().__init__(**kwargs, add_help=False, allow_abbrev=False)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")
        add_global_options(self)

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the command line and leave with status 2."""
        print(in_chinese(message), file=sys.stderr)
        print(f"要看怎么写：{self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """Which database, and as whom. Not given, they are not set, so that a sub-command does not
    undo what stood before it."""
    group = parser.add_argument_group("连接数据库")
    for option, metavar, text in (
        ("--database", "URL", "数据库：本机文件的路径，或者 postgresql://…"),
        ("--user", "NAME", "登录名；不写就是这台电脑的用户"),
    ):
        group.add_argument(option, metavar=metavar, default=argparse.SUPPRESS, help=text)
    group.add_argument(
        "--password-stdin",
        action="store_true",
        default=argparse.SUPPRESS,
        help="从标准输入的第一行读密码；也可以放在 FENGQIAO_PASSWORD 里",
    )


_CHINESE: Sequence[tuple[str, str]] = (
    (r"the following arguments are required: (.+)", r"还缺：\1"),
    (r"one of the arguments (.+) is required", r"要写其中一个：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): invalid choice: (.+?)(?:, maybe .+)? \(choose from (.+)\)",
     r"\1 不能是 \2，可以是：\3"),
    (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", r"\1 后面要写一个值"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 和 \2 不能一起用"),
    (r"argument (.+?): invalid .+? value: (.+)", r"\1 的值 \2 写得不对"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不用写值：\2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)  # fmt: skip


def in_chinese(message: str) -> str:
    """argparse's sentence in Chinese; one it has newly learnt is passed on behind a heading."""
    for pattern, text in _CHINESE:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(text)
    return f"命令写得不对：{message}"


def at_least_one(text: str) -> int:
    """A whole number from 1, for options such as --limit; more than any list has is enough."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError("要写从1开始的整数")
    return min(number, ENOUGH)


def a_day(text: str) -> date:
    """A date such as 2026-10-03."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日期请写成 2026-10-03") from error
