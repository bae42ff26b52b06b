"""The two plain reports, compared with counts in plain SQL, on both databases."""

import io
import json
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.desk import Desk
from app.errors import Invalid, NotFound, NotPermitted
from app.statistics.commands import document, export_report
from app.statistics.queries import REPORTS, report
from app.statistics.rules import months, percent, shown
from app.statistics.types import Report, Scope
from db.enums import (
    MatterState,
    Post,
)
from db.models import AuditEntry, Matter
from db.session import reading, writing
from tests.builders import COUNTY, TOWN
from tests.conftest import OpenAs, Statements, unguarded

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
AUTUMN = (date(2026, 8, 15), date(2026, 10, 31))


def _sql(desk: Desk, statement: str, **values: object) -> int:
    with reading(unguarded(desk)) as session:
        return int(session.scalar(sa.text(statement), values) or 0)


def _values(found: Report) -> dict[str, object]:
    return {row.key: row.value for row in found.rows}


@pytest.mark.parametrize("period", [SEPTEMBER, AUTUMN, (date(2026, 9, 18), date(2026, 9, 18))])
def test_matters_by_month_and_type_agree_with_sql(year: Desk, period: tuple[date, date]) -> None:
    values = _values(year.read(report, "matters_monthly", *period))
    base = (
        "SELECT count(*) FROM matter WHERE state <> 'VOIDED'"
        " AND registered_on BETWEEN :since AND :until"
    )
    told = {"since": str(period[0]), "until": str(period[1])}
    if year.engine.dialect.name == "postgresql":
        base = base.replace(":since", "CAST(:since AS date)").replace(
            ":until", "CAST(:until AS date)"
        )
    assert values["total"] == _sql(year, base, **told)
    for kind in ("NEIGHBOR", "CONTRACT"):
        count = _sql(year, f"{base} AND dispute_type = :kind", kind=kind, **told)
        assert values.get(f"type.{kind}", 0) == count
    assert values.get("type.INQUIRY", 0) == _sql(
        year, f"{base} AND appeal_kind = 'INQUIRY'", **told
    )
    assert sum(v for k, v in values.items() if k.startswith("type.")) == values["total"]  # type: ignore[misc]


def test_every_month_of_the_period_is_there_and_adds_up(year: Desk) -> None:
    values = _values(year.read(report, "matters_monthly", *AUTUMN))
    monthly = {
        key: value for key, value in values.items() if key.count(".") == 1 and "month" in key
    }
    assert list(monthly) == ["month.2026-08", "month.2026-09", "month.2026-10"]
    assert sum(monthly.values()) == values["total"]  # type: ignore[arg-type]
    september = [v for k, v in values.items() if k.startswith("month.2026-09.")]
    assert sum(september) == monthly["month.2026-09"]  # type: ignore[arg-type]


def test_success_and_closing_agree_with_sql(year: Desk) -> None:
    found = year.read(report, "success_closing", *SEPTEMBER)
    rows = {row.key: row for row in found.rows}
    cases = (
        "SELECT count(*) FROM mediation_case c JOIN matter m ON m.id = c.matter_id"
        " WHERE c.concluded_on BETWEEN '2026-09-01' AND '2026-09-30'"
        " AND m.state NOT IN ('MERGED', 'VOIDED')"
    )
    ended = _sql(year, cases + " AND c.state IN ('AGREED', 'FAILED', 'TERMINATED')")
    agreed = _sql(year, cases + " AND c.state = 'AGREED'")
    assert ended > agreed > 0
    assert (rows["successRate"].numerator, rows["successRate"].denominator) == (agreed, ended)
    cohort = (
        "SELECT count(*) FROM matter WHERE registered_on BETWEEN '2026-09-01' AND '2026-09-30'"
        " AND state NOT IN ('MERGED', 'WITHDRAWN', 'VOIDED')"
    )
    registered, closed = _sql(year, cohort), _sql(year, cohort + " AND closed_on <= '2026-09-30'")
    assert registered > closed > 0
    assert (rows["closureRate"].numerator, rows["closureRate"].denominator) == (closed, registered)
    assert rows["closureRate"].value == percent(closed, registered)


def test_what_was_closed_after_the_period_is_open_at_its_end(year: Desk) -> None:
    with writing(unguarded(year)) as session:
        session.execute(
            sa.update(Matter).values(state=MatterState.CLOSED, closed_on=date(2026, 10, 1))
        )
    rows = {row.key: row for row in year.read(report, "success_closing", *SEPTEMBER).rows}
    assert rows["closed"].value == 0
    assert rows["closureRate"].value == Decimal("0.0")


def test_nothing_to_divide_by_is_a_dash_and_not_zero(desk: Desk) -> None:
    rows = {row.key: row for row in desk.read(report, "success_closing", *SEPTEMBER).rows}
    assert rows["successRate"].value is None
    assert shown(rows["successRate"].value) == "—"
    assert document(desk.read(report, "success_closing", *SEPTEMBER))["rows"][2]["value"] is None


def test_an_area_counts_with_everything_below_it(year: Desk) -> None:
    def total(area: str | None) -> object:
        return _values(year.read(report, "matters_monthly", *AUTUMN, area))["total"]

    town = _sql(year, "SELECT count(*) FROM matter WHERE area_code = :c AND state <> 'VOIDED'"
                      " AND registered_on >= '2026-08-15'", c=TOWN)  # fmt: skip
    assert total(TOWN) == town
    county = total(COUNTY)
    assert county == total("371502") == total("3715")
    assert isinstance(county, int)
    assert town < county < int(str(total(None)))


def test_an_unknown_area_and_a_period_backwards_are_refused(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.read(report, "matters_monthly", *SEPTEMBER, "999999")
    assert refused.value.problems[0].code == "AREA_UNKNOWN"
    with pytest.raises(Invalid) as refused:
        desk.read(report, "matters_monthly", SEPTEMBER[1], SEPTEMBER[0])
    assert refused.value.problems[0].code == "PERIOD_BACKWARDS"


def test_an_unknown_report_is_named(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.read(report, "monthly_lies", *SEPTEMBER)


def test_every_row_says_what_it_is_made_of(year: Desk) -> None:
    for name in REPORTS:
        for row in year.read(report, name, *AUTUMN).rows:
            assert row.formula
            assert row.label
            if row.denominator is None:
                assert row.value == row.numerator
            else:
                assert row.value == percent(row.numerator, row.denominator)


def test_a_handler_counts_the_own_matters_alone(year: Desk, open_as: OpenAs) -> None:
    chief = open_as(Post.UNIT_CHIEF, name="韩志")
    assert _values(chief.read(report, "matters_monthly", *AUTUMN))["total"] == 0


@pytest.mark.parametrize("post", [Post.HANDLER, Post.SYS_ADMIN, Post.AUDITOR, Post.USHER])
def test_posts_without_statistics_see_none(open_as: OpenAs, post: Post) -> None:
    with pytest.raises(NotPermitted):
        open_as(post, name="外人").read(report, "matters_monthly", *SEPTEMBER)


def test_who_may_look_may_not_always_take_it_home(open_as: OpenAs) -> None:
    chief = open_as(Post.UNIT_CHIEF, name="韩志")
    chief.read(report, "success_closing", *SEPTEMBER)
    with pytest.raises(NotPermitted):
        chief.write(export_report, "success_closing", *SEPTEMBER, ending=".json")


def test_a_report_takes_few_statements(year: Desk, statements: Statements) -> None:
    year.read(report, "matters_monthly", *AUTUMN)
    assert len(statements) == 1
    year.read(report, "success_closing", *AUTUMN)
    assert len(statements) == 2


def test_a_json_file_holds_the_report(year: Desk) -> None:
    content = year.write(export_report, "success_closing", *SEPTEMBER, ending=".json")
    assert json.loads(content) == document(year.read(report, "success_closing", *SEPTEMBER))


def test_a_workbook_holds_text_as_text_and_no_formula(year: Desk) -> None:
    content = year.write(export_report, "matters_monthly", *AUTUMN, ending=".xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
        assert "xl/charts/chart1.xml" in book.namelist()
    assert "<f>" not in sheet
    assert "邻里纠纷" in texts
    assert "2026-08-15 至 2026-10-31" in texts


def test_taking_a_report_out_is_audited(year: Desk) -> None:
    year.write(export_report, "success_closing", *SEPTEMBER, COUNTY, ending=".xlsx")
    with reading(unguarded(year)) as session:
        last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert last is not None
        assert (last.action, last.object_id) == ("export", "success_closing")
        assert "2026-09-01/2026-09-30" in last.after
        assert COUNTY in last.after


def test_an_ending_we_cannot_write_is_refused_before_anything_is_counted(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(export_report, "success_closing", *SEPTEMBER, ending=".doc")
    assert refused.value.problems[0].code == "STATS_ENDING"


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        (8279, 8505, "97.3"),
        (3424, 3509, "97.6"),
        (28334, 31924, "88.8"),
        (6217, 6368, "97.6"),
        (5894, 5935, "99.3"),
        (389, 400, "97.3"),
        (1, 800, "0.1"),
        (1, 3, "33.3"),
        (0, 7, "0.0"),
        (9, 10, "90.0"),
    ],
)
def test_shares_round_a_five_up(numerator: int, denominator: int, share: str) -> None:
    """domain/04 4.1 and 4.3; 389/400 is 97.25 exactly."""
    assert str(percent(numerator, denominator)) == share


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_within_half_a_tenth(numerator: int, denominator: int) -> None:
    share = percent(numerator, denominator)
    assert share is not None
    error = share - Decimal(100 * numerator) / Decimal(denominator)
    assert Decimal("-0.05") < error <= Decimal("0.0500001")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 900))
def test_months_are_without_gap(since: date, days: int) -> None:
    scope = Scope(since, since + timedelta(days=days))
    found = list(months(scope))
    assert found[0] == f"{since:%Y-%m}"
    assert found[-1] == f"{scope.until:%Y-%m}"
    assert found == sorted(set(found))
    assert len(found) == (scope.until.year - since.year) * 12 + scope.until.month - since.month + 1
