"""Taking a file out of a matter."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import EnvironmentTrouble, NotFound, NotPermitted
from app.intake.commands import register_matter
from app.matter.attachments import take_out
from db.enums import Post
from db.models import AuditEntry
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story


def with_a_file(desk: Desk, at: Clock, folder: Path) -> tuple[Story, Any]:
    scan = folder / "照片.jpg"
    scan.write_bytes(b"a ceiling")
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 10:40", "attach", path=str(scan), kind="EVIDENCE")
    return story, story.detail.attachments[0]


def test_it_comes_out_as_it_went_in_and_is_recorded(desk: Desk, at: Clock, tmp_path: Path) -> None:
    story, file = with_a_file(desk, at, tmp_path)
    assert desk.write(take_out, story.no, file.id) == b"a ceiling"
    with sa.orm.Session(unguarded(desk)) as session:
        last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert last is not None
    assert (last.action, last.login) == ("take_out", desk.actor.login)


def test_a_file_of_another_matter_is_not_found_here(desk: Desk, at: Clock, tmp_path: Path) -> None:
    _, file = with_a_file(desk, at, tmp_path)
    other = desk.write(register_matter, a_draft()).no
    with pytest.raises(NotFound):
        desk.write(take_out, other, file.id)


def test_whoever_may_not_see_the_matter_gets_no_file(
    desk: Desk, at: Clock, tmp_path: Path, open_as: OpenAs
) -> None:
    story, file = with_a_file(desk, at, tmp_path)
    with pytest.raises(NotPermitted):
        open_as(Post.STATISTICIAN, name="石立秋").write(take_out, story.no, file.id)
    with pytest.raises(NotFound):
        open_as(Post.INTAKE_CLERK, name="何小云").write(take_out, story.no, file.id)


def test_a_file_that_was_changed_is_not_given_out(
    local_desk: Desk, at: Clock, tmp_path: Path
) -> None:
    story, file = with_a_file(local_desk, at, tmp_path)
    kept = next(path for path in tmp_path.rglob(file.sha256))
    kept.write_bytes(b"something else")
    with pytest.raises(EnvironmentTrouble):
        local_desk.write(take_out, story.no, file.id)
