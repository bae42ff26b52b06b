"""Taking a list out: what is in the workbook, and that it is recorded."""

import io
import json
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.dispatch import commands
from app.dispatch.commands import export_work
from app.dispatch.types import Filter, View
from app.errors import NotPermitted
from db.enums import Post, Stage
from db.session import reading
from tests.app.dispatch.facts import registered
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story


def texts(book: bytes) -> str:
    with ZipFile(io.BytesIO(book)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        return packed.read("xl/sharedStrings.xml").decode()


def test_it_holds_every_line_as_text_and_masks_numbers(local_desk: Desk, at: Clock) -> None:
    no = registered(Story(local_desk, at), "2026-09-18 09:00", summary="=1+1 打13800138000").no
    told = texts(local_desk.write(export_work, View(Stage.TO_ASSESS)))
    assert no in told
    assert "=1+1 打138****8000" in told
    assert "2026-09-20" in told


def test_it_goes_on_over_pages(
    local_desk: Desk, at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "_AT_ONCE", 2)
    numbers = [registered(Story(local_desk, at), f"2026-09-18 09:{n:02}").no for n in range(5)]
    told = texts(local_desk.write(export_work, View(Stage.TO_ASSESS)))
    assert all(no in told for no in numbers)


def test_it_is_recorded_with_what_was_taken(desk: Desk, at: Clock) -> None:
    registered(Story(desk, at), "2026-09-18 09:00", involved_count=12)
    desk.write(export_work, View(Stage.TO_ASSESS, frozenset({Filter.MANY_PEOPLE})))
    with reading(unguarded(desk)) as session:
        query = sa.text(
            "SELECT action, object_id, after FROM audit_entry ORDER BY seq DESC LIMIT 1"
        )
        action, what, after = session.execute(query).one()
    assert (action, what) == ("export", "待研判，十人以上")
    assert json.loads(after) == {"told": {"count": 1}}


def test_who_sees_no_list_takes_none_out(open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.SYS_ADMIN).write(export_work, View())
