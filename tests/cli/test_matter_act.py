"""`fengqiao matter act`: what it refuses, by its path, and what it leaves as it was."""

import json
from copy import deepcopy
from typing import Any

import pytest

from tests.cli.stages import ASSESSED, AtStage, handed_out, refused
from tests.cli.stages import at_stage as at_stage
from tests.cli.stages import kept as kept
from tests.cli.stages import script as script
from tests.end_to_end.facts import MATTER, REPORTED, behalf, changed
from tests.end_to_end.rows import everything
from tests.end_to_end.script import Script
from tests.end_to_end.test_command_line_variants import ON_SPOT

NOBODY = "01a2010d-f5f2-7844-8e82-290ef900ec28"

Case = tuple[str, object, str]
OF_ASSESS: list[Case] = [
    ("nobody", 1, "没有这一项"),
    ("nature", 26, "每项分数在0到25之间"),
    ("nature", -1, "每项分数在0到25之间"),
    ("nature", 10**40, "这个数字太大"),
    ("reason", " \u200b ", "这一项不能空着"),
    ("reason", "字" * 10_001, "文字太长，最多10000个字"),
    ("reported_to", "字" * 301, "文字太长，最多300个字"),
    ("risk_level", "PURPLE", "只能是下面的一个：RED、ORANGE、YELLOW、GREEN、BLUE"),
    ("occurred_at", "2026-09-18T10:30:59", "早于登记的时间"),
    ("occurred_at", "2026-09-18T11:00:01", "还没有到"),
    ("occurred_at", "0001-01-01T00:00:00", "年份不对"),
    ("occurred_at", "9999-12-31T23:59:59-12:00", "年份不对"),
    ("occurred_at", "1757635200", "时间不对"),
    ("occurred_at", "2026-02-30T00:00:00", "时间不对"),
    ("reported_at", "2030-01-01T00:00:00", "还没有到"),
    ("overruled", [{"rule": "M8", "reason": " "}], "这一项不能空着"),
    ("overruled", [{"rule": "M8"}], "这一项必须填写"),
    ("on_behalf", {}, "这一项必须填写"),
]


@pytest.mark.parametrize(("path", "value", "told"), OF_ASSESS, ids=ascii)
def test_a_wrong_fact_is_named(
    script: Script, sqlite_url: str, path: str, value: object, told: str
) -> None:
    lines = refused(script, sqlite_url, "2026-09-18 11:00", "assess", "", ASSESSED | {path: value})
    assert told in lines[0]
    assert lines[0].startswith(path)


SPOT = "mediation.agreement."
OF_THE_WINDOW: list[Case] = [
    ("mediation.consents", [], "还没有陈桂香是否同意调解的记录"),
    ("mediation.consents[0].agreed", False, "陈桂香明确拒绝调解"),
    ("mediation.consents[0].rights_told_on", None, "还没有告知陈桂香权利和义务"),
    ("mediation.consents[1].party", 99, "当事人里没有第99位"),
    ("mediation.consents[0].given_on", "2026-09-19", "这个日期还没有到"),
    ("mediation.mediator", "张无忌", "名册里没有调解员“张无忌”"),
    (SPOT + "clauses", [], "请写明协议内容，至少一条"),
    (SPOT + "clauses[0]", "  ", "这一项不能空着"),
    (SPOT + "facts", "短", "至少写10个字"),
    (SPOT + "agreed_on", "2027-01-01", "这个日期还没有到"),
    (SPOT + "agreed_on", "0001-01-01", "年份不对"),
    (SPOT + "performance[0].clause", 9, "没有第9条"),
    (SPOT + "performance[0].payer", 9, "当事人里没有第9位"),
    (SPOT + "performance[0].payer", 1, "不能是同一个人"),
    (SPOT + "performance[0].due_on", "9999-12-31", "年份不对"),
    (SPOT + "performance[0].amount", None, "请填写金额"),
    (SPOT + "performance[0].amount", "0", "请填写金额"),
    (SPOT + "performance[0].amount", 300, "这里应当是文字，请加上引号"),
    (SPOT + "performance[0].amount", 1e308, "这里应当是文字，请加上引号"),
    (SPOT + "performance[0].amount", "1e308", "金额只能写数字"),
    (SPOT + "performance[0].amount", "NaN", "金额只能写数字"),
    (SPOT + "performance[0].amount", "", "金额只能写数字"),
    (SPOT + "performance[0].amount", "-300.00", "金额不能是负数"),
    (SPOT + "performance[0].amount", "300.001", "小数点后只能有两位"),
    (SPOT + "performance[0].amount", "1000000000000", "金额太大"),
]


@pytest.mark.parametrize(("path", "value", "told"), OF_THE_WINDOW, ids=ascii)
def test_a_mediation_at_the_window_is_held_to_the_rules(
    script: Script, sqlite_url: str, path: str, value: object, told: str
) -> None:
    facts = changed(deepcopy(ON_SPOT), path, value)
    lines = refused(script, sqlite_url, "2026-09-18 11:05", "settle_at_window", "", facts)
    assert told in lines[0]
    assert lines[0].startswith("mediation.")


def test_what_is_no_object_is_no_form(script: Script) -> None:
    wrong: tuple[object, ...] = ([], "x", None)
    for data in wrong:
        said = script.cli("matter", "act", script.no, "assess", script.file(data))
        assert (said.status, said.err) == (1, "这里应当是花括号 { } 里的一组内容\n")


def test_an_action_that_needs_facts_says_which(script: Script) -> None:
    said = script.cli("matter", "act", script.no, "void")
    assert (said.status, said.err) == (1, "reason（理由）：这一项必须填写\n")


def test_an_action_nobody_knows_is_wrong_usage(script: Script) -> None:
    said = script.cli("matter", "act", script.no, "erase")
    assert said.status == 2
    assert said.err.startswith("ACTION 不能是 'erase'，可以是：'assess'")


def test_one_of_several_has_to_be_named(script: Script, at_stage: AtStage, sqlite_url: str) -> None:
    at_stage(handed_out)
    lines = refused(script, sqlite_url, "2026-09-20 10:00", "acknowledge", "", {"person": "韩志"})
    assert lines[0].startswith("target（哪一条记录）：这件事项里有好几条可以办，")
    assert all(slip["id"] in lines[0] for slip in script.shown["assignments"])


def test_the_only_one_left_need_not_be_named(script: Script, at_stage: AtStage) -> None:
    at_stage(handed_out)
    script.do("2026-09-20 10:00", "acknowledge", "A1", person="韩志")
    script.do("2026-09-20 10:01", "acknowledge", person="何站长")
    assert [slip["state"] for slip in script.shown["assignments"]] == ["ACKNOWLEDGED"] * 2


@pytest.mark.parametrize("target", ["nope", NOBODY, "", "\x1b[2J", "matter", "\udcff"])
def test_a_target_that_is_not_there_is_named(
    script: Script, at_stage: AtStage, sqlite_url: str, target: str
) -> None:
    at_stage(handed_out)
    before = everything(sqlite_url)
    facts = script.file({"person": "韩志"})
    said = script.cli("matter", "act", script.no, "acknowledge", facts, "--target", target)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("找不到能办这一步的记录 ")
    assert said.err[:-1].isprintable()
    assert everything(sqlite_url) == before


def test_a_target_of_another_kind_or_matter_is_none(
    script: Script, at_stage: AtStage, sqlite_url: str
) -> None:
    at_stage(handed_out)
    one = script.record("A1")["id"]
    facts = script.file({"reason": "登记错了"})
    said = script.cli("matter", "act", script.no, "void", facts, "--target", one)
    assert said.err.startswith("找不到能办这一步的记录 ")
    script.register("2026-09-20 11:00", MATTER)
    facts = script.file({"person": "韩志"})
    said = script.cli("matter", "act", script.no, "acknowledge", facts, "--target", one)
    assert said.err.startswith("找不到能办这一步的记录 ")


def test_a_state_that_forbids_is_named(script: Script, sqlite_url: str) -> None:
    for action, facts in (
        ("close", {"result": "x", "resolved": True}),
        ("reopen", {"reason": "x"}),
    ):
        [line] = refused(script, sqlite_url, "2026-09-18 11:00", action, "", facts)
        assert line.startswith("现在是“已登记”，不能")


def test_on_behalf_keeps_who_said_it_and_when(script: Script, at_stage: AtStage) -> None:
    at_stage(handed_out)
    stub = script.attach("2026-09-21 14:00", "RETURN_STUB")
    told = behalf("2026-09-21T09:40:00", scan=stub)
    script.do("2026-09-21 14:05", "acknowledge", "A1", person="韩志", on_behalf=told)
    event = next(e for e in script.shown["events"] if e["on_behalf_person"])
    assert (event["on_behalf_unit"], event["on_behalf_person"]) == ("青石镇城建办", "韩志")
    assert event["occurred_at"] == "2026-09-21T09:40:00+08:00"
    assert event["recorded_at"] == "2026-09-21T14:05:00+08:00"
    assert json.loads(event["detail"])["scan"] == stub


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (behalf("2030-01-01T00:00:00"), "发生的时间还没有到"),
        (behalf("2026-09-17T00:00:00"), "发生的时间早于登记的时间"),
        (behalf("2026-09-20T09:04:00"), "发生的时间早于这张单"),
        (behalf("0001-01-01T00:00:00"), "年份不对"),
        (behalf("2026-09-20T10:00:00", scan="nope"), "材料里没有nope"),
        (behalf("2026-09-20T10:00:00") | {"person": " "}, "这一项不能空着"),
        (behalf("2026-09-20T10:00:00") | {"unit": "QS-CJ"}, "没有这一项"),
        ({"person": "韩志"}, "这一项必须填写"),
    ],
)
def test_on_behalf_is_held_to_the_stub(
    script: Script, at_stage: AtStage, sqlite_url: str, given: dict[str, Any], told: str
) -> None:
    at_stage(handed_out)
    facts = {"person": "韩志", "on_behalf": given}
    lines = refused(script, sqlite_url, "2026-09-21 14:05", "acknowledge", "A1", facts)
    assert told in lines[0]


def test_what_the_centre_does_itself_is_not_done_on_behalf(script: Script) -> None:
    facts = ASSESSED | {"on_behalf": behalf("2026-09-18T10:31:00")}
    said = script.try_to("2026-09-18 11:00", "assess", **facts)
    assert said.status == 1
    assert said.err.startswith("您的岗位不能")


def test_nobody_closes_what_has_not_been_answered(
    script: Script, at_stage: AtStage, sqlite_url: str
) -> None:
    at_stage(handed_out)
    script.do("2026-09-20 10:00", "acknowledge", "A1", person="韩志")
    script.do("2026-09-20 10:01", "recall", "A2", reason="派错了")
    script.do("2026-09-21 10:00", "report", "A1", **REPORTED)
    script.do("2026-09-21 11:00", "approve", "A1")
    facts: dict[str, Any] = {"result": "办完了", "resolved": True}
    lines = refused(script, sqlite_url, "2026-09-22 09:00", "close", "", facts)
    assert lines[0].startswith("parties_answered_on（答复当事人的日期）：还没有答复当事人")
    facts["parties_answered_on"] = "2026-09-23"
    assert "还没有到" in refused(script, sqlite_url, "2026-09-22 09:00", "close", "", facts)[0]
    script.do("2026-09-22 09:00", "close", **facts | {"parties_answered_on": "2026-09-22"})
