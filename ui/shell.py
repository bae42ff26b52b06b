"""From a database to an open window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import log, settings
from app.desk import Desk
from app.first_user import opens_without_password
from app.sign_in import local_login
from ui import application, background
from ui.first_start import FirstStartDialog, create
from ui.sign_in import SignInDialog, sign_in
from ui.wait import WaitDialog
from ui.window import MainWindow


def run(database: str | None, user: str | None) -> int:
    """The configured database, or `database`; the first start makes a local one."""
    log.set_up(settings.home())
    chosen = settings.load()
    url = database or chosen.database
    app = application.start()
    if _is_new(url):
        desk = FirstStartDialog.ask(lambda password: create(url, password, chosen.window), url)
    else:
        desk = signed_in(url, user, chosen.window)
    if desk is None:
        return 0
    window = MainWindow(desk, place=chosen.window, database=url)
    window.open_up()
    return _until_closed(app, desk)


def run_demo(folder: Path) -> int:
    """Demonstration data in `folder`, signed in as the director."""
    from app.demo import open_demo

    log.set_up(folder)
    app = application.start()
    desk = WaitDialog.until(lambda: open_demo(folder), "正在准备示范数据，请稍等几秒…")
    window = MainWindow(desk, place="1", database="示范数据，关掉以后就没有了")
    window.open_up()
    return _until_closed(app, desk)


def _until_closed(app: QApplication, desk: Desk) -> int:
    try:
        return app.exec()
    finally:
        background.finish()
        desk.close()


def signed_in(url: str, user: str | None, window: str) -> Desk | None:
    """Without a question where none is needed: the local user before staff are named."""
    login = user or local_login()
    if opens_without_password(url, login):
        return sign_in(url, login, None, window).desk
    return SignInDialog.ask(lambda name, password: sign_in(url, name, password, window), login)


def _is_new(url: str) -> bool:
    return "://" not in url and not Path(url).expanduser().exists()
