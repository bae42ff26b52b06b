"""A server that is not the centre's is refused where people meet it: at its address, signing in."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import open_desk
from tests.postgres import PASSWORD
from tests.prepared import ADMIN
from tests.tls import TlsServer
from tests.tls_centre import (
    Spoil,
    centre,
    desk_address,
    not_the_centres,
    root,
    server,
    tls_server,
)
from tests.ui.conftest import Open, press, write
from tests.ui.test_sign_in import attempt, show, troubles
from ui.server_address import ServerDialog
from ui.sign_in import SignInDialog

__all__ = ["centre", "root", "server", "tls_server"]


@not_the_centres
def test_what_answers_instead_of_the_server_is_not_taken(
    qtbot: QtBot, server: TlsServer, root: Path, spoil: Spoil, why: str, told: str
) -> None:
    spoil(server)
    dialog = ServerDialog()
    show(qtbot, dialog)
    write(dialog.host, desk_address(server))
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(troubles(dialog)))
    assert told in troubles(dialog)[0]
    assert not dialog.url


@not_the_centres
def test_what_answers_instead_of_the_server_gets_no_password(
    qtbot: QtBot, server: TlsServer, root: Path, spoil: Spoil, why: str, told: str
) -> None:
    spoil(server)
    address = desk_address(server)
    dialog = SignInDialog(lambda *typed: attempt(address, *typed), ADMIN)
    show(qtbot, dialog)
    write(dialog.password, PASSWORD)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(troubles(dialog)))
    assert told in troubles(dialog)[0]


def test_the_window_says_how_the_line_is_guarded(
    qtbot: QtBot, server: TlsServer, root: Path, opened: Open
) -> None:
    window = opened(open_desk(desk_address(server), ADMIN, PASSWORD))
    qtbot.waitUntil(lambda: "证书核对过" in window.status._place.toolTip())
