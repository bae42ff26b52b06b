"""Rows written past the unit of work are the rows it would have written."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.desk import Desk
from app.intake.commands import register_matter
from app.permissions import Actor
from app.rows import insert_new
from db.enums import ExternalSystem
from db.models import AuditEntry, ExternalNumber, Matter
from db.session import reading
from tests.builders import a_draft
from tests.conftest import unguarded


def _add_number(session: Session, _actor: Actor) -> None:
    matter = session.scalars(sa.select(Matter)).one()
    number = ExternalNumber(matter_id=matter.id, system=ExternalSystem.PETITION, number="7")
    insert_new(session, [number])
    matter.place = "三单元"
    from app import audit

    audit.record(session, "test", "matter", matter.no)


def test_what_was_left_out_gets_its_default_and_a_first_version(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    with reading(unguarded(desk)) as session:
        matter = session.scalars(sa.select(Matter)).one()
    assert (matter.version, matter.is_sensitive) == (1, False)


def test_objects_read_before_go_on_being_watched(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    desk.write(_add_number)
    with reading(unguarded(desk)) as session:
        matter = session.scalars(sa.select(Matter)).one()
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (matter.place, matter.version) == ("三单元", 2)
    assert entry is not None and "external_number:" in entry.after and "三单元" in entry.after
