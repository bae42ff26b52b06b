"""What `fengqiao matter register` refuses, naming the JSON path, and what it leaves untouched."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.end_to_end.facts import MATTER, changed
from tests.end_to_end.rows import everything

AGENT = {"role": "AGENT", "name": "李律师", "phone": "13800138000"}
OUTER = {"system": "OTHER", "number": "A-1"}


def with_more(**more: Any) -> dict[str, Any]:
    """An agent behind the two parties, as given."""
    return MATTER | {"parties": [*MATTER["parties"], AGENT | more]}


SHAPES: list[tuple[str, object, str]] = [
    ("nmae", 1, "没有这一项，请核对写法"),
    ("parties[1].nmae", 1, "没有这一项，请核对写法"),
    ("visitors[0].gender", "MALE", "没有这一项，请核对写法"),
    ("summary", 5, "这里应当是文字，请加上引号"),
    ("summary", None, "这里应当是文字，请加上引号"),
    ("summary", ["x"], "这里应当是文字，请加上引号"),
    ("parties[0].phone", 13800138000, "这里应当是文字，请加上引号"),
    ("parties[0].id_number", 371502190102030046, "这里应当是文字，请加上引号"),
    ("involved_count", "2", "这里应当是整数"),
    ("involved_count", 2.5, "这里应当是整数"),
    ("involved_count", True, "这里应当是整数"),
    ("involved_count", 1e308, "这里应当是整数"),
    ("involved_count", float("nan"), "这里应当是整数"),
    ("is_sensitive", 1, "只能写 true（是）或者 false（否）"),
    ("visitors", {"name": "陈桂香"}, "这里应当是方括号 [ ] 里的一个列表"),
    ("visitors", None, "这里应当是方括号 [ ] 里的一个列表"),
    ("parties[0]", "陈桂香", "这里应当是花括号 { } 里的一组内容"),
    ("parties[1]", None, "这里应当是花括号 { } 里的一组内容"),
    ("appeal_kind", "dispute", "只能是下面的一个：INQUIRY、HELP_REQUEST、DISPUTE、"),
    ("parties[0].role", "", "只能是下面的一个：APPLICANT、RESPONDENT、"),
    ("occurred_on", "2026-02-30", "日期不对，请写成 2026-10-03"),
    ("occurred_on", "2026-9-5", "日期不对，请写成 2026-10-03"),
    ("occurred_on", "", "日期不对，请写成 2026-10-03"),
    ("occurred_on", 20260905, "日期不对，请写成 2026-10-03"),
    ("occurred_on", "1757635200", "日期不对，请写成 2026-10-03"),
    ("occurred_on", "2026-09-12T08:00", "日期不对，请写成 2026-10-03"),
    ("arrived_at", "2026-09-18", "时间不对，请写成 2026-10-03T09:30"),
    ("arrived_at", "1757635200", "时间不对，请写成 2026-10-03T09:30"),
    ("arrived_at", "09:30", "时间不对，请写成 2026-10-03T09:30"),
]
RULES: list[tuple[str, object, str]] = [
    ("summary", "  ", "请写一下发生了什么事"),
    ("summary", "\u200b\u202e", "请写一下发生了什么事"),
    ("summary", "字" * 10_001, "文字太长，最多10000个字"),
    ("demand", "字" * 10_001, "文字太长，最多10000个字"),
    ("occurred_on", "2026-09-19", "这个日期还没有到"),
    ("occurred_on", "0001-01-01", "年份不对，只能是1800年到2199年"),
    ("occurred_on", "9999-12-31", "年份不对，只能是1800年到2199年"),
    ("arrived_at", "2026-09-19T09:00", "这个日期还没有到"),
    ("arrived_at", "0001-01-01T00:00:00+14:00", "年份不对，只能是1800年到2199年"),
    ("arrived_at", "9999-12-31T23:59:59-12:00", "年份不对，只能是1800年到2199年"),
    ("parties[1].birth_date", "9999-01-01", "年份不对，只能是1800年到2199年"),
    ("involved_count", 0, "人数要在1到1000000之间"),
    ("visitor_count", -1, "人数要在1到1000000之间"),
    ("involved_count", 1_000_001, "人数要在1到1000000之间"),
    ("involved_count", 10**30, "这个数字太大，请核对"),
    ("window", "../x", "窗口只能用1到8个数字或者字母"),
    ("window", "9" * 300, "窗口只能用1到8个数字或者字母"),
    ("area", "999999", "辖区代码999999000000不在本中心的辖区表里"),
    ("area", "37150", "辖区代码37150不在本中心的辖区表里"),
    ("area", "东昌府", "辖区代码东昌府不在本中心的辖区表里"),
    ("visitors[0].name", " ", "请填写姓名；不知道姓名的，写明原因"),
    ("visitors[0].name", "陈😀", "姓名或者名称里不能有图形符号“😀”"),
    ("visitors[0].name", "陈" * 101, "文字太长，最多100个字"),
    ("parties[0].name", "", "请填写姓名；不知道姓名的，写明原因"),
    ("parties[0].phone", "  ", "请填写电话；没有电话的，写明原因"),
    ("parties[0].phone", "1380013800", "电话号码不对"),
    ("parties[0].phone", "110", "这是单位用的短号码"),
    ("parties[0].address", "青" * 301, "文字太长，最多300个字"),
    ("parties[0].id_number", "371502190102030047", "身份证号和它的最后一位对不上"),
    ("parties[0].id_number", "37150219010203004", "身份证号应当是18位，现在是17位"),
    ("parties[0].id_number", "371502010203004", "换成18位是371502190102030046"),
    ("parties[0].id_number", "371502190002300046", "出生日期“19000230”不存在"),
    ("parties[0].id_number", "'; drop table party;--", "身份证号应当是18位"),
    ("parties[0].id_number", "1" * 18_000, "文字太长，最多300个字"),
    ("parties[1].uscc", "91371502MA3F000005", "统一社会信用代码"),
    ("parties[0].represents", 2, "只有代理人、监护人才选代表谁"),
    ("external_numbers", [{"system": "OTHER", "number": " "}], "这一项必须填写"),
    ("external_numbers", [{"system": "OTHER", "number": "1" * 81}], "文字太长，最多80个字"),
    ("external_numbers", [OUTER, {**OUTER, "number": " Ａ-１\u200b"}], "同一个外部编号写了两次"),
    ("prior_recourse", [{"kind": "NONE"}, {"kind": "COURT"}], "就不能再选别的途径"),
]


def name(value: object) -> str:
    return ascii(value)[:40]


@pytest.mark.parametrize(("path", "value", "told"), SHAPES + RULES, ids=name)
def test_it_is_refused_by_its_path(
    local_cli: Cli, sqlite_url: str, tmp_path: Path, path: str, value: object, told: str
) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(changed(MATTER, path, value)), encoding="utf-8")
    before = everything(sqlite_url)
    said = local_cli("matter", "register", file)
    assert (said.status, said.out) == (1, "")
    hit = [line for line in said.err.splitlines() if told in line]
    assert len(hit) == 1, said.err
    assert hit[0].startswith(path)
    assert everything(sqlite_url) == before


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("appeal_kind", "INQUIRY", "dispute_type（纠纷类型）：只有矛盾纠纷才选纠纷类型"),
        (
            "parties[1].kind",
            "ENTERPRISE",
            "parties[1].id_number（第2位当事人的身份证号）：单位没有",
        ),
        ("visitors", [], ""),
    ],
)
def test_what_does_not_go_together_is_named_where_it_can_be_mended(
    local_cli: Cli, tmp_path: Path, path: str, value: object, named: str
) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(changed(MATTER, path, value)), encoding="utf-8")
    said = local_cli("matter", "register", file)
    assert said.status == (1 if named else 0)
    assert said.err.startswith(named)


@pytest.mark.parametrize("represents", [None, 0, -1, 3, 4, 99])
def test_an_agent_acts_for_one_of_the_parties(
    local_cli: Cli, tmp_path: Path, represents: int | None
) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(with_more(represents=represents)), encoding="utf-8")
    said = local_cli("matter", "register", file)
    assert said.status == 1
    assert said.err.startswith("parties[2].represents（第3位当事人的代表第几位当事人）：")


def test_an_agent_cannot_act_for_an_agent(local_cli: Cli, tmp_path: Path) -> None:
    agents = [AGENT | {"represents": 1}, AGENT | {"represents": 3}]
    file = tmp_path / "m.json"
    file.write_text(json.dumps(MATTER | {"parties": [*MATTER["parties"], *agents]}))
    said = local_cli("matter", "register", file)
    assert said.status == 1
    assert said.err.startswith("parties[3].represents")


def test_every_fault_of_a_draft_is_told_at_once(local_cli: Cli, tmp_path: Path) -> None:
    blank = {"role": "APPLICANT", "name": " ", "phone": " "}
    bad = MATTER | {"summary": " ", "parties": [blank], "visitors": [{"name": " "}]}
    file = tmp_path / "m.json"
    file.write_text(json.dumps(bad), encoding="utf-8")
    said = local_cli("matter", "register", file)
    assert [line.partition("（")[0] for line in said.err.splitlines()] == [
        "summary",
        "visitors[0].name",
        "parties[0].name",
        "parties[0].phone",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("summary", 5),
        ("nmae", 1),
        ("parties[0].id_number", "371502190102030047"),
        ("area", "999999"),
        ("window", "9" * 300),
        ("occurred_on", "0001-01-01"),
        ("parties[1].kind", "ENTERPRISE"),
    ],
)
def test_nothing_is_left_behind_on_either_database(
    cli: Cli, database_url: str, tmp_path: Path, path: str, value: object
) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(changed(MATTER, path, value)), encoding="utf-8")
    before = everything(database_url)
    assert cli("matter", "register", file).status == 1
    assert everything(database_url) == before
    file.write_text(json.dumps(MATTER), encoding="utf-8")
    assert json.loads(cli("matter", "register", file, "--json").out)[0]["no"] == "20260918-1-001"
