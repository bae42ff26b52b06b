"""Taking a report out of the program, which is audited (domain/09 section 4)."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import Invalid, Problem
from app.permissions import Actor, Permission
from app.statistics.queries import made, scope_of
from app.statistics.types import Report, Row, Scope
from app.statistics.workbook import workbook

ENDINGS = (".json", ".xlsx")


def export_report(
    session: Session,
    actor: Actor,
    name: str,
    since: date,
    until: date,
    area: str | None = None,
    kind: str | None = None,
    *,
    ending: str,
) -> bytes:
    """The bytes of a file with `ending`. Raises as `report`, and Invalid (STATS_ENDING)."""
    actor.require(Permission.EXPORT_STATS)
    if ending not in ENDINGS:
        values = {"ending": ending or "（没有）", "known": " ".join(ENDINGS)}
        raise Invalid([Problem("out", "STATS_ENDING", values=values)])
    report = made(session, actor, name, scope_of(since, until, area, kind))
    _record(session, "report", name, report.scope, ending)
    if ending == ".json":
        return json.dumps(document(report), ensure_ascii=False, indent=1).encode()
    return workbook(report, clock.local(clock.now()))


def note_picture(session: Session, actor: Actor, name: str, scope: Scope, *, how: str) -> None:
    """Write down that a chart leaves the program; `how` is `.png`, `.svg` or `clipboard`.

    Raises NotPermitted.
    """
    actor.require(Permission.EXPORT_STATS)
    _record(session, "chart", name, scope, how)


def _record(session: Session, what: str, name: str, scope: Scope, ending: str) -> None:
    period = f"{scope.since}/{scope.until}"
    audit.record(session, "export", what, name, ending=ending, period=period, area=scope.area,
                 kind=scope.kind)  # fmt: skip


def document(report: Report) -> dict[str, Any]:
    """The report as its JSON: design/cli.md."""
    scope = report.scope
    return {
        "report": report.name,
        "title": report.title,
        "period": {"from": scope.since.isoformat(), "to": scope.until.isoformat()},
        "area": scope.area,
        "note": report.note,
        "rows": [_row(row) for row in report.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "value": float(row.value) if isinstance(row.value, Decimal) else row.value,
        "unit": row.unit,
        "formula": row.formula,
        "numerator": row.numerator,
        "denominator": row.denominator,
    }
