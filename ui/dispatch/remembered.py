"""Which list somebody looked at last on this PC, and by what it was narrowed."""

import json
import logging
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from app.dispatch.types import Filter, Look, Pressing, View
from app.enums import Stage
from app.settings import home

log = logging.getLogger(__name__)


def remembered(staff_id: UUID, looks: Collection[Look]) -> View:
    """The view this person left, if it is still one of `looks`; else the first of them."""
    first = next(iter(looks))
    try:
        told = json.loads(_file(staff_id).read_text(encoding="utf-8"))
        look = _look(told["look"])
        filters = frozenset(Filter(name) for name in told["filters"])
    except (OSError, ValueError, KeyError, TypeError):
        return View(first)
    return View(look if look in looks else first, filters)


def remember(staff_id: UUID, view: View) -> None:
    """Keep it for the next time; a PC that cannot forgets it, which stops nobody. It may take a
    while on a busy disk: not for the GUI thread."""
    told = {"look": view.look, "filters": sorted(view.filters)}
    try:
        file = _file(staff_id)
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(told), encoding="utf-8")
    except OSError as error:
        log.info("view not remembered: %s", error)


def _look(name: str) -> Look:
    return Pressing(name) if name in list(Pressing) else Stage(name)


def _file(staff_id: UUID) -> Path:
    return home() / "views" / f"dispatch-{staff_id}.json"
