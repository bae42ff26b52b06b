"""The top of every paper: whose it is, what it is, its number."""

from app.documents.rows import Row, glue, space
from app.documents.style import FIELD, NAME, TITLE, TYPE_WIDTH
from app.documents.text import Align, line, name_lines, wrapped

HALF_LINE = TITLE.leading / 2


def heading(
    title: str, office: str, number: str, *, note: str = "", air: float = HALF_LINE
) -> list[Row]:
    """The office (empty: not printed), the title in 2 号 with `air` above and below, the number
    one cell from the right, a note in the middle; held to what follows."""
    names = name_lines(office, NAME, TYPE_WIDTH) if office else []
    named = [line(part, NAME, Align.CENTRE) for part in names]
    numbered = wrapped(number, FIELD, TYPE_WIDTH - FIELD.size, align=Align.RIGHT)
    noted = [line(note, FIELD, Align.CENTRE)] if note else []
    rows = [*named, space(air), line(title, TITLE, Align.CENTRE), space(air), *noted]
    return glue([*rows, *(numbered if number else []), space(FIELD.size / 2)])
