"""`fengqiao doctor`: what is in order on this PC, what is not, and what to do."""

import argparse

from app.admin.doctor import examine
from app.admin.types import Level
from app.cli.connect import database_of
from app.cli.findings import print_findings
from app.errors import EnvironmentTrouble


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")


def run(args: argparse.Namespace) -> int:
    """1 where something has to be mended before work can be done; warnings alone are 0."""
    try:
        database = database_of(args)
    except EnvironmentTrouble:  # the settings cannot be read; the findings say why
        database = None
    findings = examine(database)
    print_findings(findings, as_json=args.json)
    return 1 if any(finding.level is Level.ERROR for finding in findings) else 0
