"""The areas of the centre: added below one another, renamed, ended, never deleted."""

from datetime import date

import pytest

from app.admin.area_list import (
    AreaDraft,
    AreaRow,
    add_area,
    area_rows,
    end_area,
    matters_in,
    parent_of,
    rename_area,
)
from app.desk import Desk
from app.errors import Invalid, NotFound, NotPermitted, StaleRecord
from app.intake.commands import register_matter
from app.reference import reference
from db.enums import Post
from tests.builders import COUNTY, TOWN, a_draft
from tests.conftest import OpenAs, Statements

VILLAGE = "371502105001"
TODAY = date(2026, 9, 18)


def rows(desk: Desk, **find: object) -> dict[str, AreaRow]:
    return {row.code: row for row in desk.read(area_rows, **find)}  # type: ignore[arg-type]


def add(desk: Desk, code: str = VILLAGE, name: str = "槐树村") -> str:
    return desk.write(add_area, AreaDraft(code, name, TODAY))


def problems(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("code", "above"),
    [
        (VILLAGE, TOWN),
        (TOWN, COUNTY),
        (COUNTY, "371500000000"),
        ("371500000000", "370000000000"),
        ("370000000000", None),
    ],
)
def test_the_one_above_follows_from_the_code(code: str, above: str | None) -> None:
    assert parent_of(code) == above


def test_a_village_is_added_below_its_town_and_known_to_every_desk(
    desk: Desk, open_as: OpenAs
) -> None:
    other = open_as(Post.INTAKE_CLERK)
    add(desk)
    assert rows(desk, text="hsc")[VILLAGE].parent == "青石镇"
    areas = other.read(lambda session, _actor: reference(session)).areas
    assert areas[VILLAGE] == "槐树村"


def test_a_short_code_is_filled_up(desk: Desk) -> None:
    assert add(desk, "371502106", "柳巷镇") == "371502106000"


@pytest.mark.parametrize(
    ("code", "name", "problem"),
    [
        ("37150210500X", "x", ("code", "AREA_CODE")),
        (TOWN, "x", ("code", "AREA_THERE")),
        ("371502199001", "x", ("code", "AREA_PARENT")),
        ("110101001000", "x", ("code", "AREA_PARENT")),
        (VILLAGE, "", ("name", "FIELD_MISSING")),
    ],
)
def test_it_refuses_what_lies_nowhere(
    desk: Desk, code: str, name: str, problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        add(desk, code, name)
    assert problem in problems(refused)


def test_renaming_minds_who_was_faster(desk: Desk) -> None:
    desk.write(rename_area, TOWN, "青石镇", "青石街道")
    assert rows(desk)[TOWN].name == "青石街道"
    with pytest.raises(StaleRecord):
        desk.write(rename_area, TOWN, "青石镇", "青石乡")
    with pytest.raises(NotFound):
        desk.write(rename_area, "371502199000", "x", "y")


def test_an_area_ends_after_those_below_it_and_a_warning(desk: Desk) -> None:
    add(desk)
    with pytest.raises(Invalid) as refused:
        desk.write(end_area, TOWN, "青石镇", TODAY, "撤销", despite_open=True)
    assert problems(refused) == {("last_day", "AREA_HAS_BELOW")}
    desk.write(end_area, VILLAGE, "槐树村", TODAY, "并村")
    with pytest.raises(Invalid) as refused:
        desk.write(end_area, TOWN, "青石镇", TODAY, "撤销")
    assert problems(refused) == {("despite_open", "AREA_USED")}
    assert VILLAGE not in rows(desk)
    assert rows(desk, past=True)[VILLAGE].valid_to == TODAY


def test_the_centres_own_area_stays(desk: Desk) -> None:
    own = rows(desk)[COUNTY]
    with pytest.raises(Invalid) as refused:
        desk.write(end_area, COUNTY, own.name, date(2027, 1, 1), "")
    assert {code for _, code in problems(refused)} >= {"AREA_OWN", "DATE_FUTURE", "FIELD_MISSING"}


def test_it_tells_how_many_matters_lie_there(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    assert desk.read(matters_in, TOWN) == 1


def test_only_the_administrator_may(desk: Desk, open_as: OpenAs) -> None:
    director = open_as(Post.CENTER_DIRECTOR)
    with pytest.raises(NotPermitted):
        rows(director)
    with pytest.raises(NotPermitted):
        add(director)
    with pytest.raises(NotPermitted):
        director.write(rename_area, TOWN, "青石镇", "x")


def test_two_statements_list_them(desk: Desk, statements: Statements) -> None:
    rows(desk)
    assert len(statements) == 2
