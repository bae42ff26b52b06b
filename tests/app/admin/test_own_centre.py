"""The centre's own particulars, as papers print them."""

from dataclasses import replace

import pytest

from app.admin.own_centre import CentreFacts, area_paths, change_centre, own_centre
from app.desk import Desk
from app.errors import Invalid, NotPermitted, StaleRecord
from app.reference import reference
from db.enums import Post
from tests.conftest import OpenAs

NEW = CentreFacts(
    name="青石县综治中心",
    area="320106000000",
    phone="0635-2000000",
    inquiry_phone="0635-2000001",
    address="青石县建设路1号",
)


def test_it_is_changed_in_normal_form_and_papers_know_at_once(desk: Desk) -> None:
    before = desk.read(own_centre)
    desk.write(change_centre, before, replace(NEW, name=" 青石县综治中心 ", phone="0635－2000000"))
    assert desk.read(own_centre) == NEW
    known = desk.read(lambda session, _actor: reference(session))
    assert (known.centre_name, known.centre_area) == (NEW.name, NEW.area)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "FIELD_MISSING"),
        ("name", "长" * 61, "TEXT_LONG"),
        ("inquiry_phone", "1280013", "PHONE_"),
        ("area", "999999000000", "AREA_UNKNOWN"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Desk, field: str, value: str, code: str) -> None:
    before = desk.read(own_centre)
    with pytest.raises(Invalid) as refused:
        desk.write(change_centre, before, replace(NEW, **{field: value}))
    [problem] = refused.value.problems
    assert (problem.field, problem.code.startswith(code)) == (field, True)
    assert desk.read(own_centre) == before


def test_who_saw_what_is_no_longer_so_looks_again(desk: Desk) -> None:
    before = desk.read(own_centre)
    desk.write(change_centre, before, NEW)
    with pytest.raises(StaleRecord):
        desk.write(change_centre, before, replace(NEW, name="别的名称"))


def test_others_leave_it_alone(open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.INTAKE_CLERK).read(own_centre)


def test_areas_of_one_name_are_told_apart(desk: Desk) -> None:
    paths = dict(desk.read(area_paths))
    assert paths["320106000000"] == "江苏省南京市鼓楼区"
    assert len({path for path in paths.values() if path.endswith("鼓楼区")}) == 4
