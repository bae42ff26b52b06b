"""Many desks at one server at the same time: nothing is lost, no number is given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest

from app.desk import Desk
from db.enums import Post
from tests.benchmarks.register import draft_of
from tests.journals import faults
from tests.many_desks import AtWork, contest

DESKS, MATTERS = 8, 4
Staff = list[AtWork]


@pytest.fixture
def staff(named: Callable[..., Desk]) -> Staff:
    return [at_work(named, place) for place in range(1, DESKS + 1)]


def at_work(named: Callable[..., Desk], place: int) -> AtWork:
    """At the own desk, under the own role; to each come people whom nobody has seen before."""
    desk = named(f"值班{place}", Post.INTAKE_CLERK, Post.DISPATCHER)
    return AtWork(desk, map(draft_of, count(1000 * place)))


def all_at_once(work: Callable[[AtWork], object], staff: Staff) -> None:
    with ThreadPoolExecutor(len(staff)) as pool:
        list(pool.map(work, staff))


def a_day(one: AtWork) -> None:
    turns = one.turns()
    for _ in range(5 * MATTERS):
        turn = next(turns)
        turn.save()
        turn.look()


def test_nothing_is_lost_and_no_number_given_twice(staff: Staff, prepared: str) -> None:
    all_at_once(a_day, staff)
    assert faults(prepared, [one.journal for one in staff]) == []
    assert sum(len(one.journal.registered) for one in staff) == DESKS * MATTERS
    assert sum(len(one.journal.edits) for one in staff) == DESKS * MATTERS


def test_of_those_who_write_on_the_same_version_one_is_stored(staff: Staff, prepared: str) -> None:
    next(staff[0].turns()).save()
    [no] = staff[0].journal.registered
    for _ in range(5):
        assert contest(staff, no)
    assert sum(len(one.journal.edits) for one in staff) == 5
    assert sum(one.journal.refused for one in staff) == 5 * (DESKS - 1)
    assert faults(prepared, [one.journal for one in staff]) == []


def test_what_is_not_as_a_desk_was_told_is_found(named: Callable[..., Desk], prepared: str) -> None:
    one = at_work(named, 1)
    turns, journal = one.turns(), one.journal
    for _ in range(10):
        next(turns).save()
    first, last = journal.registered
    with psycopg.connect(prepared) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE matter SET place = '别处' WHERE no = %s", [first])
        connection.execute("UPDATE matter SET no = no || '0' WHERE no = %s", [last])
        connection.execute("DELETE FROM event WHERE action = 'assess'")
    told = " ".join(faults(prepared, [journal]))
    for expected in ("an update was lost", f"{last} is missing", "assess of", "NUMBERS_GAP"):
        assert expected in told
