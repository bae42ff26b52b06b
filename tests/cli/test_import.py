"""`fengqiao import matters`: the dry run, all or nothing, or what can be taken."""

import json
from pathlib import Path

import pytest

from app.exchange.reading import open_sheet
from tests.cli.conftest import Cli
from tests.sheets import LIANG, SUN, a_sheet, changed

BAD = changed(SUN, 工单编号="GD3", 身份证号="3.71502E+17")


def test_a_dry_run_registers_nothing(cli: Cli, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", LIANG, BAD)
    said = cli("import", "matters", file, "--dry-run")
    assert said.status == 1
    assert "2  可以登记" in said.out
    assert "第3行：D3：证件号码被表格软件变成了小数" in said.err
    assert cli("matter", "list").out == ""


def test_good_rows_are_registered_and_again_nothing_twice(cli: Cli, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", LIANG, SUN)
    first = cli("import", "matters", file, "--json")
    assert first.status == 0
    rows = json.loads(first.out)
    assert [(row["row"], row["state"]) for row in rows] == [(2, "TAKEN"), (3, "TAKEN")]
    again = json.loads(cli("import", "matters", file, "--json").out)
    assert [(row["state"], row["no"]) for row in again] == [("KNOWN", row["no"]) for row in rows]


def test_one_bad_row_keeps_all_out(cli: Cli, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", LIANG, BAD)
    said = cli("import", "matters", file, "--errors", tmp_path / "有问题.xlsx")
    assert said.status == 1
    assert "有1行有问题，一件也没有登记" in said.err
    assert cli("matter", "list").out == ""
    assert open_sheet(tmp_path / "有问题.xlsx").height == 2


def test_with_keep_going_the_good_ones_are_taken(cli: Cli, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", LIANG, BAD)
    said = cli("import", "matters", file, "--keep-going")
    assert said.status == 1
    assert "已登记1件，可以登记0件，已经登记过0件，有问题1行" in said.err
    assert len(json.loads(cli("matter", "list", "--json").out)) == 1


def test_a_file_that_is_there_is_not_written_over(local_cli: Cli, tmp_path: Path) -> None:
    there = tmp_path / "有问题.xlsx"
    there.write_bytes(b"mine")
    file = a_sheet(tmp_path / "12345.xlsx", BAD)
    said = local_cli("import", "matters", file, "--errors", there)
    assert (said.status, there.read_bytes()) == (1, b"mine")
    assert "已经有了，不会盖掉它" in said.err


def test_a_file_that_is_none_is_told(local_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(b"%PDF-1.7")
    said = local_cli("import", "matters", file)
    assert (said.status, said.out) == (1, "")
    assert "这个文件不是表格" in said.err


def test_a_file_that_is_not_there_is_the_environments(local_cli: Cli, tmp_path: Path) -> None:
    assert local_cli("import", "matters", tmp_path / "没有.xlsx").status == 3


def test_an_empty_sheet_to_fill_in(local_cli: Cli, tmp_path: Path) -> None:
    said = local_cli("import", "matters", "--template", tmp_path / "空表.xlsx")
    assert said.status == 0
    assert open_sheet(tmp_path / "空表.xlsx").height == 1


@pytest.mark.parametrize("words", [["matters"], ["cats", "a.xlsx"], []])
def test_wrong_usage(local_cli: Cli, words: list[str]) -> None:
    assert local_cli("import", *words).status == 2
