"""Copying a matter that was told by real commands: other days, other people, the same course.

A copy has every row the commands wrote, so that whatever holds of the original holds of it.
Left out are the stored bytes of its papers, which name the original's people.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from db.models import Base

_LEFT_OUT = {"search_entry", "issued_paper", "private_number", "attachment", "file_content"}
_KEPT_BY_DATABASE = {"stage", "next_due_at", "came_before", "on_platform", "late_after"}
"""Columns of matter that triggers fill (db/sql)."""
_DAY_IN_TEXT = re.compile(r"\d{4}-\d\d-\d\d")
Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, values by column."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the original, and its columns that a copy changes, by what they hold."""

    table: str
    values: dict[str, Any]
    ids: tuple[str, ...]
    moments: tuple[tuple[str, int, time | None], ...]
    """Each with the days since registering, and its time of day where that is another."""
    days: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A whole matter with the words in it that belong to its own story."""

    started: datetime
    days: int
    """From registering to the last event, in days begun."""
    words: tuple[str, ...]
    lines: tuple[_Line, ...]
    own: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a copy has otherwise: its beginning, days that last `stretch` times as long, other
    places for the original's, and other words, the longest first."""

    started: datetime
    stretch: int
    places: Mapping[UUID, UUID]
    words: Mapping[str, str]


def course_of(session: Session, no: str, words: tuple[str, ...]) -> Course:
    """The matter `no` with all its rows."""
    tables = Base.metadata.tables
    matter = session.execute(sa.select(tables["matter"]).where(tables["matter"].c.no == no)).one()
    values = {k: v for k, v in matter._asdict().items() if k not in _KEPT_BY_DATABASE}
    started = matter.registered_at
    lines = [_line(tables["matter"], values, words, started)]
    for table in Base.metadata.sorted_tables:
        if "matter_id" not in table.c or table.name in _LEFT_OUT:
            continue
        found = sa.select(table).where(table.c.matter_id == matter.id).order_by(table.c.id)
        lines += [_line(table, row._asdict(), words, started) for row in session.execute(found)]
    ended = max(v["occurred_at"] for v in (x.values for x in lines) if "occurred_at" in v)
    return Course(
        started=started,
        days=(ended - started).days + 1,
        words=words,
        lines=tuple(lines),
        own=tuple(line.values["id"] for line in lines),
    )


def copied(
    course: Course, change: Change, random: Random, due: Callable[[UUID, date], date | None]
) -> Rows:
    """The rows of the copy; `due` tells the last day of a limit by its rule and first day."""
    ids = dict(change.places)
    ids.update((old, new_key(change.started, random)) for old in course.own)
    made: Rows = {}
    begun = clock.local(change.started)
    for line in course.lines:
        row = dict(line.values)
        for name in line.ids:
            row[name] = ids.get(row[name], row[name])
        for name, days, at in line.moments:
            day = begun.date() + timedelta(days=days * change.stretch)
            row[name] = datetime.combine(day, at or begun.time(), clock.SHANGHAI)
        for name in line.days:
            row[name] = _moved(row[name], course, change)
        for name in line.texts:
            row[name] = _retold(row[name], course, change)
        if line.table == "deadline":
            row["due_on"] = due(row["rule_id"], row["started_on"])
        made.setdefault(line.table, []).append(row)
    return made


def _line(
    table: sa.Table, values: dict[str, Any], words: tuple[str, ...], started: datetime
) -> _Line:
    def those(kind: type, rule: Callable[[Any], bool] = lambda _: True) -> tuple[str, ...]:
        return tuple(k for k, v in values.items() if type(v) is kind and rule(v))

    def is_story(text: str) -> bool:
        return any(word in text for word in words) or bool(_DAY_IN_TEXT.search(text))

    moments = tuple((name, *_since(values[name], started)) for name in those(datetime))
    return _Line(table.name, values, those(UUID), moments, those(date), those(str, is_story))


def _since(moment: datetime, started: datetime) -> tuple[int, time | None]:
    here, begun = clock.local(moment), clock.local(started)
    at = None if here.time() == begun.time() else here.time()
    return (here.date() - begun.date()).days, at


def _moved(day: date, course: Course, change: Change) -> date:
    since = clock.local(course.started).date()
    return clock.local(change.started).date() + (day - since) * change.stretch


def _retold(text: str, course: Course, change: Change) -> str:
    for word in course.words:
        text = text.replace(word, change.words.get(word, word))
    return _DAY_IN_TEXT.sub(
        lambda found: str(_moved(date.fromisoformat(found[0]), course, change)), text
    )


def new_key(moment: datetime, random: Random) -> UUID:
    """A UUIDv7 of that moment, the same for the same seed."""
    milliseconds = int(moment.timestamp() * 1000)
    bits = random.getrandbits(74)
    return UUID(int=milliseconds << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits % (1 << 62))
