"""What falls to each older matter of the demonstration: drawn by weights that move with the
seasons, the same for the same seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from app.clock import SHANGHAI
from app.demo.places import ROSTERS, TOWNS, Roster
from app.demo.words import OTHERS, STORIES, TYPE_WEIGHTS, UNIT_OF, a_name
from db.enums import AppealKind, Difficulty, DisputeType, IntakeChannel, Satisfaction

T = TypeVar("T")

YEARS = 3
_SEASON = (1.15, 0.55, 1.0, 1.05, 1.1, 1.15, 1.25, 1.2, 1.0, 0.85, 1.0, 1.2)
"""How much comes in, January to December; the long holidays take days from February, October."""
_SATURDAY = 5
REACHES = {"answered_filed": 27, "guided_filed": 18, "reported_filed": 21,
           "archived": 22, "oral_filed": 10, "failed_filed": 2}  # fmt: skip
STILL_OPEN = {"answered_filed": "answered_at_window", "guided_filed": "guided",
              "reported_filed": "assigned", "archived": "in_mediation",
              "oral_filed": "in_mediation", "failed_filed": "in_mediation"}  # fmt: skip
"""Where a matter stands that is too young to have come to its end."""
_CHANNELS = {IntakeChannel.WALK_IN: 62, IntakeChannel.PHONE: 12, IntakeChannel.HOTLINE_12345: 11,
             IntakeChannel.GRID_REPORT: 8, IntakeChannel.POLICE_110: 4,
             IntakeChannel.LETTER: 3}  # fmt: skip
_TOWNS = dict(zip(TOWNS, (30, 16, 26, 19, 9), strict=True))
_RATINGS = {Satisfaction.SATISFIED: 82, Satisfaction.BASICALLY_SATISFIED: 11,
            Satisfaction.DISSATISFIED: 3, Satisfaction.NOT_RATED: 4}  # fmt: skip
_DIFFICULTY = {Difficulty.SIMPLE: 84, Difficulty.COMPLEX: 14, Difficulty.MAJOR: 2}
_YUAN = (600, 800, 1200, 1500, 2600, 3000, 3800, 5000, 7200, 9600, 12000, 26000)
_LATE_IN_A_HUNDRED = 7


@dataclass(frozen=True, slots=True)
class Lot:
    """One matter to be: `reach` names the course it takes, `fen` what an agreement is about."""

    registered: datetime
    reach: str
    is_late: bool
    appeal: AppealKind
    kind: DisputeType | None
    summary: str
    demand: str
    people: tuple[str, str]
    channel: IntakeChannel
    town: str
    unit: str
    roster: Roster
    mediator: str
    difficulty: Difficulty
    rating: Satisfaction
    fen: int


def moments(random: Random, matters: int, until: date) -> list[datetime]:
    """When each is registered: working hours of the years before `until`, that day included."""
    first = until - timedelta(days=365 * YEARS)
    days = [first + timedelta(days=n) for n in range(1, 365 * YEARS + 1)]
    drawn = random.choices(days, [_weight(day, first) for day in days], k=matters)
    minutes = [random.randrange(8 * 60 + 30, 17 * 60) for _ in drawn]
    return sorted(
        datetime.combine(day, time(m // 60, m % 60), SHANGHAI)
        for day, m in zip(drawn, minutes, strict=True)
    )


def _weight(day: date, first: date) -> float:
    """Few on a weekend; a tenth more every year."""
    growth = 1 + (day - first).days / 3650
    return _SEASON[day.month - 1] * growth * (0.06 if day.weekday() >= _SATURDAY else 1)


def draw(random: Random, moment: datetime) -> Lot:
    """The lot of the matter registered at `moment`."""
    reach = pick(random, REACHES)
    appeal, kind = _subject(random, reach, moment.month)
    summary, demand = random.choice(STORIES[kind] if kind else OTHERS[appeal])
    town = pick(random, _TOWNS)
    roster = _roster(town, kind)
    return Lot(
        registered=moment,
        reach=reach,
        is_late=random.randrange(100) < _LATE_IN_A_HUNDRED,
        appeal=appeal,
        kind=kind,
        summary=summary,
        demand=demand,
        people=(a_name(random), a_name(random)),
        channel=pick(random, _CHANNELS),
        town=town,
        unit=UNIT_OF.get(kind, "ZJ") if kind else "ZJ",
        roster=roster,
        mediator=random.choice(roster.mediators),
        difficulty=pick(random, _DIFFICULTY),
        rating=pick(random, _RATINGS),
        fen=random.choice(_YUAN) * 100,
    )


def pick(random: Random, weights: Mapping[T, int]) -> T:
    return random.choices(list(weights), list(weights.values()))[0]


def _subject(random: Random, reach: str, month: int) -> tuple[AppealKind, DisputeType | None]:
    """What it is about: at the window mostly questions; only disputes are mediated."""
    if reach == "answered_filed":
        return pick(random, {AppealKind.INQUIRY: 80, AppealKind.HELP_REQUEST: 20}), None
    if reach == "reported_filed" and random.random() < 0.4:
        kinds = {AppealKind.HELP_REQUEST: 4, AppealKind.COMPLAINT: 4, AppealKind.SUGGESTION: 2}
        return pick(random, kinds), None
    weights = dict(TYPE_WEIGHTS)
    weights[DisputeType.LABOR_MIGRANT_WAGE] *= 4 if month in (1, 12) else 1
    weights[DisputeType.NEIGHBOR] *= 2 if month in (6, 7, 8) else 1
    return AppealKind.DISPUTE, pick(random, weights)


def _roster(town: str, kind: DisputeType | None) -> Roster:
    """The committee for the trade, else that of the town."""
    if kind is DisputeType.TRAFFIC_ACCIDENT:
        return next(roster for roster in ROSTERS if roster.industry)
    return next(roster for roster in ROSTERS if roster.area == town)
