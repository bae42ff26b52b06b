"""A list as a workbook: every cell is text, and nothing in it is ever taken for a formula."""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from app import clock
from app.dispatch.types import WorkRow
from app.dispatch.words import end_text, kind_text, risk_text
from app.glossary import term
from app.identifiers.mask import mask_text
from app.workbooks import ONLY_TEXT

_FIRST = 3
"""Row of the first matter, counted from 0: title, when and how many, headings."""
_COLUMNS: tuple[tuple[str, int, Callable[[WorkRow], str]], ...] = (
    ("编号", 20, lambda row: row.no),
    ("风险", 8, risk_text),
    ("类型", 16, kind_text),
    ("什么事", 48, lambda row: mask_text(row.title)),
    ("登记时间", 18, lambda row: f"{clock.local(row.registered_at):%Y-%m-%d %H:%M}"),
    ("到了哪一步", 12, lambda row: term(row.stage)),
    ("承办单位", 32, lambda row: "、".join(row.units)),
    ("期限", 14, lambda row: row.limit.name if row.limit else ""),
    ("到期", 18, end_text),
)


def workbook(title: str, rows: Sequence[WorkRow], now: datetime) -> bytes:
    """The bytes of an .xlsx; numbers that look like a person's are masked in titles."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, dict(ONLY_TEXT, in_memory=True))
    made = clock.local(now)
    book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
    sheet, bold = book.add_worksheet("事项"), book.add_format({"bold": True})
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, f"{made:%Y-%m-%d %H:%M} 导出，共 {len(rows)} 件")
    for column, (heading, width, text) in enumerate(_COLUMNS):
        sheet.write_string(_FIRST - 1, column, heading, bold)
        sheet.set_column(column, column, width)
        for place, row in enumerate(rows, start=_FIRST):
            sheet.write_string(place, column, text(row))
    sheet.freeze_panes(_FIRST, 1)
    book.close()
    return buffer.getvalue()
