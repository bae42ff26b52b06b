"""Is everything the desks were told is stored there, once, and in order? (tests/many_desks.py)"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg

from app.admin.check import check_database
from app.admin.types import Level
from tests.many_desks import Edit, Journal

Connection = psycopg.Connection[Any]


def faults(url: str, journals: Sequence[Journal]) -> list[str]:
    """What is not as the desks were told, in words; `url` is that of the server's own account."""
    with psycopg.connect(url) as connection:
        found = [
            *_unexpected(journals),
            *_registered(connection, journals),
            *_steps(connection, journals),
            *_numbers(connection),
            *_edits(connection, journals),
        ]
    bad = [each for each in check_database(url) if each.level is not Level.OK]
    return [*found, *(f"{each.code} {dict(each.values)}" for each in bad)]


def _unexpected(journals: Sequence[Journal]) -> Iterator[str]:
    told = sum((journal.unexpected for journal in journals), Counter[str]())
    yield from (f"{times} times {what}" for what, times in told.most_common())


def _registered(connection: Connection, journals: Sequence[Journal]) -> Iterator[str]:
    """Each number given out is one matter's, and nobody else was given it."""
    stored = dict(connection.execute("SELECT no, case_code FROM matter").fetchall())
    given = Counter(no for journal in journals for no in journal.registered)
    yield from (f"{no} was given out {times} times" for no, times in given.items() if times > 1)
    for journal in journals:
        for no, code in journal.registered.items():
            if stored.get(no) != code:
                yield f"{no} is {stored.get(no)}, not {code}"


def _steps(connection: Connection, journals: Sequence[Journal]) -> Iterator[str]:
    """What was said to be done happened just as often."""
    told = sum((journal.done for journal in journals), Counter[tuple[str, str]]())
    rows = connection.execute(
        "SELECT no, action, count(DISTINCT recorded_at) FROM event JOIN matter"
        " ON matter.id = matter_id GROUP BY no, action"
    )
    stored = {(no, action.lower()): times for no, action, times in rows}
    for (no, action), times in told.items():
        if stored.get((no, action.lower()), 0) != times:
            yield f"{action} of {no}: told {times}, stored {stored.get((no, action.lower()), 0)}"


def _numbers(connection: Connection) -> Iterator[str]:
    """From 1 to the last one drawn each number is a matter's, or in the list of those voided."""
    voided = {no for (no,) in connection.execute("SELECT number FROM voided_number")}
    stored = {no for (no,) in connection.execute("SELECT no FROM matter")}
    drawn = connection.execute("SELECT series, last FROM number_sequence WHERE series ~ '^matter'")
    for series, last in drawn.fetchall():
        front = series.removeprefix("matter ").replace(" ", "-")
        for number in range(1, last + 1):
            if f"{front}-{number:03}" not in stored | voided:
                yield f"{front}-{number:03} is missing"
        if f"{front}-{last + 1:03}" in stored:
            yield f"{front}-{last + 1:03} was not drawn"


def _edits(connection: Connection, journals: Sequence[Journal]) -> Iterator[str]:
    """Each place written was written over what stood there last, by who had seen that, and the
    last one stands there now."""
    told: dict[str, list[Edit]] = {}
    for edit in (edit for journal in journals for edit in journal.edits):
        told.setdefault(edit.no, []).append(edit)
    trail = _trail(connection)
    rows = connection.execute("SELECT no, place FROM matter WHERE no = ANY (%s)", [list(told)])
    stands = dict(rows.fetchall())
    for no, edits in told.items():
        seen = Counter(edit.seen for edit in edits)
        yield from (f"{no} was written {n} times on version {v}" for v, n in seen.items() if n > 1)
        befores, afters = zip(*trail.get(no, [("", "")]), strict=True)
        in_order = tuple(edit.place for edit in sorted(edits, key=lambda edit: edit.seen))
        if afters != in_order:
            yield f"{no}: told {in_order}, the trail has {afters}"
        if befores != (None, *afters[:-1]) or stands.get(no) != afters[-1]:
            yield f"{no}: an update was lost: {befores} then {afters}, now {stands.get(no)}"


def _trail(connection: Connection) -> dict[str, list[tuple[str | None, str]]]:
    """What stood as the place of each matter before and after each change, in the chain's order."""
    found: dict[str, list[tuple[str | None, str]]] = {}
    rows = connection.execute(
        "SELECT object_id, before, after FROM audit_entry"
        " WHERE action = 'correct' AND result = 'DONE' ORDER BY seq"
    )
    for no, before, after in rows:
        was, became = json.loads(before), json.loads(after)
        [matter] = [name for name in became if name.startswith("matter:")]
        found.setdefault(no, []).append((was[matter]["place"], became[matter]["place"]))
    return found
