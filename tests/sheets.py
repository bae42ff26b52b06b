"""Spreadsheets as other systems hand them over; every name and number is constructed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from app.desk import Desk
from app.exchange.check import Checked, check_sheet
from app.exchange.header import find_header
from app.exchange.layouts import layout_for
from app.exchange.reading import open_sheet
from app.exchange.types import Layout

TITLES = ("工单编号", "来电人", "联系电话", "身份证号", "受理时间", "诉求内容", "工单类型",
          "纠纷类型", "被反映单位", "所属乡镇")  # fmt: skip
LIANG = ("GD20260901001", "梁晓燕", "13900139001", "371502190102030046", "2026-09-16 08:30",
         "小区水泵每天夜里响到两点，老人睡不着，找物业三次没人管。", "求助", "", "向荣物业公司",
         "青石镇")  # fmt: skip
SUN = ("GD20260901002", "孙福来", "0635-2000009", "", "2026-09-17",
       "邻居砌墙占了半米过道，车出不来。", "矛盾纠纷", "邻里纠纷", "曹大山", "青石镇")  # fmt: skip

_MADE = datetime(2026, 9, 18, 10, 31)  # noqa: DTZ001  a spreadsheet has no zone
_AS_IT_IS = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}


def a_sheet(
    file: Path, *rows: Sequence[Any], titles: Sequence[str] = TITLES, above: int = 0
) -> Path:
    """An .xlsx with `titles` below `above` lines of other text; a cell is written as what it is."""
    with xlsxwriter.Workbook(str(file), _AS_IT_IS) as book:
        book.set_properties({"created": _MADE})  # or no two files were the same
        sheet = book.add_worksheet("工单")
        for line in range(above):
            sheet.write_string(line, 0, f"2026年9月工单台账（{line + 1}）")
        for at, row in enumerate([titles, *rows], above):
            sheet.write_row(at, 0, list(row))
    return file


def changed(row: Sequence[Any], **cells: Any) -> list[Any]:
    """The row with other cells, each by its title."""
    made = list(row)
    for title, value in cells.items():
        made[TITLES.index(title)] = value
    return made


def silent(_done: int, _whole: int) -> None:
    """A dry run nobody watches."""


def checked(desk: Desk, file: Path, layout: Layout | None = None) -> Checked:
    """The dry run of a file, by the layout that is remembered or guessed."""
    sheet = open_sheet(file)
    header = find_header(sheet)
    found = layout or desk.read(layout_for, header.titles, f"{sheet.file} {sheet.name}")[0]
    return check_sheet(desk, sheet, header, found, silent)
