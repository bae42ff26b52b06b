"""`fengqiao stats`: a report on the screen or in a file, with what each figure is made of."""

import argparse
from pathlib import Path

from app.cli.connect import desk_of
from app.cli.output import print_json, write_file
from app.cli.parser import Parser, a_day
from app.statistics.commands import ENDINGS, document, export_report
from app.statistics.queries import REPORTS, report
from app.statistics.rules import shown
from app.statistics.types import Report, Row
from app.statistics.workbook import period_text


def configure(parser: argparse.ArgumentParser) -> None:
    names = "、".join(f"{name} {definition.title}" for name, definition in REPORTS.items())
    parser.add_argument("report", nargs="?", metavar="REPORT", help=f"报表：{names}")
    parser.add_argument("--list", action="store_true", help="列出有哪些报表")
    parser.add_argument("--from", dest="since", metavar="D", type=a_day, help="从哪天起")
    parser.add_argument("--to", dest="until", metavar="D", type=a_day, help="到哪天止，含当天")
    parser.add_argument("--area", metavar="CODE", help="只统计这个辖区和它的下级")
    parser.add_argument("--out", metavar="FILE", help=f"存成文件，按结尾：{' '.join(ENDINGS)}")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")
    parser.set_defaults(parser=parser)


def run(args: argparse.Namespace) -> int:
    if args.list:
        return _list(as_json=args.json)
    _require(args, args.parser)
    asked = (args.report, args.since, args.until, args.area)
    with desk_of(args) as desk:
        if args.out:
            ending = Path(args.out).suffix.lower()
            write_file(args.out, desk.write(export_report, *asked, ending=ending))
            print(args.out)
            return 0
        found = desk.read(report, *asked)
    if args.json:
        print_json(document(found))
    else:
        _print(found)
    return 0


def _list(*, as_json: bool) -> int:
    if as_json:
        print_json([{"report": name, "title": each.title} for name, each in REPORTS.items()])
    else:
        for name, each in REPORTS.items():
            print(f"{name}  {each.title}")
    return 0


def _require(args: argparse.Namespace, parser: Parser) -> None:
    given = {"REPORT": args.report, "--from": args.since, "--to": args.until}
    if missing := [option for option, value in given.items() if value is None]:
        parser.error(f"the following arguments are required: {', '.join(missing)}")


def _print(found: Report) -> None:
    print(found.title)
    print(period_text(found))
    for row in found.rows:
        print(f"{row.label}  {_figure(row)}  {row.formula}")
    print(found.note)


def _figure(row: Row) -> str:
    if row.denominator is None:
        return f"{shown(row.value)}{row.unit}"
    unit = row.unit if row.value is not None else ""
    return f"{shown(row.value)}{unit}（{row.numerator}/{row.denominator}）"
