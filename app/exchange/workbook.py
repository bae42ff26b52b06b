"""Workbooks that go out: every cell is text, and nothing in it is ever taken for a formula."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.disk import writing_to
from app.exchange.check import Checked
from app.exchange.layouts import OWN_TITLES
from app.exchange.synonyms import TITLES
from app.exchange.types import RowFound, RowState, Target
from app.exchange.values import text_of
from app.messages import problem_text
from app.workbooks import ONLY_TEXT

MOST_TEXT = 32_767
"""Characters of a cell, which the format allows."""
_WHY, _WHICH = "原因", "原表第几行"
_WIDTHS = {_WHY: 60, _WHICH: 12}
_WIDE, _USUAL = 40, 16


def reason_text(found: RowFound) -> str:
    """Why a row was not taken: each cell by its name."""
    return "\n".join(
        f"{problem.field}：{problem_text(problem)}" if problem.field else problem_text(problem)
        for problem in found.faults
    )


def result_text(found: RowFound) -> str:
    """What became of a row, or will."""
    match found.state:
        case RowState.READY:
            return "可以登记"
        case RowState.KNOWN:
            return f"已经登记过：{found.no}"
        case RowState.TAKEN:
            alike = f"，以前可能来过（{found.alike}件）" if found.alike else ""
            return f"已登记：{found.no}{alike}"
        case _:
            return reason_text(found)


def write_bad_rows(checked: Checked, file: Path) -> int:
    """The rows with something wrong, with why and which row they were; how many. Whole or not at
    all. Raises as app.disk.writing_to."""
    bad = {found.row: found for found in checked.rows if found.state is RowState.BAD}
    places = [at for at, title in enumerate(checked.header.titles) if title not in OWN_TITLES]
    titles = [checked.header.titles[at] for at in places]
    rows = (
        [reason_text(bad[row]), str(row), *(text_of(cells[at]) for at in places if at < len(cells))]
        for row, cells in checked.sheet.rows()
        if row in bad
    )
    write_table(file, "有问题的行", [_WHY, _WHICH, *titles], rows)
    return len(bad)


def write_template(file: Path) -> None:
    """An empty sheet with the titles that are known without being shown."""
    wanted = [each for each in Target if not each.endswith("NAME_PHONE")]
    write_table(file, "事项", [TITLES[each][0] for each in wanted], ())


def write_table(
    file: Path, name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Titles in bold and frozen, then the rows, all as text, cells formatted as text so that what
    is typed there later stays text too. Raises as app.disk.writing_to."""
    draft = file.with_name(f".{file.name}.new")
    try:
        with writing_to(file):
            draft.touch()  # or a place nobody can write to leaves temporary files behind
            with _book(draft) as book:
                _fill(book, name, titles, rows)
            draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _book(file: Path) -> Iterator[Any]:
    """Raises OSError, which xlsxwriter wraps when it is closed."""
    import xlsxwriter

    try:
        with xlsxwriter.Workbook(str(file), dict(ONLY_TEXT, constant_memory=True)) as book:
            yield book
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error


def _fill(book: Any, name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    plain = book.add_format({"num_format": "@", "valign": "top"})
    for column, title in enumerate(titles):
        width = _WIDTHS.get(title, _WIDE if title in TITLES[Target.SUMMARY] else _USUAL)
        sheet.set_column(column, column, width, plain)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(at, column, text[:MOST_TEXT], plain)
    sheet.freeze_panes(1, 0)
