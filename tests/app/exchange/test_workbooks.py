"""What goes out is text, whatever it begins with."""

import zipfile
from pathlib import Path

import pytest

from app.desk import Desk
from app.errors import EnvironmentTrouble
from app.exchange.reading import open_sheet
from app.exchange.workbook import write_bad_rows, write_table, write_template
from tests.sheets import LIANG, SUN, TITLES, a_sheet, changed, checked

EVIL = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "=cmd|'/c calc'!A1", "http://x")


def test_bad_rows_go_out_as_they_came_with_the_reason(local_desk: Desk, tmp_path: Path) -> None:
    bad = changed(SUN, 身份证号="3.71502E+17", 诉求内容="=1+1")
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", LIANG, bad, above=2))
    assert write_bad_rows(found, tmp_path / "有问题.xlsx") == 1
    [head, row] = [cells for _, cells in open_sheet(tmp_path / "有问题.xlsx").rows()]
    assert head == ["原因", "原表第几行", *TITLES]
    assert str(row[0]).startswith("D5：证件号码被表格软件变成了小数")
    assert (row[1], row[7]) == ("5", "=1+1")


def test_put_right_it_can_be_sent_again(local_desk: Desk, tmp_path: Path) -> None:
    bad = changed(SUN, 受理时间="9月1日")
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", LIANG, bad))
    write_bad_rows(found, tmp_path / "有问题.xlsx")
    rows = [cells for _, cells in open_sheet(tmp_path / "有问题.xlsx").rows()]
    rows[1][2 + TITLES.index("受理时间")] = "2026-09-01"
    file = a_sheet(tmp_path / "12345改好.xlsx", rows[1], titles=[str(each) for each in rows[0]])
    assert checked(local_desk, file).counts().ready == 1


def test_no_cell_is_ever_a_formula_or_a_link(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    write_table(file, "表", ["甲"], [[text] for text in EVIL])
    with zipfile.ZipFile(file) as packed:
        told = packed.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in told and b"hyperlink" not in told
    assert [cells[0] for _, cells in open_sheet(file).rows()] == ["甲", *EVIL]


def test_the_empty_sheet_is_known_without_being_shown(local_desk: Desk, tmp_path: Path) -> None:
    write_template(tmp_path / "空表.xlsx")
    [titles] = [[str(c) for c in cells] for _, cells in open_sheet(tmp_path / "空表.xlsx").rows()]
    row = ["" for _ in titles]
    row[titles.index("事情经过")] = "楼上漏水。"
    row[titles.index("姓名")] = "梁晓燕"
    found = checked(local_desk, a_sheet(tmp_path / "填好.xlsx", row, titles=titles))
    assert found.counts().ready == 1


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        write_table(tmp_path / "没有" / "表.xlsx", "表", ["甲"], [])
    assert list(tmp_path.iterdir()) == [tmp_path / "home"] or not list(tmp_path.glob("*.xlsx"))
