"""How a matter shows in the list behind a figure."""

from app.glossary import term
from app.intake.types import MatterRow
from ui import words
from ui.matter.marks import NOBODY, state_mark
from ui.widgets.paged_model import Column
from ui.widgets.row import Lines

COLUMNS: tuple[Column[MatterRow], ...] = (
    Column("编号", lambda row: row.no),
    Column("登记", lambda row: words.short(row.registered_at)),
    Column("什么人", lambda row: row.who or NOBODY),
    Column("什么事", lambda row: row.title),
    Column("到了哪一步", lambda row: term(row.state)),
)


def about(row: MatterRow) -> str:
    """邻里纠纷, or what else it is."""
    return term(row.dispute_type or row.appeal_kind)


def lines(row: MatterRow) -> Lines:
    state = state_mark(row.state)
    return Lines(
        title=f"{row.who or NOBODY}　{row.title}",
        detail=f"{row.no}　{words.short(row.registered_at)} 登记　{about(row)}",
        tag=state.text,
        kind=state.kind,
        is_personal=True,
    )
