"""A commit whose answer got lost: what became of it is found out, and nothing is done twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from app import fate
from app.desk import Desk, open_desk
from app.errors import DatabaseUnavailable
from app.intake.commands import register_matter
from app.outbox import is_unreached
from db import engine, line
from db.enums import Post
from db.models import AuditEntry
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


def test_what_was_not_committed_is_done_again_at_once(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = far
    broken: list[object] = []

    def break_off(connection: sa.Connection) -> None:
        if not broken:
            broken.append(connection)
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            driver.pgconn.finish()

    sa.event.listen(desk.engine, "commit", break_off)
    assert desk.write(register_matter, a_draft()).no
    assert (len(broken), registered(desk)) == (1, 1)


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
