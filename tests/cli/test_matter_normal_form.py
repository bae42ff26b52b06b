"""What people type and paste is taken, and kept in one normal form, on both databases."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Clock
from tests.end_to_end.facts import MATTER, changed
from tests.end_to_end.script import Script

LONG = "楼" * 9_999 + "𣲗"
MASKED = "371***********0046"
KEPT: list[tuple[str, str, str, object]] = [
    ("summary", LONG, "summary", LONG),
    ("summary", " 楼上\r\n漏水\t了 ", "summary", "楼上\n漏水 了"),
    ("summary", "吵\u202e架\u200b了\ufeff\0", "summary", "吵架了"),
    ("summary", "吵架😀", "summary", "吵架😀"),
    ("summary", "'; drop table matter; -- %s {0} {name} \\", "summary", None),
    ("summary", "<script>&lt;</script> ${jndi:x}", "summary", None),
    ("parties[0].name", "李<b>&amp;", "parties[0].name", None),
    ("parties[0].name", "'; drop table party; --", "parties[0].name", None),
    ("parties[0].name", "%s {0} {name}", "parties[0].name", None),
    ("parties[0].name", "𣲗䶮㛃〇", "parties[0].name", None),
    ("parties[0].name", "阿卜杜 . 热合曼", "parties[0].name", "阿卜杜·热合曼"),
    ("parties[0].name", " 陈\u3000桂\u202e香\n", "parties[0].name", "陈桂香"),
    ("parties[0].name", "庄" * 100, "parties[0].name", None),
    ("parties[0].phone", "+86 138-0013-8000", "parties[0].phone_masked", "138****8000"),
    ("parties[0].phone", "１３８００１３８０００", "parties[0].phone_masked", "138****8000"),
    ("parties[0].phone", "(0635)2000000转12", "parties[0].phone_masked", "0635-*****00-**"),
    (
        "parties[0].id_number",
        "３７１５０２１９０１０２０３００４６",
        "parties[0].id_masked",
        MASKED,
    ),
    ("parties[0].id_number", " 371502 19010203 0046 ", "parties[0].id_masked", MASKED),
    ("parties[0].id_number", "37150219000101002x", "parties[0].id_masked", "371***********002X"),
    ("area", "371502105", "area_code", "371502105000"),
    ("area", "３７１５０２", "area_code", "371502000000"),
    ("window", "ａ2", "window", "A2"),
    ("arrived_at", "2026-09-18T09:00", "visits[0].arrived_at", "2026-09-18T09:00:00+08:00"),
    ("arrived_at", "2026-09-18T01:00:00Z", "visits[0].arrived_at", "2026-09-18T09:00:00+08:00"),
]


@pytest.fixture
def script(cli: Cli, at: Clock, tmp_path: Path) -> Script:
    return Script(cli, at, tmp_path)


@pytest.fixture
def local_script(local_cli: Cli, at: Clock, tmp_path: Path) -> Script:
    return Script(local_cli, at, tmp_path)


def read(document: Any, path: str) -> Any:
    for step in path.replace("[", ".").replace("]", "").split("."):
        document = document[int(step)] if step.isdigit() else document[step]
    return document


def name(value: object) -> str:
    return ascii(value)[:40]


@pytest.mark.parametrize(("path", "typed", "place", "kept"), KEPT, ids=name)
def test_it_is_kept(script: Script, path: str, typed: str, place: str, kept: object) -> None:
    script.register("2026-09-18 10:31", changed(MATTER, path, typed))
    assert read(script.shown, place) == (typed if kept is None else kept)


def test_a_small_window_leaves_a_number_that_can_be_looked_up(local_script: Script) -> None:
    local_script.register("2026-09-18 10:31", MATTER | {"window": "b1"})
    assert local_script.no == "20260918-B1-001"
    for typed in ("20260918-b1-001", "２０２６０９１８-B1-００１", " 20260918-B1-001 "):
        assert local_script.cli("matter", "show", typed).status == 0


def test_two_hundred_parties_are_a_matter(script: Script) -> None:
    crowd = [
        {"role": "APPLICANT", "name": f"陈{i}", "no_phone_reason": "代表人统一联系"}
        for i in range(200)
    ]
    script.register("2026-09-18 10:31", MATTER | {"parties": crowd, "involved_count": 200})
    assert [party["ordinal"] for party in script.shown["parties"]] == list(range(1, 201))


@pytest.mark.parametrize("place", [0, 2])
def test_an_agent_may_stand_before_or_behind_whom_he_acts_for(
    local_script: Script, place: int
) -> None:
    parties = list(MATTER["parties"])
    agent = {"role": "AGENT", "name": "李律师", "phone": "13800138001"}
    powers = {"agent_powers": ["SETTLE", "SETTLE"], "represents": 2 if place == 0 else 1}
    parties.insert(place, agent | powers)
    local_script.register("2026-09-18 10:31", MATTER | {"parties": parties})
    shown = local_script.shown["parties"][place]
    assert (shown["represents"], shown["agent_powers"]) == (powers["represents"], ["SETTLE"])


def test_what_a_draft_leaves_open_is_told(local_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(changed(MATTER, "parties[0].gender", "MALE")), encoding="utf-8")
    said = local_cli("matter", "register", file)
    assert said.status == 0
    told = [line for line in said.err.splitlines() if "parties[0]" in line]
    assert told == [
        "20260918-1-001：提醒：parties[0].gender（第1位当事人的性别）："
        "性别和身份证号里的不一样，保存时以身份证号为准",
        "20260918-1-001：提醒：parties[0].id_number（第1位当事人的身份证号）："
        "按身份证号算，年龄超过120岁，请确认没有抄错",
    ]
