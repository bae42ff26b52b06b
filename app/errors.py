"""The error taxonomy: what the caller did, what the environment did, or a cancelled job.

Errors carry data, not sentences; app/messages turns them into Chinese. Anything that is none
of these is a defect of the program.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.errors import (
    UNTRUSTED,
    DatabaseBusy,
    DatabaseUnavailable,
    DiskTrouble,
    InfrastructureError,
    SchemaMismatch,
    StaleRecord,
)

__all__ = [
    "UNTRUSTED",
    "AskFirst",
    "Cancelled",
    "DatabaseBusy",
    "DatabaseUnavailable",
    "DiskTrouble",
    "DomainError",
    "EnvironmentTrouble",
    "InfrastructureError",
    "Invalid",
    "NotFound",
    "NotPermitted",
    "Problem",
    "SchemaMismatch",
    "Severity",
    "SignInRefused",
    "StaleRecord",
    "StateForbids",
]


class Severity(StrEnum):
    """BLOCK stops; WARN may be overruled with a recorded reason; REMIND only tells."""

    BLOCK = "BLOCK"
    WARN = "WARN"
    REMIND = "REMIND"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was entered.

    `field` is the JSON path of the value, such as `parties[1].phone` (empty: the whole).
    `code` is looked up in app/messages; `values` fill the sentence. For a rule of domain/01
    section 5 the code is its number, `M16`.
    """

    field: str
    code: str
    severity: Severity = Severity.BLOCK
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class DomainError(Exception):
    """Refused by a rule: the user can do something about it."""


class Invalid(DomainError):
    """What was entered breaks a rule; nothing has been changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{p.field}:{p.code}" for p in problems))
        self.problems = tuple(problems)


class NotPermitted(DomainError):
    """The actor's posts do not allow this; `action` is a Permission or an Action.

    `on_behalf`: what is not allowed is recording it for somebody else (代录).
    """

    def __init__(self, action: str, *, on_behalf: bool = False) -> None:
        super().__init__(action)
        self.action, self.on_behalf = action, on_behalf


class NotFound(DomainError):
    """`kind` (a word of the glossary, such as matter) has no `key`, or not for this actor."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"{kind} {key}")
        self.kind, self.key = kind, key


class StateForbids(DomainError):
    """The action does not fit the state the record is in."""

    def __init__(self, action: str, track: str, state: str) -> None:
        super().__init__(f"{action} on {track} in {state}")
        self.action, self.track, self.state = action, track, state


class SignInRefused(DomainError):
    """Wrong name or password, locked, or disabled: never says which of name and password."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.why, self.values = why, values


class EnvironmentTrouble(InfrastructureError):
    """A file, a font, a printer or a folder is not there or cannot be used; `why` names it."""


class AskFirst(Exception):
    """A server shows this only after `ask`, a command that says who wants it and why, has been
    committed; then what was wanted is tried again."""

    def __init__(self, ask: Callable[[Any, Any], None]) -> None:
        super().__init__()
        self.ask = ask


class Cancelled(Exception):
    """The user stopped a running job."""
