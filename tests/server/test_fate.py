"""A commit whose answer got lost: what became of it is found out, and nothing is done twice."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import fate
from app.admin.commands import set_password
from app.audit import Sealed
from app.desk import Desk, open_desk
from app.errors import DatabaseUnavailable, StaleRecord
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, Registered
from app.matter.act import act
from app.matter.forms import CorrectForm
from app.outbox import is_unreached
from app.permissions import Actor
from db import engine, line
from db.enums import Action, Post
from db.models import AuditEntry
from db.schema import HEAD
from db.session import reading
from tests.builders import a_draft
from tests.conftest import unguarded
from tests.prepared import OWN
from tests.wire import Wire, wire_to

COMMIT = b"\x0bCOMMIT\x00"
Far = tuple[Desk, Wire]


@pytest.fixture
def far(
    named: Callable[..., Desk], prepared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Far]:
    """A clerk behind a wire; a second is long."""
    monkeypatch.setattr(fate, "SETTLE_S", 0.5)
    monkeypatch.setattr(line, "SILENT_S", 0.5)
    monkeypatch.setattr(engine, "CONNECT_S", 2)
    monkeypatch.setitem(engine._SERVER_SETTINGS, "lock_timeout", "200")
    named("林小禾", Post.INTAKE_CLERK)
    with wire_to(prepared, tmp_path) as (url, wire):
        desk = open_desk(url, "林小禾", OWN)
        yield desk, wire
        wire.mend()
        desk.close()


def registered(desk: Desk) -> int:
    wanted = sa.select(sa.func.count()).where(AuditEntry.action == "register")
    with reading(unguarded(desk)) as session:
        return session.scalar(wanted) or 0


def test_what_was_committed_is_found_and_not_done_again(far: Far) -> None:
    desk, wire = far
    wire.swallows, wire.stays_cut = COMMIT, False
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 1
    assert "matter" in told[0], "the lists hear of it all the same"


def break_off(desk: Desk, times: int) -> None:
    """The next so many commits never leave the PC."""
    left = [*range(times)]

    def break_one(connection: sa.Connection) -> None:
        if left:
            left.pop()
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            driver.pgconn.finish()

    sa.event.listen(desk.engine, "commit", break_one)


def test_what_was_not_committed_is_done_again_at_once(far: Far) -> None:
    desk, _ = far
    break_off(desk, 1)
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 1


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("stays_cut", [False, True])
def test_the_last_of_several_faults_is_looked_after_too(
    far: Far, times: int, *, stays_cut: bool
) -> None:
    desk, wire = far
    break_off(desk, times)
    wire.swallows, wire.stays_cut = COMMIT, stays_cut
    if stays_cut:
        with pytest.raises(DatabaseUnavailable, match="unknown"):
            desk.write(register_matter, a_draft())
        wire.mend()
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 1


def test_a_line_that_breaks_every_time_is_given_up(far: Far) -> None:
    break_off(far[0], 99)
    with pytest.raises(DatabaseUnavailable):
        far[0].write(register_matter, a_draft())
    assert registered(far[0]) == 0


OTHERWISE = {
    "locked": "LOCK TABLE alembic_version",
    "upgraded": "UPDATE alembic_version SET version_num = '9999'; COMMIT",
}


@pytest.mark.parametrize("trouble", OTHERWISE)
def test_it_stays_unknown_whatever_else_stops_the_look(
    far: Far, prepared: str, trouble: str
) -> None:
    desk, wire = far
    wire.swallows, wire.stays_cut = COMMIT, False
    with psycopg.connect(prepared) as upgrading:
        upgrading.execute(OTHERWISE[trouble])
        with pytest.raises(DatabaseUnavailable, match="unknown"):
            desk.write(register_matter, a_draft())
        upgrading.execute("UPDATE alembic_version SET version_num = %s", [HEAD])
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 1


def test_it_is_found_whatever_came_after(
    far: Far, named: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, wire = far
    monkeypatch.setattr(fate, "_AT_ONCE", 1)
    other = named("高远", Post.INTAKE_CLERK)
    wire.swallows = COMMIT
    with pytest.raises(DatabaseUnavailable, match="unknown"):
        desk.write(register_matter, a_draft())
    for _ in range(3):
        other.write(register_matter, a_draft())
    wire.mend()
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 4


def test_what_has_the_number_of_a_process_by_now_is_left_alone(far: Far) -> None:
    desk, _ = far
    fates = fate.Fates(desk.engine, lambda _topics: None)
    with desk.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        earlier = driver.began_at - timedelta(seconds=1)
        for began_at, is_alive in ((earlier, True), (driver.began_at, False)):
            lost = fate.Commit(driver.info.backend_pid, began_at, Sealed("-", 0), None, frozenset())
            assert not fates.is_kept((print, (), {}), lost)
            with suppress(sa.exc.OperationalError):
                connection.execute(sa.text("SELECT 1"))
            assert connection.invalidated is not is_alive


def test_another_save_settles_first_what_is_open(far: Far) -> None:
    """And the one that was kept is not done again when it comes once more."""
    desk, wire = far
    first, second = a_draft(), a_draft(summary="楼上漏水")
    told: list[frozenset[str]] = []
    wire.swallows = COMMIT
    with pytest.raises(DatabaseUnavailable, match="unknown"):
        desk.write(register_matter, first)
    with pytest.raises(DatabaseUnavailable, match="unreachable"):
        desk.write(register_matter, second)
    wire.mend()
    desk.subscribe(told.append)
    no = desk.write(register_matter, second).no
    assert len(told) == 2, "the lists hear of both"
    assert desk.write(register_matter, first).no != no
    assert registered(desk) == 2


def test_the_same_with_other_words_is_told_of_the_own_earlier_one(far: Far) -> None:
    desk, wire = far
    no = desk.write(register_matter, a_draft()).no
    wire.swallows = COMMIT
    with pytest.raises(DatabaseUnavailable, match="unknown"):
        desk.write(act, no, Action.CORRECT, CorrectForm(demand="赔偿", reason="说错了"))
    wire.mend()
    changed = CorrectForm(demand="赔偿修理费", reason="说错")
    with pytest.raises(StaleRecord, match="own"):
        desk.write(act, no, Action.CORRECT, changed)
    assert desk.write(act, no, Action.CORRECT, changed).detail.no == no, "once one has looked"


def test_it_is_never_too_late_to_ask_for_the_very_same_again(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server was away for longer than anything is called fresh, or whoever asks was."""
    desk, wire = far
    monkeypatch.setattr(fate, "_FRESH_S", 0.0)
    wire.swallows = COMMIT
    with pytest.raises(DatabaseUnavailable, match="unknown"):
        desk.write(register_matter, a_draft())
    wire.mend()
    desk.write(register_matter, a_draft(summary="楼上漏水"))
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 2


def test_a_pc_that_slept_in_the_middle_of_saving_saves_again(far: Far, prepared: str) -> None:
    """The server ends whoever does nothing for a minute within a transaction."""
    slept = list[str]()

    def register(session: Session, actor: Actor, draft: MatterDraft) -> Registered:
        if not slept:
            session.execute(sa.text("SET idle_in_transaction_session_timeout TO '1ms'"))
            slept.append("long enough")
            until_nobody_is_within_a_transaction(prepared)
        return register_matter(session, actor, draft)

    assert far[0].write(register, a_draft()).no
    assert registered(far[0]) == 1


def until_nobody_is_within_a_transaction(url: str) -> None:
    within = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
    with psycopg.connect(url, autocommit=True) as account:
        while account.execute(within).fetchone() != (0,):
            """Until its server is through with it."""


NEW = "Newer#2026words"


@pytest.mark.parametrize("reaches", [True, False])
@pytest.mark.parametrize("stays_cut", [True, False])
def test_a_lost_change_of_the_own_password_leaves_the_desk_at_work(
    far: Far, *, reaches: bool, stays_cut: bool
) -> None:
    desk, wire = far
    wire.swallows, wire.reaches, wire.stays_cut = COMMIT, reaches, stays_cut
    if stays_cut:
        with pytest.raises(DatabaseUnavailable, match="unknown"):
            desk.write(set_password, "林小禾", NEW)
        wire.mend()
    desk.write(set_password, "林小禾", NEW)
    assert desk.write(register_matter, a_draft()).no
    wire.cut()
    wire.mend()
    assert desk.write(register_matter, a_draft()).no
    open_desk(str(desk.engine.url.set(password=NEW).render_as_string(False)), "林小禾", NEW).close()


@pytest.mark.parametrize("reaches", [True, False])
def test_while_nobody_can_say_it_is_unknown_and_then_it_goes_on(far: Far, *, reaches: bool) -> None:
    desk, wire = far
    wire.swallows, wire.reaches = COMMIT, reaches
    with pytest.raises(DatabaseUnavailable) as lost:
        desk.write(register_matter, a_draft())
    assert (lost.value.values, is_unreached(lost.value)) == ({"why": "unknown"}, True)
    wire.mend()
    assert registered(desk) == int(reaches)
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 1
    assert desk.write(register_matter, a_draft()).no
    assert registered(desk) == 2, "what is settled is a new one the next time"


def test_a_commit_still_on_its_way_comes_too_late(far: Far) -> None:
    """The line keeps it, and delivers it once it carries again: by then it must do nothing."""
    desk, wire = far
    wire.holds = COMMIT
    assert desk.write(register_matter, a_draft()).no
    assert not wire.holds, "the first commit never arrived"
    wire.mend()
    assert registered(desk) == 1
