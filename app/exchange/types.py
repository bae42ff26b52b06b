"""What comes from another system's spreadsheet: where each column goes, and what became of rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.errors import Problem
from db.enums import AppealKind, ExternalSystem, IntakeChannel

Value = str | int | float | bool | date | datetime | time | timedelta
"""A cell as calamine reads it; an empty one is ""."""
Progress = Callable[[int, int], None]
"""Rows done and rows in all; raises Cancelled once it is to stop."""


class Target(StrEnum):
    """Where the text of a column goes. The person is who came, called or wrote."""

    NUMBER = "NUMBER"
    SUMMARY = "SUMMARY"
    DEMAND = "DEMAND"
    APPEAL_KIND = "APPEAL_KIND"
    DISPUTE_TYPE = "DISPUTE_TYPE"
    CHANNEL = "CHANNEL"
    ARRIVED_AT = "ARRIVED_AT"
    OCCURRED_ON = "OCCURRED_ON"
    AREA = "AREA"
    PLACE = "PLACE"
    INVOLVED_COUNT = "INVOLVED_COUNT"
    PERSON_NAME = "PERSON_NAME"
    PERSON_PHONE = "PERSON_PHONE"
    PERSON_NAME_PHONE = "PERSON_NAME_PHONE"
    """张三 13800138000 in one cell."""
    PERSON_ID = "PERSON_ID"
    PERSON_ADDRESS = "PERSON_ADDRESS"
    OTHER_NAME = "OTHER_NAME"
    OTHER_PHONE = "OTHER_PHONE"
    OTHER_NAME_PHONE = "OTHER_NAME_PHONE"
    OTHER_ID = "OTHER_ID"
    OTHER_ADDRESS = "OTHER_ADDRESS"


SEVERAL = frozenset({Target.SUMMARY, Target.PLACE})
"""Several columns may go there, one line each: a heading and a text are one story."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the sheets of one system are read.

    `columns` by title. `words` are what the centre has said a word of a column stands for: an
    identifier of ours, "" for nothing. What a sheet does not say is `appeal_kind` and `channel`.
    """

    name: str = ""
    columns: Mapping[str, Target] = field(default_factory=dict)
    system: ExternalSystem = ExternalSystem.OTHER
    appeal_kind: AppealKind = AppealKind.DISPUTE
    channel: IntakeChannel = IntakeChannel.OTHER
    words: Mapping[Target, Mapping[str, str]] = field(default_factory=dict)


class RowState(StrEnum):
    READY = "READY"
    KNOWN = "KNOWN"
    """Registered already, by its number in the other system or by who, when and what."""
    BAD = "BAD"
    TAKEN = "TAKEN"


@dataclass(frozen=True, slots=True)
class RowFound:
    """What is to be said of one row; `row` as the spreadsheet program numbers it.

    `who` is masked. `no` is the matter's number once there is one. The `field` of a fault is the
    name of the cell, such as D17; empty for the row as a whole.
    """

    row: int
    state: RowState
    who: str = ""
    title: str = ""
    no: str = ""
    faults: tuple[Problem, ...] = ()
    alike: int = 0
    """So many earlier matters may be about the same people."""


@dataclass(frozen=True, slots=True)
class Counts:
    ready: int = 0
    known: int = 0
    bad: int = 0
    taken: int = 0
