"""What a line says of its limit."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from app.clock import SHANGHAI
from app.deadlines.calendar import Calendar
from app.deadlines.types import Colour
from app.dispatch.rules import soon_until
from app.dispatch.types import Limit, WorkRow
from app.dispatch.words import due_text, end_text, kind_text, risk_text
from db.enums import AppealKind, DisputeType, RiskLevel, Stage
from db.models.matter import NO_DUE

NOW = datetime(2026, 11, 20, 11, 33, tzinfo=SHANGHAI)


def a_row(limit: Limit | None = None, **changes: object) -> WorkRow:
    values: dict[str, object] = {
        "id": uuid4(),
        "no": "20261120-1-018",
        "stage": Stage.TO_ASSIGN,
        "risk_level": RiskLevel.ORANGE,
        "is_assessed": True,
        "appeal_kind": AppealKind.DISPUTE,
        "dispute_type": DisputeType.NEIGHBOR,
        "title": "楼上渗水",
        "registered_at": NOW,
        "next_due_at": NO_DUE,
        "limit": limit,
        "is_stopped": False,
        "units": (),
    }
    return WorkRow(**(values | changes))  # type: ignore[arg-type]


def day(due: date) -> WorkRow:
    return a_row(Limit("研判分流", due, None, Colour.GREEN))


def hour(text: str) -> WorkRow:
    due = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    return a_row(Limit("研判分流（红色等级）", due.date(), due, Colour.ORANGE))


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 11, 18), "超 2 天"),
        (date(2026, 11, 19), "超 1 天"),
        (date(2026, 11, 20), "今天到期"),
        (date(2026, 11, 21), "明天到期"),
        (date(2026, 11, 23), "周一 11-23"),
        (date(2026, 12, 21), "12-21"),
        (date(2027, 1, 4), "2027-01-04"),
    ],
)
def test_a_limit_in_days(due: date, told: str) -> None:
    assert due_text(day(due), NOW) == told


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2026-11-18T09:00", "超 2 天"),
        ("2026-11-20T09:00", "超 2 小时"),
        ("2026-11-20T11:32", "超 1 分钟"),
        ("2026-11-20T11:34", "剩 1 分钟"),
        ("2026-11-20T12:33", "剩 1 小时"),
        ("2026-11-20T12:34", "今天 12:34"),
        ("2026-11-21T00:10", "明天 00:10"),
        ("2026-11-23T09:00", "周一 11-23 09:00"),
    ],
)
def test_a_limit_in_hours(due: str, told: str) -> None:
    assert due_text(hour(due), NOW) == told


def test_no_end_says_why() -> None:
    assert due_text(a_row(is_stopped=True), NOW) == end_text(a_row(is_stopped=True)) == "暂停计时"
    assert due_text(a_row(), NOW) == end_text(a_row()) == "没有期限"


def test_the_kind_and_the_risk_of_a_line() -> None:
    assert kind_text(a_row()) == "邻里"
    assert kind_text(a_row(dispute_type=None, appeal_kind=AppealKind.INQUIRY)) == "咨询"
    assert risk_text(a_row()) == "橙色"
    assert risk_text(a_row(risk_level=None)) == "一般"
    assert risk_text(a_row(risk_level=None, is_assessed=False)) == "未研判"


def test_near_reaches_over_days_that_are_no_workdays() -> None:
    friday = date(2026, 11, 20)
    until = soon_until(friday, Calendar({}, frozenset({2026})))
    assert until == datetime(2026, 11, 24, tzinfo=SHANGHAI)
