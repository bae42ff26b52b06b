"""A matter carried to an agreement in force: checked, counted, found, backed up and restored."""

from pathlib import Path

import pytest

from app.admin.backup import backup
from app.admin.check import is_sound
from app.admin.restore import Who, restore
from app.admin.verify import verify
from app.desk import Desk, open_desk
from app.matter.queries import matter_detail
from app.search.find import find
from app.sign_in import local_login
from app.statistics.queries import report
from tests.app.admin.conftest import told
from tests.app.matter.test_main_journey import in_effect
from tests.conftest import Clock

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@LOCAL
def test_what_the_program_writes_is_sound_and_comes_back(
    with_key: Desk, at: Clock, path: Path, local_user: Who, tmp_path: Path
) -> None:
    story = in_effect(with_key, at)
    assert told(with_key) == []
    [agreement] = story.detail.agreements
    assert agreement.number is not None
    assert [hit.no for hit in find(with_key, agreement.number)] == [story.no]
    made = backup(with_key, path)
    with_key.close()
    assert is_sound(verify(path))
    assert len(made.manifest.files()) >= 1
    url = str(tmp_path / "neu.sqlite")
    restore(path, url, local_user)
    again = open_desk(url, local_login(), None)
    assert again.read(matter_detail, story.no) == story.detail
    again.close()


def test_a_case_that_agreed_is_a_success(with_key: Desk, at: Clock) -> None:
    story = in_effect(with_key, at)
    [case] = story.detail.cases
    assert case.concluded_on is not None
    day = case.concluded_on
    rows = {r.key: r for r in with_key.read(report, "success_closing", day, day).rows}
    assert (rows["successRate"].numerator, rows["successRate"].denominator) == (1, 1)
    assert rows["registered"].value == 0
