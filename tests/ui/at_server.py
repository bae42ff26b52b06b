"""A superuser of the tests' server who has a password, and the dialogs that ask for it."""

from collections.abc import Iterator

import psycopg
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import write
from ui.server_account import ServerAccount
from ui.widgets.field import TroubleLine

BOSS, SECRET = "boss", "Boss#2026words"


@pytest.fixture
def boss(postgresql_server: str) -> Iterator[None]:
    """Beside the one the tests' server lets in without a password."""
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {BOSS} SUPERUSER LOGIN PASSWORD '{SECRET}'")
        yield
        connection.execute(f"DROP ROLE {BOSS}")


def type_account(account: ServerAccount, name: str, password: str) -> None:
    """As a person does, whatever stood there."""
    for edit, text in ((account.name, name), (account.password, password)):
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.clear()
        write(edit, text)


def trouble_of(line: TroubleLine) -> str:
    return line.text() if line.isVisible() else ""


def until_told(qtbot: QtBot, account: ServerAccount) -> str:
    """What stands at the account's fields, once something does."""
    lines = (account.name_field.line, account.password_field.line)
    qtbot.waitUntil(lambda: any(trouble_of(line) for line in lines))
    return next(filter(None, map(trouble_of, lines)))
