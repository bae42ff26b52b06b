"""What calamine does not tell of a packed sheet: formulas without a result, cells in error, bounds.

calamine sets up a rectangle from the first cell to the last: one stray cell in XFD1048576 would be
400 GB. So the sheet is looked through first, in pieces, with patterns and no parser: names are
plain letters and digits, and nothing here is taken for data.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.errors import Invalid, Problem
from app.exchange.cells import cell, place

MOST_ROWS, MOST_COLUMNS = 200_000, 702
"""Twice the largest year of a county, and up to column ZZ."""
MOST_BYTES = 800_000_000
"""Unpacked: what 100,000 rows of 20 columns take, six times over."""
_PIECE = 256 * 1024
_CELL_BEGINS, _ROW_BEGINS = (b"<c ", b":c "), (b"<table:table-row",)
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_CELLS_REPEATED = re.compile(rb'<table:[a-z-]+cell\s[^>]*number-columns-repeated="(\d{1,9})"[^>]*')
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_FAR = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{3}\d+|[A-Z]{1,3}\d{6,})"[^>]*(?<!/)>')
_PERHAPS_FAR = re.compile(rb'r="(?:[A-Z]{3}\d|[A-Z]{0,3}\d{6})')
_ERROR = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v[^>]*>[^<]+<)?"
)


def require_modest(path: Path) -> bool:
    """Whether it is an .xlsx, which is looked through sheet by sheet; an .ods at once.

    Raises Invalid: SHEET_LARGE, SHEET_FAR, SHEET_OTHER for what cannot be looked through, or
    SHEET_BROKEN.
    """
    with _opened(path) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
            raise Invalid([Problem("", "SHEET_LARGE", values={"most": MOST_ROWS})])
        names = set(packed.namelist())
        if "xl/workbook.xml" in names:
            return True
        if "xl/workbook.bin" in names:
            raise Invalid([Problem("", "SHEET_OTHER")])
        if "content.xml" in names:
            _require_few_repeats(packed)
        return False


def looked_through(path: Path, sheet: int) -> dict[tuple[int, int], str]:
    """The code of what is wrong, by cell, with the `sheet`-th sheet (from 0) of an .xlsx.

    Raises Invalid (SHEET_BROKEN, SHEET_FAR).
    """
    with _opened(path) as packed:
        part = _part_of(packed, sheet)
        return dict(_faults(packed, part)) if part else {}


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as packed:
            yield packed
    except _BROKEN as error:
        raise Invalid([Problem("", "SHEET_BROKEN")]) from error


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, KeyError, EOFError, ValueError),
    *(OverflowError, NotImplementedError, RuntimeError),
)
"""What Python's reader of packed files raises of bent ones, a name that is no text included."""


def _require_few_repeats(packed: zipfile.ZipFile) -> None:
    """An .ods says how often a cell or a row is repeated: of those with anything in them."""
    for row in _pieces(packed, "content.xml", _ROW_BEGINS):
        if b"value-type" not in row or b"-repeated" not in row:
            continue
        rows = max(map(int, _ROWS_REPEATED.findall(row)), default=1)
        cells = [int(m[1]) for m in _CELLS_REPEATED.finditer(row) if b"value-type" in m[0]]
        if rows > MOST_ROWS or max(cells, default=1) > MOST_COLUMNS:
            values = {"most": MOST_ROWS, "widest": MOST_COLUMNS}
            raise Invalid([Problem("", "SHEET_FAR", values=values)])


def _part_of(packed: zipfile.ZipFile, sheet: int) -> str:
    """The file inside that holds the sheet; empty where it cannot be told."""
    named = _SHEET.findall(packed.read("xl/workbook.xml"))
    relations = packed.read("xl/_rels/workbook.xml.rels")
    by_id = {a.get(b"Id", b""): a.get(b"Target", b"") for a in _all(_RELATION, relations)}
    if sheet >= len(named):
        return ""
    wanted = next((v for k, v in _attributes(named[sheet]).items() if k.endswith(b":id")), b"")
    target = by_id.get(wanted, b"").decode("utf-8", "replace")
    inside = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return inside if target and inside in packed.namelist() else ""


def _all(pattern: re.Pattern[bytes], text: bytes) -> Iterator[dict[bytes, bytes]]:
    return (_attributes(found) for found in pattern.findall(text))


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _faults(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    for piece in _pieces(packed, part, _CELL_BEGINS):
        _require_near(piece)
        if b't="e"' in piece:
            for tag in _ERROR.findall(piece):
                yield from _named(_attributes(tag), "CELL_ERROR")
        if b"<f" in piece or b":f" in piece:
            for found in _FORMULA.finditer(piece):
                own = _attributes(found[1])
                if not found[2] and own.get(b"t") not in (b"str", b"e"):
                    yield from _named(own, "CELL_NO_RESULT")


def _named(own: dict[bytes, bytes], code: str) -> Iterator[tuple[tuple[int, int], str]]:
    if name := own.get(b"r", b"").decode("ascii", "replace"):
        yield place(name), code


def _require_near(piece: bytes) -> None:
    if not _PERHAPS_FAR.search(piece):
        return
    for found in _FAR.finditer(piece):
        row, column = place(found[1].decode())
        if row > MOST_ROWS or column >= MOST_COLUMNS:
            values = {"most": MOST_ROWS, "widest": MOST_COLUMNS, "cell": cell(row, column)}
            raise Invalid([Problem(cell(row, column), "SHEET_FAR", values=values)])


def _pieces(packed: zipfile.ZipFile, part: str, begins: Sequence[bytes]) -> Iterator[bytes]:
    """The sheet in pieces that each end where a cell, or a row, begins."""
    rest = b""
    with packed.open(part) as stream:
        while more := stream.read(_PIECE):
            rest += more
            cut = max(map(rest.rfind, begins))
            if cut > 0:
                cut = rest.rfind(b"<", 0, cut + 1)
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 64 * _PIECE:  # no cell in all that: a picture, a list of links
                rest = rest[-_PIECE:]
    yield rest
