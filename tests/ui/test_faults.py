"""The whole window while its server is gone: it says so, goes on, and loses and doubles nothing."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.enums import Action, Difficulty
from app.fate import SETTLE_S
from app.matter.queries import matter_detail
from app.server.live import QUIET_S
from db.engine import CONNECT_S
from db.line import SILENT_S
from tests.killing import OwnServer, own_server
from tests.prepared import ADMIN, OWN
from tests.ui.actions import put
from tests.ui.conftest import Told, fill, press, write
from tests.ui.faulty import STILL_S, World
from tests.ui.faulty import fast as fast
from tests.ui.faulty import world as world
from tests.ui.test_sign_in import attempt, show, troubles
from tests.wire import wire_to
from ui import background
from ui.actions import ActionDialog
from ui.sign_in import SignInDialog

PROMISED_S = 25
COMMIT = b"\x0bCOMMIT\x00"
"""As it goes over the wire, with its length before it."""
MOMENT_MS, LOOKS_OF_AN_HOUR = 200, 20
"""Less than a line may be silent, as a second is; and many looks, one after the other."""
SCORES = {"nature": "15", "duration": "10", "intensity": "10", "parties": "8"}
ASSESSED = SCORES | {"difficulty": Difficulty.SIMPLE, "reason": "吵过三次，没有动手"}
Fault = Callable[[World], tuple[Callable[[], None], Callable[[], None]]]
"""What begins it, and what ends it."""


@pytest.fixture(scope="module")
def own() -> Iterator[OwnServer]:
    with tempfile.TemporaryDirectory() as folder, own_server(Path(folder)) as server:
        yield server


@pytest.fixture(scope="module")
def postgresql_server(own: OwnServer) -> str:
    """What the fixtures of a prepared server build upon, here one that may be killed."""
    return own.url


FAULTS: dict[str, Fault] = {
    "killed": lambda world: (world.server.kill, world.server.start),
    "stopped": lambda world: (world.server.stop, world.server.start),
    "unplugged": lambda world: (world.wire.cut, world.wire.mend),
    "half open": lambda world: (world.wire.hold, world.wire.mend),
}


def test_a_silent_line_is_noticed_in_the_time_promised() -> None:
    """A sign of life is asked for, waited for, asked about, and a new line tried."""
    assert QUIET_S + SILENT_S + 2 * CONNECT_S <= PROMISED_S
    assert SETTLE_S + CONNECT_S <= PROMISED_S


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_window_outlives_its_server(world: World, told: Told, fault: Fault) -> None:
    begin, end = fault(world)
    world.let(begin)
    world.wait_for_trouble()
    assert world.listed() == 1, "what was read can be read on"
    world.register("陈桂香")
    world.register("马铁柱")
    assert world.intake.sending.panel.isVisible()
    assert world.intake.sending.count() == 2
    world.let(end)
    world.wait_for_recovery()
    assert world.names() == ["陈桂香", "陈桂香", "马铁柱"], "one was there before; nothing twice"
    world.choose("分流交办")
    world.qtbot.waitUntil(lambda: world.listed() == 3)
    world.register_elsewhere()
    world.qtbot.waitUntil(lambda: world.listed() == 4)
    assert (told, world.notes()) == ([], [])
    assert world.beats.longest_s < STILL_S


def test_a_moment_without_a_cable_is_not_noticed(world: World, told: Told) -> None:
    world.wire.hold()
    world.choose("接待登记")
    fill(world.intake, name="陈桂香")
    world.intake.register()
    world.qtbot.wait(MOMENT_MS)
    world.wire.mend()
    world.qtbot.waitUntil(world.intake.form.isEnabled)
    assert world.intake.told.text().startswith("已登记")
    assert (world.names(), told) == (["陈桂香", "陈桂香"], [])
    assert not world.window.banner.isVisible()


def test_nothing_piles_up_in_an_hour_without_a_cable(world: World, told: Told) -> None:
    missed: list[object] = []
    world.window.changes.reached.connect(missed.append)
    world.wire.cut()
    world.register("陈桂香")
    for title in ("分流交办", "调解员名册", "接待登记"):
        world.choose(title)
    world.qtbot.waitUntil(lambda: len(missed) > LOOKS_OF_AN_HOUR)
    assert None not in missed
    world.wire.mend()
    world.wait_for_recovery()
    assert (world.names(), told, world.notes()) == (["陈桂香", "陈桂香"], [], [])
    assert world.beats.longest_s < STILL_S


def test_a_pc_that_slept_hears_and_saves_again(world: World, told: Told) -> None:
    world.wire.forget()
    world.register("陈桂香")
    world.wait_for_recovery()
    world.choose("分流交办")
    world.qtbot.waitUntil(lambda: world.listed() == 2)
    world.register_elsewhere()
    world.qtbot.waitUntil(lambda: world.listed() == 3)
    assert (world.names(), told, world.notes()) == (["陈桂香"] * 3, [], [])
    assert world.beats.longest_s < STILL_S


def test_a_page_that_was_opened_stays_readable(world: World) -> None:
    world.window.open_matter(world.dispatch.work.model.row(0).no)
    page = world.window.page
    assert page is not None
    world.qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    world.wire.cut()
    page.reload()
    world.wait_for_trouble()
    world.qtbot.waitUntil(background.is_idle)
    assert page.detail is not None
    assert page.stack.currentWidget() is not page.nothing


def test_what_was_asked_for_meanwhile_is_there_afterwards(world: World) -> None:
    world.wire.cut()
    world.window.open_matter(world.dispatch.work.model.row(0).no)
    page = world.window.page
    assert page is not None
    world.wait_for_trouble()
    world.wire.mend()
    world.qtbot.waitUntil(lambda: page.detail is not None)


def test_a_sign_in_that_nobody_answers_says_so(
    qtbot: QtBot, fast: None, admin: object, prepared: str, tmp_path: Path
) -> None:
    with wire_to(prepared, tmp_path) as (url, wire):
        dialog = SignInDialog(partial(attempt, url), ADMIN)
        show(qtbot, dialog)
        wire.hold()
        write(dialog.password, OWN)
        dialog.enter.click()
        qtbot.waitUntil(lambda: bool(troubles(dialog)))
        assert troubles(dialog)[0].startswith("连不上数据库服务器")
        wire.mend()
        with qtbot.waitSignal(dialog.accepted):
            dialog.enter.click()
        assert dialog.desk is not None
        dialog.desk.close()


@pytest.fixture
def dialog(world: World) -> ActionDialog:
    """An assessment of the matter in the list, written and not saved."""
    world.window.open_matter(world.dispatch.work.model.row(0).no)
    page = world.window.page
    assert page is not None
    world.qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    page.bar.buttons[Action.ASSESS].click()
    world.qtbot.waitUntil(lambda: bool(page.window().findChildren(ActionDialog)))
    [made] = page.window().findChildren(ActionDialog)
    world.qtbot.waitUntil(lambda: made.isVisible() and background.is_idle())
    for path, value in ASSESSED.items():
        put(made, path, value)
    return made


def save(world: World, dialog: ActionDialog) -> None:
    """Press, and wait until it is gone or says why not."""
    dialog.frame.tell("")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    world.qtbot.waitUntil(lambda: is_gone(dialog) or bool(dialog.frame.sentence.text()))


def is_gone(dialog: ActionDialog) -> bool:
    return not (isValid(dialog) and dialog.isVisible())


def assessments(world: World) -> list[str]:
    no = world.dispatch.work.model.row(0).no
    events = world.other.read(matter_detail, no).events
    return [event.action for event in events if event.action == "assess"]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_saved_stays_in_its_dialog(
    world: World, told: Told, dialog: ActionDialog, fault: Fault
) -> None:
    begin, end = fault(world)
    world.let(begin)
    save(world, dialog)
    assert dialog.frame.sentence.text().startswith("连不上数据库服务器")
    assert dialog.isVisible()
    assert dialog.kept.autosave.save_now(), "what is written is on the disk of this PC"
    world.let(end)
    world.wait_for_recovery()
    save(world, dialog)
    assert (is_gone(dialog), assessments(world)) == (True, ["assess"])
    assert (told, world.notes()) == ([], [])
    assert world.beats.longest_s < STILL_S


def test_a_save_whose_answer_got_lost_is_done_once(world: World, dialog: ActionDialog) -> None:
    world.wire.swallows = COMMIT
    save(world, dialog)
    assert dialog.frame.sentence.text().startswith("保存的时候服务器没有回话，不知道存上了没有")
    world.wire.mend()
    world.wait_for_recovery()
    save(world, dialog)
    assert (is_gone(dialog), assessments(world)) == (True, ["assess"])


def test_an_answer_that_is_lost_for_a_moment_is_found_out(
    world: World, dialog: ActionDialog
) -> None:
    world.wire.swallows, world.wire.stays_cut = COMMIT, False
    save(world, dialog)
    assert (is_gone(dialog), assessments(world)) == (True, ["assess"])
