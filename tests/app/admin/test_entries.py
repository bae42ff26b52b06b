"""Every dictionary told with its use, and the risk colours a centre chooses."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.admin.dictionary_list import (
    CATEGORIES,
    DICTIONARIES,
    DISPUTE_TYPES,
    RISK_LEVELS,
    Dictionary,
)
from app.admin.entries import EntryRow, entries
from app.admin.risk_levels import CODE, bounds, change_level, levels_in_use
from app.admin.terms import dispute_types, retire_term
from app.desk import Desk
from app.errors import Invalid, NotPermitted, StaleRecord
from app.glossary import term
from app.intake.commands import register_matter
from app.matter.actions.desk import level_of
from app.reference import reference
from db import enums
from db.enums import DisputeType, IntakeChannel, Post, RiskLevel
from db.models import Base
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, Statements

STEPS_AND_POSTS = {
    enums.Action,
    enums.AgreementState,
    enums.AssignmentRole,
    enums.AssignmentState,
    enums.CaseStage,
    enums.CaseState,
    enums.DeadlineUnit,
    enums.FormKind,
    enums.NumberKind,
    enums.MatterState,
    enums.PerformanceState,
    enums.Post,
    enums.Stage,
    enums.Track,
}
"""What the program does, and who does it: no list of words to choose from."""


def row(desk: Desk, which: Dictionary, identifier: str) -> EntryRow:
    return next(each for each in desk.read(entries, which) if each.identifier == identifier)


def code_of(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_no_list_of_words_that_is_stored_is_forgotten() -> None:
    stored = {
        kind
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if (kind := getattr(column.type, "enum_class", None)) is not None
    }
    assert stored - {each.kind for each in DICTIONARIES} <= STEPS_AND_POSTS


@pytest.mark.parametrize("which", DICTIONARIES, ids=lambda which: which.name)
def test_each_has_its_terms_a_source_and_a_word_on_changing(
    local_desk: Desk, which: Dictionary
) -> None:
    rows = local_desk.read(entries, which)
    assert [each.name.strip() for each in rows] == [term(each) for each in which.kind]
    assert which.source
    assert bool(which.why_fixed) is not bool(which.note)


def test_what_was_used_is_counted(desk: Desk) -> None:
    draft = a_draft()
    for _ in range(2):
        desk.write(register_matter, draft)
    channels = next(each for each in DICTIONARIES if each.kind is IntakeChannel)
    used = {each.identifier: each.used for each in desk.read(entries, channels)}
    assert used[draft.channel] == 2
    assert sum(used.values()) == 2


def test_what_ended_is_left_out_where_nobody_asks_for_it(desk: Desk, at: Clock) -> None:
    found = next(t for t in desk.read(dispute_types) if t.identifier == DisputeType.LABOR)
    desk.write(retire_term, found.id, found.version, date(2026, 9, 18), "x")
    at.set("2026-09-19 09:00")
    shown = [each.identifier for each in desk.read(entries, DISPUTE_TYPES, past=False)]
    assert DisputeType.LABOR not in shown
    assert not row(desk, DISPUTE_TYPES, DisputeType.LABOR).is_in_use
    assert len(desk.read(entries, CATEGORIES, past=False)) == 17


def test_the_points_chosen_are_those_a_matter_is_judged_by(desk: Desk) -> None:
    desk.write(change_level, RiskLevel.ORANGE, 40, 50, "联席会议")
    desk.write(change_level, RiskLevel.GREEN, None, 5, "省里要求")
    told = desk.read(lambda session, _actor: reference(session).parameters[CODE])
    assert json.loads(told) == {"RED": 70, "ORANGE": 50, "YELLOW": 20, "GREEN": 5}
    assert level_of(45, told) is RiskLevel.YELLOW
    assert level_of(6, told) is RiskLevel.GREEN
    desk.write(change_level, RiskLevel.GREEN, 5, None, "不用了")
    assert RiskLevel.GREEN not in desk.read(lambda session, _actor: levels_in_use(session))
    assert not row(desk, RISK_LEVELS, RiskLevel.GREEN).is_in_use


@pytest.mark.parametrize(
    ("level", "before", "least", "reason", "problem"),
    [
        (RiskLevel.RED, 70, 40, "x", ("least", "RISK_RANGE")),
        (RiskLevel.RED, 70, 101, "x", ("least", "RISK_RANGE")),
        (RiskLevel.YELLOW, 20, 0, "x", ("least", "RISK_RANGE")),
        (RiskLevel.RED, 70, None, "x", ("reason", "RISK_RED_NEEDED")),
        (RiskLevel.ORANGE, 40, 50, " ", ("reason", "FIELD_MISSING")),
    ],
)
def test_it_refuses_points_out_of_order(
    local_desk: Desk,
    level: RiskLevel,
    before: int,
    least: int | None,
    reason: str,
    problem: tuple[str, str],
) -> None:
    with pytest.raises(Invalid) as refused:
        local_desk.write(change_level, level, before, least, reason)
    assert code_of(refused) == [problem]


def test_two_colours_cannot_have_the_same_points_or_no_room(local_desk: Desk) -> None:
    local_desk.write(change_level, RiskLevel.BLUE, None, 10, "x")
    with pytest.raises(Invalid) as refused:
        local_desk.write(change_level, RiskLevel.GREEN, None, 10, "x")
    assert code_of(refused) == [("least", "RISK_SAME")]
    local_desk.write(change_level, RiskLevel.BLUE, 10, None, "x")
    local_desk.write(change_level, RiskLevel.YELLOW, 20, 1, "x")
    with pytest.raises(Invalid) as refused:
        local_desk.write(change_level, RiskLevel.GREEN, None, 1, "x")
    assert code_of(refused) == [("least", "RISK_NO_ROOM")]


def test_a_colour_changed_meanwhile_is_not_overwritten(local_desk: Desk) -> None:
    local_desk.write(change_level, RiskLevel.ORANGE, 40, 45, "x")
    with pytest.raises(StaleRecord):
        local_desk.write(change_level, RiskLevel.ORANGE, 40, 50, "x")


ORDER = (RiskLevel.RED, RiskLevel.ORANGE, RiskLevel.YELLOW)


@given(st.lists(st.integers(1, 100), min_size=3, max_size=3, unique=True), st.sampled_from(ORDER))
def test_a_colour_keeps_its_place_within_the_bounds_and_loses_it_beyond(
    points: list[int], level: RiskLevel
) -> None:
    levels = dict(zip(ORDER, sorted(points, reverse=True), strict=True))
    low, high = bounds(level, {each: p for each, p in levels.items() if each is not level})
    for least, is_right in ((low - 1, False), (low, True), (high, True), (high + 1, False)):
        told = list((levels | {level: least}).values())
        in_order = told == sorted(set(told), reverse=True) and 1 <= least <= 100
        assert in_order is is_right


def test_only_the_administrator_may(desk: Desk, open_as: OpenAs) -> None:
    director = open_as(Post.CENTER_DIRECTOR)
    with pytest.raises(NotPermitted):
        director.read(entries, RISK_LEVELS)
    with pytest.raises(NotPermitted):
        director.write(change_level, RiskLevel.ORANGE, 40, 50, "x")


def test_few_statements(desk: Desk, statements: Statements) -> None:
    for which, most in ((DISPUTE_TYPES, 2), (RISK_LEVELS, 2), (DICTIONARIES[4], 1)):
        statements.clear()
        desk.read(entries, which)
        assert len(statements) == most
