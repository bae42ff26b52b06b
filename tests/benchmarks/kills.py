"""The server killed at random moments while desks save: `python -m tests.benchmarks.kills`.

Asked (issue 4): 100 kills; every save that was reported as done is there, every other is in the
outbox or was refused, and nothing is there twice. Some desks register and correct matters as fast
as they can, by the window's own steps (app/outbox.py); each writes down what it was told. Every
process of the server is killed at once, at a random moment of this, and it is started again, with
full durability. At the end what was told is held against what is there, and the whole database is
checked. Ends with 1 where anything is missing, double or broken.
"""

import argparse
import logging
import os
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import fate
from app.admin.check import check_database
from app.admin.commands import add_staff, set_password
from app.admin.types import Level, StaffDraft
from app.desk import open_desk
from app.drafts import open_box
from app.enums import Action, Post
from app.errors import DomainError, InfrastructureError
from app.intake.commands import register_matter
from app.intake.types import MatterDraft
from app.keys import recovery_code
from app.matter.act import act
from app.matter.forms import CorrectForm
from app.outbox import Outbox, is_unreached, place_of
from app.server.init import init_server
from db.engine import open_engine
from db.models import AuditEntry, Event, Matter
from db.session import reading
from tests.builders import a_draft, seed
from tests.conftest import KEYS
from tests.killing import OwnServer, own_server
from tests.postgres import PASSWORD, url_of

ADMIN, OWN, FIRST = "管理员", "Own#2026words", "First#2026words"
_CORRECTED, _WITHIN_S, _AGAIN_S = 3, 120, 0.2
"""Every third matter is corrected; how long a desk may need at the end; between two tries."""
_AFTER_S = 0.6
"""A kill comes at most so long after something was saved again."""


@dataclass
class Journal:
    """What one desk was told: the number or "" of each registration by its key, and the reasons of
    the corrections it was told are saved."""

    registered: dict[UUID, str] = field(default_factory=dict)
    refused: dict[UUID, str] = field(default_factory=dict)
    corrected: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)


class Clerk(threading.Thread):
    """One desk that saves until told to stop, and then sends what still waits."""

    def __init__(self, url: str, login: str, stop: threading.Event, saved: threading.Event) -> None:
        super().__init__(name=login)
        self.journal, self.trouble = Journal(), ""
        self._desk = open_desk(url, login, OWN)
        box = open_box(self._desk.office.keys, self._desk.actor.staff_id)
        self._outbox = Outbox(box, place_of(self._desk))
        self._stop_asked, self._saved = stop, saved

    def run(self) -> None:
        try:
            while not self._stop_asked.is_set():
                self._one()
            self._finish()
        except Exception as error:  # told in the summary
            self.trouble = f"{type(error).__name__}: {error}"
        finally:
            self._desk.close()

    def _one(self) -> None:
        key = uuid4()
        self.journal.registered[key] = ""
        draft = a_draft(summary=f"漏水 {key}")
        try:
            made = self._desk.write(register_matter, draft, key)
        except InfrastructureError as error:
            self._put_off(key, draft, error)
            return
        self.journal.registered[key] = made.no
        self._note("registered at once")
        self._send()
        if self.journal.told["registered at once"] % _CORRECTED == 0:
            self._correct(made.no, f"更正 {key}")

    def _put_off(self, key: UUID, draft: MatterDraft, error: InfrastructureError) -> None:
        """What was told to be not saved, and is in no outbox, must not be there."""
        why = f"{type(error).__name__}.{error.values.get('why')}"
        if is_unreached(error):
            self.journal.told[f"put off, {why}"] += 1
            self._outbox.put(key, str(key), draft, {})
        else:
            self.journal.told[f"not registered, {why}"] += 1
            del self.journal.registered[key]
        time.sleep(_AGAIN_S)

    def _correct(self, no: str, reason: str) -> None:
        """As somebody who presses again until the dialog goes."""
        form = CorrectForm(demand="赔偿修理费", reason=reason)
        until = time.monotonic() + _WITHIN_S
        while True:
            try:
                self._desk.write(act, no, Action.CORRECT, form)
            except InfrastructureError as error:
                self.journal.told[f"not corrected, {error.values.get('why')}"] += 1
                if time.monotonic() > until:
                    raise
                time.sleep(_AGAIN_S)
            else:
                self.journal.corrected.append(reason)
                self._note("corrected")
                return

    def _send(self) -> bool:
        """Whether nothing waits any more; as ui/intake/outbox.py does."""
        for one in self._outbox.waiting():
            try:
                made = self._desk.write(register_matter, one.draft, one.key)
            except InfrastructureError:
                return False
            except DomainError as error:
                self.journal.refused[one.key] = str(error)
                self._outbox.give_back(one.key, one.title, one.entry)
            else:
                self.journal.registered[one.key] = made.no
                self._outbox.remove(one.key)
                self._note("registered from the outbox")
        return True

    def _finish(self) -> None:
        until = time.monotonic() + _WITHIN_S
        while not self._send() and time.monotonic() < until:
            time.sleep(_AGAIN_S)

    def _note(self, what: str) -> None:
        self.journal.told[what] += 1
        self._saved.set()


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        os.environ["FENGQIAO_HOME"] = str(Path(name) / "home")
        os.environ["FENGQIAO_RECOVERY_CODE"] = recovery_code(KEYS)
        with own_server(Path(name), is_durable=True) as server:
            url = url_of(server.url, "kills")
            chance = random.Random(chosen.seed)  # noqa: S311
            return run(server, url, chosen.kills, chosen.desks, chance)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--desks", type=int, default=6)
    parser.add_argument("--seed", type=int, help="for the same moments, as far as there are such")
    parser.add_argument("--folder", type=Path, help="on the disk to try; else the temporary folder")
    return parser.parse_args()


def run(server: OwnServer, url: str, kills: int, desks: int, chance: random.Random) -> int:
    """The exit status, after a summary of one line each."""
    began = time.perf_counter()
    settled = _Settled()
    prepare(url, desks)
    with _clerks(url, desks) as (clerks, saved):
        for _ in range(kills):
            saved.clear()
            if not saved.wait(_WITHIN_S):
                break
            time.sleep(chance.uniform(0, _AFTER_S))
            server.kill()
            server.start()
    told = sum((clerk.journal.told for clerk in clerks), settled.told)
    print(f"{kills} kills, {desks} desks, {time.perf_counter() - began:.0f} s")
    for what, count in sorted(told.items()):
        print(f"  {count:6} {what}")
    faults = [f"{c.name} broke off: {c.trouble}" for c in clerks if c.trouble]
    faults += violations(url, [clerk.journal for clerk in clerks])
    for fault in faults:
        print(f"  WRONG: {fault}")
    print("  nothing lost, nothing double, the trail is whole" if not faults else "  FAILED")
    return 1 if faults else 0


class _Settled(logging.Handler):
    """Counts what desks found out by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Counter[str]()
        fate.log.addHandler(self)
        fate.log.setLevel(logging.INFO)
        logging.getLogger("psycopg").setLevel(logging.ERROR)  # it tells of each line that broke

    def emit(self, record: logging.LogRecord) -> None:
        self.told[record.getMessage()] += 1


def prepare(url: str, desks: int) -> None:
    """A centre with as many clerks, each with an own password."""
    init_server(url, admin=ADMIN, password=PASSWORD, keys=KEYS)
    engine = open_engine(url)
    seed(engine)
    engine.dispose()
    _own_password(url, ADMIN, PASSWORD)
    admin = open_desk(url, ADMIN, OWN)
    for place in range(desks):
        posts = (Post.INTAKE_CLERK, Post.DISPATCHER)
        admin.write(add_staff, StaffDraft(name=_login(place), posts=posts, unit="QS-TJ"), FIRST)
        _own_password(url, _login(place), FIRST)
    admin.close()


def _own_password(url: str, login: str, first: str) -> None:
    desk = open_desk(url, login, first)
    desk.write(set_password, login, OWN)
    desk.close()


def _login(place: int) -> str:
    return f"接待员{place + 1}"


@contextmanager
def _clerks(url: str, desks: int) -> Iterator[tuple[list[Clerk], threading.Event]]:
    """At work within; afterwards all have finished."""
    stop, saved = threading.Event(), threading.Event()
    clerks = [Clerk(url, _login(place), stop, saved) for place in range(desks)]
    for clerk in clerks:
        clerk.start()
    try:
        yield clerks, saved
    finally:
        stop.set()
        for clerk in clerks:
            clerk.join()


def violations(url: str, journals: list[Journal]) -> Iterator[str]:
    """What is there and was not told, was told and is not there, is there twice, or is broken."""
    engine = open_engine(url)
    with reading(engine) as session:
        there = {row.id: row.no for row in session.execute(sa.select(Matter.id, Matter.no))}
        stories = Counter(session.scalars(sa.select(Matter.summary)))
        corrections = sa.select(Event.reason).where(Event.action == "correct")
        reasons = Counter(reason or "" for reason in session.scalars(corrections))
        entries = sa.select(sa.func.count()).where(AuditEntry.action == "register")
        registrations = session.scalar(entries)
    engine.dispose()
    told = {key: no for journal in journals for key, no in journal.registered.items()}
    refused = {key: why for journal in journals for key, why in journal.refused.items()}
    yield from (f"{key} refused: {why}" for key, why in refused.items())
    yield from (
        f"{key} told {no!r}, there {there.get(key)!r}"
        for key, no in told.items()
        if key not in refused and (not no or there.get(key) != no)
    )
    yield from (f"{key} is there and nobody knows" for key in there.keys() - told.keys())
    yield from (f"{text} is there {n} times" for text, n in stories.items() if n > 1)
    if registrations != len(there):
        yield f"{registrations} entries of the trail for {len(there)} matters"
    wanted = Counter(reason for journal in journals for reason in journal.corrected)
    yield from (f"{why}: told {wanted[why]}, there {reasons[why]}" for why in reasons | wanted
                if reasons[why] != wanted[why])  # fmt: skip
    found = (each for each in check_database(url) if each.level is not Level.OK)
    yield from (f"check: {each.code} {each.values}" for each in found)


if __name__ == "__main__":
    raise SystemExit(main())
