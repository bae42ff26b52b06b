"""`fengqiao search`, `stats` and `doctor` from the command line."""

import json
from pathlib import Path

import pytest

from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.cli.conftest import Cli
from tests.conftest import desk_as, unguarded

PERIOD = ("--from", "2026-09-01", "--to", "2026-09-30")


@pytest.fixture
def matters(cli: Cli, database_url: str) -> Cli:
    """Two matters; the clerk who took them has left since, so the local user is alone again."""
    from sqlalchemy import func, update

    from db.models import Staff
    from db.session import writing

    desk = desk_as(database_url)
    for _ in range(2):
        desk.write(register_matter, a_draft())
    with writing(unguarded(desk)) as session:
        session.execute(update(Staff).where(Staff.login == "林小禾").values(disabled_at=func.now()))
    desk.close()
    return cli


def test_search_prints_hits_masked(matters: Cli) -> None:
    said = matters("search", "桂香")
    assert said.status == 0
    assert "陈*香" in said.out
    assert "陈桂香" not in said.out
    assert "（姓名）" in said.out


def test_search_as_json(matters: Cli) -> None:
    [hit] = json.loads(matters("search", "13800138000", "--json", "--limit", "1").out)
    assert {"kind", "id", "no", "title", "why"} <= hit.keys()
    assert (hit["kind"], hit["no"], hit["why"]) == ("matter", "20260918-1-002", ["phone"])


def test_nothing_found_is_an_answer(matters: Cli) -> None:
    said = matters("search", "无此人")
    assert (said.status, said.out) == (0, "")
    assert said.err.startswith("没有找到")
    assert json.loads(matters("search", "无此人", "--json").out) == []


@pytest.mark.parametrize("limit", ["0", "-1", "viele"])
def test_a_limit_is_at_least_one(local_cli: Cli, limit: str) -> None:
    said = local_cli("search", "漏水", f"--limit={limit}")
    assert said.status == 2
    assert "从1开始的整数" in said.err


def test_stats_prints_figures_with_their_formula(matters: Cli) -> None:
    said = matters("stats", "matters_monthly", *PERIOD)
    assert said.status == 0
    assert "2026-09  2件  当月登记的事项，不计作废" in said.out
    assert "邻里纠纷占比  100.0%（2/2）" in said.out


def test_stats_as_json(matters: Cli) -> None:
    told = json.loads(matters("stats", "success_closing", *PERIOD, "--json").out)
    assert told["report"] == "success_closing"
    rows = {row["key"]: row for row in told["rows"]}
    assert {"key", "value", "formula", "numerator", "denominator"} <= rows["closureRate"].keys()
    assert (rows["closureRate"]["value"], rows["closureRate"]["denominator"]) == (0.0, 2)
    assert rows["successRate"]["value"] is None


@pytest.mark.parametrize("ending", ["json", "xlsx", "JSON"])
def test_stats_writes_a_file(matters: Cli, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"九月.{ending}"
    assert matters("stats", "success_closing", *PERIOD, "--out", out).status == 0
    assert out.stat().st_size > 500


def test_stats_refuses_an_ending_and_leaves_no_file(matters: Cli, tmp_path: Path) -> None:
    said = matters("stats", "success_closing", *PERIOD, "--out", tmp_path / "x.doc")
    assert said.status == 1
    assert ".xlsx" in said.err
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["stats", "nix", *PERIOD], 1, "找不到报表 nix"),
        (["stats", "success_closing"], 2, "--from"),
        (["stats"], 2, "REPORT"),
        (["stats", "success_closing", "--from", "1.9.26", "--to", "2026-09-30"], 2, "2026-10-03"),
        (["stats", "success_closing", "--from", "2026-09-30", "--to", "2026-09-01"], 1, "早于"),
        (["stats", "success_closing", *PERIOD, "--area", "999999"], 1, "999999"),
        (["stats", "success_closing", *PERIOD, "--out", "/nirgends/x.json"], 3, "写不了文件"),
    ],
)
def test_stats_says_what_is_wrong(local_cli: Cli, words: list[str], status: int, told: str) -> None:
    said = local_cli(*words)
    assert said.status == status
    assert told in said.err


def test_stats_lists_its_reports(run: Cli) -> None:
    names = [line.split("  ")[0] for line in run("stats", "--list").out.splitlines()]
    assert names == ["overview", "matters_monthly", "success_closing"]
    assert len(json.loads(run("stats", "--list", "--json").out)) == 3


def test_doctor_as_json(local_cli: Cli) -> None:
    said = local_cli("doctor", "--json")
    assert said.status == 0
    assert {"check", "level", "message", "hint"} == json.loads(said.out)[0].keys()


def test_doctor_ends_with_one_where_work_cannot_be_done(run: Cli, tmp_path: Path) -> None:
    said = run("doctor", "--database", tmp_path / "nix.sqlite")
    assert said.status == 1
    assert "错误  数据库用不了" in said.out


def test_doctor_needs_no_place_to_write(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_HOME", "/proc/nirgends")
    said = run("doctor", "--json")
    assert said.status == 1
    assert any(each["level"] == "error" for each in json.loads(said.out))
