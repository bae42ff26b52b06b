"""What is slow the first time is over before it is needed."""

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from db.enums import Post
from tests.conftest import OpenAs
from ui import warm_up
from ui.window import MainWindow


def test_a_window_that_opened_makes_the_slow_things_ready(
    qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[bool] = []
    monkeypatch.setattr(warm_up, "make_ready", lambda: done.append(True))
    window = MainWindow(local_desk, place="1", database="")
    qtbot.addWidget(window)
    window.open_up()
    qtbot.waitUntil(lambda: done == [True])


def test_names_and_papers_are_ready_then() -> None:
    told = "import sys; from ui.warm_up import make_ready; make_ready(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    assert {"pypinyin.phrases_dict", "reportlab.pdfgen.canvas", "segno"} <= set(
        loaded.stdout.split()
    )


@pytest.mark.parametrize(
    ("post", "is_there"), [(Post.CENTER_DIRECTOR, True), (Post.AUDITOR, False)]
)
def test_who_sees_charts_has_what_draws_them(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, post: Post, is_there: bool
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(warm_up, "begin", lambda _owner, *libraries: asked.append(libraries))
    window = MainWindow(open_as(post), place="1", database="")
    qtbot.addWidget(window)
    window.warm_up()
    assert ("pyqtgraph" in asked[0]) is is_there
