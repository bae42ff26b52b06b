"""`fengqiao import`: lists of other systems, with a dry run and the bad rows in a file."""

import argparse
from pathlib import Path

from app.cli.connect import desk_of
from app.cli.output import print_json, say
from app.cli.parser import Parser
from app.desk import Desk
from app.errors import Invalid, Problem
from app.exchange.check import Checked, check_sheet
from app.exchange.commands import take_sheet
from app.exchange.header import find_header
from app.exchange.layouts import faults_of, layout_for
from app.exchange.reading import open_sheet
from app.exchange.types import RowState
from app.exchange.workbook import result_text, write_bad_rows, write_template

KINDS = ("matters",)
"""Of the kinds of design/cli.md, those there are so far."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help="导入什么：matters 事项")
    parser.add_argument("file", metavar="FILE", nargs="?", help="表格：.xlsx .xls .ods .csv")
    parser.add_argument("--dry-run", action="store_true", help="只试一遍，什么也不登记")
    parser.add_argument("--errors", metavar="FILE.xlsx", help="有问题的行连同原因另存到这里")
    parser.add_argument("--keep-going", action="store_true", help="有问题的跳过，其余照登")
    parser.add_argument("--template", metavar="FILE.xlsx", help="写一张空表，不用数据库")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(parser=parser)


def run(args: argparse.Namespace) -> int:
    for name in filter(None, (args.errors, args.template)):
        _require_free(Path(name))
    if args.template:
        write_template(Path(args.template))
        print(args.template)
        return 0
    _require_file(args, args.parser)
    sheet = open_sheet(Path(args.file))
    header = find_header(sheet)
    with desk_of(args) as desk:
        layout, _ = desk.read(layout_for, header.titles, f"{sheet.file} {sheet.name}")
        if faults := faults_of(layout):
            raise Invalid(faults)
        checked = check_sheet(desk, sheet, header, layout, _silent)
        return _taken(desk, args, checked)


def _require_free(file: Path) -> None:
    if file.is_file():
        raise Invalid([Problem("", "FILE_THERE", values={"path": str(file)})])


def _require_file(args: argparse.Namespace, parser: Parser) -> None:
    if args.file is None:
        parser.error("the following arguments are required: FILE")


def _silent(_done: int, _whole: int) -> None:
    """Whoever waits at a command line has Ctrl+C, between two lots."""


def _taken(desk: Desk, args: argparse.Namespace, checked: Checked) -> int:
    bad = checked.counts().bad
    is_refused = bool(bad) and not args.keep_going
    try:
        if not (args.dry_run or is_refused):
            take_sheet(desk, checked, _silent)
    finally:  # whatever stopped it, what is registered is told
        _tell(args, checked)
    if is_refused and not args.dry_run:
        raise Invalid([Problem("", "ROWS_BAD", values={"count": bad})])
    return 1 if checked.counts().bad else 0


def _tell(args: argparse.Namespace, checked: Checked) -> None:
    if args.json:
        print_json([_row(checked, at) for at in range(len(checked.rows))])
    for found in checked.rows:
        if found.state is RowState.BAD:
            say(f"第{found.row}行：{result_text(found)}")
        elif not args.json:
            print(f"{found.row}  {result_text(found)}")
    counts = checked.counts()
    say(
        f"已登记{counts.taken}件，可以登记{counts.ready}件，"
        f"已经登记过{counts.known}件，有问题{counts.bad}行"
    )
    if args.errors and counts.bad:
        write_bad_rows(checked, Path(args.errors))


def _row(checked: Checked, at: int) -> dict[str, object]:
    found = checked.rows[at]
    faults = [{"cell": problem.field, "code": problem.code} for problem in found.faults]
    return {"row": found.row, "state": found.state, "no": found.no or None, "faults": faults}
