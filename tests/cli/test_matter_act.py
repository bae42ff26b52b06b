"""`fengqiao matter act`: what it refuses, by its path, and what it leaves as it was."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Clock
from tests.end_to_end.facts import (
    AGREED,
    APPOINTED,
    MATTER,
    REPORTED,
    assessed,
    behalf,
    changed,
    meeting,
    paid,
    slip,
)
from tests.end_to_end.rows import everything
from tests.end_to_end.script import Script
from tests.end_to_end.test_command_line_variants import ON_SPOT
from tests.story import consents, signatures

ASSESSED = assessed("YELLOW", "SIMPLE", "TO_UNIT")
NOBODY = "01a2010d-f5f2-7844-8e82-290ef900ec28"


def registered(script: Script) -> None:
    script.register("2026-09-18 10:31", MATTER)


def handed_out(script: Script) -> None:
    """Two slips: A1 of a unit without a PC, A2."""
    script.do("2026-09-18 15:20", "assess", **ASSESSED)
    for unit, role in (("QS-CJ", "LEAD"), ("QS-GS", "ASSIST")):
        script.do("2026-09-20 09:05", "assign", **slip(unit, role, "2026-10-16", "归口"))


def in_mediation(script: Script) -> None:
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_MEDIATION"))
    proposed = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
    script.do("2026-09-18 15:30", "propose_mediation", **proposed)
    given = {"consents": consents("2026-09-18"), "accepted_by": "孙同和"}
    script.do("2026-09-18 15:40", "accept_mediation", "C1", **given)
    script.do("2026-09-18 15:50", "appoint", "C1", **APPOINTED)


def finalised(script: Script) -> None:
    in_mediation(script)
    script.do("2026-09-28 14:00", "agree", "C1", **AGREED)
    script.do("2026-09-28 14:10", "finalise", "G1")


def in_force(script: Script) -> None:
    finalised(script)
    who = signatures({"party": 1}, {"party": 2}, {"mediator": "周正明"}, on="2026-09-28")
    script.do("2026-09-28 15:00", "record_signatures", "G1", **who)
    seal = {"sealed_on": "2026-09-28", "copies": 3, "sealed_by": "许小雨", "approved_by": "孙同和"}
    script.do("2026-09-28 15:10", "record_seal", "G1", **seal)


AtStage = Callable[[Callable[[Script], None]], Script]


@dataclass(frozen=True)
class Kept:
    """Databases brought to a stage, each made once and copied for the tests that begin there."""

    folder: Path
    shown: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("stages"), {})


@pytest.fixture
def at_stage(local_cli: Cli, at: Clock, tmp_path: Path, sqlite_url: str, kept: Kept) -> AtStage:
    script, own = Script(local_cli, at, tmp_path), Path(sqlite_url)

    def bring(stage: Callable[[Script], None]) -> Script:
        made = kept.folder / f"{stage.__name__}.sqlite"
        if stage.__name__ in kept.shown:
            copy_database(made, own)
            script.shown = kept.shown[stage.__name__]
            script.no = script.shown["no"]
        else:
            stage(script)
            copy_database(own, made)
            kept.shown[stage.__name__] = script.shown
        return script

    return bring


@pytest.fixture
def script(at_stage: AtStage) -> Script:
    """A matter just registered."""
    return at_stage(registered)


def copy_database(source: Path, target: Path) -> None:
    shutil.copy(source, target)
    shutil.copytree(files_of(source), files_of(target), dirs_exist_ok=True)


def files_of(database: Path) -> Path:
    folder = database.with_name(f"{database.name}.files")
    folder.mkdir(exist_ok=True)
    return folder


def refused(script: Script, url: str, when: str, action: str, on: str, facts: Any) -> list[str]:
    """What is said of it, everything being as before."""
    before = everything(url)
    said = script.try_to(when, action, on, **facts)
    assert (said.status, said.out) == (1, ""), said
    assert everything(url) == before
    lines = said.err.splitlines()
    assert all(line.isprintable() for line in lines)
    return lines


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


@pytest.mark.parametrize(
    ("assignments", "told"),
    [
        ([], "请至少选一个承办单位"),
        ([{"unit": "NOPE", "role": "LEAD"}], "没有代码为NOPE的在用单位"),
        ([{"unit": "QS-CJ", "role": "LEAD", "due_on": "2020-01-01"}], "不能早于交办那天"),
        ([{"unit": "QS-CJ", "role": "LEAD", "due_on": "9999-12-31"}], "年份不对"),
        ([{"unit": u, "role": "LEAD"} for u in ("QS-CJ", "QS-GS")], "主办单位只能有一个"),
        ([{"unit": "QS-CJ", "role": r} for r in ("LEAD", "ASSIST")], "已经有一张没办完的交办单"),
    ],
)
def test_a_wrong_slip_is_named(
    script: Script, sqlite_url: str, assignments: list[Any], told: str
) -> None:
    script.do("2026-09-18 15:20", "assess", **ASSESSED)
    facts = {"assignments": assignments, "reason": "归口"}
    lines = refused(script, sqlite_url, "2026-09-20 09:05", "assign", "", facts)
    assert lines[0].startswith("assignments")
    assert told in lines[0]


@pytest.mark.parametrize("amount", [-5, 0, 367, 10**9, 2**52])
def test_an_extension_is_a_number_of_days(
    script: Script, at_stage: AtStage, sqlite_url: str, amount: int
) -> None:
    at_stage(handed_out)
    script.do("2026-09-20 10:00", "acknowledge", "A1", person="韩志")
    more = {"amount": amount, "unit": "DAY", "approved_by": "方静", "reason": "等检测"}
    [line] = refused(script, sqlite_url, "2026-09-21 10:00", "extend", "A1", more)
    assert line == "amount（金额）：延长的数目在1到366之间"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("started_at", "0001-01-01T00:00:00", "年份不对"),
        ("started_at", "2026-09-28T15:01:00", "这个日期还没有到"),
        ("ended_at", "2026-09-28T13:00:00", "结束时间早于开始时间"),
        ("attendees", [], "请写明到场的当事人"),
        ("attendees", [1, 7], "当事人里没有第7位"),
        ("recorder", "许" * 301, "文字太长，最多300个字"),
    ],
)
def test_a_wrong_meeting_is_named(
    script: Script, at_stage: AtStage, sqlite_url: str, path: str, value: object, told: str
) -> None:
    at_stage(in_mediation)
    facts = meeting("2026-09-28T14:00:00", "CONTINUE") | {path: value}
    lines = refused(script, sqlite_url, "2026-09-28 15:00", "record_session", "C1", facts)
    assert lines[0].startswith(path)
    assert told in lines[0]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("facts", "太短", "至少写10个字"),
        ("clauses[1]", " ", "这一项不能空着"),
        ("clauses[1]", None, "这里应当是文字"),
        ("copies", 0, "份数在1到99之间"),
        ("copies", -1, "份数在1到99之间"),
        ("performance[0].schedule[0].amount", "-6000", "金额不能是负数"),
        ("performance[0].schedule[0].amount", "6000.01", "和总额¥12,000.00不一样"),
        ("performance[0].schedule[0].due_on", "2026-12-30", "各期的日期要从早到晚"),
        ("performance[0].schedule[1].due_on", "9999-12-31", "年份不对"),
        ("performance[0].due_on", "2026-10-30", "已经分期的，不再写一个总的期限"),
        ("supplement_to", "x", "没有编号为x的已生效协议"),
    ],
)
def test_a_wrong_agreement_is_named(
    script: Script, at_stage: AtStage, sqlite_url: str, path: str, value: object, told: str
) -> None:
    at_stage(in_mediation)
    facts = changed(AGREED, path, value)
    lines = refused(script, sqlite_url, "2026-09-28 15:00", "agree", "C1", facts)
    assert told in lines[0]
    assert path.startswith(lines[0].partition("（")[0])


def test_a_paper_is_neither_signed_nor_performed_wrongly(
    script: Script, at_stage: AtStage, sqlite_url: str
) -> None:
    at_stage(finalised)
    when = "2026-09-28 15:00"
    twice = signatures({"party": 1}, {"party": 1}, on="2026-09-28")
    seal = {"sealed_on": "2026-09-28", "copies": 0, "sealed_by": "许小雨", "approved_by": "孙同和"}
    for action, on, facts, told in (
        ("record_signatures", "G1", signatures({"party": 1}, on="2026-09-29"), "还没有到"),
        ("record_signatures", "G1", signatures({"party": 1}, on="2026-09-27"), "早于定稿"),
        ("record_signatures", "G1", signatures({"party": 9}, on="2026-09-28"), "没有第9位"),
        ("record_signatures", "G1", signatures({}, on="2026-09-28"), "一个签名要么"),
        ("record_signatures", "G1", {"signatures": []}, "请至少写一个签名"),
        ("record_signatures", "G1", twice, "陈桂香的签名已经记过了"),
        ("record_seal", "G1", seal, "份数在1到99之间"),
        ("record_seal", "G1", seal | {"copies": 2**60}, "这个数字太大"),
        ("record_seal", "G1", seal | {"copies": 3, "sealed_on": "2026-09-29"}, "还没有到"),
        ("record_performance", "P1", paid("2026-09-28"), "现在是“已定稿”，不能记录履行"),
    ):
        assert told in refused(script, sqlite_url, when, action, on, facts)[0]


def test_only_what_people_can_find_is_recorded_of_a_performance(
    script: Script, at_stage: AtStage, sqlite_url: str
) -> None:
    at_stage(in_force)
    for facts, told in (
        (paid("2026-09-28", "6000.01"), "还欠¥6,000.00"),
        (paid("2026-09-28", "0"), "请填写金额"),
        (paid("2026-09-28", "-1"), "金额不能是负数"),
        (paid("2026-09-29"), "这个日期还没有到"),
        (paid("0001-01-01"), "年份不对"),
        (paid("2026-09-28", proof="x"), "材料里没有x"),
        (paid("2026-09-28") | {"state": "PARTLY_FULFILLED", "amount": None}, "请填写金额"),
        *(
            (paid("2026-09-28") | {"state": state}, "履行只能记部分履行或者已履行")
            for state in ("PENDING", "OVERDUE", "CANCELLED", "DEFAULTED")
        ),
    ):
        told_now = refused(
            script, sqlite_url, "2026-09-28 16:00", "record_performance", "P1", facts
        )
        assert told in told_now[0]


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
