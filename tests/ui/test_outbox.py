"""While no server answers, the desk goes on registering; what waits is sent by itself, once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from app import settings
from app.desk import Desk, open_desk
from app.drafts import open_box
from app.enums import Post
from app.errors import DiskTrouble, Invalid, Problem
from app.intake.commands import register_matter
from app.outbox import Outbox, place_of
from db.models import AuditEntry, Matter
from db.session import reading
from tests.builders import a_draft
from tests.conftest import unguarded
from tests.prepared import OWN
from tests.ui.conftest import Told, fill, papers, stand
from tests.wire import Wire, wire_to
from ui import background
from ui.intake import outbox as sending
from ui.intake.tab import IntakeTab


@dataclass(frozen=True, slots=True)
class Far:
    """A clerk's intake behind a wire that can be cut."""

    desk: Desk
    wire: Wire
    tab: IntakeTab

    def matters(self) -> list[Matter]:
        with reading(unguarded(self.near())) as session:
            return list(session.scalars(sa.select(Matter).order_by(Matter.no)))

    def near(self) -> Desk:
        return self.desk


@pytest.fixture
def far(qtbot: QtBot, named: Callable[..., Desk], prepared: str, tmp_path: Path) -> Iterator[Far]:
    named("林小禾", Post.INTAKE_CLERK)
    with wire_to(prepared, tmp_path) as (url, wire):
        desk = open_desk(url, "林小禾", OWN)
        tab = IntakeTab(desk)
        stand(qtbot, tab)
        yield Far(desk, wire, tab)
        tab.close_work()
        for paper in papers():
            paper.close()
        qtbot.waitUntil(background.is_idle)
        wire.mend()
        desk.close()


def register(qtbot: QtBot, far: Far, name: str = "陈桂香") -> None:
    fill(far.tab, name=name)
    far.tab.register()
    qtbot.waitUntil(lambda: background.is_idle() and far.tab.form.isEnabled())


def waiting(far: Far) -> int:
    panel = far.tab.sending.panel
    assert panel.isVisible() == bool(far.tab.sending.count())
    return far.tab.sending.count()


def test_what_cannot_be_sent_waits_and_goes_by_itself(qtbot: QtBot, far: Far, told: Told) -> None:
    far.wire.cut()
    register(qtbot, far)
    register(qtbot, far, "马铁柱")
    assert (waiting(far), far.tab.form.entry().is_empty(), told) == (2, True, [])
    assert far.tab.told.text() == "服务器连不上，先存在这台电脑上了，连上以后自动登记"
    far.tab.reached()
    qtbot.waitUntil(background.is_idle)
    assert waiting(far) == 2, "nobody answers yet"
    far.wire.mend()
    far.tab.reached()
    qtbot.waitUntil(lambda: far.tab.sending.count() == 0 and background.is_idle())
    numbers = [matter.no[-3:] for matter in far.matters()]
    assert (numbers, waiting(far)) == (["001", "002"], 0)


def test_an_answer_lost_on_the_way_back_registers_nothing_twice(qtbot: QtBot, far: Far) -> None:
    far.wire.swallows = b"\x0bCOMMIT\x00"
    register(qtbot, far)
    far.wire.mend()
    assert (waiting(far), len(far.matters())) == (1, 1), "committed, and nobody knows it here"
    far.tab.reached()
    qtbot.waitUntil(lambda: far.tab.sending.count() == 0 and background.is_idle())
    [matter] = far.matters()
    assert far.tab.told.text() == f"刚才存下的已登记 {matter.no}"


def test_what_waits_is_sealed_and_outlives_the_program(qtbot: QtBot, far: Far) -> None:
    far.wire.cut()
    register(qtbot, far)
    far.wire.mend()
    drafts = settings.home() / "drafts"
    assert not any("陈桂香".encode() in file.read_bytes() for file in drafts.rglob("*.draft"))
    box = open_box(far.desk.office.keys, far.desk.actor.staff_id)
    assert Outbox(box, "elsewhere:/copy").waiting() == (), "it goes to no other database"
    [kept] = Outbox(box, place_of(far.desk)).waiting()
    assert kept.draft.visitors[0].name == "陈桂香"
    assert kept.draft.arrived_at is not None, "it is counted from when they were here"
    again = IntakeTab(far.desk)
    stand(qtbot, again)
    qtbot.waitUntil(lambda: again.sending.count() == 1)
    assert again.sending.panel.isVisible()


def test_what_the_server_refuses_lies_among_the_unfinished(
    qtbot: QtBot, far: Far, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.wire.cut()
    register(qtbot, far)
    far.wire.mend()

    def refuse(*_args: object) -> None:
        raise Invalid([Problem("summary", "FIELD_MISSING")])

    monkeypatch.setattr(sending, "register_matter", refuse)
    far.tab.reached()
    qtbot.waitUntil(lambda: far.tab.sending.count() == 0 and background.is_idle())
    assert told[0].startswith("有一件没能自动登记，放回了“没写完的”")
    [row] = far.tab.unfinished.panel.rows()
    far.tab.unfinished.open(row.draft_id)
    qtbot.waitUntil(lambda: far.tab.form.entry().visitor.name == "陈桂香")


def test_without_room_on_the_disk_the_form_stays(
    qtbot: QtBot, far: Far, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskTrouble(why="full", path="/")

    monkeypatch.setattr(Outbox, "put", full)
    far.wire.cut()
    register(qtbot, far)
    assert far.tab.form.entry().visitor.name == "陈桂香"
    assert told[0].startswith("硬盘")


def test_the_same_key_is_the_same_matter(desk: Desk) -> None:
    key = uuid4()
    first = desk.write(register_matter, a_draft(), key)
    again = desk.write(register_matter, a_draft(), key)
    assert (again.id, again.no) == (key, first.no)
    with reading(unguarded(desk)) as session:
        told = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "register")).all()
    assert len(told) == 1, "sending again is no second registration"
