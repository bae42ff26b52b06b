"""`fengqiao matter list` and `matter show`: options, what is masked, what is not there."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Clock
from tests.end_to_end.facts import MATTER


@pytest.fixture
def three(cli: Cli, at: Clock, tmp_path: Path) -> Cli:
    """Three matters on three days."""
    file = tmp_path / "m.json"
    file.write_text(json.dumps(MATTER), encoding="utf-8")
    for day in ("18", "20", "21"):
        at.set(f"2026-09-{day} 10:00")
        assert cli("matter", "register", file).status == 0
    return cli


def numbers(cli: Cli, *words: str) -> list[str]:
    said = cli("matter", "list", "--json", *words)
    assert said.status == 0, said.err
    return [row["no"] for row in json.loads(said.out)]


def test_the_newest_comes_first(three: Cli) -> None:
    assert numbers(three) == ["20260921-1-001", "20260920-1-001", "20260918-1-001"]
    assert numbers(three, "--limit", "1") == ["20260921-1-001"]
    assert numbers(three, "--from", "2026-09-18", "--to", "2026-09-18") == ["20260918-1-001"]
    assert numbers(three, "--from", "2026-09-21", "--to", "2026-09-18") == []
    assert numbers(three, "--from", "0001-01-01", "--to", "9999-12-31", "--limit", "9" * 30)[2:]
    assert numbers(three, "--state", "CLOSED") == []


def test_names_are_masked_in_a_list(three: Cli) -> None:
    said = three("matter", "list")
    assert "陈*香、马*柱" in said.out
    assert "陈桂香" not in said.out + three("matter", "list", "--json").out


@pytest.mark.parametrize(
    "words",
    [
        ("--limit", "-1"),
        ("--limit", "0"),
        ("--limit", "x"),
        ("--limit", "1.5"),
        ("--state", "OPEN"),
        ("--from", "2026-02-30"),
        ("--to", "gestern"),
    ],
)
def test_an_option_that_means_nothing_is_wrong_usage(
    local_cli: Cli, words: tuple[str, str]
) -> None:
    said = local_cli("matter", "list", *words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(words[0])


@pytest.mark.parametrize("no", ["20260918-9-999", "", "'; drop", "9" * 10_000, "\udcff", "\x1b[2J"])
@pytest.mark.parametrize("what", ["show", "actions"])
def test_a_number_that_is_not_there_is_told_in_one_line(cli: Cli, what: str, no: str) -> None:
    said = cli("matter", what, no, "--json")
    assert (said.status, said.out) == (1, "")
    [line] = said.err.split("\n")[:-1]
    assert line.startswith("找不到事项 ")
    assert line.isprintable()


def test_a_matter_is_shown_whole_and_never_its_card_number(three: Cli) -> None:
    said = three("matter", "show", "20260918-1-001", "--json")
    shown = json.loads(said.out)
    wanted = {"state", "assignments", "cases", "agreements", "events", "deadlines"}
    assert shown.keys() >= wanted
    assert "371502190102030046" not in said.out
    assert "digest" not in said.out
    assert three("matter", "show", shown["case_code"]).out.startswith("20260918-1-001  已登记")
