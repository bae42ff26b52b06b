"""What the centre has said of a kind of sheet: shown once at one desk, known at every desk."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import Invalid, Problem
from app.exchange.guess import guessed
from app.exchange.types import SEVERAL, Layout, Target
from app.exchange.wording import TARGETS
from app.exchange.words import OF_TARGET
from app.permissions import Actor, Permission
from db.enums import AppealKind, ExternalSystem, IntakeChannel
from db.models import SheetLayout
from db.types import new_id

IMPORT, PLATFORM = "import", "platform"
LONGEST_NAME = 40
OWN_TITLES = frozenset({"原因", "原表第几行"})
"""What a workbook of bad rows has before the columns of the sheet."""


def titles_key(titles: Sequence[str]) -> str:
    """Of the titles whatever their order: a system that moves a column is still the same, and so is
    a workbook of its bad rows that were put right."""
    told = "\n".join(sorted({title for title in titles if title} - OWN_TITLES))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def layout_for(
    session: Session, actor: Actor, titles: Sequence[str], told: str
) -> tuple[Layout, bool]:
    """The layout of sheets with these titles, and whether it is remembered; else a guess from the
    titles and `told`. What is remembered but unknown to this program is left out."""
    actor.require(Permission.REGISTER)
    kept = stored(session, IMPORT, titles_key(titles))
    if kept is None:
        return guessed(titles, told), False
    return replace(_read(json.loads(kept.content)), name=kept.name), True


def keep_layout(session: Session, actor: Actor, titles: Sequence[str], layout: Layout) -> None:
    """Remember how sheets with these titles are read. Raises NotPermitted, or Invalid."""
    actor.require(Permission.REGISTER)
    if found := faults_of(layout):
        raise Invalid(found)
    keep(session, IMPORT, titles_key(titles), layout.name.strip(), _written(layout))


def faults_of(layout: Layout) -> list[Problem]:
    """Why nothing can be read by it."""
    found, taken = list[Problem](), dict[Target, str]()
    for title, target in layout.columns.items():
        first = taken.setdefault(target, title)
        if first != title and target not in SEVERAL:
            values = {"first": first, "second": title, "target": TARGETS[target]}
            found.append(Problem("", "LAYOUT_TWICE", values=values))
    if Target.SUMMARY not in taken:
        found.append(Problem("", "LAYOUT_NO_SUMMARY"))
    if not layout.name.strip() or len(layout.name.strip()) > LONGEST_NAME:
        found.append(Problem("", "LAYOUT_NAME"))
    return found


def stored(session: Session, purpose: str, titles: str) -> SheetLayout | None:
    own = SheetLayout
    return session.scalars(
        sa.select(own).where(own.purpose == purpose, own.titles == titles)
    ).one_or_none()


def keep(session: Session, purpose: str, titles: str, name: str, content: Any) -> None:
    """Write it down, in place of what stood there before; nothing where that was the same."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    row = stored(session, purpose, titles)
    if row is not None and (row.name, row.content) == (name, text):
        return
    if row is None:
        new = SheetLayout(id=new_id(), purpose=purpose, titles=titles, name=name, content=text)
        session.add(new)
    else:
        row.name, row.content = name, text
    audit.record(session, "layout_keep", "sheet_layout", name)


def _written(layout: Layout) -> dict[str, Any]:
    return {
        "columns": dict(layout.columns),
        "system": layout.system,
        "appeal_kind": layout.appeal_kind,
        "channel": layout.channel,
        "words": {target: dict(words) for target, words in layout.words.items()},
    }


def _read(told: dict[str, Any]) -> Layout:
    columns = told.get("columns", {}).items()
    return Layout(
        columns={title: Target(to) for title, to in columns if to in list(Target)},
        system=_or(ExternalSystem, told.get("system"), ExternalSystem.OTHER),
        appeal_kind=_or(AppealKind, told.get("appeal_kind"), AppealKind.DISPUTE),
        channel=_or(IntakeChannel, told.get("channel"), IntakeChannel.OTHER),
        words={
            target: {
                word: name
                for word, name in told.get("words", {}).get(target, {}).items()
                if not name or name in list(OF_TARGET[target])
            }
            for target in OF_TARGET
        },
    )


def _or(kind: Any, name: object, otherwise: Any) -> Any:
    return kind(name) if name in list(kind) else otherwise
