"""Finding the titles of a sheet: headings, notes and empty lines may stand above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.errors import Invalid, Problem
from app.exchange.reading import Merged, Sheet
from app.exchange.synonyms import TITLES
from app.exchange.types import Value
from app.identifiers.text import half_width

SEARCHED = 20
"""Rows that are looked at for titles."""
_NOISE = re.compile(r"[\s*：:＊]|\((?:必填|选填|非必填|必录)[^)]*\)")
_KNOWN = frozenset(title for titles in TITLES.values() for title in titles)
_LONGEST = 30
"""Characters of a title; what is longer is a note."""


@dataclass(frozen=True, slots=True)
class Header:
    """`titles` by column from 0, "" for none; the data begin at row `first` (from 1)."""

    titles: tuple[str, ...]
    first: int


def plain_title(value: Value) -> str:
    """A title without stars, colons and spaces."""
    return _NOISE.sub("", half_width(str(value))) if isinstance(value, str) else ""


def find_header(sheet: Sheet) -> Header:
    """The row with the most titles that are known, else the first with three words beside each
    other. Raises Invalid (SHEET_NO_HEADER)."""
    rows = [[plain_title(v) for v in cells] for _, cells in islice(sheet.rows(), SEARCHED)]
    if not any(_could_be(row) for row in rows):
        raise Invalid([Problem("", "SHEET_NO_HEADER", values={"searched": SEARCHED})])
    best = max(range(len(rows)), key=lambda at: _weight(rows[at], at))
    return _joined(rows, best, sheet.merged)


def _could_be(row: Sequence[str]) -> bool:
    words = _words(row)
    return any(word in _KNOWN for word in words) or len(words) >= 3


def _words(row: Sequence[str]) -> set[str]:
    return {word for word in row if word and len(word) <= _LONGEST and not word.isdigit()}


def _weight(row: Sequence[str], at: int) -> tuple[int, int, int]:
    words = _words(row)
    return len(words & _KNOWN), min(len(words), 3), -at


def _joined(rows: list[list[str]], at: int, merged: Sequence[Merged]) -> Header:
    """Titles in two lines, such as 申请人 above 姓名 and 电话, become 申请人姓名, 申请人电话."""
    spanning = [m for m in merged if m.right > m.left and m.top == m.bottom]
    above = {m.top: m for m in spanning}
    upper = at if at + 1 in above else at - 1 if at in above and _is_second(rows, at) else -1
    if upper < 0 or upper + 1 >= len(rows):
        tall = max((m.bottom for m in merged if m.top == at + 1 and m.left == m.right), default=0)
        return Header(_distinct(rows[at]), max(at + 2, tall + 1))
    first, second = rows[upper], rows[upper + 1]
    titles = list(first) + [""] * (len(second) - len(first))
    for m in (m for m in spanning if m.top == upper + 1):
        for column in range(m.left, m.right + 1):
            below = second[column] if column < len(second) else ""
            titles[column] = first[m.left] + below if below else first[m.left]
    for column, below in enumerate(second):
        titles[column] = titles[column] or below
    return Header(_distinct(titles), upper + 3)


def _is_second(rows: list[list[str]], at: int) -> bool:
    """Whether what stands above are titles too, and no heading across the whole sheet."""
    return len(_words(rows[at - 1])) >= 2


def _distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """A title that comes twice is told apart by a number."""
    seen: dict[str, int] = {}
    told = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        told.append(f"{title}（{seen[title]}）" if title and seen[title] > 1 else title)
    return tuple(told)
