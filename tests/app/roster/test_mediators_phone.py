"""A mediator's telephone: kept under lock, replaced without being seen, shown for a reason."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Invalid, NotFound, NotPermitted, StaleRecord
from app.messages.roster import PHONE_AGAIN
from app.roster.commands import add_mediator, change_mediator, reveal_phone
from app.roster.types import MediatorCard
from db.enums import Post
from db.models import AuditEntry, MediatorNumber
from db.session import reading
from tests.app.roster.test_mediators import a_person, card
from tests.app.test_phones import everything
from tests.builders import MEDIATORS_PHONE
from tests.conftest import OpenAs, unguarded

NEW, ALIKE = "13800138001", "13801238001"
"""Two that look the same under stars."""


def change(desk: Desk, name: str = "周正明", **changes: Any) -> MediatorCard:
    found = card(desk, name)
    draft = replace(found.draft, **changes)
    desk.write(change_mediator, found.row.id, found.version, draft)
    return card(desk, name)


def test_no_mediators_number_stands_anywhere_in_the_database(desk: Desk) -> None:
    desk.write(add_mediator, a_person(desk, phone=NEW))
    change(desk, phone=ALIKE)
    text = everything(desk)
    assert "138****8001" in text
    assert not any(number in text for number in (NEW, ALIKE, MEDIATORS_PHONE))


def test_a_new_number_takes_the_place_of_the_one_before(desk: Desk) -> None:
    changed = change(desk, phone="138 0013 8001")
    assert changed.row.phone == "138****8001"
    assert desk.write(reveal_phone, changed.row.id, "通知开会") == NEW
    [told] = changed.history[0].changes
    assert (told.field, told.before, told.after) == ("phone_masked", "0635-*****02", "138****8001")


def test_what_is_not_told_stays_as_it_was(desk: Desk) -> None:
    changed = change(desk, employer="青石镇政府")
    assert desk.write(reveal_phone, changed.row.id, "通知开会") == MEDIATORS_PHONE


def test_another_number_under_the_same_stars_is_a_change_all_the_same(desk: Desk) -> None:
    first = change(desk, phone=NEW)
    second = change(desk, phone=ALIKE)
    assert (first.row.phone, second.version) == (second.row.phone, first.version + 1)
    assert [(c.field, c.after) for c in second.history[0].changes] == [
        ("phone_masked", PHONE_AGAIN)
    ]
    assert desk.write(reveal_phone, second.row.id, "通知开会") == ALIKE
    with pytest.raises(StaleRecord):
        desk.write(change_mediator, first.row.id, first.version, replace(first.draft, phone=NEW))


def test_with_other_particulars_the_version_goes_up_once(desk: Desk) -> None:
    first = change(desk, phone=NEW)
    second = change(desk, phone=ALIKE, employer="青石镇政府")
    assert second.version == first.version + 1
    assert {told.field for told in second.history[0].changes} == {"phone_masked", "employer"}


def test_a_number_that_is_nobodys_any_more_is_taken_away(desk: Desk) -> None:
    changed = change(desk, phone_gone=True)
    assert changed.row.phone == ""
    [told] = changed.history[0].changes
    assert (told.field, told.before, told.after) == ("phone_masked", "0635-*****02", "")
    with reading(unguarded(desk)) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(MediatorNumber)) == 1
    with pytest.raises(NotFound):
        desk.write(reveal_phone, changed.row.id, "通知开会")
    assert change(desk, phone_gone=True).version == changed.version, "there is none to take away"


def test_the_whole_number_is_shown_for_a_reason_that_is_kept(desk: Desk, open_as: OpenAs) -> None:
    dispatcher = open_as(Post.DISPATCHER)
    found = card(dispatcher, "周正明")
    with pytest.raises(Invalid):
        dispatcher.write(reveal_phone, found.row.id, " ")
    assert dispatcher.write(reveal_phone, found.row.id, "通知开会") == MEDIATORS_PHONE
    with reading(unguarded(desk)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.object_type, entry.reason) == ("reveal", "mediator", "通知开会")
    assert "2000002" not in entry.after
    assert len(card(desk, "周正明").history) == 1


def test_who_neither_keeps_rosters_nor_assigns_sees_none(desk: Desk, open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.INTAKE_CLERK).write(reveal_phone, card(desk, "周正明").row.id, "看看")
