"""Fifty desks at one server, saving: `python -m tests.benchmarks.desks`.

Asked (issue 4): with 50 desks registering, dispatching and searching, one save in twenty on what
another has open too, for two minutes on two cores, no update lost, no number twice and no gap; at
ten saves a second in all the p95 of a save at most 2 times that of bare psycopg; at saturation at
least 30 per cent of the saves it does. Psycopg sends the same statements under the same roles, in
the same run, in turns; everybody draws from one counter. The server keeps what it commits.

No time passes or fails here; what is not stored as the desks were told does.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psycopg

from app import clock
from app.admin.commands import add_staff, set_password
from app.admin.types import StaffDraft
from app.desk import open_desk
from app.intake.commands import register_matter
from app.keys import recovery_code
from db.enums import Post
from tests.benchmarks.crew import CONTESTED, Crew, Order, Place, Told, crew
from tests.benchmarks.figures import figures, pace_ms
from tests.benchmarks.filling import NOW
from tests.benchmarks.lists import filled
from tests.benchmarks.register import draft_of
from tests.conftest import KEYS
from tests.journals import faults
from tests.many_desks import Journal
from tests.postgres import PASSWORD, be_durable, go_on_from, running_server, url_of
from tests.prepared import ADMIN, FIRST, OWN

ALLOWED, LEAST = 2.0, 0.3
_HOT, _STEPS, _MOST_A_SECOND = 10, 5, 250
"""Matters that are contested; saves of a matter; more than psycopg ever did."""
_ALL = "a save"
_SIDES = ("the program", "psycopg")


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        os.environ["FENGQIAO_HOME"] = str(folder / "home")
        os.environ["FENGQIAO_RECOVERY_CODE"] = recovery_code(KEYS)
        with running_server(folder, connections=4 * chosen.desks + 20) as server:
            url = url_of(server, "desks")
            places = _prepared(url, chosen.matters, chosen.desks)
            hot = _hot(url, places[0])
            be_durable(url)
            with crew(url, places, chosen.processes, hot) as all_desks:
                print(f"{chosen.desks} desks, {chosen.matters} matters; pace {pace_ms():.1f} ms")
                _measure(all_desks, chosen)
                journals = all_desks.journals()
            found = faults(url, journals)
            print(f"  {_same_rows(url)}")
    _tell_stored(journals)
    print("\n".join(found) or "Everything is stored as the desks were told")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desks", type=int, default=50)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--matters", type=int, default=4000)
    parser.add_argument("--seconds", type=float, default=120, help="at the rate, for each side")
    parser.add_argument("--rate", type=float, default=10, help="saves a second of all desks")
    parser.add_argument("--turns", type=int, default=4, help="parts in which the sides take turns")
    parser.add_argument("--full", type=float, default=10, help="seconds as fast as goes, each")
    parser.add_argument("--levels", type=int, nargs="*", default=[1, 2, 4, 8, 16, 50])
    parser.add_argument("--folder", type=Path, help="on the disk to measure; else the temporary")
    return parser.parse_args()


def _prepared(url: str, matters: int, desks: int) -> list[Place]:
    """A filled database with so many staff, who have changed their first passwords."""
    with clock.fixed(NOW):
        filled(url, matters)
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE matter SET no = replace(no, '-9-', '-9-F')")  # drawn by nobody
        connection.execute("DELETE FROM audit_entry WHERE seq > (SELECT seq FROM audit_head)")
        connection.execute("UPDATE staff_post SET valid_from = least(valid_from, %s)", [NOW.date()])
    go_on_from(url, NOW)
    _change_password(url, ADMIN, PASSWORD)
    admin = open_desk(url, ADMIN, OWN)
    places = [Place(number, f"值班{number:02}", OWN) for number in range(desks)]
    for place in places:
        posts = (Post.INTAKE_CLERK, Post.DISPATCHER)
        admin.write(add_staff, StaffDraft(name=place.login, posts=posts), FIRST)
        _change_password(url, place.login, FIRST)
    admin.close()
    return places


def _change_password(url: str, login: str, first: str) -> None:
    """Before it no post works."""
    desk = open_desk(url, login, first)
    desk.write(set_password, login, OWN)
    desk.close()


def _hot(url: str, place: Place) -> list[str]:
    """Matters that several have open at a time."""
    desk = open_desk(url, place.login, place.password)
    hot = [desk.write(register_matter, draft_of(number)).no for number in range(_HOT)]
    desk.close()
    return hot


def _same_rows(url: str) -> str:
    """Whether each sort of save wrote the same columns of the same tables, whoever did it."""
    written: dict[str, set[tuple[tuple[str, int], ...]]] = {}
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT action, after FROM audit_entry WHERE object_id ~ '^[0-9]{8}-[0-9]-[0-9]+$'"
        )
        for action, after in rows:
            told = (item for item in json.loads(after).items() if item[0] != "told")
            shape = sorted((name.partition(":")[0], len(columns)) for name, columns in told)
            written.setdefault(action, set()).add(tuple(shape))
    unlike = [action for action, shapes in written.items() if len(shapes) > 1]
    return f"NOT the same rows: {unlike}" if unlike else "each save wrote the same rows, in both"


def _tell_stored(journals: Sequence[Journal]) -> None:
    registered = sum(len(journal.registered) for journal in journals)
    done = sum(journal.done.total() for journal in journals)
    refused = sum(journal.refused for journal in journals)
    print(f"  {registered} matters, {done} steps; {refused} saves refused, others were faster")


def _measure(desks: Crew, chosen: argparse.Namespace) -> None:
    order = Order(is_bare=False, desks=chosen.desks, rate=chosen.rate)
    for is_bare in (False, True):  # each compiles and prepares what it sends, a whole matter
        seconds = _STEPS * chosen.desks / chosen.rate / 2
        _work(desks, replace(order, is_bare=is_bare, rate=2 * chosen.rate, seconds=seconds))
    sides: tuple[list[Told], list[Told]] = ([], [])
    for _ in range(chosen.turns):
        for is_bare, found in zip((False, True), sides, strict=True):
            part = replace(order, is_bare=is_bare, seconds=chosen.seconds / chosen.turns)
            found += _work(desks, part)[0]
    _tell_saves(chosen.rate, sides)
    _tell_full(desks, chosen.levels, chosen.full)


def _work(desks: Crew, order: Order) -> tuple[list[Told], float]:
    """What was measured, and how many seconds it took until all had ended."""
    begins = time.monotonic() + 1
    told = desks.work(replace(order, begins=begins))
    return told, max(each.ended for each in told) - begins


def _tell_saves(rate: float, sides: Sequence[Sequence[Told]]) -> None:
    """A line for each sort of save, the program's beside psycopg's."""
    print(f"At {rate:g} saves a second in all: {_SIDES[0]}, {_SIDES[1]}, how many times the p95")
    ours, floor = map(_by_name, sides)
    for name in sorted(ours, key=len):
        if name not in floor:
            print(f"  {name:12} {len(ours[name]):5}  {figures(ours[name])}")
            continue
        found = [figures(side[name]) for side in (ours, floor)]
        ratio = found[0].p95_ms / found[1].p95_ms
        over = "  over" if name == _ALL and ratio > ALLOWED else ""
        print(f"  {name:12} {len(ours[name]):5}  {found[0]}   {found[1]}  {ratio:5.2f}{over}")
    for who, told in zip(_SIDES, sides, strict=True):
        print(f"  {who}: {_cpu_ms(told):.1f} ms of CPU for a save and a look")


def _by_name(told: Sequence[Told]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {_ALL: []}
    for name, seconds in (save for each in told for save in each.saves):
        found.setdefault(name, []).append(seconds)
        if name != CONTESTED:
            found[_ALL].append(seconds)
    return found


def _cpu_ms(told: Sequence[Told]) -> float:
    """Of the desks, without the server."""
    return 1000 * sum(each.cpu for each in told) / max(1, sum(len(each.saves) for each in told))


def _tell_full(desks: Crew, levels: Sequence[int], seconds: float) -> None:
    print(f"As fast as goes, {seconds:g} s each: saves a second of {_SIDES[0]} and of {_SIDES[1]}")
    best = [0.0, 0.0]
    for level in levels:
        line = []
        ready = int(_MOST_A_SECOND * seconds / level / _STEPS) + 1
        desks.work(Order(is_bare=True, desks=level, rate=0, ready=ready))
        for place in (0, 1):
            order = Order(is_bare=bool(place), desks=level, rate=0, seconds=seconds)
            told, took = _work(desks, order)
            times = [s for each in told for _, s in each.saves]
            best[place] = max(best[place], len(times) / took)
            p95 = figures(times).p95_ms if times else 0
            line.append(
                f"{len(times) / took:7.1f} (p95 {p95:6.1f} ms, CPU {_cpu_ms(told):4.1f} ms)"
            )
        print(f"  {level:3} at a time  {line[0]}  {line[1]}", flush=True)
    share = best[0] / best[1]
    print(f"  at best {best[0]:.1f} and {best[1]:.1f}: {share:.0%}{'  under' * (share < LEAST)}")


if __name__ == "__main__":
    raise SystemExit(main())
