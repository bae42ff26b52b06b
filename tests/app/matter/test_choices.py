"""What the forms choose from: who is in force today, on both databases, in three statements."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.desk import Desk
from app.errors import NotPermitted
from app.matter.choices import action_choices
from db.enums import Post
from db.models import Mediator, Unit
from db.session import writing
from tests.conftest import OpenAs, Statements, unguarded


def test_it_offers_units_committees_and_mediators_by_name(
    desk: Desk, statements: Statements
) -> None:
    found = desk.read(action_choices)
    assert {unit.name for unit in found.units} >= {"青石镇城建办", "青石镇供水站"}
    assert [(c.code, c.name) for c in found.committees] == [("QS-TJ", "青石镇人民调解委员会")]
    assert {m.name for m in found.mediators} == {"周正明", "许小雨"}
    assert {m.committee_id for m in found.mediators} == {found.committees[0].id}
    assert len(statements) <= 4, "three, and the version of the reference data"


def test_whom_to_ring_up_is_told(desk: Desk) -> None:
    unit = next(u for u in desk.read(action_choices).units if u.code == "QS-CJ")
    assert (unit.contact, unit.phone, unit.is_online) == ("韩志", "0635-2000001", False)


def test_who_has_left_is_not_offered(desk: Desk) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with writing(unguarded(desk)) as session:
        session.execute(sa.update(Unit).where(Unit.code == "QS-CJ").values(valid_to=yesterday))
        session.execute(
            sa.update(Mediator).where(Mediator.name == "许小雨").values(valid_to=yesterday)
        )
    found = desk.read(action_choices)
    assert "QS-CJ" not in {unit.code for unit in found.units}
    assert [m.name for m in found.mediators] == ["周正明"]


def test_who_sees_no_matters_is_offered_nothing(open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.AUDITOR).read(action_choices)
