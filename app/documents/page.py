"""Pages of a paper: margins, table lines, page numbers, initials, the draft's watermark.

The same rows give the same bytes: no clock, no random identifier, nothing compressed (zlib's
builds differ). Every font is embedded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from app.documents import drawing
from app.documents.flow import Page, paginate
from app.documents.rows import Mark, Row, Stroke, moved
from app.documents.style import (
    BINDING,
    FOOTER,
    HAIRLINE,
    MM,
    OUTER,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_WIDTH,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    WATERMARK,
    TextStyle,
)
from app.documents.text import Align, line, marks

DRAFT = "草稿，不具效力"
_PALE, _TURN = 0.86, 52
"""Grey of the watermark, seen on any printer while the text on it reads well; its degrees."""
_NUMBER_BELOW, _LINE_BELOW, _INITIALS_BELOW = 7 * MM, 15 * MM, 25 * MM
"""From the type area down: the page number's dash, the footer's line, the initials' line."""
_DASH = 0.38
"""Of the size: a dash lies about that high above the baseline."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a paper carries besides its rows.

    `title` and `author` are document properties: the form with its number, and the committee or
    centre; never a person's name (domain/07 section 5). `footer` stands on every page of a paper
    with several. `initials` are the parties who initial each of them (简签). `duplex` changes
    the binding side on even pages. `numbered` prints `— 1 —` on a single page too.
    `straddle_seal` says on the last page how many pages the seal across their edges binds.
    `top` and `height` place the type area of a paper that is not for the dossier.
    """

    title: str
    author: str
    dated_on: date | None = None
    footer: str = ""
    draft: bool = False
    numbered: bool = True
    initials: tuple[str, ...] = ()
    straddle_seal: bool = False
    duplex: bool = False
    top: float = TOP
    height: float = TYPE_HEIGHT


def render(rows: Sequence[Row], sheet: Sheet) -> bytes:
    """The PDF file of a paper."""
    return draw(paginate(rows, sheet.height), sheet)


def draw(pages: Sequence[Page], sheet: Sheet) -> bytes:
    """The PDF file of pages already broken."""
    buffer = BytesIO()
    canvas = drawing.new_canvas(buffer, sheet.title, sheet.author, sheet.dated_on)
    for number, page in enumerate(pages, start=1):
        left = OUTER if sheet.duplex and number % 2 == 0 else BINDING
        if sheet.draft:
            middle = (PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
            drawing.draw_turned(canvas, middle, _TURN, _PALE, _watermark())
        drawn = [*page_marks(page), *_footer(sheet, number, len(pages))]
        drawing.draw_marks(canvas, (left, PAGE_HEIGHT - sheet.top), drawn)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_marks(page: Page) -> list[Mark]:
    """The marks of a page's rows and the lines of its tables, from the type area's corner."""
    found: list[Mark] = []
    top = 0.0
    for n, row in enumerate(page.rows):
        lead = page.lead * row.stretch
        height = row.height + lead
        found += [moved(mark, 0.0, top + lead / 2) for mark in row.marks]
        found += _table_lines(page.rows, n, top, height)
        top += height
    return found


def _table_lines(rows: Sequence[Row], n: int, top: float, height: float) -> list[Mark]:
    """Walls; a line above a table's row, also where a page begins; one below where it ends."""
    row = rows[n]
    if not row.walls:
        return []
    first, last = row.walls[0], row.walls[-1]
    found: list[Mark] = [Stroke(x, top, x, top + height, HAIRLINE) for x in row.walls]
    if row.roof or n == 0 or not rows[n - 1].walls:
        found.append(Stroke(first, top, last, top, HAIRLINE))
    if n + 1 == len(rows) or not rows[n + 1].walls:
        found.append(Stroke(first, top + height, last, top + height, HAIRLINE))
    return found


def _watermark() -> tuple[Mark, ...]:
    """The words across the middle of the page, turned, so that they cross no line of text."""
    return marks(DRAFT, WATERMARK, -WATERMARK.width(DRAFT) / 2, WATERMARK.size / 3)


def _footer(sheet: Sheet, number: int, total: int) -> list[Mark]:
    if total == 1 and not sheet.numbered:
        return []
    down = sheet.height + _NUMBER_BELOW
    found = _at(f"— {number} —", PAGE_NUMBER, Align.CENTRE, down + _DASH * PAGE_NUMBER.size)
    if sheet.straddle_seal and number == total:
        found += _at(
            f"共 {total} 页，骑缝章（　　）", FOOTER, Align.RIGHT, down + _DASH * PAGE_NUMBER.size
        )
    if total > 1:
        below = sheet.height + _LINE_BELOW
        found += _at(sheet.footer, FOOTER, Align.LEFT, below)
        found += _at(f"第 {number} 页 共 {total} 页", FOOTER, Align.RIGHT, below)
        found += _initials(sheet.initials, sheet.height + _INITIALS_BELOW)
    return found


def _at(text: str, style: TextStyle, align: Align, y: float) -> list[Mark]:
    return [moved(mark, 0.0, y - style.baseline()) for mark in line(text, style, align).marks]


def _initials(parties: tuple[str, ...], y: float) -> list[Mark]:
    """A blank for each party below every page."""
    if not parties:
        return []
    head = "当事人简签："
    start = FOOTER.width(head)
    room = (TYPE_WIDTH - start) / len(parties)
    found: list[Mark] = list(marks(head, FOOTER, 0.0, y))
    for n, party in enumerate(parties):
        x = start + n * room
        end = x + FOOTER.width(party)
        found += marks(party, FOOTER, x, y)
        found.append(Stroke(end + 2, y + 2, x + room - 4, y + 2, HAIRLINE))
    return found
