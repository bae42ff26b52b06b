"""Sheets as text: comma, tab or semicolon between the columns; UTF-8, UTF-16 or GB18030."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from app.errors import Invalid, Problem
from app.exchange.packed import MOST_COLUMNS, MOST_ROWS
from app.exchange.types import Value

MOST_BYTES = 100_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BETWEEN = ",\t;，"
_LONGEST = 1_000_000
"""Characters of one cell; csv's own bound is shorter than a story may be."""


def read_rows(path: Path) -> list[list[Value]]:
    """All cells. Raises Invalid (SHEET_NONE, SHEET_LARGE, SHEET_BROKEN), OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise Invalid([Problem("", "SHEET_LARGE", values={"most": MOST_ROWS})])
    text = _decoded(path.read_bytes())
    csv.field_size_limit(_LONGEST)
    try:
        lines = StringIO(text, newline="")  # of which a cell may have several
        return list(_bounded(csv.reader(lines, delimiter=_between(text))))
    except csv.Error as error:
        raise Invalid([Problem("", "SHEET_BROKEN")]) from error


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[Value]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            values = {"most": MOST_ROWS, "widest": MOST_COLUMNS}
            raise Invalid([Problem("", "SHEET_FAR", values=values)])
        yield list(row)


def _decoded(data: bytes) -> str:
    known = [name for mark, name in _BOMS if data.startswith(mark)]
    for encoding in known or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid([Problem("", "SHEET_NONE")])


def _between(text: str) -> str:
    """The sign that stands oftenest in the first lines; a comma where there is none."""
    first = text[:4000]
    return max(_BETWEEN, key=first.count)
