"""What other processes committed, told by the audit chain, on both databases."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app import changes
from app.changes import file_place, latest, look
from app.desk import Desk
from app.errors import DatabaseUnavailable, Invalid
from app.intake.commands import register_matter
from app.search.find import find
from db.models import Base
from tests.builders import a_draft
from tests.conftest import OpenAs, Statements


def topics(commits: Sequence[changes.Commit]) -> set[str]:
    return {topic for commit in commits for topic in commit.topics}


def test_a_commit_names_the_tables_it_touched(desk: Desk, open_as: OpenAs) -> None:
    before = desk.read(latest)
    open_as(name="别人").write(register_matter, a_draft())
    after = desk.read(latest, before.seq)
    assert after.seq == before.seq + 1
    assert {"matter", "party", "deadline"} <= topics(after.commits)
    assert desk.read(latest, after.seq).commits == ()


def test_the_topics_are_those_the_desk_itself_tells(desk: Desk) -> None:
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    before = desk.read(latest)
    desk.write(register_matter, a_draft())
    assert [c.topics for c in desk.read(latest, before.seq).commits] == told


def test_an_own_commit_is_known_by_its_hash(desk: Desk, open_as: OpenAs) -> None:
    before = desk.read(latest)
    desk.write(register_matter, a_draft())
    open_as(name="别人").write(register_matter, a_draft())
    own, foreign = desk.read(latest, before.seq).commits
    assert own.hash in desk.sealed
    assert foreign.hash not in desk.sealed


def test_what_failed_has_left_nothing(desk: Desk) -> None:
    before = desk.read(latest)
    with pytest.raises(Invalid):
        desk.write(register_matter, a_draft(summary=""))
    assert desk.read(latest, before.seq) == before


def test_an_audited_look_touches_no_table(desk: Desk) -> None:
    before = desk.read(latest)
    find(desk, "13800138000")
    (commit,) = desk.read(latest, before.seq).commits
    assert commit.topics == frozenset()


def test_a_quiet_second_costs_one_statement(desk: Desk, statements: Statements) -> None:
    seq = desk.read(latest).seq
    statements.clear()
    desk.read(latest, seq)
    assert len(statements) == 1


def test_after_a_long_sleep_everything_counts_as_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.read(latest)
    monkeypatch.setattr(changes, "MOST", 1)
    for _ in range(2):
        desk.write(register_matter, a_draft())
    assert topics(desk.read(latest, before.seq).commits) == set(Base.metadata.tables)


def test_a_chain_set_back_counts_as_changed(desk: Desk) -> None:
    """As after a restored backup."""
    seq = desk.read(latest).seq
    assert topics(desk.read(latest, seq + 5).commits) == set(Base.metadata.tables)


def test_a_file_moved_away_is_missed_and_welcome_back(local_desk: Desk, tmp_path: Path) -> None:
    place = file_place(local_desk)
    file = Path(str(local_desk.engine.url.database))
    aside = file.rename(tmp_path / "aside.sqlite")
    with pytest.raises(DatabaseUnavailable) as missed:
        look(local_desk, None, place)
    assert missed.value.values["why"] == "moved"
    aside.rename(file)
    assert look(local_desk, None, place).seq >= 0


def test_another_file_of_the_same_name_is_told(local_desk: Desk, tmp_path: Path) -> None:
    place = file_place(local_desk)
    file = Path(str(local_desk.engine.url.database))
    file.rename(tmp_path / "aside.sqlite")
    file.write_bytes(b"")
    with pytest.raises(DatabaseUnavailable) as missed:
        look(local_desk, None, place)
    assert missed.value.values["why"] == "replaced"


def test_a_server_has_no_file(desk: Desk) -> None:
    is_server = desk.engine.dialect.name == "postgresql"
    assert (file_place(desk) is None) == is_server
