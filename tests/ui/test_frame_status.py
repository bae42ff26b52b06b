"""The status line: where the data are, and when they were last backed up."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import clock
from app.admin.backup import backup
from app.admin.last_backup import last_backup
from app.desk import Desk
from app.errors import DatabaseUnavailable
from tests.conftest import FRIDAY, Clock
from tests.ui.conftest import Open
from ui.status import StatusLine, backup_words
from ui.window import MainWindow


def ago(**time: float) -> datetime:
    return FRIDAY - timedelta(**time)


@pytest.mark.parametrize(
    ("made_at", "words"),
    [
        (ago(hours=4, minutes=31), "今天 06:00 已备份"),
        (ago(hours=16), "昨天 18:31 已备份"),
        (ago(days=2), "前天 10:31 已备份"),
        (ago(days=3), "09-15 10:31 已备份"),
        (ago(days=7), "7 天没有备份了"),
        (None, "还没有备份过"),
    ],
)
def test_the_backup_in_plain_words(at: Clock, made_at: datetime | None, words: str) -> None:
    assert backup_words(made_at) == words


def test_a_backup_shows_by_itself(
    qtbot: QtBot, window: MainWindow, local_desk: Desk, tmp_path: Path
) -> None:
    assert window.status.backup() == "还没有备份过"
    backup(local_desk, tmp_path / "all.zip")
    qtbot.waitUntil(lambda: window.status.backup() == "今天 10:31 已备份")


def test_the_day_of_the_last_backup_is_read_in_one_statement(desk: Desk, tmp_path: Path) -> None:
    assert desk.read(last_backup) is None
    backup(desk, tmp_path / "all.zip")
    assert desk.read(last_backup) == clock.now().replace(microsecond=0)


@pytest.mark.parametrize(
    ("database", "good", "bad"),
    [
        ("/srv/fengqiao.sqlite", "本机数据库", "数据库不在了"),
        ("postgresql://server/centre", "网络正常", "连不上服务器"),
    ],
)
def test_it_says_whether_the_database_answers(
    qtbot: QtBot, database: str, good: str, bad: str
) -> None:
    line = StatusLine(database)
    qtbot.addWidget(line)
    assert line.place() == good
    line.show_reached(DatabaseUnavailable(why="unreachable"))
    assert line.place() == bad
    line.show_reached(None)
    assert line.place() == good


def test_no_password_of_a_server_is_shown(qtbot: QtBot) -> None:
    line = StatusLine("postgresql://desk:geheim@server/centre")
    qtbot.addWidget(line)
    shown = [child.toolTip() for child in line.children() if hasattr(child, "toolTip")]
    assert "server/centre" in shown
    assert not any("geheim" in text for text in shown)


def test_a_database_moved_away_is_told_and_welcomed_back(
    qtbot: QtBot, opened: Open, local_desk: Desk, tmp_path: Path
) -> None:
    window = opened(local_desk)
    file = Path(str(local_desk.engine.url.database))
    aside = file.rename(tmp_path / "aside.sqlite")
    qtbot.waitUntil(window.banner.isVisible)
    assert "放回去" in window.banner.text.text()
    assert window.status.place() == "数据库不在了"
    aside.rename(file)
    window.banner.button.click()
    qtbot.waitUntil(lambda: not window.banner.isVisible())
    assert window.status.place() == "本机数据库"
