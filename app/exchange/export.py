"""A workbook in the platform's import layout: what leaves the program is written down first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app import audit
from app.desk import Desk
from app.exchange.fields import Filled, filled
from app.exchange.platform import order_of
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


class PlatformExport:
    """The workbook of these matters in the making, the first `MOST` of them: one matter at a time,
    so that others write in between, and the file with the last, whole or not at all."""

    def __init__(self, desk: Desk, nos: Sequence[str], file: Path, *, in_full: bool) -> None:
        self._desk, self._in_full = desk, in_full
        self.nos, self.file = nos[:MOST], file
        self.rows: list[tuple[str, ...]] = []

    def step(self) -> bool:
        """One more line; whether that was the last. Raises as row_of, and app.disk.writing_to."""
        no = self.nos[len(self.rows)]
        ask = self._desk.write if self._in_full else self._desk.read
        self.rows.append(ask(row_of, no, in_full=self._in_full))
        if len(self.rows) < len(self.nos):
            return False
        titles = [each.title for each in self._desk.read(order_of) if each.is_used]
        self._desk.write(note_export, self.nos, in_full=self._in_full)
        write_table(self.file, "省平台导入", titles, self.rows)
        return True
