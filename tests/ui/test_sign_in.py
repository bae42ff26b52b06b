"""Signing in, changing a used-up password, and the first start on a PC."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.admin.commands import add_staff, set_password
from app.admin.own_centre import own_centre
from app.admin.types import StaffDraft
from app.desk import Desk
from app.enums import Post
from app.errors import DatabaseUnavailable
from app.first_user import opens_without_password
from app.keys import Keys, save
from app.permissions import LOCAL_POSTS
from app.sign_in import local_login
from tests.conftest import KEYS, desk_as, unguarded
from tests.ui.conftest import press, write
from ui import ask, background, shell, theme
from ui.first_start import Beginning, FirstStartDialog, RecoveryDialog, create
from ui.sign_in import SignedIn, SignInDialog, sign_in
from ui.widgets.field import TroubleLine

FIRST, GOOD = "Qing-Shi-2026", "Huai-Shu-2026"


@pytest.fixture
def url(sqlite_url: str, local_desk: Desk) -> str:
    """A database where 陈登记 may sign in; her password was given by the administrator."""
    centre = local_desk.office.keys
    assert centre == KEYS
    local_desk.write(add_staff, StaffDraft(name="陈登记", posts=(Post.INTAKE_CLERK,)), FIRST)
    keep_key(local_desk, KEYS)
    return sqlite_url


def keep_key(desk: Desk, keys: Keys) -> None:
    """On this PC, as `db init` would have left it."""
    from sqlalchemy import select

    from db.models import GovernanceCenter
    from db.session import reading

    with reading(unguarded(desk)) as session:
        save(session.scalars(select(GovernanceCenter.id)).one(), keys)


def attempt(url: str, login: str, password: str, code: str) -> SignedIn:
    return sign_in(url, login, password, "1", code)


@pytest.fixture
def dialog(qtbot: QtBot, url: str) -> Iterator[SignInDialog]:
    made = SignInDialog(partial(attempt, url), "陈登记")
    show(qtbot, made)
    yield made
    qtbot.waitUntil(background.is_idle)
    if made.desk is not None:
        made.desk.close()


def show(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()


def troubles(dialog: QDialog) -> list[str]:
    return [line.text() for line in dialog.findChildren(TroubleLine) if line.isVisible()]


def test_a_wrong_password_is_told_at_its_field(qtbot: QtBot, dialog: SignInDialog) -> None:
    write(dialog.password, "wrong")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(troubles(dialog)))
    assert troubles(dialog) == ["登录名或者密码不对，请再试一次。"]
    assert dialog.isVisible()


def test_a_first_password_has_to_be_changed(qtbot: QtBot, dialog: SignInDialog) -> None:
    write(dialog.password, FIRST)
    QTest.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.new.isVisible)
    write(dialog.new.once, GOOD)
    write(dialog.new.again, "something else")
    dialog.enter.click()
    assert "两遍写得不一样，请再写一次" in troubles(dialog)
    dialog.new.again.setText(GOOD)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.new.again, Qt.Key.Key_Return)
    assert dialog.desk is not None
    assert dialog.desk.actor.name == "陈登记"


def test_a_new_password_against_the_rules_is_refused(qtbot: QtBot, dialog: SignInDialog) -> None:
    write(dialog.password, FIRST)
    dialog.enter.click()
    qtbot.waitUntil(dialog.new.isVisible)
    dialog.new.once.setText("short")
    dialog.new.again.setText("short")
    dialog.enter.click()
    qtbot.waitUntil(lambda: any("密码至少要" in text for text in troubles(dialog)))


def test_a_good_password_opens_the_desk(qtbot: QtBot, dialog: SignInDialog, url: str) -> None:
    clerk = desk_as(url, Post.INTAKE_CLERK, name="陈登记")
    clerk.write(set_password, "陈登记", GOOD)
    clerk.close()
    write(dialog.password, GOOD)
    with qtbot.waitSignal(dialog.accepted):
        dialog.enter.click()
    assert isinstance(dialog.desk, Desk)


def test_leaving_gives_no_desk(qtbot: QtBot, dialog: SignInDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        dialog.leave.click()
    assert dialog.desk is None


def test_asking_gives_what_the_dialog_found(
    qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: SignInDialog) -> None:
        dialog.enter.click()
        qtbot.waitUntil(lambda: dialog.desk is not None)

    monkeypatch.setattr(ask, "wait_for", answer)
    assert SignInDialog.ask(lambda *_names: SignedIn(local_desk), "x") is local_desk


def test_the_first_start_makes_a_database_without_a_password(qtbot: QtBot, tmp_path: Path) -> None:
    file = str(tmp_path / "new.sqlite")
    dialog = FirstStartDialog(lambda word: create(file, word, "1"), file)
    show(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    assert dialog.desk is not None
    assert dialog.desk.actor.posts == LOCAL_POSTS
    assert dialog.recovery_code.count("-") == 6
    assert opens_without_password(file, local_login())
    dialog.desk.close()


def test_the_first_start_asks_what_the_papers_say(qtbot: QtBot, tmp_path: Path) -> None:
    file = str(tmp_path / "new.sqlite")
    dialog = FirstStartDialog(lambda beginning: create(file, beginning, "1"), file)
    show(qtbot, dialog)
    write(dialog.centre, "青石县综治中心")
    write(dialog.person, " 方静 ")
    with qtbot.waitSignal(dialog.accepted):
        dialog.enter.click()
    assert dialog.desk is not None
    assert dialog.desk.actor.name == "方静"
    assert dialog.desk.read(own_centre).name == "青石县综治中心"
    dialog.desk.close()


def test_the_first_start_may_set_a_password(qtbot: QtBot, tmp_path: Path) -> None:
    file = str(tmp_path / "new.sqlite")
    desk, _code = create(file, Beginning(GOOD), "1")
    desk.close()
    assert not opens_without_password(file, local_login())
    answer = sign_in(file, local_login(), GOOD, "1")
    assert answer.change is None
    answer.desk.close()


def test_the_tab_key_comes_to_the_way_on_before_the_way_out(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FirstStartDialog(lambda word: create("", word, "1"), str(tmp_path))
    show(qtbot, dialog)
    dialog.new.again.setFocus()
    for button in (dialog.enter, dialog.connect_to, dialog.leave):
        press(dialog, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is button


def test_a_weak_first_password_makes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    dialog = FirstStartDialog(lambda word: create(str(file), word, "1"), str(file))
    show(qtbot, dialog)
    dialog.new.once.setText("short")
    dialog.new.again.setText("short")
    dialog.enter.click()
    qtbot.waitUntil(lambda: bool(troubles(dialog)))
    assert not file.exists()
    assert dialog.isEnabled()


def test_the_recovery_code_can_be_copied(qtbot: QtBot) -> None:
    dialog = RecoveryDialog("ABCD-EFGH")
    show(qtbot, dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "ABCD-EFGH"
    with qtbot.waitSignal(dialog.accepted):
        dialog.finish.click()


def test_the_local_user_is_asked_nothing_until_staff_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "new.sqlite")
    create(file, Beginning(), "1")[0].close()
    desk = shell.signed_in(file, None, "1")
    assert desk is not None
    assert desk.actor.login == local_login()
    desk.write(add_staff, StaffDraft(name="陈登记", posts=(Post.SYS_ADMIN,)), FIRST)
    desk.close()
    asked: list[str] = []
    monkeypatch.setattr(SignInDialog, "ask", lambda _attempt, login, _url: asked.append(login))
    assert shell.signed_in(file, "陈登记", "1") is None
    assert asked == ["陈登记"]


def test_a_database_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable):
        shell.signed_in(str(tmp_path / "gone.sqlite"), None, "1")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_small_window_cuts_nothing_off(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.Theme(theme.LIGHT, scale))
    try:
        dialog = FirstStartDialog(lambda _word: pytest.fail("made"), "/srv/" + "long/" * 20)
        show(qtbot, dialog)
        shown = [part for part in dialog.findChildren(QWidget) if part.isVisible()]
        texts = [part for part in shown if isinstance(part, (QLabel, QLineEdit, QPushButton))]
        assert [part for part in texts if part.height() < needed(part)] == []
    finally:
        theme.apply(qapp, theme.Theme(theme.LIGHT))


def needed(part: QWidget) -> int:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width())
    return part.minimumSizeHint().height()
