"""What the statistics tab shows at one look, and the same as report `overview`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.admin.places import areas_of_centre
from app.glossary import term
from app.permissions import Actor, Permission
from app.reference import reference
from app.statistics.counting import in_scope
from app.statistics.indicators import INDICATORS, STEPS, card, selections
from app.statistics.kinds import key_of, label_of, place_of
from app.statistics.measures import NO_WAY, conditions, counts
from app.statistics.period import month_of, year_before
from app.statistics.rules import count_row
from app.statistics.types import Bar, Card, Overview, Row, Scope, Selection
from db.enums import AppealKind, Disposition, DisputeType
from db.models import Matter

TITLE = "统计概览"
NOTE = (
    "登记、纠纷类型、去向按登记日统计，作废的不计；成功率按调解办结日，满意率按回访日，"
    "履行率按约定的履行日；已超期是此刻的数，没有上年同期。同比是与上年同样这些天相比，"
    "率的同比单位是百分点。"
)


def overview(session: Session, actor: Actor, scope: Scope) -> Overview:
    """Every figure of the tab, in five statements. Raises NotPermitted."""
    actor.require(Permission.VIEW_STATS)
    return made(session, actor, scope)


def made(session: Session, actor: Actor, scope: Scope) -> Overview:
    """The same for who has checked the permission."""
    wanted = [s for indicator in INDICATORS for s in selections(indicator, scope)]
    before = [s for indicator in INDICATORS for s in selections(indicator, year_before(scope))]
    steps = [Selection(key, scope) for key, _, _ in STEPS]
    found = iter(counts(session, actor, [*wanted, *before, *steps]))
    now, then = [next(found) for _ in wanted], [next(found) for _ in before]
    year = scope.until.year
    this, last = _months(session, actor, scope, (year, year - 1))
    today = clock.today()
    return Overview(
        scope=scope,
        made_at=clock.now(),
        cards=tuple(_with_longest(session, actor, each) for each in _cards(scope, now, then)),
        months=this,
        months_before=last,
        running=today.month - 1 if year == today.year else None,
        types=_types(session, actor, scope),
        ways=_ways(session, actor, scope),
        steps=tuple(
            Bar(key, label, count, selection)
            for (key, label, _), count, selection in zip(STEPS, found, steps, strict=True)
        ),
    )


def area_options(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Codes and names of the centre's own area and of everything below it."""
    actor.require(Permission.VIEW_STATS)
    return areas_of_centre(session)


def kind_options(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Keys and words to choose a kind by: the types in use, then the other kinds of appeal."""
    actor.require(Permission.VIEW_STATS)
    retired = reference(session).retired_types
    types = [str(kind) for kind in DisputeType if kind not in retired]
    appeals = [str(kind) for kind in AppealKind if kind is not AppealKind.DISPUTE]
    return tuple((key, label_of(key)) for key in (*types, *appeals))


def rows(session: Session, actor: Actor, scope: Scope) -> Iterator[Row]:
    """The overview as rows of a report."""
    found = made(session, actor, scope)
    for each in found.cards:
        yield Row(each.key, each.label, each.value, each.unit, each.formula, each.numerator,
                  each.denominator)  # fmt: skip
    for bars, formula in ((found.months, "当月登记的事项，不计作废"),
                          (found.months_before, "上年当月登记的事项，不计作废")):  # fmt: skip
        for bar in bars:
            if bar.count is not None:
                yield count_row(f"month.{bar.key}", bar.key, bar.count, formula)
    for bar in found.types:
        yield count_row(f"type.{bar.key}", bar.label, bar.count or 0, "期内登记的这一类纠纷")
    for bar in found.ways:
        yield count_row(f"way.{bar.key}", bar.label, bar.count or 0, "期内登记、去向是它的事项")
    for bar, (_, _, formula) in zip(found.steps, STEPS, strict=True):
        yield count_row(f"step.{bar.key}", bar.label, bar.count or 0, formula)


def _cards(scope: Scope, now: Sequence[int], then: Sequence[int]) -> Iterator[Card]:
    """`now` and `then`: the counts of all indicators, one after the other."""
    place = 0
    for indicator in INDICATORS:
        end = place + len(selections(indicator, scope))
        yield card(indicator, scope, list(now[place:end]), list(then[place:end]))
        place = end


def _with_longest(session: Session, actor: Actor, found: Card) -> Card:
    """What is overdue also tells by how many days the worst is late."""
    if not (found.is_now and found.numerator):
        return found
    within = in_scope(actor, found.counted.scope)
    query = sa.select(sa.func.min(Matter.next_due_at)).where(*conditions(found.counted, within))
    earliest: datetime = session.execute(query).scalar_one()
    last_day = clock.local(earliest - timedelta(microseconds=1)).date()
    return replace(found, longest=(clock.today() - last_day).days)


def _months(
    session: Session, actor: Actor, scope: Scope, years: tuple[int, int]
) -> tuple[tuple[Bar, ...], ...]:
    """Twelve of each year. Days are added up here, since the databases cut dates otherwise."""
    whole = replace(scope, since=date(min(years), 1, 1), until=date(max(years), 12, 31))
    within = in_scope(actor, whole)
    query = sa.select(Matter.registered_on, sa.func.count()).where(
        *conditions(Selection("registered", whole), within)
    )
    found: Counter[tuple[int, int]] = Counter()
    for day, count in session.execute(query.group_by(Matter.registered_on)):
        found[day.year, day.month] += count
    return tuple(
        tuple(_month(scope, year, month, found[year, month]) for month in range(1, 13))
        for year in years
    )


def _month(scope: Scope, year: int, month: int, count: int) -> Bar:
    whole = month_of(scope, year, month)
    has_begun = whole.since <= clock.today()
    counted = Selection("registered", whole)
    return Bar(f"{year:04}-{month:02}", f"{month}月", count if has_begun else None, counted)


def _types(session: Session, actor: Actor, scope: Scope) -> tuple[Bar, ...]:
    """Disputes by type, the most first."""
    disputes = Selection("disputes", scope)
    found = Counter[str]()
    kind = (Matter.appeal_kind, Matter.dispute_type)
    for appeal, dispute, count in _grouped(session, actor, disputes, kind):
        found[key_of((appeal, dispute))] += count
    order = sorted(found, key=lambda key: (-found[key], place_of(key)))
    return tuple(
        Bar(key, label_of(key), found[key], replace(disputes, kinds=(key,))) for key in order
    )


def _ways(session: Session, actor: Actor, scope: Scope) -> tuple[Bar, ...]:
    """Where matters went (table K), in its order; those that went nowhere yet at the end."""
    registered = Selection("registered", scope)
    found = {
        str(way) if way else NO_WAY: count
        for way, count in _grouped(session, actor, registered, (Matter.disposition,))
    }
    order = [str(way) for way in Disposition if str(way) in found]
    order += [NO_WAY] if NO_WAY in found else []
    return tuple(Bar(key, _way(key), found[key], replace(registered, ways=(key,))) for key in order)


def _way(key: str) -> str:
    return "还没有去向" if key == NO_WAY else term(Disposition(key))


def _grouped(
    session: Session, actor: Actor, selection: Selection, by: Sequence[Any]
) -> Sequence[Any]:
    within = in_scope(actor, selection.scope)
    query = sa.select(*by, sa.func.count()).where(*conditions(selection, within))
    return session.execute(query.group_by(*by)).all()
