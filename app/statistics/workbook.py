"""A report as a workbook: text as text, numbers as numbers, a chart of the months."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from app.statistics.kinds import label_of
from app.statistics.rules import shown
from app.statistics.types import Report, Row
from app.workbooks import ONLY_TEXT

_HEADINGS = ("指标", "数值", "单位", "分子", "分母", "口径")
_WIDTHS = (32, 12, 8, 10, 10, 44)
BESIDE, _ALL = "overview", "登记事项（件）"
"""The report whose years stand beside each other; what the months of any other are."""
_FIRST = 4
"""Row of the first figure, counted from 0: title, period, empty, headings."""


def workbook(report: Report, made_at: datetime) -> bytes:
    """The bytes of an .xlsx. Nothing in it is ever taken for a formula or a link."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, dict(ONLY_TEXT, in_memory=True))
    book.set_properties({"title": report.title, "created": made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet("统计")
    _fill(book, sheet, report)
    _chart(book, sheet, report)
    book.close()
    return buffer.getvalue()


def _fill(book: Any, sheet: Any, report: Report) -> None:
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0"})
    sheet.write_string(0, 0, report.title, bold)
    sheet.write_string(1, 0, period_text(report))
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.write_string(_FIRST - 1, column, heading, bold)
        sheet.set_column(column, column, width)
    for place, row in enumerate(report.rows, start=_FIRST):
        sheet.write_string(place, 0, row.label)
        _number(sheet, place, 1, row.value, percent if row.unit == "%" else None)
        sheet.write_string(place, 2, row.unit)
        _number(sheet, place, 3, row.numerator)
        if row.denominator is not None:
            _number(sheet, place, 4, row.denominator)
        sheet.write_string(place, 5, row.formula)
    sheet.write_string(_FIRST + len(report.rows) + 1, 0, report.note)
    sheet.freeze_panes(_FIRST, 1)


def _number(
    sheet: Any, row: int, column: int, value: int | Decimal | None, look: Any = None
) -> None:
    if value is None:
        sheet.write_string(row, column, shown(value))
    else:
        sheet.write_number(row, column, value, look)


def _chart(book: Any, sheet: Any, report: Report) -> None:
    """By month, where there are months to compare; its data stand in the sheet."""
    places = [n for n, row in enumerate(report.rows, start=_FIRST) if _is_month(row)]
    if len(places) < 2:
        return
    years = report.name == BESIDE
    chart = book.add_chart({"type": "line" if years else "column"})
    for name, first, last in _runs(report, places) if years else [(_ALL, places[0], places[-1])]:
        chart.add_series(
            {
                "name": name,
                "categories": ["统计", first, 0, last, 0],
                "values": ["统计", first, 1, last, 1],
                "marker": {"type": "automatic"},
            }
        )
    chart.set_title({"name": report.title})
    chart.set_legend({"position": "bottom"})
    sheet.insert_chart(_FIRST, len(_HEADINGS) + 1, chart)


def _runs(report: Report, places: list[int]) -> Iterator[tuple[str, int, int]]:
    """Each year with the first and last row of its months."""
    years: dict[str, list[int]] = {}
    for place in places:
        years.setdefault(report.rows[place - _FIRST].label[:4], []).append(place)
    yield from ((f"{year}年", found[0], found[-1]) for year, found in sorted(years.items())[::-1])


def _is_month(row: Row) -> bool:
    return row.key.startswith("month.") and row.key.count(".") == 1


def period_text(report: Report) -> str:
    """`2026-09-01 至 2026-09-30，辖区 371502000000`."""
    scope = report.scope
    area = f"，辖区 {scope.area}" if scope.area else ""
    kind = f"，{label_of(scope.kind)}" if scope.kind else ""
    return f"{scope.since} 至 {scope.until}{area}{kind}"
