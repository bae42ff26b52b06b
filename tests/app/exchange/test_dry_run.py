"""The dry run says of every row what would become of it, and stores nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Cancelled, NotPermitted
from app.exchange.check import Checked, check_sheet
from app.exchange.commands import take_sheet
from app.exchange.header import find_header
from app.exchange.layouts import layout_for
from app.exchange.reading import open_sheet
from app.exchange.rows import Reader
from app.exchange.types import Counts, RowState
from app.exchange.workbook import result_text
from app.intake.queries import matters_page
from db.enums import AppealKind, DisputeType, ExternalSystem, IntakeChannel, PartyKind, Post
from tests.builders import TOWN
from tests.conftest import OpenAs, Statements
from tests.sheets import LIANG, SUN, TITLES, a_sheet, changed, checked, silent


def _said(found: Checked) -> list[str]:
    return [result_text(row) for row in found.rows]


def test_good_rows_can_be_registered_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    found = checked(desk, a_sheet(tmp_path / "12345工单.xlsx", LIANG, SUN))
    assert found.counts() == Counts(ready=2)
    assert [(row.row, row.who) for row in found.rows] == [(2, "梁*燕"), (3, "孙*来")]
    assert desk.read(matters_page) == ()


def test_a_row_becomes_what_the_front_desk_would_write(local_desk: Desk, tmp_path: Path) -> None:
    sheet = open_sheet(a_sheet(tmp_path / "12345工单.xlsx", LIANG, SUN))
    header = find_header(sheet)
    layout, is_kept = local_desk.read(layout_for, header.titles, sheet.file)
    assert not is_kept
    assert (layout.system, layout.channel) == (
        ExternalSystem.HOTLINE_12345,
        IntakeChannel.HOTLINE_12345,
    )
    reader = Reader.of(sheet, header.titles, layout, {"青石镇": TOWN}, date(2026, 9, 18))
    first, second = [reader.read(n, cells) for n, cells in sheet.rows() if n >= header.first]
    assert first is not None and first.draft is not None
    assert second is not None and second.draft is not None
    assert first.draft.appeal_kind is AppealKind.HELP_REQUEST
    assert first.draft.arrived_at == datetime(2026, 9, 16, 0, 30, tzinfo=UTC)
    assert first.draft.area == TOWN
    assert [party.kind for party in first.draft.parties] == [
        PartyKind.NATURAL_PERSON,
        PartyKind.ENTERPRISE,
    ]
    assert second.draft.dispute_type is DisputeType.NEIGHBOR
    assert second.draft.parties[1].no_phone_reason == "导入的表里没有写电话"


def test_what_has_a_type_of_dispute_and_no_kind_is_a_dispute(
    local_desk: Desk, tmp_path: Path
) -> None:
    sheet = open_sheet(a_sheet(tmp_path / "12345.xlsx", changed(SUN, 工单类型="")))
    header = find_header(sheet)
    layout = local_desk.read(layout_for, header.titles, sheet.file)[0]
    assert layout.appeal_kind is AppealKind.HELP_REQUEST
    reader = Reader.of(sheet, header.titles, layout, {}, date(2026, 9, 18))
    [read] = [reader.read(n, cells) for n, cells in sheet.rows() if n >= header.first]
    assert read is not None and read.draft is not None
    assert read.draft.appeal_kind is AppealKind.DISPUTE
    assert read.draft.dispute_type is DisputeType.NEIGHBOR


def test_a_number_that_is_registered_names_its_matter(desk: Desk, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345工单.xlsx", LIANG)
    take_sheet(desk, checked(desk, file), silent)
    [matter] = desk.read(matters_page)
    again = checked(desk, a_sheet(tmp_path / "12345又一份.xlsx", LIANG, SUN))
    assert _said(again) == [f"已经登记过：{matter.no}", "可以登记"]


def test_whoever_may_not_open_it_still_hears_that_it_is_known(
    open_as: OpenAs, tmp_path: Path
) -> None:
    one = open_as(Post.INTAKE_CLERK, name="登记员甲")
    other = open_as(Post.INTAKE_CLERK, name="登记员乙")
    numberless = changed(SUN, 工单编号="")
    file = a_sheet(tmp_path / "12345工单.xlsx", LIANG, numberless)
    take_sheet(one, checked(one, file), silent)
    assert other.read(matters_page) == ()
    assert [row.state for row in checked(other, file).rows] == [RowState.KNOWN] * 2


def test_the_same_number_twice_in_a_file_is_one_matter(local_desk: Desk, tmp_path: Path) -> None:
    twice = changed(SUN, 工单编号=LIANG[0])
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", LIANG, twice))
    assert _said(found) == ["可以登记", "编号和第2行的一样，是同一件事就只登一件"]


def test_a_row_without_number_is_known_by_who_when_and_what(
    local_desk: Desk, tmp_path: Path
) -> None:
    bare = changed(LIANG, 工单编号="")
    other = changed(bare, 诉求内容="同一天又来电话，说的是楼道灯不亮。")
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", bare, bare, other))
    assert [row.state for row in found.rows] == [RowState.READY, RowState.BAD, RowState.READY]
    assert _said(found)[1].startswith("来访人、时间、经过和第2行都一样")


@pytest.mark.parametrize(
    ("title", "value", "said"),
    [
        (
            "身份证号",
            371502190102030046.0,
            "D2：证件号码被表格软件变成了小数（3.71502E+17），后几位",
        ),
        ("身份证号", "3.71502E+17", "D2：证件号码被表格软件变成了小数（3.71502E+17），后几位"),
        ("身份证号", "371502190102030047", "D2：身份证号和它的最后一位对不上"),
        ("联系电话", "1.39001E+10", "C2：电话被表格软件变成了小数"),
        ("联系电话", "没有", "C2：电话"),
        ("工单编号", 2026090100112345.0, "A2：编号被表格软件变成了小数"),
        ("受理时间", "9月16日", "E2：“9月16日”没有写年份"),
        ("受理时间", "26.9.16", "E2：“26.9.16”的年份只有两位"),
        ("受理时间", "16/9/2026", "E2：“16/9/2026”分不清哪个是月"),
        ("受理时间", "2026-02-30", "E2：“2026-02-30”没有这一天"),
        ("受理时间", "2027-01-01", "E2：这个日期还没有到"),
        ("诉求内容", "", "请"),
        ("纠纷类型", "相邻", ""),
        ("工单类型", "表扬", "G2：“表扬”是哪一种还没有说过"),
    ],
)
def test_what_is_wrong_names_the_cell(
    local_desk: Desk, tmp_path: Path, title: str, value: object, said: str
) -> None:
    row = changed(LIANG, **{title: value})
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", row, SUN))
    told = _said(found)
    if not said:
        assert told == ["可以登记"] * 2
        return
    assert said in told[0], told[0]
    assert found.counts() == Counts(ready=1, bad=1)


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 9, 16), datetime(2026, 9, 16, 8, 30),  # noqa: DTZ001  a spreadsheet has no zone
        "2026年9月16日", "2026/9/16 8:30", "2026.09.16", "20260916", 20260916, 46281, 46281.354,
        "２０２６-０９-１６",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_that_is_clear(
    local_desk: Desk, tmp_path: Path, value: object
) -> None:
    from app.exchange.values import moment_of

    sheet = open_sheet(a_sheet(tmp_path / "12345.xlsx", changed(LIANG, 受理时间=value)))
    [cells] = [cells for number, cells in sheet.rows() if number == 2]
    assert moment_of(cells[TITLES.index("受理时间")]).day == date(2026, 9, 16)


def test_numbers_a_spreadsheet_kept_whole_are_taken(local_desk: Desk, tmp_path: Path) -> None:
    row = changed(LIANG, 联系电话=13900139001, 工单编号=202609010011)
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", row))
    assert _said(found) == ["可以登记"]


def test_sums_and_notes_under_the_list_are_no_matters(local_desk: Desk, tmp_path: Path) -> None:
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", LIANG, ["合计：1件"], [""]))
    assert _said(found) == ["可以登记", "这一行只有一格有字，像是合计或者说明，没有登记"]


def test_it_can_be_stopped(local_desk: Desk, tmp_path: Path) -> None:
    sheet = open_sheet(a_sheet(tmp_path / "12345.xlsx", LIANG))
    header = find_header(sheet)
    layout = local_desk.read(layout_for, header.titles, sheet.file)[0]

    def stop(_done: int, _whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check_sheet(local_desk, sheet, header, layout, stop)


def test_only_who_registers_may_try(open_as: OpenAs, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        checked(open_as(Post.ARCHIVIST), a_sheet(tmp_path / "12345.xlsx", LIANG))


def test_500_rows_are_one_look_into_the_database(
    desk: Desk, tmp_path: Path, statements: Statements
) -> None:
    rows = [changed(SUN, 工单编号=f"GD{n:06}") for n in range(1100)]
    found = checked(desk, a_sheet(tmp_path / "12345.xlsx", *rows))
    assert found.counts().ready == 1100
    looks = [each for each in statements if "external_number" in each or "registered" in each]
    assert len(looks) == 3


def test_what_stands_in_a_lists_own_area_words_is_kept_as_the_place(
    local_desk: Desk, tmp_path: Path
) -> None:
    row = changed(LIANG, 所属乡镇="青石镇槐树村")
    take_sheet(local_desk, checked(local_desk, a_sheet(tmp_path / "12345.xlsx", row)), silent)
    with local_desk.engine.connect() as connection:
        [stored] = connection.execute(sa.text("SELECT area_code, place FROM matter")).all()
    assert tuple(stored) == (None, "青石镇槐树村")
