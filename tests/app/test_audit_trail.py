"""Every change leaves a trail that can be checked and not be bent unseen."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.desk import Desk
from app.errors import DatabaseUnavailable, NotPermitted, SignInRefused
from app.intake.commands import register_matter
from app.permissions import Actor
from app.sign_in import sign_in
from db.enums import Post
from db.models import AuditEntry, AuditHead, Parameter, Party
from db.session import reading, writing
from db.types import new_id
from tests.builders import a_draft
from tests.conftest import KEYS, OpenAs, unguarded


def entries(desk: Desk) -> list[AuditEntry]:
    with reading(unguarded(desk)) as session:
        return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq)))


def test_one_command_is_one_entry_with_every_row_it_wrote(desk: Desk) -> None:
    before = len(entries(desk))
    desk.write(register_matter, a_draft())
    [entry] = entries(desk)[before:]
    tables = {name.split(":")[0] for name in json.loads(entry.after)}
    assert entry.action == "register"
    assert tables >= {"matter", "party", "visit", "visitor", "event", "deadline"}


def test_before_and_after_of_a_change_are_kept(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    desk.write(_rename_party, "陈桂芳")
    entry = entries(desk)[-1]
    [before], [after] = json.loads(entry.before).values(), json.loads(entry.after).values()
    assert (before["name"], after["name"]) == ("陈桂香", "陈桂芳")
    assert "phone" not in before


def _rename_party(session: Session, actor: Actor, name: str) -> None:
    party = session.scalars(sa.select(Party).where(Party.ordinal == 1)).one()
    party.name = name
    audit.record(session, "amend", "party", party.id, reason="写错了")


def test_no_identity_number_stands_in_the_trail(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    assert "371502190102030046" not in entries(desk)[-1].after


def test_the_chain_holds_from_the_first_entry_to_the_head(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    key = KEYS.derived("audit")
    previous = audit.START
    for entry in entries(desk):
        assert entry.prev_hash == previous
        assert entry.hash == audit.entry_hash(entry, key)
        previous = entry.hash
    with reading(unguarded(desk)) as session:
        head = session.scalars(sa.select(AuditHead)).one()
    assert (head.seq, head.hash) == (len(entries(desk)), previous)
    assert head.seal == audit.head_seal(head.seq, head.hash, key)


def test_without_the_key_the_same_hash_cannot_be_made(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    entry = entries(desk)[-1]
    assert audit.entry_hash(entry, b"another key") != entry.hash


def test_a_command_that_names_no_action_is_a_defect(desk: Desk) -> None:
    def careless(session: Session, actor: Actor) -> None:
        session.add(Parameter(id=new_id(), code="x", value="1", source="【设】"))

    with pytest.raises(RuntimeError, match="without audit"):
        desk.write(careless)


def test_a_refusal_is_audited(open_as: OpenAs) -> None:
    desk = open_as(Post.USHER, name="引导员")
    with pytest.raises(NotPermitted):
        desk.write(register_matter, a_draft())
    entry = entries(desk)[-1]
    assert (entry.action, entry.result, entry.login) == ("register", "DENIED", "引导员")


def test_a_failed_command_leaves_no_entry(desk: Desk) -> None:
    before = len(entries(desk))

    def failing(session: Session, actor: Actor) -> None:
        session.add(Parameter(id=new_id(), code="x", value="1", source="【设】"))
        audit.record(session, "try", "parameter", "x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.write(failing)
    assert len(entries(desk)) == before


def test_listeners_hear_the_tables_touched_after_the_commit(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.subscribe(heard.append)
    desk.write(register_matter, a_draft())
    assert "matter" in heard[0]


def test_a_head_set_back_stops_the_writing_with_a_sentence(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    with writing(unguarded(desk)) as session:
        head = session.scalars(sa.select(AuditHead)).one()
        head.seq -= 1
    with pytest.raises(DatabaseUnavailable) as refused:
        desk.write(register_matter, a_draft())
    assert refused.value.values["why"] == "audit_broken"


def test_an_entry_about_a_long_path_keeps_its_end(desk: Desk) -> None:
    def about_a_path(session: Session, _actor: Actor) -> None:
        audit.record(session, "backup", "database", "C:/" + "综治/" * 120 + "fengqiao.sqlite")

    desk.write(about_a_path)
    told = entries(desk)[-1].object_id
    assert len(told) == 300
    assert told.startswith("…") and told.endswith("综治/fengqiao.sqlite")


def test_a_name_nobody_could_have_is_refused_and_audited_all_the_same(desk: Desk) -> None:
    with pytest.raises(SignInRefused):
        sign_in(desk.engine, desk.office, "林" * 500, "x", "PC1")
    assert entries(desk)[-1].result == "REFUSED"
