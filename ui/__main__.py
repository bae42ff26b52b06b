"""`fengqiao`: the window, `--demo` and `tour`; every other word goes to app.cli, without Qt.

What only the window needs is imported where it is needed: commands start here too, and a small
one has about 0.1 s (tests/benchmarks/check.py).
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

REFUSED, ENVIRONMENT = 1, 3
_BEFORE = ("--database", "--user")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit status of design/cli.md."""
    args = list(sys.argv[1:] if argv is None else argv)
    if not _is_for_the_window(args):
        from app.cli import main as cli

        return cli(args)
    from ui import environment

    chosen = _parser().parse_args(args)
    if chosen.command == "tour":
        return _tour(chosen.out)
    if chosen.demo and not environment.has_display():
        print("这里没有显示屏，窗口打不开；改为把做好的页面走一遍，拍成图片。")  # noqa: T201
        return _tour(chosen.out)
    return _window(chosen)


def _is_for_the_window(args: Sequence[str]) -> bool:
    rest = list(args)
    while rest and rest[0].partition("=")[0] in _BEFORE:
        del rest[: 1 if "=" in rest[0] else 2]
    return not rest or rest[0] in ("--demo", "tour")


def _parser() -> "argparse.ArgumentParser":
    from app.cli.parser import Parser

    parser = Parser(prog="fengqiao")
    parser.add_argument("--demo", action="store_true", help="打开示范数据，关掉以后不留下什么")
    parser.add_argument("--out", type=Path, help="没有显示屏时图片放到哪里")
    parser.set_defaults(command="", database=None, user=None)
    commands = parser.add_subparsers(dest="command")
    tour = commands.add_parser("tour", help="把主要工作走一遍，每一步拍一张图")
    tour.add_argument("--out", type=Path, required=True, help="图片和文书放到哪个文件夹")
    return parser


def _window(chosen: "argparse.Namespace") -> int:
    from ui import before_qt, environment

    if not environment.has_display():
        return _say("这里没有显示屏，窗口打不开。可以用命令行，写法见：fengqiao --help")
    if packages := environment.missing_libraries(with_display=True):
        return _say(environment.sentence(packages))
    before_qt.load()
    from app.errors import InfrastructureError
    from app.messages import error_text
    from ui import shell

    try:
        if chosen.demo:
            with _throw_away() as folder:
                return shell.run_demo(folder)
        return shell.run(chosen.database, chosen.user)
    except InfrastructureError as error:
        return _say(error_text(error))


def _tour(out: Path | None) -> int:
    import tempfile

    from ui import before_qt, environment

    with_display = environment.has_display()
    if packages := environment.missing_libraries(with_display=with_display):
        return _say(environment.sentence(packages))
    if not with_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    before_qt.load()
    from ui.tour import walk as tour

    target = out or Path(tempfile.mkdtemp(prefix="fengqiao-tour-"))
    with _throw_away() as folder:
        return tour.run(folder, target)


@contextmanager
def _throw_away() -> Iterator[Path]:
    """A home for the program that is gone afterwards, so that a demonstration touches nothing."""
    import shutil
    import tempfile

    before = os.environ.get("FENGQIAO_HOME")
    folder = Path(tempfile.mkdtemp(prefix="fengqiao-demo-"))
    os.environ["FENGQIAO_HOME"] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["FENGQIAO_HOME"]
        else:
            os.environ["FENGQIAO_HOME"] = before
        shutil.rmtree(folder, ignore_errors=True)


def _say(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201
    return ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
