"""Good rows are registered as at the front desk, each once, whatever comes in between."""

from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Cancelled, DatabaseBusy
from app.exchange.commands import take_sheet
from app.exchange.types import Counts, RowState
from app.exchange.workbook import result_text
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.intake.types import ExternalNumberDraft
from app.matter.queries import matter_detail
from app.matter.types import MatterDetail
from db.enums import ExternalSystem, Post
from db.models import AuditEntry, Matter
from db.session import reading
from tests.builders import a_draft
from tests.conftest import OpenAs, unguarded
from tests.sheets import LIANG, SUN, TITLES, a_sheet, changed, checked, silent


def _count(desk: Desk) -> int:
    with reading(unguarded(desk)) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Matter)) or 0


def _many(count: int, *, numbered: bool = True) -> list[list[object]]:
    name = "GD{:05}" if numbered else ""
    return [changed(SUN, 工单编号=name.format(n), 诉求内容=f"第{n}次砌墙") for n in range(count)]


def test_taken_rows_are_matters_with_their_number(desk: Desk, tmp_path: Path) -> None:
    found = checked(desk, a_sheet(tmp_path / "12345工单.xlsx", LIANG, SUN))
    take_sheet(desk, found, silent)
    assert found.counts() == Counts(taken=2)
    detail = matter_detail_of(desk, found.rows[0].no)
    assert [(each.system, each.number) for each in detail.external_numbers] == [
        (ExternalSystem.HOTLINE_12345, "GD20260901001")
    ]
    assert [party.name for party in detail.parties] == ["梁晓燕", "向荣物业公司"]


def matter_detail_of(desk: Desk, no: str) -> MatterDetail:
    return desk.read(matter_detail, no)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_file_sent_twice_gives_nothing_twice(
    desk: Desk, tmp_path: Path, *, numbered: bool
) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", *_many(60, numbered=numbered))
    first, second = checked(desk, file), checked(desk, file)
    take_sheet(desk, first, silent)
    take_sheet(desk, second, silent)  # checked before the first was taken
    assert (first.counts(), second.counts()) == (Counts(taken=60), Counts(known=60))
    assert [row.no for row in second.rows] == [row.no for row in first.rows]
    assert _count(desk) == 60


def test_bad_rows_stay_and_good_ones_are_taken(desk: Desk, tmp_path: Path) -> None:
    bad = changed(SUN, 工单编号="GD9", 身份证号="3.71502E+17")
    found = checked(desk, a_sheet(tmp_path / "12345.xlsx", LIANG, bad, SUN))
    take_sheet(desk, found, silent)
    assert [row.state for row in found.rows] == [RowState.TAKEN, RowState.BAD, RowState.TAKEN]


def test_what_was_taken_before_it_was_stopped_stays_and_is_told(desk: Desk, tmp_path: Path) -> None:
    found = checked(desk, a_sheet(tmp_path / "12345.xlsx", *_many(120)))

    def stop(done: int, _whole: int) -> None:
        if done >= 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_sheet(desk, found, stop)
    assert found.counts() == Counts(ready=70, taken=50)
    take_sheet(desk, found, silent)
    assert found.counts() == Counts(taken=120)
    assert _count(desk) == 120


def test_a_transaction_that_breaks_off_leaves_whole_lots_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", *_many(120))
    found, calls = checked(desk, file), []

    def breaks(*args: object) -> object:
        calls.append(args)
        if len(calls) == 80:
            raise KeyboardInterrupt
        return register_matter(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("app.exchange.commands.register_matter", breaks)
    with pytest.raises(KeyboardInterrupt):
        take_sheet(desk, found, silent)
    assert _count(desk) == 50
    monkeypatch.undo()
    again = checked(desk, file)
    assert again.counts() == Counts(ready=70, known=50)
    take_sheet(desk, again, silent)
    assert _count(desk) == 120


def test_two_desks_at_the_same_file_take_each_row_once(open_as: OpenAs, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", *_many(100), *_many(50, numbered=False))
    desks = [open_as(Post.INTAKE_CLERK, name=name) for name in ("登记员甲", "登记员乙")]
    for place, desk in enumerate(desks):
        desk.office.window = str(place + 1)
    both = [checked(desk, file) for desk in desks]
    jobs = [
        Thread(target=take_sheet, args=(desk, found, silent))
        for desk, found in zip(desks, both, strict=True)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    taken = [found.counts().taken for found in both]
    known = [found.counts().known for found in both]
    assert (sum(taken), sum(known)) == (150, 150)
    assert _count(desks[0]) == 150


def test_a_busy_database_is_tried_again(
    local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, own, calls = (
        checked(local_desk, a_sheet(tmp_path / "1.xlsx", LIANG)),
        local_desk.write,
        [],
    )

    def busy(*args: object) -> object:
        calls.append(args)
        if len(calls) < 3:
            raise DatabaseBusy(why="locked")
        return own(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(local_desk, "write", busy)
    take_sheet(local_desk, found, silent)
    assert found.counts().taken == 1


def test_a_registration_by_hand_with_the_number_is_known(desk: Desk, tmp_path: Path) -> None:
    number = ExternalNumberDraft(ExternalSystem.HOTLINE_12345, "GD20260901001")
    made = desk.write(register_matter, a_draft(external_numbers=(number,)))
    found = checked(desk, a_sheet(tmp_path / "12345.xlsx", LIANG))
    assert result_text(found.rows[0]) == f"已经登记过：{made.no}"


def test_each_lot_is_one_line_of_the_audit(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.exchange.commands.LONGEST_S", 600)  # a busy machine makes more lots
    found = checked(desk, a_sheet(tmp_path / "12345.xlsx", *_many(60)))
    take_sheet(desk, found, silent)
    with reading(unguarded(desk)) as session:
        told = session.scalars(
            sa.select(AuditEntry.after).where(AuditEntry.action == "import")
        ).all()
    assert len(told) == 2
    assert "12345热线 12345.xlsx" in told[0]
    assert len(desk.read(matters_page, limit=100)) == 60


def test_somebody_who_came_before_is_told_of(desk: Desk, tmp_path: Path) -> None:
    take_sheet(desk, checked(desk, a_sheet(tmp_path / "1.xlsx", LIANG)), silent)
    again = changed(LIANG, 工单编号="GD20260902777", 诉求内容="水泵又响了。")
    found = checked(desk, a_sheet(tmp_path / "2.xlsx", again))
    take_sheet(desk, found, silent)
    assert result_text(found.rows[0]).endswith("以前可能来过（1件）")


def test_another_export_of_the_same_row_is_the_same_matter(desk: Desk, tmp_path: Path) -> None:
    """The columns moved, a date is written otherwise, and something else has been found out."""
    row = changed(LIANG, 工单编号="")
    take_sheet(desk, checked(desk, a_sheet(tmp_path / "12345.xlsx", row)), silent)
    later = changed(row, 受理时间="2026年9月16日 8时30分", 所属乡镇="青石镇槐树村")
    file = a_sheet(tmp_path / "12345又.xlsx", later[::-1], titles=TITLES[::-1])
    assert [found.state for found in checked(desk, file).rows] == [RowState.KNOWN]


def test_on_a_slow_line_a_transaction_takes_fewer_rows(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.exchange.commands.LONGEST_S", -1)
    found, told = checked(desk, a_sheet(tmp_path / "12345.xlsx", *_many(5))), list[int]()
    take_sheet(desk, found, lambda done, _whole: told.append(done))
    assert (found.counts(), told) == (Counts(taken=5), [0, 1, 2, 3, 4, 5])
