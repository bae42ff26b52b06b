"""Places to sign, to set a fingerprint and to seal (domain/02 section 4.1, rows 9 to 13).

A seal is never drawn: its place is left empty (domain/07 section 3).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.documents.rows import Mark, Row, Stroke, glue, moved
from app.documents.style import BODY as BODY_STYLE
from app.documents.style import FIELD, HAIRLINE, MM, SMALL, TYPE_HEIGHT, TYPE_WIDTH, TextStyle
from app.documents.text import Align, line, marks, name_lines
from app.documents.types import SignatureLine
from app.documents.wording import day

MOST_UNBROKEN = 6
"""More parties than these may stand on two pages (domain/02 section 5, item 4)."""
FINGERPRINT, SEAL = 25 * MM, 42 * MM
"""Side of a fingerprint's place, diameter of the committee's seal (domain/07 section 2)."""
_PITCH, _LINE_AT = 25.5 * MM, 62.0
_LEFT, _RIGHT = 286.0, 300.0
"""Where the left column ends and the right one begins."""
_GAP = 10.0
"""Before the first place to sign, where there is room."""
_LEAST_RIGHT = 51.0
"""A label and 12 mm to write in."""
_CELL_PITCH, _CELL_LINE, _CELL_ROOM = 13 * MM, 28.0, 200.0
SEAL_HINT = "（人民调解委员会印章）"
_HEAD = "各方当事人签名、盖章或按指印："
_TEXT_LINES = 2
"""Lines of text that go with the signatures (domain/07 section 2.1, rule 1)."""


def with_signatures(text: list[Row], signatures: list[Row]) -> list[Row]:
    """The text and the signatures, its last two lines held to them."""
    wanted, held = _TEXT_LINES, len(text)
    while held and wanted:
        held -= 1
        wanted -= text[held].stretch
    kept = [replace(row, glued=True, blank=False) for row in text[held:]]
    return [*text[:held], *kept, *signatures]


def signature_rows(
    opening: list[Row],
    parties: Sequence[SignatureLine],
    others: Sequence[str],
    closing: list[Row],
) -> list[Row]:
    """What stands before the names, the parties left, the others right, what closes.

    One block, unless there are more than six parties: then pages may turn between two of them,
    and the head of the names is repeated.
    """
    room = TYPE_HEIGHT - _TEXT_LINES * BODY_STYLE.leading
    for gap in (_GAP, 0.0):
        whole = [*opening, Row(gap), *_side_by_side(parties, others), *closing]
        if len(parties) <= MOST_UNBROKEN and sum(row.height for row in whole) <= room:
            return _tail(glue(whole, to_next=False))
    return _tail(_breakable(opening, _row_by_row(parties, others), closing))


def seal_rows(
    office: str, dated: date | None, *, hint: str, width: float = TYPE_WIDTH
) -> list[Row]:
    """落款: the office's name over the date, room for a seal of 42 mm in the middle of both.

    The date ends four cells from the right unless the name needs the room (GB/T 9704, 7.3.5).
    """
    date_line = day(dated)
    names = name_lines(office, BODY_STYLE, width)
    half = max(map(BODY_STYLE.width, names)) / 2
    right = width - 4 * BODY_STYLE.size - BODY_STYLE.width(date_line) / 2
    middle = min(right, width - half, width - SEAL / 2)
    rows = [_centred(hint, FIELD, middle)]
    rows += [_centred(part, BODY_STYLE, middle) for part in (*names, date_line)]
    around = max((SEAL - sum(row.height for row in rows)) / 2, 0.0)
    return [Row(around, glued=True), *glue(rows), Row(around)]


def _centred(text: str, style: TextStyle, middle: float) -> Row:
    return line(text, style, Align.CENTRE, width=2 * middle)


def signature_room(titles: Sequence[str], width: float) -> list[Row]:
    """A place of 12 mm and more for each of the titled to sign within a cell of a table."""
    rows = []
    for title in titles:
        start = FIELD.width(title) + 6 if title else 0.0
        label = marks(title, FIELD, 0.0, _CELL_LINE)
        end, y = min(start + _CELL_ROOM, width), _CELL_LINE + 4
        below = Stroke(start, y, end, y, HAIRLINE)
        rows.append(Row(_CELL_PITCH, (*label, below)))
    return rows


def _tail(rows: list[Row]) -> list[Row]:
    return [replace(row, tail=True, blank=False) for row in rows]


def _side_by_side(parties: Sequence[SignatureLine], others: Sequence[str]) -> list[Row]:
    """Parties one below the other; the others beside them, as close as 51 points."""
    rows = [Row(_PITCH, _party_marks(party)) for party in parties]
    left = _PITCH * len(rows)
    pitch = max(_LEAST_RIGHT, min(_PITCH, left / max(len(others), 1)))
    short = pitch * len(others) - left
    if short > 0:
        rows.append(Row(short))
    found: list[list[Mark]] = [list(row.marks) for row in rows]
    for n, title in enumerate(others):
        row = min(int(n * pitch // _PITCH), len(rows) - 1)
        down = n * pitch - row * _PITCH
        found[row] += [moved(mark, 0.0, down) for mark in _other_marks(title)]
    return [replace(row, marks=tuple(drawn)) for row, drawn in zip(rows, found, strict=True)]


def _row_by_row(parties: Sequence[SignatureLine], others: Sequence[str]) -> list[Row]:
    """One party and one of the others in each row, so that a page may turn after any."""
    rows = []
    for n in range(max(len(parties), len(others))):
        drawn: tuple[Mark, ...] = _party_marks(parties[n]) if n < len(parties) else ()
        if n < len(others):
            drawn += _other_marks(others[n])
        rows.append(Row(_PITCH if n < len(parties) else _LEAST_RIGHT, drawn))
    return rows


def _breakable(opening: list[Row], rows: list[Row], closing: list[Row]) -> list[Row]:
    head, again = line(_HEAD, FIELD), line(f"{_HEAD[:-1]}（续）：", FIELD)
    rows = [replace(row, repeat=(again,)) for row in rows]
    first = glue([*opening, head, rows[0]], to_next=False)
    last = glue([rows[-1], *closing], to_next=False)
    return [*first, *rows[1:-1], *last] if len(rows) > 1 else [*glue(first), *last[1:]]


def _party_marks(party: SignatureLine) -> tuple[Mark, ...]:
    """The label above, the line below it, the fingerprint's place at the right."""
    label = f"{party.title}（签名盖章或按指印）"
    found: list[Mark] = list(marks(label, FIELD, 0.0, FIELD.baseline(20)))
    found += marks(party.note, SMALL, 0.0, FIELD.baseline(20) + SMALL.leading)
    end = _LEFT - FINGERPRINT - 8
    found.append(Stroke(0.0, _LINE_AT, end, _LINE_AT, HAIRLINE))
    return (*found, *_fingerprint_place()) if party.fingerprint else tuple(found)


def _fingerprint_place() -> list[Mark]:
    left, right, bottom = _LEFT - FINGERPRINT, _LEFT, FINGERPRINT
    corners = [(left, 0.0), (right, 0.0), (right, bottom), (left, bottom), (left, 0.0)]
    sides = pairwise(corners)
    found: list[Mark] = [Stroke(*a, *b, HAIRLINE, (2.0, 2.0)) for a, b in sides]
    note = "按指印处"
    x = left + (FINGERPRINT - SMALL.width(note)) / 2
    return [*found, *marks(note, SMALL, x, SMALL.baseline())]


def _other_marks(title: str) -> tuple[Mark, ...]:
    label = marks(f"{title}（签名）", FIELD, _RIGHT, FIELD.baseline(20))
    return (*label, Stroke(_RIGHT, 48.0, TYPE_WIDTH, 48.0, HAIRLINE))
