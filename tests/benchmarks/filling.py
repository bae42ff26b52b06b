"""A hundred thousand matters in every state, written past the commands: for lists at scale.

What a list reads is there, as the commands would leave it: the state, slips, limits, visits,
numbers of other systems, and what filling_more.py adds. Stage and next limit are the triggers'
own work.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from db.enums import (
    AppealKind,
    AssignmentRole,
    AssignmentState,
    Disposition,
    DisputeType,
    ExternalSystem,
    IntakeChannel,
    MatterState,
    RiskLevel,
    Track,
    UnitKind,
)
from db.models import (
    Agreement,
    Area,
    Assignment,
    Deadline,
    DeadlineRule,
    ExternalNumber,
    Matter,
    MediationCase,
    PerformanceItem,
    Unit,
    Visit,
)
from db.types import new_id
from tests.benchmarks.filling_more import Cast, cast_of, rows_of, visitor
from tests.builders import COUNTY, TOWN

SHARES: tuple[tuple[int, MatterState, AssignmentState | None, str], ...] = (
    (2, MatterState.REGISTERED, None, "DISPATCH"),
    (2, MatterState.ASSESSED, None, "DISPATCH"),
    (2, MatterState.IN_HANDLING, AssignmentState.ISSUED, "ACK"),
    (5, MatterState.IN_HANDLING, AssignmentState.IN_PROGRESS, "HANDLE"),
    (2, MatterState.IN_HANDLING, AssignmentState.REPORTED, ""),
    (2, MatterState.ANSWERED, AssignmentState.APPROVED, ""),
    (25, MatterState.CLOSED, AssignmentState.APPROVED, "SATISFACTION_REVISIT"),
    (60, MatterState.ARCHIVED, AssignmentState.APPROVED, ""),
)
"""Per cent, state of the matter and of its slip, and the limit that runs: three years of a busy
centre that is behind with revisits."""
_GONE_TO: dict[MatterState, tuple[Disposition | None, ...]] = {
    MatterState.REGISTERED: (None,),
    MatterState.ASSESSED: (None,),
}
_MAY_GO_TO = (
    *((Disposition.TO_UNIT,) * 12),
    *((Disposition.TO_MEDIATION,) * 8),
    *((Disposition.GUIDED,) * 4),
    Disposition.JOINT,
)
_TYPES = [1 / (place + 1) for place in range(len(DisputeType) + 1)]
_CLOSED = (MatterState.CLOSED, MatterState.ARCHIVED)
_AT_ONCE, _UNITS, _TOWNS, _FIRST_ENTRY = 2000, 40, 12, 1000
NOW = datetime(2026, 11, 20, 3, 33, tzinfo=UTC)


def fill(engine: sa.Engine, count: int) -> None:
    """Write `count` matters; the same ones each time but for their ids."""
    chance = random.Random(7)  # noqa: S311 - invented data, not a secret
    _check_no_keys(engine)
    with engine.execution_options(writes=True).begin() as connection:
        places = _places(connection)
        rules = dict(connection.execute(sa.select(DeadlineRule.code, DeadlineRule.id)).all())
        cast = cast_of(connection, rules, NOW)
    made = _rows(count, chance, cast, places)
    for _ in range(0, count, _AT_ONCE):
        rows: dict[Any, list[dict[str, Any]]] = {}
        for kind, row in (pair for group in islice(made, _AT_ONCE) for pair in group):
            rows.setdefault(kind, []).append(row)
        with engine.execution_options(writes=True).begin() as connection:
            for kind in sorted(rows, key=_place):
                connection.execute(sa.insert(kind), rows[kind])
    _let_settle(engine)


def _place(kind: Any) -> int:
    """Records before their matters, which the triggers then count once; cases, which are counted
    with their matter, after them, and then their papers."""
    late = (Matter, MediationCase, Agreement, PerformanceItem)
    return late.index(kind) + 1 if kind in late else 0


def _check_no_keys(engine: sa.Engine) -> None:
    """While a row waits for the one it names, SQLite looks through whole tables for others."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # the one the pool then hands out again
        connection.cursor().execute("PRAGMA foreign_keys = OFF")
        connection.close()


def _let_settle(engine: sa.Engine) -> None:
    """What autovacuum does on a server before long; nobody analyses a local file."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _places(connection: sa.Connection) -> tuple[list[UUID], list[str]]:
    """As many units and towns as a county has: keys of the ones, codes of the others."""
    units = [_unit(number) for number in range(_UNITS)]
    towns = [_town(number) for number in range(_TOWNS)]
    connection.execute(sa.insert(Unit), units)
    connection.execute(sa.insert(Area), towns)
    return [row["id"] for row in units], [TOWN, *(row["code"] for row in towns)]


def _unit(number: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "code": f"DW-{number:02}",
        "name": f"第{number}承办单位",
        "kind": UnitKind.DEPARTMENT,
        "is_online": True,
        "valid_from": date(2020, 1, 1),
    }


def _town(number: int) -> dict[str, Any]:
    code = f"371502{200 + number}000"
    return {
        "code": code,
        "parent_code": COUNTY,
        "name": f"第{number}镇",
        "valid_from": date(2020, 1, 1),
    }


def _rows(
    count: int, chance: random.Random, cast: Cast, places: tuple[list[UUID], list[str]]
) -> Iterator[list[tuple[Any, dict[str, Any]]]]:
    weights = [share for share, *_ in SHARES]
    units, towns = places
    for number in range(count):
        _, state, slip, code = chance.choices(SHARES, weights)[0]
        at = NOW - timedelta(minutes=(count - number) * 15)
        matter = _matter(number, at, state, chance.choice(cast.staff), chance) | {
            "area_code": chance.choice(towns)
        }
        visit = _visit(matter)
        group = [(Matter, matter), (Visit, visit), visitor(matter, visit["id"])]
        target = matter["id"]
        if slip is not None:
            assignment = _slip(matter, slip, chance.choice(units))
            group.append((Assignment, assignment))
            target = target if code == "SATISFACTION_REVISIT" else assignment["id"]
        if code:
            due = NOW.date() + timedelta(days=chance.randint(-20, 20))
            group.append((Deadline, _deadline(matter, target, cast.rules[code], due)))
        if chance.random() < 0.5:
            group.append((ExternalNumber, _number(matter, number)))
        group += rows_of(matter, _FIRST_ENTRY + 2 * number, cast, chance)
        yield group


def _matter(
    number: int, at: datetime, state: MatterState, staff: Any, chance: random.Random
) -> dict[str, Any]:
    appeal, kind = _about(chance)
    day = clock.local(at).date()
    return {
        "id": new_id(),
        "version": 1,
        "no": f"{at:%Y%m%d}-9-{number:06}",
        "case_code": f"B{number:011}",
        "state": state,
        "appeal_kind": appeal,
        "channel": IntakeChannel.WALK_IN,
        "title": "楼上渗水，要求修好并赔偿",
        "summary": "楼上渗水，客厅吊顶、地板泡坏，要求修好并赔一万五千元。" * 4,
        "dispute_type": kind,
        "risk_level": chance.choice([*RiskLevel, None]),
        "involved_count": chance.choice([2, 2, 3, 5, 12]),
        "is_sensitive": False,
        "window": "9",
        "first_responder_id": staff,
        "registered_at": at,
        "registered_on": day,
        "disposition": chance.choice(_GONE_TO.get(state, _MAY_GO_TO)),
        "closed_on": min(day + timedelta(days=35), clock.local(NOW).date())
        if state in _CLOSED
        else None,
    }


def _about(chance: random.Random) -> tuple[AppealKind, DisputeType | None]:
    """Disputes, most of them of a few types; one in four is something else."""
    if chance.random() < 0.25:
        return chance.choice([kind for kind in AppealKind if kind is not AppealKind.DISPUTE]), None
    return AppealKind.DISPUTE, chance.choices([*DisputeType, None], _TYPES)[0]


def _visit(matter: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "channel": IntakeChannel.WALK_IN,
        "arrived_at": matter["registered_at"],
        "visitor_count": 1,
        "received_by_id": matter["first_responder_id"],
    }


def _slip(matter: dict[str, Any], state: AssignmentState, unit: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "matter_id": matter["id"],
        "ordinal": 1,
        "role": AssignmentRole.LEAD,
        "unit_id": unit,
        "state": state,
        "reason": "归口办理",
        "issued_at": matter["registered_at"],
    }


def _deadline(matter: dict[str, Any], target: UUID, rule: UUID, due: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "track": Track.MATTER if target == matter["id"] else Track.ASSIGNMENT,
        "target_id": target,
        "rule_id": rule,
        "started_at": matter["registered_at"],
        "started_on": matter["registered_on"],
        "due_on": due,
        "met_at": None,
    }


def _number(matter: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "system": ExternalSystem.PROVINCIAL_PLATFORM,
        "number": f"P{number:09}",
    }
