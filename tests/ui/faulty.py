"""A main window at a server behind a wire, both of which can fail; time goes by faster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import fate
from app.desk import Desk, open_desk
from app.enums import Post
from app.intake.commands import register_matter
from app.server import live
from db import engine, line
from db.models import Matter, Visitor
from db.session import reading
from tests.builders import a_draft
from tests.conftest import unguarded
from tests.killing import OwnServer
from tests.prepared import OWN
from tests.ui.conftest import Open, fill
from tests.wire import Wire, wire_to
from ui import background, changes
from ui.dispatch.tab import DispatchTab
from ui.intake.tab import IntakeTab
from ui.window import MainWindow

POSTS = (Post.INTAKE_CLERK, Post.DISPATCHER)
BEAT_MS, STILL_S = 20, 1.5
"""A read of a dead line takes longer than that: a window that waited for one would stand still."""
HOUR_MS = 3_600_000


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """An outage of a second is as one of half a minute; nobody looks by the clock, so that what is
    noticed is heard."""
    for where, name, value in (
        (line, "SILENT_S", 0.5),
        (engine, "CONNECT_S", 2),
        (live, "QUIET_S", 0.5),
        (live, "_LATER_S", 0.2),
        (fate, "SETTLE_S", 1.0),
        (changes, "LOOK_MS", 200),
        (changes, "LISTENING_LOOK_MS", HOUR_MS),
    ):
        monkeypatch.setattr(where, name, value)


class Beats(QObject):
    """The longest time the event loop did not turn."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s, self._last = 0.0, monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        self.longest_s = max(self.longest_s, monotonic() - self._last)
        self._last = monotonic()


@dataclass(frozen=True, slots=True)
class World:
    """The window of 林小禾 behind the wire, another desk beside the server, and both's server."""

    qtbot: QtBot
    window: MainWindow
    wire: Wire
    server: OwnServer
    other: Desk
    beats: Beats

    @property
    def intake(self) -> IntakeTab:
        tab = self.window.tabs["接待登记"]
        assert isinstance(tab, IntakeTab)
        return tab

    @property
    def dispatch(self) -> DispatchTab:
        tab = self.window.tabs["分流交办"]
        assert isinstance(tab, DispatchTab)
        return tab

    def listed(self) -> int:
        """Lines in the list of what is new at the dispatcher's."""
        return self.dispatch.work.model.rowCount()

    def hears(self) -> bool:
        listener = self.window.changes._listener
        return listener is not None and listener.is_listening

    def choose(self, title: str) -> None:
        self.window.choose([kind.title for kind in self.window.kinds].index(title))

    def register(self, name: str) -> None:
        """As a clerk does, until the form is free again."""
        self.choose("接待登记")
        self.qtbot.waitUntil(self.intake.form.isEnabled)
        fill(self.intake, name=name)
        self.intake.register()
        self.qtbot.waitUntil(self.intake.form.isEnabled)

    def register_elsewhere(self) -> str:
        return self.other.write(register_matter, a_draft()).no

    def let(self, happen: Callable[[], None]) -> None:
        """Something at the server, while the window goes on."""
        thread = Thread(target=happen)
        thread.start()
        self.qtbot.waitUntil(lambda: not thread.is_alive())

    def wait_for_trouble(self) -> None:
        """Until the window says so in words."""
        self.qtbot.waitUntil(self.window.banner.isVisible)
        told = self.window.banner.text.text()
        assert told.startswith("连不上数据库服务器")
        assert told.endswith("登记照常做，先存在这台电脑上，连上以后自动发送。")
        assert self.window.status.place() == "连不上服务器"

    def wait_for_recovery(self) -> None:
        self.qtbot.waitUntil(
            lambda: (
                not self.window.banner.isVisible()
                and self.window.status.place() == "网络正常"
                and self.intake.sending.count() == 0
                and self.hears()
                and background.is_idle()
            )
        )

    def names(self) -> list[str]:
        """Whom the server has as visitors, each as often as registered."""
        with reading(unguarded(self.other)) as session:
            return sorted(session.scalars(sa.select(Visitor.name).join(Matter)))

    def notes(self) -> list[str]:
        """Dialogs that tell something, open now."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        return [each.text() for each in found if each.isVisible()]


@pytest.fixture
def world(
    qtbot: QtBot,
    fast: None,
    named: Callable[..., Desk],
    opened: Open,
    own: OwnServer,
    prepared: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[World]:
    """Everything loaded, one matter in the dispatcher's list, and news heard."""
    monkeypatch.setattr("ui.intake.tab.show_receipt", lambda *_words: None)
    other, _ = named("高远", *POSTS), named("林小禾", *POSTS)
    other.write(register_matter, a_draft())
    with wire_to(prepared, tmp_path) as (url, wire):
        desk = open_desk(url, "林小禾", OWN)
        made = World(qtbot, opened(desk, url), wire, own, other, Beats())
        made.choose("分流交办")
        qtbot.waitUntil(lambda: made.listed() == 1 and made.hears() and background.is_idle())
        yield made
        own.start()
        wire.mend()
        qtbot.waitUntil(background.is_idle)
        desk.close()
