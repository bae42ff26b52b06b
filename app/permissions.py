"""Who may do what: posts by action, as data (domain/01 section 3).

tests/expected/posts.csv was written from the domain, not from this table, and is compared
with it cell by cell.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.errors import NotPermitted
from db.enums import Action, Post


class Permission(StrEnum):
    """What can be done apart from the actions on a matter."""

    REGISTER = "register"
    VIEW_MATTERS = "view_matters"
    LIST_MATTERS = "list_matters"
    SEARCH = "search"
    REVEAL = "reveal"
    PRINT_FORM = "print_form"
    VIEW_STATS = "view_stats"
    EXPORT_STATS = "export_stats"
    MANAGE_STAFF = "manage_staff"
    MANAGE_DICTIONARIES = "manage_dictionaries"
    MANAGE_DEADLINES = "manage_deadlines"
    BACKUP = "backup"
    RESTORE = "restore"
    VIEW_AUDIT = "view_audit"
    MANAGE_ROSTER = "manage_roster"


_C, _D, _H, _M, _R = (
    Post.INTAKE_CLERK,
    Post.DISPATCHER,
    Post.HANDLER,
    Post.MEDIATOR,
    Post.RECORDER,
)
_CH, _S, _ST, _AR = (
    Post.COMMITTEE_CHIEF,
    Post.SUPERVISOR,
    Post.STATISTICIAN,
    Post.ARCHIVIST,
)
_DIR, _UC, _T, _J = (
    Post.CENTER_DIRECTOR,
    Post.UNIT_CHIEF,
    Post.TOWN_CENTER,
    Post.JUSTICE_OFFICE,
)
_CENTRE = {_D, _DIR, _T}
_UNIT = {_H, _UC}
_COMMITTEE = {_M, _CH}
_READERS = {_C, _D, _H, _M, _R, _CH, _S, _AR, _DIR, _UC, _T, _J}

GRANTS: dict[str, frozenset[Post]] = {
    key: frozenset(posts)
    for key, posts in {
        Permission.REGISTER: {_C, *_CENTRE},
        Action.ASSESS: _CENTRE,
        Action.SETTLE_AT_WINDOW: {_C, *_CENTRE},
        Action.ASSIGN: _CENTRE,
        Action.ACKNOWLEDGE: {*_UNIT, *_COMMITTEE},
        Action.RETURN: {*_UNIT, *_COMMITTEE},
        Action.RECALL: _CENTRE,
        Action.DECLINE: {_H, _UC, *_COMMITTEE},
        Action.SUB_ASSIGN: {_UC},
        Action.REPORT: {*_UNIT, *_COMMITTEE},
        Action.APPROVE: _CENTRE,
        Action.SEND_BACK: _CENTRE,
        Action.SUSPEND: {*_UNIT, *_COMMITTEE},
        Action.RESUME: {*_UNIT, *_COMMITTEE},
        Action.EXTEND: {*_CENTRE, _CH},
        Action.CONTACT: {_C, *_CENTRE, *_UNIT, *_COMMITTEE},
        Action.REMIND: {_S, *_CENTRE},
        Action.SUPERVISE: {_S, _DIR, _T},
        Action.MERGE: _CENTRE,
        Action.SPLIT: _CENTRE,
        Action.PROPOSE_MEDIATION: {_C, *_CENTRE, *_COMMITTEE},
        Action.ACCEPT_MEDIATION: _COMMITTEE,
        Action.APPOINT: {_CH},
        Action.RECORD_SESSION: {_M, _R},
        Action.AGREE: {_M, _R},
        Action.FINALISE: _COMMITTEE,
        Action.RECORD_SIGNATURES: {_M, _R},
        Action.RECORD_SEAL: {_CH},
        Action.RECORD_ORAL_AGREEMENT: {_M, _R},
        Action.RECORD_PERFORMANCE: {_M, _R},
        Action.APPLY_CONFIRMATION: {_M},
        Action.FAIL: _COMMITTEE,
        Action.TERMINATE: _COMMITTEE,
        Action.CLOSE: _CENTRE,
        Action.REVISIT: {_C, _M, _R, *_CENTRE},
        Action.REOPEN: _CENTRE,
        Action.WITHDRAW: {_C, *_CENTRE},
        Action.ARCHIVE: {_AR},
        Action.VOID: {_D, _DIR, _CH},
        Action.ATTACH: {_C, *_CENTRE, *_UNIT, *_COMMITTEE, _R, _AR},
        Permission.VIEW_MATTERS: _READERS,
        Permission.LIST_MATTERS: {*_READERS, _ST},
        Permission.SEARCH: _READERS,
        Permission.REVEAL: {_C, _D, _H, _M, _CH, _DIR, _UC, _T},
        Permission.PRINT_FORM: {_C, *_CENTRE, *_UNIT, *_COMMITTEE, _R, _S, _AR},
        Permission.VIEW_STATS: {_D, _S, _ST, _DIR, _T, _J, _CH, _UC},
        Permission.EXPORT_STATS: {_ST, _DIR, _T, _J},
        Permission.MANAGE_STAFF: {Post.SYS_ADMIN},
        Permission.MANAGE_DICTIONARIES: {Post.SYS_ADMIN},
        Permission.MANAGE_DEADLINES: {Post.SYS_ADMIN, _DIR},
        Permission.BACKUP: {Post.SYS_ADMIN},
        Permission.RESTORE: {Post.SYS_ADMIN},
        Permission.VIEW_AUDIT: {Post.AUDITOR},
        Permission.MANAGE_ROSTER: {_CH, _J, _DIR, _D},
    }.items()
}

ON_BEHALF: dict[str, frozenset[Post]] = {
    action: frozenset({_C, *_CENTRE})
    for action in (
        Action.ACKNOWLEDGE,
        Action.RETURN,
        Action.DECLINE,
        Action.SUB_ASSIGN,
        Action.REPORT,
        Action.SUSPEND,
        Action.RESUME,
        Action.CONTACT,
    )
}
"""What the centre may record for a unit without a PC (代录, domain/01 4.1.3)."""

LOCAL_POSTS = frozenset(Post) - {Post.AUDITOR}
"""The first local user and the demonstration user hold all but the auditor's post."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, with what the checks need to know."""

    staff_id: UUID
    login: str
    name: str
    posts: frozenset[Post]
    unit_id: UUID | None
    mediator_id: UUID | None
    committee_id: UUID | None
    host: str

    def may(self, what: str, *, on_behalf: bool = False) -> bool:
        """Whether any post held grants `what`, a Permission or an Action."""
        table = ON_BEHALF if on_behalf else GRANTS
        return bool(self.posts & table.get(what, frozenset()))

    def require(self, what: str, *, on_behalf: bool = False) -> None:
        """Raise NotPermitted unless a post grants `what`."""
        if not self.may(what, on_behalf=on_behalf):
            raise NotPermitted(what)
