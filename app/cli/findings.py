"""Printing what a check found, as lines or as one JSON document."""

from collections.abc import Sequence

from app.admin.types import Finding, Level
from app.cli.output import print_json
from app.messages.admin import LEVELS, finding_text


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """One line each with its level, the hint below it; or `[{check, level, message, hint}]`."""
    if as_json:
        print_json([_document(finding) for finding in findings])
        return
    for finding in findings:
        message, hint = finding_text(finding)
        print(f"{LEVELS[finding.level]}  {message}")
        if hint:
            print(f"      → {hint}")


def count_bad(findings: Sequence[Finding]) -> int:
    return sum(finding.level is not Level.OK for finding in findings)


def _document(finding: Finding) -> dict[str, str]:
    message, hint = finding_text(finding)
    return {
        "check": finding.check,
        "level": str(finding.level),
        "message": message,
        "hint": hint,
    }
