"""Files that are no spreadsheet, or a spoilt one: told in words, with the cell if there is one."""

import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from app.desk import Desk
from app.errors import EnvironmentTrouble, Invalid
from app.exchange.header import find_header
from app.exchange.reading import open_sheet
from app.exchange.workbook import result_text
from app.messages import error_text
from tests.sheets import LIANG, SUN, TITLES, a_sheet, changed, checked

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _refused(file: Path) -> str:
    with pytest.raises(Invalid) as refused:
        find_header(open_sheet(file))
    return error_text(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这个表格是空的"),
        (b"   \r\n", "这个表格是空的"),
        (b"%PDF-1.7 1 0 obj", "这个文件不是表格"),
        (b"\x89PNG\r\n\x1a\n\0\0", "这个文件不是表格"),
        (b"\x00\x01\x02\xff\xfe\xfd" * 50, "这个文件不是表格"),
        (b"<html><table><tr><td>1</td></tr></table>", "这个文件其实是网页"),
        (b'<?xml version="1.0"?><Workbook/>', "这个文件其实是网页"),
        (b"PK\x03\x04 and then nothing", "这个表格坏了"),
        (_OLE + b"\0" * 4000, "这个文件不是表格"),
        (_OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"), "这个表格加了密码"),
        ("说明\n没有标题".encode(), "前20行里没有找到标题行"),
    ],
)
@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv"])
def test_a_file_that_is_no_list_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, said: str, ending: str
) -> None:
    file = tmp_path / f"台账{ending}"
    file.write_bytes(content)
    assert said in _refused(file)


def test_a_file_that_is_gone_is_the_environments_trouble(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        open_sheet(tmp_path / "没有.xlsx")


def test_a_word_file_is_no_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "说明.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    assert "这个表格坏了" in _refused(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_text_is_read_in_every_usual_encoding(
    local_desk: Desk, tmp_path: Path, encoding: str, between: str
) -> None:
    file = tmp_path / "12345工单.csv"
    lines = "\r\n".join(between.join(row) for row in (TITLES, LIANG, SUN))
    file.write_bytes(lines.replace("梁晓燕", "梁䶮").encode(encoding))
    found = checked(local_desk, file)
    assert [(row.who, result_text(row)) for row in found.rows] == [
        ("梁*", "可以登记"),
        ("孙*来", "可以登记"),
    ]


def test_a_quoted_cell_of_several_lines_is_one_cell(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345工单.csv"
    told = changed(SUN, 诉求内容='"第一天砌墙，\n第二天吵架"')
    file.write_text("\n".join(",".join(row) for row in (TITLES, told)), encoding="utf-8")
    assert [result_text(row) for row in checked(local_desk, file).rows] == ["可以登记"]


@pytest.mark.parametrize("above", [0, 1, 5, 19])
def test_titles_are_found_under_headings(local_desk: Desk, tmp_path: Path, above: int) -> None:
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", LIANG, above=above))
    assert [(row.row, result_text(row)) for row in found.rows] == [(above + 2, "可以登记")]


def test_titles_in_two_lines_are_joined(tmp_path: Path) -> None:
    file = tmp_path / "诉前.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:F1", "诉前调解案件台账")
        sheet.merge_range("A2:A3", "案号")
        sheet.merge_range("B2:C2", "申请人")
        sheet.merge_range("D2:E2", "被申请人")
        sheet.merge_range("F2:F3", "案情简介")
        sheet.write_row("B3", ["姓名", "电话", "姓名", "电话"])
        sheet.write_row("A4", ["（2026）鲁1502诉前调1号", "梁晓燕", "13900139001"])
    header = find_header(open_sheet(file))
    assert header.first == 4
    assert header.titles == (
        *("案号", "申请人姓名", "申请人电话"),
        *("被申请人姓名", "被申请人电话", "案情简介"),
    )


def test_merged_cells_are_named_and_their_rows_not_taken(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([TITLES, LIANG, changed(SUN, 来电人=""), SUN]):
            sheet.write_row(at, 0, row)
        sheet.merge_range("B2:B3", "梁晓燕")
    said = [result_text(row) for row in checked(local_desk, file).rows]
    assert said[0].startswith("B2：B2到B3是合并的单元格")
    assert said[1].startswith("B3：B2到B3是合并的单元格")
    assert said[2] == "可以登记"


def test_merged_cells_in_a_column_that_goes_nowhere_disturb_nobody(
    local_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([TITLES, LIANG, SUN]):
            sheet.write_row(at, 0, row)
        sheet.write_string(0, len(TITLES), "办理科室")
        sheet.merge_range(1, len(TITLES), 2, len(TITLES), "二科")
    assert [result_text(row) for row in checked(local_desk, file).rows] == ["可以登记"] * 2


def test_formulas_give_what_they_came_to_or_are_named(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([TITLES, LIANG, SUN, changed(SUN, 工单编号="GD3")]):
            sheet.write_row(at, 0, row)
        sheet.write_formula("B2", '="梁"&"晓燕"', None, "梁晓燕")
        sheet.write_formula("B3", '="孙"&"福来"', None, "")
        sheet.write_formula("F4", "=VLOOKUP(1,Z:Z,1,0)", None, "#N/A")
    first, second, third = checked(local_desk, file).rows
    assert (first.who, result_text(first)) == ("梁*燕", "可以登记")
    assert result_text(second).startswith("B3：这一格是公式，但是没有存下")
    assert result_text(third).startswith("F4：公式算错了")


def test_a_cell_far_away_is_named_before_anything_is_set_up(tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        sheet.write_string(1_048_575, 16_383, "x")
    assert "XFD1048576：这张表太大" in _refused(file)


def test_a_format_down_to_the_last_row_is_no_large_sheet(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, LIANG)
        sheet.write_blank(1_048_575, 16_383, None, bold)
    assert [result_text(row) for row in checked(local_desk, file).rows] == ["可以登记"]


def test_the_first_sheet_with_anything_in_it_is_read(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("封面")
        hidden, shown = book.add_worksheet("字典"), book.add_worksheet("工单")
        hidden.write_row(0, 0, ["姓名", "电话", "别的"])
        hidden.hide()
        shown.write_row(0, 0, TITLES)
        shown.write_row(1, 0, LIANG)
    assert open_sheet(file).names == ("封面", "工单", "字典")
    assert open_sheet(file).name == "工单"
    assert open_sheet(file, "字典").name == "字典"


def test_a_file_bent_anywhere_is_read_or_refused_in_words(tmp_path: Path) -> None:
    whole = a_sheet(tmp_path / "12345.xlsx", LIANG, SUN).read_bytes()
    chance, bent = random.Random(5), tmp_path / "坏.xlsx"  # noqa: S311  the same each time
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        bent.write_bytes(
            bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.3 else data)
        )
        try:
            find_header(open_sheet(bent))
        except Invalid as refused:
            assert error_text(refused)


_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="工单">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "</manifest:manifest>"
)
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_EMPTY_TO_THE_END = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
_FULL_TO_THE_END = _EMPTY_TO_THE_END.replace(
    "/></", ' office:value-type="string"><text:p>x</text:p></table:table-cell></'
)


def _ods(file: Path, *rows: Sequence[str], more: str = "") -> Path:
    lines = ("".join(map(_CELL.format, row)) for row in rows)
    told = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines) + more
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", _ODS.format(rows=told))
    return file


def test_an_open_document_is_read_whatever_its_ending(local_desk: Desk, tmp_path: Path) -> None:
    for name in ("12345.ods", "12345.xlsx"):
        file = _ods(tmp_path / name, TITLES, LIANG, SUN, more=_EMPTY_TO_THE_END)
        assert [result_text(row) for row in checked(local_desk, file).rows] == ["可以登记"] * 2


def test_an_open_document_repeated_beyond_all_bounds_is_refused(tmp_path: Path) -> None:
    assert "这张表太大" in _refused(_ods(tmp_path / "12345.ods", TITLES, more=_FULL_TO_THE_END))


def test_a_binary_workbook_is_to_be_saved_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "12345.xlsb"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.bin", b"")
    assert "另存为 .xlsx" in _refused(file)


def test_a_cell_of_text_may_have_any_sign_for_a_new_line(local_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "12345.csv"
    told = changed(SUN, 诉求内容="第一天砌墙\u2028第二天\x85吵架\x0b没完")
    file.write_text("\n".join(",".join(row) for row in (TITLES, told)), encoding="utf-8")
    assert [result_text(row) for row in checked(local_desk, file).rows] == ["可以登记"]
