"""A commit reaches the window as one signal."""

import threading

from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from tests.builders import a_draft
from ui import background
from ui.changes import Changes


def test_a_commit_on_another_thread_is_told_on_this_one(qtbot: QtBot, local_desk: Desk) -> None:
    changes = Changes(local_desk)
    threads: list[threading.Thread] = []
    changes.changed.connect(lambda _topics: threads.append(threading.current_thread()))
    with qtbot.waitSignal(changes.changed) as told:
        background.run(
            changes,
            lambda: local_desk.write(register_matter, a_draft()),
            pool=background.writer,
        )
    assert "matter" in told.args[0]
    assert threads == [threading.main_thread()]


def test_what_failed_is_not_told(qtbot: QtBot, local_desk: Desk) -> None:
    changes = Changes(local_desk)
    with qtbot.assertNotEmitted(changes.changed, wait=100):
        background.run(
            changes,
            lambda: local_desk.write(register_matter, a_draft(summary="")),
            failed=lambda _error: None,
            pool=background.writer,
        )
        qtbot.waitUntil(background.is_idle)
