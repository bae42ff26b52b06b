"""Taking a list out of the program, which is audited (domain/09 section 4)."""

from sqlalchemy.orm import Session

from app import audit, clock
from app.dispatch.page import work_page
from app.dispatch.types import View, WorkRow
from app.dispatch.words import FILTERS, look_text
from app.dispatch.workbook import workbook
from app.permissions import Actor, Permission

_AT_ONCE = 1000
MOST = 20_000
"""Lines of one workbook; who needs more narrows the list."""


def export_work(session: Session, actor: Actor, view: View) -> bytes:
    """The whole list of `view` as an .xlsx, in its order. Raises NotPermitted."""
    actor.require(Permission.LIST_MATTERS)
    rows = _rows(session, actor, view)
    audit.record(session, "export", "work_list", view_text(view), count=len(rows))
    return workbook(view_text(view), rows, clock.now())


def view_text(view: View) -> str:
    """待分流，十人以上: what the list is of."""
    return "，".join([look_text(view.look), *(FILTERS[each] for each in sorted(view.filters))])


def _rows(session: Session, actor: Actor, view: View) -> list[WorkRow]:
    rows: list[WorkRow] = []
    while len(rows) < MOST:
        after = rows[-1] if rows else None
        page = work_page(session, actor, view, after=after, limit=_AT_ONCE)
        rows += page
        if len(page) < _AT_ONCE:
            break
    return rows
