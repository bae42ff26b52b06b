"""How a matter shows in the lists of this tab."""

from app.enums import MatterState
from app.glossary import term
from app.intake.types import MatterRow
from ui import words
from ui.widgets.paged_model import Column
from ui.widgets.row import Lines

NOBODY = "没留姓名"
_DONE = {MatterState.CLOSED, MatterState.ARCHIVED, MatterState.SETTLED_AT_WINDOW}
_OUT = {MatterState.WITHDRAWN, MatterState.VOIDED, MatterState.MERGED}

COLUMNS: tuple[Column[MatterRow], ...] = (
    Column("编号", lambda row: row.no),
    Column("时间", lambda row: words.short(row.registered_at)),
    Column("什么人", lambda row: row.who or NOBODY),
    Column("什么事", lambda row: row.title),
    Column("到了哪一步", lambda row: term(row.state)),
)


def lines(row: MatterRow) -> Lines:
    """Today's date is left out of the number, since the whole list is of one day."""
    window_and_place = row.no.partition("-")[2]
    kind = "ok" if row.state in _DONE else "plain" if row.state in _OUT else "accent"
    return Lines(
        title=row.who or NOBODY,
        detail=f"{window_and_place}　{row.title}",
        tag=term(row.state),
        kind=kind,
        is_personal=True,
    )
