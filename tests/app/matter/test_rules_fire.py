"""Each rule of tests/expected/rules.csv, where it must fire and where it must not."""

import json
import re
from pathlib import Path

import pytest

from app.errors import Invalid, Problem, Severity
from app.matter import needs
from app.messages import error_text, problem_text
from app.messages.reminders import reminder_text
from tests.app.matter.conftest import StoryAt
from tests.app.matter.expected import rows
from tests.app.matter.facts import now
from tests.app.matter.situations import ASSIGNED, SITUATIONS, Told
from tests.app.matter.stages import ON_SPOT

RULES = rows("rules.csv")
SEVERITY = {"B": Severity.BLOCK, "W": Severity.WARN, "R": Severity.REMIND}
REQUIRED = {"source": "M3", "mediators[0].selection_mode": "M4"}
"""Fields that a form cannot do without, because of a rule."""


def rule_of(problem: Problem) -> str:
    if problem.code == "FIELD_MISSING":
        return REQUIRED.get(problem.field, "")
    return problem.code.partition("_")[0]


def of_rule(told: Told, rule: str) -> list[Problem]:
    return [problem for problem in told.problems if rule_of(problem) == rule]


def test_every_expected_situation_is_told() -> None:
    assert {row["condition_zh"] for row in RULES} == SITUATIONS.keys()


ACTED = [row for row in RULES if row["action"] != "-" and row["rule"] != "M14"]
DATED = [row for row in RULES if row["action"] == "-"]
EFFECT = [row for row in RULES if row["rule"] == "M14"]


@pytest.mark.parametrize("row", ACTED, ids=lambda row: f"{row['rule']}-{row['condition_zh']}")
def test_a_rule_fires_where_it_must_and_only_there(row: dict[str, str], story_at: StoryAt) -> None:
    told = SITUATIONS[row["condition_zh"]](story_at)
    found = of_rule(told, row["rule"])
    if row["expect"] == "pass":
        assert (found, told.stopped) == ([], False)
        return
    assert {problem.severity for problem in found} == {SEVERITY[row["severity"]]}
    assert told.stopped == (row["severity"] != "R")
    assert all(problem_text(problem) for problem in found)


@pytest.mark.parametrize("row", DATED, ids=lambda row: f"{row['rule']}-{row['condition_zh']}")
def test_the_calendar_reminds_on_the_day(row: dict[str, str], story_at: StoryAt) -> None:
    told = SITUATIONS[row["condition_zh"]](story_at)
    found = [one for one in told.reminders if one.rule == row["rule"]]
    assert bool(found) == (row["expect"] == "fire")
    assert all("{" not in reminder_text(one) for one in found)


@pytest.mark.parametrize("row", EFFECT, ids=lambda row: row["condition_zh"])
def test_without_one_of_the_three_nothing_takes_effect(
    row: dict[str, str], story_at: StoryAt
) -> None:
    told = SITUATIONS[row["condition_zh"]](story_at)
    assert told.detail is not None, "what was signed or sealed is recorded either way"
    effective = told.detail.agreements[0].effective_on
    lacking = [problem.values["who"] for problem in of_rule(told, "M14")]
    if row["expect"] == "fire":
        assert (effective, len(lacking)) == (None, 1)
    else:
        assert f"生效日置为{effective:%m月%d日}" in row["condition_zh"]
        assert lacking == []


def test_a_warning_is_overruled_with_its_reason_in_the_event(story_at: StoryAt) -> None:
    story = story_at("colleague_accepted")
    why = [{"rule": "M9", "reason": "双方都说信得过他"}]
    story.do(now(), "appoint", "C1", mediators=ASSIGNED, overruled=why)
    assert story.record("C1").state == "IN_MEDIATION"
    told = json.loads(story.detail.events[-1].detail or "{}")
    assert told["overruled"] == why


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_warning_is_not_overruled_without_a_reason(story_at: StoryAt, reason: str) -> None:
    story = story_at("colleague_accepted")
    why = [{"rule": "M9", "reason": reason}]
    with pytest.raises(Invalid):
        story.do(now(), "appoint", "C1", mediators=ASSIGNED, overruled=why)


def test_what_blocks_is_not_overruled(story_at: StoryAt) -> None:
    story = story_at("in_mediation")
    why = [{"rule": "M10", "reason": "不想告知"}]
    with pytest.raises(Invalid) as refused:
        story.do(now(), "fail", "C1", reason="谈不拢", overruled=why)
    assert [problem.code for problem in refused.value.problems] == ["M10"]


def test_what_was_not_raised_is_not_recorded(story_at: StoryAt) -> None:
    story = story_at("colleague_accepted")
    why = [{"rule": "M9", "reason": "双方都说信得过他"}, {"rule": "M29", "reason": "已撤诉"}]
    story.do(now(), "appoint", "C1", mediators=ASSIGNED, overruled=why)
    told = json.loads(story.detail.events[-1].detail or "{}")
    assert told["overruled"] == why[:1]


@pytest.mark.parametrize("rule", ["M99", "M10", "m9"])
def test_a_rule_that_never_warns_cannot_be_overruled(rule: str, story_at: StoryAt) -> None:
    story = story_at("accepted")
    why = [{"rule": rule, "reason": "双方都说信得过他"}]
    with pytest.raises(Invalid) as refused:
        story.do(now(), "appoint", "C1", mediators=ASSIGNED, overruled=why)
    assert error_text(refused.value).startswith(f"第1条提醒的说明的规则编号：没有编号为“{rule}”")


def test_every_warning_that_is_given_is_known_as_one() -> None:
    rules = Path(needs.__file__).parent.glob("*.py")
    texts = [file.read_text(encoding="utf-8") for file in rules]
    given = {code for text in texts for code in re.findall(r'warn\(\s*[^,]+,\s*"(\w+)"', text)}
    assert given == needs.WARNINGS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("occurred_at", "2026-09-18T10:40:00"),
        ("overruled", [{"rule": "M13_WRITTEN", "reason": "都说不用写"}]),
        ("on_behalf", {"person": "韩志", "at": "2026-09-18T10:40:00"}),
    ],
)
def test_what_belongs_to_the_step_is_refused_inside_the_agreement(
    field: str, value: object, story_at: StoryAt
) -> None:
    inside = ON_SPOT["mediation"]["agreement"] | {field: value}
    mediation = ON_SPOT["mediation"] | {"agreement": inside}
    with pytest.raises(Invalid) as refused:
        story_at("registered").do(now(), "settle_at_window", **(ON_SPOT | {"mediation": mediation}))
    found = [(problem.field, problem.code) for problem in refused.value.problems]
    assert found == [(f"mediation.agreement.{field}", "BELONGS_TO_STEP")]
