"""A PC that finds the centre's server: its address, the recovery code, and the window there."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import URL, make_url

from app import settings
from app.desk import Desk
from app.enums import Post
from app.errors import DatabaseUnavailable
from app.first_user import likely_login, opens_without_password
from app.keys import recovery_code
from app.server.reach import address, answers, require_answer
from app.sign_in import local_login
from db.engine import server_url
from tests.conftest import KEYS
from tests.postgres import PASSWORD
from tests.prepared import ADMIN
from tests.ui.conftest import Open, press, write
from tests.ui.test_sign_in import attempt, show, troubles
from ui import ask, background, shell
from ui.first_start import FirstStartDialog, create
from ui.intake.tab import IntakeTab
from ui.server_address import ServerDialog
from ui.sign_in import SignInDialog

NOWHERE = "/nowhere/at/all"
"""A host of PostgreSQL that begins with a slash is a folder on this PC; nothing listens here."""


@pytest.fixture
def host(prepared: str) -> str:
    """Where the server listens, as a person would type a whole address."""
    there = make_url(prepared)
    return URL.create("postgresql", database=there.database, query=there.query).render_as_string()


@pytest.fixture
def dialog(qtbot: QtBot) -> ServerDialog:
    made = ServerDialog()
    show(qtbot, made)
    return made


@pytest.fixture
def at_server(
    qtbot: QtBot, prepared: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SignInDialog]:
    """The sign-in of a PC that never was at this server."""
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE")
    rmtree(settings.home() / "keys")
    made = SignInDialog(partial(attempt, prepared), ADMIN)
    show(qtbot, made)
    yield made
    qtbot.waitUntil(background.is_idle)
    if made.desk is not None:
        made.desk.close()


def test_what_people_type_becomes_an_address() -> None:
    assert address("192.168.1.10", "fengqiao") == "postgresql://192.168.1.10/fengqiao"
    assert address("zzzx:5433", "fengqiao") == "postgresql://zzzx:5433/fengqiao"
    assert address("postgresql://a,b/x", "fengqiao") == "postgresql://a,b/x"


def test_a_server_is_asked_whether_it_is_there(host: str) -> None:
    assert require_answer(host) == host
    assert not answers(server_url(f"postgresql:///fengqiao?host={NOWHERE}"))
    with pytest.raises(DatabaseUnavailable):
        require_answer(f"postgresql:///fengqiao?host={NOWHERE}")


def test_at_a_server_nobody_comes_in_without_a_password(host: str) -> None:
    assert not opens_without_password(host, local_login())
    assert likely_login(host) == ""
    assert likely_login("fengqiao.sqlite") == local_login()


def test_a_server_that_does_not_answer_is_told_at_its_field(
    qtbot: QtBot, dialog: ServerDialog
) -> None:
    write(dialog.host, f"postgresql:///fengqiao?host={NOWHERE}")
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(troubles(dialog)))
    assert troubles(dialog)[0].startswith("连不上数据库服务器")
    assert (dialog.url, dialog.host.hasFocus(), dialog.enter.isEnabled()) == ("", True, True)


def test_without_a_name_nothing_is_looked_for(dialog: ServerDialog) -> None:
    dialog.enter.click()
    assert troubles(dialog) == ["请写服务器的名字或者地址"]


def test_a_server_that_answers_is_taken(qtbot: QtBot, dialog: ServerDialog, host: str) -> None:
    write(dialog.host, host)
    with qtbot.waitSignal(dialog.accepted):
        dialog.enter.click()
    assert dialog.url == host


def test_the_first_dialog_leads_to_the_server(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ServerDialog, "ask", lambda _parent: "postgresql://zzzx/fengqiao")

    def press_it(dialog: FirstStartDialog) -> None:
        show(qtbot, dialog)
        QTest.mouseClick(dialog.connect_to, Qt.MouseButton.LeftButton)

    monkeypatch.setattr(ask, "wait_for", press_it)
    file = str(tmp_path / "new.sqlite")
    assert FirstStartDialog.ask(lambda word: create(file, word, "1"), file) == (
        "postgresql://zzzx/fengqiao"
    )
    assert not Path(file).exists()


def test_the_address_found_is_used_from_then_on(
    tmp_path: Path, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = "postgresql://zzzx/fengqiao"
    monkeypatch.setattr(FirstStartDialog, "ask", lambda _make, _url: found)
    monkeypatch.setattr(shell, "signed_in", lambda _url, _user, _window: local_desk)
    assert shell._first_desk(str(tmp_path / "new.sqlite"), None, "1") == (local_desk, found)
    assert settings.load().database == found


def test_the_recovery_code_is_asked_for_once_on_each_pc(
    qtbot: QtBot, at_server: SignInDialog
) -> None:
    write(at_server.password, PASSWORD)
    QTest.keyClick(at_server.password, Qt.Key.Key_Return)
    qtbot.waitUntil(at_server.code.isVisible)
    assert troubles(at_server) == [
        "这台电脑第一次连本中心的数据库，请输入打印的恢复码，以后不用再输"
    ]
    assert at_server.code.hasFocus()
    write(at_server.code, "AAAA-BBBB")
    QTest.keyClick(at_server.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: troubles(at_server)[0].startswith("恢复码不对"))
    at_server.code.clear()
    write(at_server.code, recovery_code(KEYS).lower())
    QTest.keyClick(at_server.code, Qt.Key.Key_Return)
    qtbot.waitUntil(at_server.new.isVisible)
    assert not at_server.code.isVisible()


def test_a_clerk_registers_at_a_server(
    qtbot: QtBot, named: Callable[..., Desk], opened: Open
) -> None:
    window = opened(named("林小禾", Post.INTAKE_CLERK))
    assert window.search.isVisible()
    (tab,) = window.tabs.values()
    assert isinstance(tab, IntakeTab)


def test_who_may_not_search_sees_no_search_box(admin: Desk, opened: Open) -> None:
    assert not opened(admin).search.isVisible()
