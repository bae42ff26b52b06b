"""`fengqiao form`: print one paper of a matter to a PDF file."""

import argparse

from app.cli.connect import desk_of
from app.cli.output import write_file
from app.glossary import term
from app.matter.papers import print_form
from db.enums import FormKind


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "form",
        metavar="FORM",
        choices=[str(kind) for kind in FormKind],
        help="、".join(f"{kind} {term(kind)}" for kind in FormKind),
    )
    parser.add_argument("no", metavar="NO", help="事项编号或者查询码")
    parser.add_argument("--out", metavar="FILE.pdf", required=True, help="写到哪个文件")
    parser.add_argument("--draft", action="store_true", help="打印草稿，带“草稿”水印")
    parser.add_argument("--target", metavar="ID", help="有几份的，是哪一份")


def run(args: argparse.Namespace) -> int:
    with desk_of(args) as desk:
        content = desk.write(
            print_form, args.no, FormKind(args.form), target=args.target, draft=args.draft
        )
    write_file(args.out, content)
    print(args.out)
    return 0
