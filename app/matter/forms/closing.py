"""Forms of the end: closing, revisits, archive, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.matter.forms.common import Form
from db.enums import (
    AttachmentKind,
    LegalRoute,
    RevisitKind,
    RevisitWay,
    Satisfaction,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseForm(Form):
    result: str
    resolved: bool
    ways_told: Sequence[LegalRoute] = ()
    parties_answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisitForm(Form):
    kind: RevisitKind
    revisited_on: date
    way: RevisitWay
    visited: str
    findings: str
    satisfaction: Satisfaction | None = None
    fulfilled: bool | None = None
    new_dispute: bool = False
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveForm(Form):
    retention: str
    dossier_no: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachForm(Form):
    """`path` is a file on this PC; `name` is what people read and never becomes a path."""

    path: str
    kind: AttachmentKind
    name: str | None = None
    note: str | None = None
