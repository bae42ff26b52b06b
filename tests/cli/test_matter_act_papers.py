"""`fengqiao matter act` on slips, meetings and papers: what is wrong in them is named."""

from typing import Any

import pytest

from tests.cli.stages import (
    ASSESSED,
    AtStage,
    finalised,
    handed_out,
    in_force,
    in_mediation,
    refused,
)
from tests.cli.stages import at_stage as at_stage
from tests.cli.stages import kept as kept
from tests.cli.stages import script as script
from tests.end_to_end.facts import AGREED, changed, meeting, paid
from tests.end_to_end.script import Script
from tests.story import signatures


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
