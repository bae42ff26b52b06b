"""Printing what a check found, as lines or as one JSON document."""

from collections.abc import Sequence

from app.admin.types import Finding, Level
from app.cli.output import print_json, say
from app.messages.admin import LEVELS, SAID, finding_text


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


def tell(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print them and how many are bad; the exit status."""
    print_findings(findings, as_json=as_json)
    if bad := count_bad(findings):
        say(SAID["db_findings"].format(count=bad))
        return 1
    say(SAID["db_sound"])
    return 0


def _document(finding: Finding) -> dict[str, str]:
    message, hint = finding_text(finding)
    return {
        "check": finding.check,
        "level": str(finding.level),
        "message": message,
        "hint": hint,
    }
