"""Rows to pages (domain/07 section 2.1): what must stay together stays together.

Signatures that do not fit are first given room by a slightly tighter leading on their page;
if that is not enough they move to the next page with two lines of text, and the page before is
set a little wider.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile

from app.documents.rows import Row

MOST_TIGHTER = 0.1
"""Of the leading: 28.99 pt to no less than the 26 pt domain/07 section 2 allows for long text."""
MOST_WIDER = 0.25
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; `lead` points are added to the height of each that may stretch."""

    rows: tuple[Row, ...]
    lead: float = 0.0

    @property
    def height(self) -> float:
        """How much of the type area the rows take."""
        return _height(self.rows) + self.lead * sum(row.stretch for row in self.rows)


def paginate(rows: Iterable[Row], height: float) -> list[Page]:
    """The rows on pages `height` points high; a block higher than that breaks between rows."""
    pages: list[Page] = []
    page: list[Row] = []
    for block in _fitting(_blocks(rows), height):
        if page and _height(page) + _height(block) > height + _ROUNDING:
            page, done = _turn(page, block, height)
            pages.append(done)
            continue
        page += block if page else _without_space(block)
    return [*pages, Page(tuple(page))] if page else pages


def _turn(page: list[Row], block: list[Row], height: float) -> tuple[list[Row], Page]:
    """What begins the next page, and the page that is done."""
    begins_tail = any(row.tail for row in block) and not block[0].tail
    if begins_tail and (lead := _tighter([*page, *block], height)) is not None:
        return [], Page((*page, *block), lead)
    done = Page(tuple(page), _wider(page, height) if begins_tail else 0.0)
    block = _without_space(block)
    return [*(block[0].repeat if block else ()), *block], done


def _without_space(block: list[Row]) -> list[Row]:
    """The block without the space it begins with."""
    return list(dropwhile(lambda row: row.blank, block))


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if not row.glued:
            yield block
            block = []
    if block:
        yield block


def _fitting(blocks: Iterable[list[Row]], height: float) -> Iterator[list[Row]]:
    for block in blocks:
        if _height(block) > height + _ROUNDING:
            yield from ([row] for row in block)
        else:
            yield block


def _height(rows: Iterable[Row]) -> float:
    return sum(row.height for row in rows)


def _tighter(rows: list[Row], height: float) -> float | None:
    """The lead, below zero, with which the rows fit; None if that would be too tight."""
    elastic = [row.height for row in rows if row.stretch]
    missing = _height(rows) - height
    if not elastic or missing / len(elastic) > MOST_TIGHTER * min(elastic):
        return None
    return -missing / len(elastic)


def _wider(rows: list[Row], height: float) -> float:
    """The lead with which the rows fill the page, or as nearly as looks well."""
    elastic = [row.height for row in rows if row.stretch]
    if not elastic:
        return 0.0
    return min((height - _height(rows)) / len(elastic), MOST_WIDER * min(elastic))
