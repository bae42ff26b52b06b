"""Opening a spreadsheet, whatever its ending says it is; nothing of it is ever computed or run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.disk import reading_from
from app.errors import Invalid, Problem
from app.exchange.packed import MOST_COLUMNS, MOST_ROWS, looked_through, require_modest
from app.exchange.text_sheet import read_rows
from app.exchange.types import Value

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<workbook", b"<meta", b"<head")
"""Some systems give a web page the ending .xls."""
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"MZ")


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of merged cells, rows from 1 and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stood when the file was opened: what was checked is what is taken, whatever
    becomes of the file meanwhile. `faults` are codes by row (from 1) and column (from 0)."""

    file: str
    name: str
    names: tuple[str, ...]
    height: int
    _rows: Any
    merged: tuple[Merged, ...] = ()
    faults: dict[tuple[int, int], str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """Each row with its number, its cells from column A on."""
        source = self._rows if isinstance(self._rows, list) else self._rows.iter_rows()
        yield from enumerate(source, 1)


def open_sheet(path: Path, name: str | None = None) -> Sheet:
    """The sheet `name`, else the first one with anything in it.

    Raises Invalid, its code telling what the file is instead (SHEET_NONE, SHEET_PAGE,
    SHEET_LOCKED, SHEET_BROKEN, SHEET_EMPTY, SHEET_LARGE, SHEET_FAR), or EnvironmentTrouble.
    """
    with reading_from(path):
        kind = _kind(path)
        found = _text(path) if kind == "text" else _book(path, kind, name)
    if not found.height:
        raise Invalid([Problem("", "SHEET_EMPTY")])
    return found


def _kind(path: Path) -> str:
    """`zip`, `ole` or `text`, told by the content."""
    with path.open("rb") as stream:
        head = stream.read(4096)
        if not head.strip(b"\0 \r\n\t"):
            raise Invalid([Problem("", "SHEET_EMPTY")])
        if head.startswith(_OLE):
            _require_open(head + stream.read(4_000_000))
            return "ole"
    if head.startswith(_ZIP):
        return "zip"
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(_PAGES):
        raise Invalid([Problem("", "SHEET_PAGE")])
    if head.startswith(_OTHERS):
        raise Invalid([Problem("", "SHEET_NONE")])
    return "text"


def _require_open(data: bytes) -> None:
    if _LOCKED in data:
        raise Invalid([Problem("", "SHEET_LOCKED")])


def _text(path: Path) -> Sheet:
    rows = read_rows(path)
    return Sheet(path.name, path.stem, (path.stem,), len(rows), rows)


def _book(path: Path, kind: str, name: str | None) -> Sheet:
    import python_calamine as calamine

    is_xlsx = kind == "zip" and require_modest(path)
    try:
        with path.open("rb") as stream:  # by path it would believe the ending
            book = calamine.CalamineWorkbook.from_filelike(stream)
        names = _worksheets(book.sheets_metadata)
        for each in [name] if name in names else names:
            number = book.sheet_names.index(str(each))
            faults = looked_through(path, number) if is_xlsx else {}
            sheet = book.get_sheet_by_index(number)
            if sheet.start is not None and sheet.end is not None:
                return _sheet(path, sheet, names, faults)
    except calamine.PasswordError as error:
        raise Invalid([Problem("", "SHEET_LOCKED")]) from error
    except (Invalid, OSError):
        raise
    except BaseException as error:
        # A file bent on purpose makes the reader panic, which is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Invalid([Problem("", _broken(kind))]) from error
    return Sheet(path.name, "", tuple(names), 0, [])


def _broken(kind: str) -> str:
    return "SHEET_BROKEN" if kind == "zip" else "SHEET_NONE"


def _worksheets(known: Sequence[Any]) -> list[str]:
    """Those that hold cells, the visible ones first."""
    cells = [one for one in known if "WorkSheet" in str(one.typ)]
    return [
        one.name for one in sorted(cells, key=lambda one: not str(one.visible).endswith(".Visible"))
    ]


def _sheet(path: Path, sheet: Any, names: list[str], faults: dict[tuple[int, int], str]) -> Sheet:
    bottom, right = sheet.end
    if bottom >= MOST_ROWS or right >= MOST_COLUMNS:
        values = {"most": MOST_ROWS, "widest": MOST_COLUMNS}
        raise Invalid([Problem("", "SHEET_FAR", values=values)])
    merged = tuple(
        Merged(top + 1, left, below + 1, end)
        for (top, left), (below, end) in sheet.merged_cell_ranges or ()
    )
    return Sheet(path.name, sheet.name, tuple(names), bottom + 1, sheet, merged, faults)
