"""`fengqiao matter register`: one, several, all or nothing, with or without `--keep-going`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.errors import DatabaseBusy
from app.intake.commands import register_matters
from tests.cli.conftest import Cli
from tests.end_to_end.facts import MATTER
from tests.end_to_end.rows import everything

BAD = MATTER | {"summary": " "}
OUTER = {"external_numbers": [{"system": "HOTLINE_12345", "number": "A-1"}]}

OF_THE_CONTRACT: dict[str, Any] = {
    "appeal_kind": "DISPUTE",
    "channel": "WALK_IN",
    "occurred_on": "2026-09-03",
    "area": "371502",
    "summary": "门前树枝伸进邻居院子，落叶堵了水沟，两家吵过几次。",
    "demand": "请对方修剪树枝",
    "dispute_type": "NEIGHBOR",
    "involved_count": 2,
    "mediation_willingness": "WILLING",
    "prior_recourse": [{"kind": "NONE"}],
    "visitors": [{"name": "陈桂香", "relation": "SELF"}],
    "parties": [
        {
            "role": "APPLICANT",
            "kind": "NATURAL_PERSON",
            "name": "陈桂香",
            "id_number": "371502190102030046",
            "phone": "13800138000",
            "address": "青石镇槐树街8号",
        },
        {
            "role": "RESPONDENT",
            "kind": "NATURAL_PERSON",
            "name": "马铁柱",
            "no_phone_reason": "没有留过电话",
        },
    ],
    "external_numbers": [{"system": "HOTLINE_12345", "number": "GD20260903001"}],
}
"""The example of design/cli.md with its dots filled in and a day that has come."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "m.json"


def put(file: Path, data: object) -> Path:
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def test_the_example_of_the_contract_registers_as_it_stands(cli: Cli, file: Path) -> None:
    said = cli("matter", "register", put(file, OF_THE_CONTRACT), "--json")
    [row] = json.loads(said.out)
    assert row.keys() == {"no", "id", "warnings"}
    assert (row["no"], row["warnings"]) == ("20260918-1-001", [])


def test_the_least_that_is_asked_registers(local_cli: Cli, file: Path) -> None:
    least = {"appeal_kind": "INQUIRY", "channel": "PHONE", "summary": "问低保怎么办"}
    unknown = {"no_name_reason": "不愿意说", "no_phone_reason": "来电没有显示"}
    said = local_cli("matter", "register", put(file, least | {"visitors": [unknown]}), "--json")
    assert said.status == 0


def test_for_people_it_prints_number_code_and_id(local_cli: Cli, file: Path) -> None:
    said = local_cli("matter", "register", put(file, MATTER))
    assert re.fullmatch(r"20260918-1-001  查询码 [0-9A-Z]{10}  [0-9a-f-]{36}\n", said.out)


def test_a_list_is_registered_whole(cli: Cli, file: Path) -> None:
    said = cli("matter", "register", put(file, [MATTER, MATTER]), "--json")
    rows = json.loads(said.out)
    assert [row["no"] for row in rows] == ["20260918-1-001", "20260918-1-002"]
    [like] = rows[1]["warnings"]
    assert (like["no"], like["why"][0]) == ("20260918-1-001", "same_id")
    assert "以前可能来过" in said.err


def test_one_fault_in_a_list_registers_nothing(cli: Cli, database_url: str, file: Path) -> None:
    before = everything(database_url)
    said = cli("matter", "register", put(file, [MATTER, BAD, MATTER | {"x": 1}]), "--json")
    assert (said.status, said.out) == (1, "")
    assert everything(database_url) == before


def test_the_faults_of_the_rules_name_their_place_in_the_list(local_cli: Cli, file: Path) -> None:
    said = local_cli("matter", "register", put(file, [MATTER, BAD, MATTER, BAD]))
    assert said.err.splitlines() == [
        "[1].summary（第2件事项的事情经过）：请写一下发生了什么事",
        "[3].summary（第4件事项的事情经过）：请写一下发生了什么事",
    ]


def test_a_number_drawn_for_nothing_is_drawn_again(local_cli: Cli, file: Path) -> None:
    assert local_cli("matter", "register", put(file, [MATTER, BAD])).status == 1
    said = local_cli("matter", "register", put(file, MATTER), "--json")
    assert json.loads(said.out)[0]["no"] == "20260918-1-001"


def test_keep_going_registers_what_it_can(cli: Cli, file: Path) -> None:
    several = put(file, [MATTER, BAD, MATTER | {"x": 1}, "?", MATTER])
    said = cli("matter", "register", several, "--keep-going", "--json")
    assert said.status == 1
    assert [row["no"] for row in json.loads(said.out)] == ["20260918-1-001", "20260918-1-002"]
    assert "[1].summary（第2件事项的事情经过）：请写一下发生了什么事" in said.err
    assert "[2].x（第3件事项的x）：没有这一项，请核对写法" in said.err
    assert said.err.splitlines()[-1] == "登记了2件，没有登记3件"


def test_keep_going_over_a_clean_list_is_done(local_cli: Cli, file: Path) -> None:
    said = local_cli("matter", "register", put(file, [MATTER]), "--keep-going")
    assert said.status == 0


def test_keep_going_over_nothing_is_told(local_cli: Cli, file: Path) -> None:
    said = local_cli("matter", "register", put(file, []), "--keep-going")
    assert (said.status, said.err) == (1, "文件里一件事项也没有\n")


def test_what_stops_it_halfway_leaves_no_number_untold(
    local_cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = register_matters
    waiting = iter([whole, whole])

    def tire(*args: Any) -> Any:
        work = next(waiting, None)
        if work is None:
            raise DatabaseBusy(why="locked")
        return work(*args)

    monkeypatch.setattr("app.cli.matter.register_matters", tire)
    said = local_cli("matter", "register", put(file, [MATTER] * 4), "--keep-going", "--json")
    assert said.status == 3
    assert len(json.loads(said.out)) == 2
    assert "登记了2件，没有登记2件" in said.err


def test_an_outer_number_belongs_to_one_matter(cli: Cli, database_url: str, file: Path) -> None:
    assert cli("matter", "register", put(file, MATTER | OUTER)).status == 0
    before = everything(database_url)
    said = cli("matter", "register", put(file, MATTER | OUTER))
    assert said.status == 1
    assert said.err == (
        "external_numbers（外部编号）：这个外部编号已经登记在事项20260918-1-001上了，"
        "是同一件事就不用再登\n"
    )
    assert everything(database_url) == before


def test_the_same_number_of_two_systems_is_two(local_cli: Cli, file: Path) -> None:
    outer = [{"system": system, "number": "A-1"} for system in ("HOTLINE_12345", "POLICE")]
    said = local_cli("matter", "register", put(file, MATTER | {"external_numbers": outer}))
    assert said.status == 0


def test_a_register_without_a_file_is_wrong_usage(local_cli: Cli) -> None:
    assert local_cli("matter", "register").status == 2
