"""A hundred thousand matters in every state, written past the commands: for lists at scale.

What a list reads is there, as the commands would leave it: the state, slips, running limits,
visits, numbers of other systems. Stage and next limit are the triggers' own work.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from db.enums import (
    AppealKind,
    AssignmentRole,
    AssignmentState,
    DisputeType,
    ExternalSystem,
    IntakeChannel,
    MatterState,
    RiskLevel,
    Track,
    UnitKind,
)
from db.models import Assignment, Deadline, DeadlineRule, ExternalNumber, Matter, Staff, Unit, Visit
from db.types import new_id

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
_AT_ONCE, _UNITS = 2000, 40
NOW = datetime(2026, 11, 20, 3, 33, tzinfo=UTC)


def fill(engine: sa.Engine, count: int) -> None:
    """Write `count` matters; the same ones each time but for their ids."""
    _add_units(engine)
    with engine.connect() as connection:
        rules = dict(connection.execute(sa.select(DeadlineRule.code, DeadlineRule.id)).all())
        units = list(connection.scalars(sa.select(Unit.id).order_by(Unit.code)))
        staff = connection.scalars(sa.select(Staff.id)).first()
    chance = random.Random(7)  # noqa: S311 - invented data, not a secret
    made = _rows(count, chance, rules, units, staff)
    for _ in range(0, count, _AT_ONCE):
        rows: dict[Any, list[dict[str, Any]]] = {}
        for kind, row in (pair for group in islice(made, _AT_ONCE) for pair in group):
            rows.setdefault(kind, []).append(row)
        with engine.execution_options(writes=True).begin() as connection:
            for kind in (Assignment, Deadline, Visit, ExternalNumber, Matter):
                if rows.get(kind):  # records first: the triggers then count each matter once
                    connection.execute(sa.insert(kind), rows[kind])
    _let_settle(engine)


def _let_settle(engine: sa.Engine) -> None:
    """What autovacuum does on a server before long; nobody analyses a local file."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _add_units(engine: sa.Engine) -> None:
    """As many as a county has."""
    rows = [
        {
            "id": new_id(),
            "version": 1,
            "code": f"DW-{number:02}",
            "name": f"第{number}承办单位",
            "kind": UnitKind.DEPARTMENT,
            "is_online": True,
            "valid_from": date(2020, 1, 1),
        }
        for number in range(_UNITS)
    ]
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.insert(Unit), rows)


def _rows(
    count: int, chance: random.Random, rules: dict[str, UUID], units: list[UUID], staff: Any
) -> Iterator[list[tuple[Any, dict[str, Any]]]]:
    weights = [share for share, *_ in SHARES]
    for number in range(count):
        _, state, slip, code = chance.choices(SHARES, weights)[0]
        at = NOW - timedelta(minutes=(count - number) * 15)
        matter = _matter(number, at, state, staff, chance)
        group = [(Matter, matter), (Visit, _visit(matter, staff))]
        target = matter["id"]
        if slip is not None:
            assignment = _slip(matter, slip, chance.choice(units))
            group.append((Assignment, assignment))
            target = target if code == "SATISFACTION_REVISIT" else assignment["id"]
        if code:
            due = NOW.date() + timedelta(days=chance.randint(-20, 20))
            group.append((Deadline, _deadline(matter, target, rules[code], due)))
        if chance.random() < 0.5:
            group.append((ExternalNumber, _number(matter, number)))
        yield group


def _matter(
    number: int, at: datetime, state: MatterState, staff: Any, chance: random.Random
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "no": f"{at:%Y%m%d}-9-{number:06}",
        "case_code": f"B{number:011}",
        "state": state,
        "appeal_kind": AppealKind.DISPUTE,
        "channel": IntakeChannel.WALK_IN,
        "title": "楼上渗水，要求修好并赔偿",
        "summary": "楼上渗水，客厅吊顶、地板泡坏，要求修好并赔一万五千元。" * 4,
        "dispute_type": chance.choice(list(DisputeType)),
        "risk_level": chance.choice([*RiskLevel, None]),
        "involved_count": chance.choice([2, 2, 3, 5, 12]),
        "is_sensitive": False,
        "window": "9",
        "first_responder_id": staff,
        "registered_at": at,
        "registered_on": at.date(),
    }


def _visit(matter: dict[str, Any], staff: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "channel": IntakeChannel.WALK_IN,
        "arrived_at": matter["registered_at"],
        "visitor_count": 1,
        "received_by_id": staff,
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
    }


def _number(matter: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "system": ExternalSystem.PROVINCIAL_PLATFORM,
        "number": f"P{number:09}",
    }
