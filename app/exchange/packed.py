"""What calamine does not tell of an .xlsx: formulas without a result, cells in error, bounds.

calamine sets up a rectangle from the first cell to the last: one stray cell in XFD1048576 would be
400 GB. So the sheet is looked through first, in pieces, with patterns and no parser: names are
plain letters and digits, and nothing here is taken for data.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import Invalid, Problem
from app.exchange.cells import cell, place

MOST_ROWS, MOST_COLUMNS = 200_000, 702
"""Twice the largest year of a county, and up to column ZZ."""
MOST_BYTES = 800_000_000
"""Unpacked: what 100,000 rows of 20 columns take, six times over."""
_PIECE = 256 * 1024
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


@dataclass(frozen=True, slots=True)
class Packed:
    """By cell: the code of what is wrong with it."""

    faults: dict[tuple[int, int], str]


def looked_through(path: Path, sheet: int) -> Packed:
    """What is wrong with cells of the `sheet`-th sheet (from 0) of an .xlsx.

    Raises Invalid (SHEET_BROKEN, SHEET_LARGE).
    """
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                raise Invalid([Problem("", "SHEET_LARGE", values={"most": MOST_ROWS})])
            part = _part_of(packed, sheet)
            return Packed(dict(_faults(packed, part)) if part else {})
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Invalid([Problem("", "SHEET_BROKEN")]) from error


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
    for piece in _pieces(packed, part):
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


def _pieces(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces that each end where a cell begins."""
    rest = b""
    with packed.open(part) as stream:
        while more := stream.read(_PIECE):
            rest += more
            cut = max(rest.rfind(b"<c "), rest.rfind(b":c "))
            if cut > 0:
                cut = rest.rfind(b"<", 0, cut + 1)
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 64 * _PIECE:  # no cell in all that: a picture, a list of links
                rest = rest[-_PIECE:]
    yield rest
