"""`fengqiao search`: what Ctrl+K finds."""

import argparse
from dataclasses import asdict

from app.cli.connect import desk_of
from app.cli.output import print_json, say
from app.cli.parser import at_least_one
from app.glossary import term
from app.messages.search import NOTHING, WHY
from app.search.find import find
from app.search.queries import MOST
from app.search.types import Found


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text",
        metavar="TEXT",
        help="姓名、姓名的拼音或者首字母、编号、电话、身份证号（要写全）、事情里的词",
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, default=MOST, help=f"最多几条，默认{MOST}"
    )
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")


def run(args: argparse.Namespace) -> int:
    """0 also where nothing was found: that is an answer."""
    with desk_of(args) as desk:
        found = find(desk, args.text, args.limit)
    if args.json:
        print_json([asdict(hit) for hit in found])
        return 0
    for hit in found:
        print(_line(hit))
    if not found:
        say(NOTHING)
    return 0


def _line(hit: Found) -> str:
    why = "、".join(WHY[code] for code in hit.why)
    shown = (hit.no, str(hit.registered_on), term(hit.state), hit.who, hit.title, f"（{why}）")
    return "  ".join(text for text in shown if text)
