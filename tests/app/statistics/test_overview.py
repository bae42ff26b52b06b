"""The overview: every figure is as long as the list behind it, and agrees with plain SQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.desk import Desk
from app.errors import NotPermitted
from app.intake.types import MatterRow
from app.statistics.behind import behind
from app.statistics.indicators import INDICATORS, card
from app.statistics.kinds import UNTYPED
from app.statistics.measures import HAPPENINGS, RULES
from app.statistics.overview import kind_options, overview
from app.statistics.period import Period, first_day, month_of, year_before
from app.statistics.queries import report
from app.statistics.rules import percent
from app.statistics.types import Bar, Overview, Scope, Selection
from db.enums import Post
from db.models import Unit
from db.session import reading
from tests.builders import TOWN
from tests.conftest import Clock, OpenAs, Statements, unguarded

YEAR = Scope(date(2026, 1, 1), date(2026, 9, 18))
SCOPES = {
    "year": YEAR,
    "month": Scope(date(2026, 9, 1), date(2026, 9, 18)),
    "last year": Scope(date(2025, 1, 1), date(2025, 12, 31)),
    "area": replace(YEAR, area=TOWN),
    "neighbours": replace(YEAR, kind="NEIGHBOR"),
    "questions": replace(YEAR, kind="INQUIRY"),
    "untyped": replace(YEAR, kind=UNTYPED),
    "nothing": Scope(date(2019, 1, 1), date(2019, 12, 31)),
}


def _behind(desk: Desk, selection: Selection, limit: int = 50) -> list[MatterRow]:
    found: list[MatterRow] = []
    while page := desk.read(behind, selection, after=found[-1] if found else None, limit=limit):
        found += page
    return found


def _figures(found: Overview) -> Iterator[tuple[str, int | None, Selection]]:
    for each in found.cards:
        yield each.key, each.numerator, each.counted
        if each.of is not None and each.denominator is not None:
            yield f"{each.key} of", each.denominator, each.of
            rest = replace(each.of, without=each.counted.rule)
            yield f"{each.key} rest", each.denominator - each.numerator, rest
    for bars in (found.months, found.months_before, found.types, found.ways, found.steps):
        for bar in bars:
            yield bar.key, bar.count, bar.counted


@pytest.mark.parametrize("name", SCOPES)
def test_every_figure_is_as_long_as_the_list_behind_it(years: Desk, at: Clock, name: str) -> None:
    figures = list(_figures(years.read(overview, SCOPES[name])))
    assert len(figures) >= 14 + 24
    for key, count, selection in figures:
        rows = _behind(years, selection, limit=200)
        assert len(rows) == (count or 0), key
        assert len({row.id for row in rows}) == len(rows), key


def test_the_same_holds_on_either_database(year: Desk) -> None:
    for scope in (YEAR, replace(YEAR, area=TOWN, kind="CONTRACT")):
        for key, count, selection in _figures(year.read(overview, scope)):
            assert len(_behind(year, selection)) == (count or 0), key


def test_the_year_is_not_empty(years: Desk, at: Clock) -> None:
    found = years.read(overview, YEAR)
    assert all(each.numerator > 0 for each in found.cards)
    assert len(found.types) > 8
    assert len(found.ways) > 3


def test_pages_join_without_gap_or_overlap(years: Desk, at: Clock) -> None:
    whole = Selection("registered", YEAR)
    assert _behind(years, whole, limit=7) == _behind(years, whole, limit=1000)


@pytest.mark.parametrize("rule", HAPPENINGS)
def test_pages_of_what_happened_join_too(years: Desk, at: Clock, rule: str) -> None:
    for scope in (YEAR, replace(YEAR, kind="NEIGHBOR")):
        whole = Selection(rule, scope)
        assert _behind(years, whole, limit=3) == _behind(years, whole, limit=1000)


@pytest.mark.parametrize("rule", RULES)
def test_every_list_takes_one_statement(year: Desk, statements: Statements, rule: str) -> None:
    for scope in (YEAR, replace(YEAR, area=TOWN, kind="NEIGHBOR")):
        statements.clear()
        year.read(behind, Selection(rule, scope))
        assert len(statements) == 1, "\n".join(statements)


def test_bars_add_up_to_their_card(years: Desk, at: Clock) -> None:
    found = years.read(overview, YEAR)
    registered = found.cards[0].numerator
    assert _sum(found.ways) == registered
    assert _sum(found.types) == found.steps[0].count
    assert _sum(found.months) >= registered
    assert [bar.count for bar in found.steps] == sorted(
        (bar.count or 0 for bar in found.steps), reverse=True
    )


def test_the_running_month_is_told_and_later_ones_are_not_there(years: Desk, at: Clock) -> None:
    found = years.read(overview, YEAR)
    assert found.running == 8
    assert [bar.count for bar in found.months[9:]] == [None] * 3
    assert None not in [bar.count for bar in found.months_before]
    assert years.read(overview, SCOPES["last year"]).running is None


def _sum(bars: tuple[Bar, ...]) -> int:
    return sum(bar.count or 0 for bar in bars)


_SQL = {
    "registered": "SELECT count(*) FROM matter WHERE state <> 'VOIDED'"
    " AND registered_on BETWEEN '2026-01-01' AND '2026-09-18'",
    "concluded": "SELECT count(DISTINCT m.id) FROM matter m JOIN mediation_case c"
    " ON c.matter_id = m.id WHERE m.state NOT IN ('MERGED', 'VOIDED')"
    " AND c.state IN ('AGREED', 'FAILED', 'TERMINATED')"
    " AND c.concluded_on BETWEEN '2026-01-01' AND '2026-09-18'",
    "closed_or_late": "SELECT count(*) FROM matter m"
    " WHERE m.registered_on BETWEEN '2026-01-01' AND '2026-09-18'"
    " AND m.state NOT IN ('MERGED', 'WITHDRAWN', 'VOIDED') AND (m.closed_on <= '2026-09-18' OR"
    " m.id IN (SELECT d.matter_id FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id"
    " WHERE r.code IN ('HANDLE', 'MEDIATION') AND d.ended_at IS NULL AND d.due_on < '2026-09-18'"
    " AND (d.met_at IS NULL OR date(d.met_at, '+8 hours') > d.due_on)))",
    "on_time": "SELECT count(*) FROM matter m"
    " WHERE m.registered_on BETWEEN '2026-01-01' AND '2026-09-18'"
    " AND m.state NOT IN ('MERGED', 'WITHDRAWN', 'VOIDED') AND m.closed_on <= '2026-09-18' AND"
    " m.id NOT IN (SELECT d.matter_id FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id"
    " WHERE r.code IN ('HANDLE', 'MEDIATION') AND d.ended_at IS NULL AND d.due_on < '2026-09-18'"
    " AND (d.met_at IS NULL OR date(d.met_at, '+8 hours') > d.due_on))",
    "rated": "SELECT count(DISTINCT matter_id) FROM revisit WHERE kind = 'SATISFACTION_REVISIT'"
    " AND satisfaction <> 'NOT_RATED' AND revisited_on BETWEEN '2026-01-01' AND '2026-09-18'",
    "performance_due": "SELECT count(DISTINCT i.matter_id) FROM performance_item i JOIN agreement a"
    " ON a.id = i.agreement_id WHERE a.state = 'EFFECTIVE' AND i.state <> 'CANCELLED'"
    " AND i.due_on BETWEEN '2026-01-01' AND '2026-09-18'",
    "overdue": "SELECT count(*) FROM matter WHERE next_due_at <= '2026-09-18 02:31:00'",
}


@pytest.mark.parametrize("rule", _SQL)
def test_it_agrees_with_a_recount_in_plain_sql(years: Desk, at: Clock, rule: str) -> None:
    with reading(unguarded(years)) as session:
        expected = session.scalar(sa.text(_SQL[rule]))
    assert expected
    assert len(_behind(years, Selection(rule, YEAR), limit=1000)) == expected


def test_the_tab_takes_five_statements_and_a_list_one(year: Desk, statements: Statements) -> None:
    year.read(overview, replace(YEAR, area=TOWN))
    assert 4 <= len(statements) <= 5
    before = len(statements)
    assert year.read(behind, Selection("registered", YEAR))
    assert len(statements) - before == 1


def test_the_report_says_the_same_as_the_tab(years: Desk, at: Clock) -> None:
    found = years.read(overview, YEAR)
    rows = {row.key: row for row in years.read(report, "overview", YEAR.since, YEAR.until).rows}
    for each in found.cards:
        told = (rows[each.key].value, rows[each.key].numerator, rows[each.key].denominator)
        assert told == (each.value, each.numerator, each.denominator)
    success = years.read(report, "success_closing", YEAR.since, YEAR.until).rows
    assert next(row.value for row in success if row.key == "successRate") == found.cards[1].value


def test_the_year_before_is_counted_by_the_same_rules(years: Desk, at: Clock) -> None:
    now, then = (years.read(overview, scope) for scope in (YEAR, year_before(YEAR)))
    for each, earlier in zip(now.cards[1:5], then.cards[1:5], strict=True):
        assert each.change == Decimal(each.value or 0) - Decimal(earlier.value or 0)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [([12], [0], None), ([6], [4], "50.0"), ([0], [3], "-100.0"), ([2], [3], "-33.3")],
)
def test_a_count_beside_the_year_before(
    now: list[int], before: list[int], change: str | None
) -> None:
    """domain/04 4.4: nothing to divide by is a dash, neither infinite nor 100 %."""
    found = card(INDICATORS[0], YEAR, now, before).change
    assert (found is None and change is None) or str(found) == change


def test_a_share_beside_the_year_before_is_in_points() -> None:
    found = card(INDICATORS[1], YEAR, [976, 1000], [969, 1000])
    assert (found.value, found.change) == (Decimal("97.6"), Decimal("0.7"))
    assert card(INDICATORS[1], YEAR, [0, 0], [1, 2]).change is None
    assert card(INDICATORS[1], YEAR, [0, 0], [1, 2]).value is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_card_rounds_as_the_rule_says(numerator: int, denominator: int) -> None:
    found = card(INDICATORS[1], YEAR, [numerator, denominator], [0, 0])
    assert found.value == percent(numerator, denominator)


@pytest.mark.parametrize(
    ("period", "first"),
    [(Period.WEEK, "2026-11-16"), (Period.MONTH, "2026-11-01"), (Period.QUARTER, "2026-10-01"),
     (Period.YEAR, "2026-01-01")],
)  # fmt: skip
def test_periods_begin_where_people_say(period: Period, first: str) -> None:
    assert first_day(period, date(2026, 11, 22)) == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [("2026-01-01", "2026-11-22", ("2025-01-01", "2025-11-22")),
     ("2028-02-01", "2028-02-29", ("2027-02-01", "2027-02-28")),
     ("2029-02-01", "2029-02-28", ("2028-02-01", "2028-02-29")),
     ("2028-02-29", "2028-03-01", ("2027-02-28", "2027-03-01"))],
)  # fmt: skip
def test_the_same_days_of_the_year_before(since: str, until: str, before: tuple[str, str]) -> None:
    found = year_before(Scope(date.fromisoformat(since), date.fromisoformat(until)))
    assert (str(found.since), str(found.until)) == before


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_has_all_its_days(year: int, month: int) -> None:
    found = month_of(YEAR, year, month)
    assert (found.since.day, found.since.month, found.until.month) == (1, month, month)
    assert (found.until - found.since).days + 1 in (28, 29, 30, 31)


def test_kinds_to_choose_from_have_words(years: Desk) -> None:
    options = dict(years.read(kind_options))
    assert options["NEIGHBOR"] == "邻里纠纷"
    assert "DISPUTE" not in options
    assert "FAMILY_PLANNING" not in options


def test_a_town_sees_its_own_figures_alone(year: Desk, open_as: OpenAs) -> None:
    with reading(unguarded(year)) as session:
        unit = session.scalars(sa.select(Unit.id).where(Unit.area_code == TOWN).limit(1)).one()
    town = open_as(Post.TOWN_CENTER, name="乡镇", unit_id=unit)
    seen = town.read(overview, YEAR).cards[0].numerator
    assert seen == town.read(overview, replace(YEAR, area=TOWN)).cards[0].numerator
    assert 0 < seen < year.read(overview, YEAR).cards[0].numerator


@pytest.mark.parametrize("post", [Post.HANDLER, Post.SYS_ADMIN, Post.AUDITOR])
def test_posts_without_statistics_see_neither_figure_nor_list(open_as: OpenAs, post: Post) -> None:
    desk = open_as(post, name="外人")
    for query, what in ((overview, YEAR), (behind, Selection("registered", YEAR))):
        with pytest.raises(NotPermitted):
            desk.read(query, what)  # type: ignore[arg-type]
