"""Signing in: passwords, lockout, who may go without one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin.centre import create_database
from app.desk import open_desk
from app.errors import DatabaseUnavailable, SignInRefused
from app.keys import Keys, from_recovery_code, new_keys, recovery_code, save
from app.messages import error_text
from app.passwords import hashed, password_problems
from app.sign_in import local_login
from db.engine import open_engine
from db.models import AuditEntry, GovernanceCenter, MediationCommittee, Mediator, Staff
from db.session import reading, writing
from db.types import new_id
from tests.conftest import KEYS, Clock

RIGHT = "Qingshi-2026"

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def url(sqlite_url: str) -> Iterator[str]:
    """A database with one clerk who has a password, its key on this PC."""
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        centre = session.scalars(sa.select(GovernanceCenter)).one()
        save(centre.id, KEYS)
        session.add(Staff(id=new_id(), login="林小禾", name="林小禾", password_hash=hashed(RIGHT)))
    yield sqlite_url
    engine.dispose()


def refusal(url: str, login: str, password: str | None) -> str:
    with pytest.raises(SignInRefused) as refused:
        open_desk(url, login, password)
    return refused.value.why


def test_the_right_password_opens_the_desk(url: str, at: Clock) -> None:
    desk = open_desk(url, "林小禾", RIGHT)
    assert desk.actor.name == "林小禾"
    desk.close()


def test_a_wrong_name_and_a_wrong_password_sound_the_same(url: str, at: Clock) -> None:
    assert refusal(url, "林小禾", "wrong") == refusal(url, "没有这人", RIGHT) == "wrong"


def test_five_failures_lock_for_fifteen_minutes(url: str, at: Clock) -> None:
    for _ in range(5):
        assert refusal(url, "林小禾", "wrong") == "wrong"
    assert refusal(url, "林小禾", RIGHT) == "locked"
    at.set("2026-09-18 10:47")
    open_desk(url, "林小禾", RIGHT).close()


def test_who_has_left_cannot_sign_in(url: str, at: Clock) -> None:
    from app import clock

    engine = open_engine(url)
    with writing(engine) as session:
        staff = session.scalars(sa.select(Staff).where(Staff.login == "林小禾")).one()
        staff.disabled_at = clock.now()
    engine.dispose()
    assert refusal(url, "林小禾", RIGHT) == "disabled"


def test_the_local_user_needs_a_password_once_others_are_named(url: str, at: Clock) -> None:
    assert refusal(url, local_login(), None) == "wrong"


def test_success_and_failure_are_audited(url: str, at: Clock) -> None:
    refusal(url, "林小禾", "wrong")
    open_desk(url, "林小禾", RIGHT).close()
    engine = open_engine(url)
    with reading(engine) as session:
        rows = session.execute(
            sa.select(AuditEntry.action, AuditEntry.result).order_by(AuditEntry.seq.desc()).limit(2)
        ).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("sign_in", "DONE"), ("sign_in", "REFUSED")]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1", "password.short"),
        ("abcdefgh", "password.plain"),
        ("Linxiao1", "password.guessable"),
        (RIGHT, "password.used"),
        ("Xin-Mima-9", None),
    ],
)
def test_a_new_password_is_judged(password: str, code: str | None) -> None:
    found = password_problems(password, "linxiao", [hashed(RIGHT)])
    assert [problem.code for problem in found] == ([code] if code else [])


def test_the_recovery_code_gives_the_key_back() -> None:
    keys = new_keys()
    assert from_recovery_code(recovery_code(keys).lower()) == keys


def test_a_recovery_code_written_wrongly_is_noticed() -> None:
    code = recovery_code(Keys(bytes(range(16))))  # of a random one 1 slip in 256 would pass
    spoilt = ("B" if code[0] == "A" else "A") + code[1:]
    with pytest.raises(DatabaseUnavailable):
        from_recovery_code(spoilt)


@LOCAL
def test_without_the_key_the_database_does_not_open(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        open_desk(database_url, local_login(), None)
    assert refused.value.values["why"] == "key_missing"
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(new_keys()))
    with pytest.raises(DatabaseUnavailable) as refused:
        open_desk(database_url, local_login(), None)
    assert refused.value.values["why"] == "key_wrong"


@LOCAL
def test_the_recovery_code_opens_it_on_another_pc(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    open_desk(database_url, local_login(), None).close()
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE")
    open_desk(database_url, local_login(), None).close()


def test_a_chief_who_is_on_no_roster_works_for_the_committee_of_the_unit(
    url: str, at: Clock
) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        committee = session.scalars(sa.select(MediationCommittee)).one()
        staff = session.scalars(sa.select(Staff).where(Staff.login == "林小禾")).one()
        staff.unit_id = committee.unit_id
    engine.dispose()
    desk = open_desk(url, "林小禾", RIGHT)
    assert desk.actor.committee_id == committee.id
    desk.close()


def test_who_left_the_roster_is_no_mediator_any_more(url: str, at: Clock) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        staff = session.scalars(sa.select(Staff).where(Staff.login == "林小禾")).one()
        mediator = session.scalars(sa.select(Mediator).order_by(Mediator.name)).first()
        assert mediator is not None
        mediator.staff_id, mediator.valid_to = staff.id, date(2026, 9, 17)
    engine.dispose()
    desk = open_desk(url, "林小禾", RIGHT)
    assert (desk.actor.mediator_id, desk.actor.committee_id) == (None, None)
    desk.close()


def test_a_file_on_a_network_share_is_not_opened_nor_made(
    url: str, tmp_path: Path, at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.network_share.is_on_network", lambda _path: True)
    for work in (
        lambda: open_desk(url, "林小禾", RIGHT),
        lambda: create_database(str(tmp_path / "neu.sqlite")),
    ):
        with pytest.raises(DatabaseUnavailable) as refused:
            work()
        assert "fengqiao server init" in error_text(refused.value)
    assert not (tmp_path / "neu.sqlite").exists()
