"""The same person again, at a locked window."""

import pytest

from app.admin.commands import set_password
from app.confirm import confirm, opens_freely
from app.desk import Desk
from app.errors import SignInRefused

PASSWORD = "Changle-2026"


@pytest.fixture
def guarded(desk: Desk) -> Desk:
    desk.write(set_password, desk.actor.login, PASSWORD)
    return desk


def test_the_right_password_is_taken(guarded: Desk) -> None:
    confirm(guarded, PASSWORD)


@pytest.mark.parametrize("password", ["", "changle-2026", None])
def test_a_wrong_one_is_not(guarded: Desk, password: str | None) -> None:
    with pytest.raises(SignInRefused, match="wrong"):
        confirm(guarded, password)


def test_five_wrong_ones_lock_the_name(guarded: Desk) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            confirm(guarded, "falsch")
    with pytest.raises(SignInRefused, match="locked"):
        confirm(guarded, PASSWORD)


def test_only_the_first_local_user_opens_freely(guarded: Desk) -> None:
    assert not guarded.read(opens_freely)
