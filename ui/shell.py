"""From a database to an open window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import log, settings
from app.admin.upgrade import is_older_file
from app.desk import Desk
from app.errors import InfrastructureError
from app.first_user import likely_login, opens_without_password
from app.messages import error_text
from ui import application, background, garbage, one_instance
from ui.admin.handover import Handover
from ui.first_start import FirstStartDialog, create
from ui.sign_in import SignInDialog, sign_in
from ui.upgrade import FileUpgradeDialog
from ui.wait import NoteDialog, WaitDialog
from ui.window import MainWindow


def run(database: str | None, user: str | None) -> int:
    """The configured database, or `database`; the first start makes a local one.

    Where a window is open for it already, that one comes forward and this process ends.
    """
    log.set_up(settings.home())
    chosen = settings.load()
    url = database or chosen.database
    app = application.start()
    place = one_instance.claim(url)
    if place is None:
        return 0
    place.asked.connect(_come_forward)
    try:
        desk, url = _first_desk(url, user, chosen.window)
    except InfrastructureError as error:
        NoteDialog.tell(error_text(error))  # there may be no terminal to say it on
        place.release()
        raise
    try:
        return _run(app, desk, url, chosen.window)
    finally:
        place.release()


def run_demo(folder: Path) -> int:
    """Demonstration data in `folder`, signed in as the director."""
    from app.demo import open_demo

    log.set_up(folder)
    app = application.start()
    desk = WaitDialog.until(lambda: open_demo(folder), "正在准备示范数据，请稍等几秒…")
    return _run(app, desk, str(folder / "demo.sqlite"), "1", "示范数据，关掉以后就没有了")


def signed_in(url: str, user: str | None, window: str) -> Desk | None:
    """Without a question where none is needed: the local user before staff are named.

    A file of an earlier version is offered to be upgraded first.
    """
    if is_older_file(url) and not FileUpgradeDialog.ask(url):
        return None
    login = user or likely_login(url)
    if opens_without_password(url, login):
        return sign_in(url, login, None, window).desk
    return _ask(url, login, window)


def _first_desk(url: str, user: str | None, window: str) -> tuple[Desk | None, str]:
    """The desk and the address it is at: a PC without a database may find the centre's server."""
    if not _is_new(url):
        return signed_in(url, user, window), url
    found = FirstStartDialog.ask(lambda beginning: create(url, beginning, window), url)
    if isinstance(found, str):
        settings.keep(database=found)
        return signed_in(found, user, window), found
    return found, url


def _ask(url: str, login: str, window: str) -> Desk | None:
    return SignInDialog.ask(
        lambda name, password, code: sign_in(url, name, password, window, code), login, url
    )


def _run(app: QApplication, desk: Desk | None, url: str, place: str, told: str = "") -> int:
    """One window after another, while people sign out for others or put a backup in place.

    `told` stands in the status line instead of the address; nobody else signs in there.
    """
    status = 0
    while desk is not None:
        login = desk.actor.login
        status, window = _show(app, desk, told or url, place)
        handover = window.findChild(Handover)
        if handover is not None:
            desk = signed_in(url, handover.carry_out(login), place)
        else:
            desk = _ask(url, "", place) if window.is_signed_out and not told else None
    return status


def _show(app: QApplication, desk: Desk, database: str, place: str) -> tuple[int, MainWindow]:
    """The exit status and the window, once it was closed."""
    window = MainWindow(desk, place=place, database=database)
    window.open_up()
    garbage.settle_soon(window)
    try:
        return app.exec(), window
    finally:
        background.finish()
        desk.close()


def _come_forward() -> None:
    """Bring everything that is open to the front, the window that is worked in last."""
    last = QApplication.activeModalWidget() or QApplication.activeWindow()
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    for window in [*windows, *([last] if last else [])]:
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()


def _is_new(url: str) -> bool:
    return "://" not in url and not Path(url).expanduser().exists()
