"""A workbook in the platform's import layout: what leaves the program is written down first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app import audit
from app.desk import Desk
from app.exchange.fields import Filled, filled
from app.exchange.platform import order_of
from app.exchange.types import Progress
from app.exchange.workbook import write_table
from app.matter.queries import detail_of, find_matter
from app.permissions import Actor, Permission
from app.reveal import MAY, numbers_of
from db.enums import NumberKind
from db.session import is_server

MOST = 2000
"""Matters of one workbook."""


def may_show(actor: Actor) -> frozenset[NumberKind]:
    """The kinds of private numbers this person may take along in full."""
    return frozenset(kind for kind, what in MAY.items() if actor.may(what))


def row_of(session: Session, actor: Actor, no: str, *, in_full: bool) -> tuple[str, ...]:
    """One matter as a line of the workbook. `in_full`: with the numbers this post may see, which is
    audited as looking at them; others are left empty, since stars are no number anywhere.

    Raises NotPermitted, NotFound.
    """
    order = [each for each in order_of(session, actor) if each.is_used]
    matter = find_matter(session, actor, no)
    detail = detail_of(session, matter)
    fields = [filled(detail, each.ask, each.title) for each in order]
    known = _numbers(session, actor, matter.id, no) if in_full and _has_private(fields) else {}
    return tuple(_shown(field, known) for field in fields)


def _has_private(fields: Sequence[Filled]) -> bool:
    return any(field.private for field in fields)


def _numbers(
    session: Session, actor: Actor, matter_id: UUID, no: str
) -> Mapping[tuple[NumberKind, UUID], str]:
    kinds = may_show(actor)
    if not kinds:
        return {}
    actor.require(Permission.PRINT_FORM)
    found = numbers_of(session, matter_id, no)
    if not is_server(session):  # a server has written it down by itself
        audit.record(session, "reveal", "matter", no, reason="导出省平台导入表")
    by_kind = {NumberKind.ID: found.ids, NumberKind.PHONE: found.phones}
    return {(kind, who): number for kind in kinds for who, number in by_kind[kind].items()}


def _shown(field: Filled, known: Mapping[tuple[NumberKind, UUID], str]) -> str:
    if field.private is None:
        return field.text
    return known.get((field.private.kind, field.private.holder), "")


def note_export(session: Session, actor: Actor, nos: Sequence[str], *, in_full: bool) -> None:
    """Write down which matters leave the program, and whether their numbers do."""
    actor.require(Permission.REGISTER)
    told = " ".join(nos)
    audit.record(session, "export", "platform_list", told, count=len(nos), in_full=in_full)


def export_platform(
    desk: Desk, nos: Sequence[str], file: Path, progress: Progress, *, in_full: bool
) -> int:
    """Write the workbook, whole or not at all; how many matters are in it.

    Raises as row_of, EnvironmentTrouble, and Cancelled as `progress` does.
    """
    wanted, rows = nos[:MOST], []
    for done, no in enumerate(wanted):
        progress(done, len(wanted))
        rows.append(row_for(desk, no, in_full=in_full))
    finish_export(desk, wanted, rows, file, in_full=in_full)
    return len(rows)


def row_for(desk: Desk, no: str, *, in_full: bool) -> tuple[str, ...]:
    """One matter at a time, so that others write in between. Raises as row_of."""
    if in_full:
        return desk.write(row_of, no, in_full=True)
    return desk.read(row_of, no, in_full=False)


def finish_export(
    desk: Desk, nos: Sequence[str], rows: Sequence[Sequence[str]], file: Path, *, in_full: bool
) -> None:
    """Write down what leaves, then the file. Raises EnvironmentTrouble."""
    titles = [each.title for each in desk.read(order_of) if each.is_used]
    desk.write(note_export, nos, in_full=in_full)
    write_table(file, "省平台导入", titles, rows)
