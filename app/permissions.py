"""Who may do what: posts by action, as data (domain/01 section 3).

tests/expected/posts.csv was written from the domain, not from this table, and is compared
with it cell by cell.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.errors import NotPermitted
from db.enums import Action, Post, Track


class Permission(StrEnum):
    """What can be done apart from the actions on a matter."""

    REGISTER = "register"
    VIEW_MATTERS = "view_matters"
    LIST_MATTERS = "list_matters"
    SEARCH = "search"
    REVEAL = "reveal"
    """An identity number in full."""
    REVEAL_PHONE = "reveal_phone"
    """A telephone in full: of whoever calls people (contact, revisit) besides."""
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


_CLERK = Post.INTAKE_CLERK
_DISPATCHER = Post.DISPATCHER
_HANDLER = Post.HANDLER
_MEDIATOR = Post.MEDIATOR
_RECORDER = Post.RECORDER
_CHIEF = Post.COMMITTEE_CHIEF
_SUPERVISOR = Post.SUPERVISOR
_STATISTICIAN = Post.STATISTICIAN
_ARCHIVIST = Post.ARCHIVIST
_DIRECTOR = Post.CENTER_DIRECTOR
_UNIT_CHIEF = Post.UNIT_CHIEF
_TOWN = Post.TOWN_CENTER
_JUSTICE = Post.JUSTICE_OFFICE
_ADMIN = Post.SYS_ADMIN
_AUDITOR = Post.AUDITOR

GRANTS: dict[str, frozenset[Post]] = {
    key: frozenset(posts)
    for key, posts in {
        Permission.REGISTER: {_CLERK, _DISPATCHER, _TOWN},
        Action.ASSESS: {_DISPATCHER, _DIRECTOR, _TOWN},
        Action.SETTLE_AT_WINDOW: {_CLERK, _DISPATCHER, _TOWN},
        Action.ASSIGN: {_DISPATCHER, _TOWN},
        Action.ACKNOWLEDGE: {_HANDLER, _MEDIATOR, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.RETURN: {_HANDLER, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.RECALL: {_DISPATCHER, _TOWN},
        Action.DECLINE: {_CHIEF, _UNIT_CHIEF},
        Action.SUB_ASSIGN: {_UNIT_CHIEF, _TOWN},
        Action.REPORT: {_HANDLER, _MEDIATOR, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.APPROVE: {_DISPATCHER, _DIRECTOR, _TOWN},
        Action.SEND_BACK: {_DISPATCHER, _DIRECTOR, _TOWN},
        Action.SUSPEND: {_DISPATCHER, _HANDLER, _MEDIATOR, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.RESUME: {_DISPATCHER, _HANDLER, _MEDIATOR, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.EXTEND: {_DISPATCHER, _CHIEF, _DIRECTOR, _UNIT_CHIEF, _TOWN},
        Action.CONTACT: {_HANDLER, _MEDIATOR, _CHIEF, _UNIT_CHIEF, _TOWN},
        Action.REMIND: {_DISPATCHER, _MEDIATOR, _CHIEF, _SUPERVISOR, _DIRECTOR, _TOWN},
        Action.SUPERVISE: {_SUPERVISOR, _DIRECTOR, _TOWN},
        Action.MERGE: {_DISPATCHER, _TOWN},
        Action.SPLIT: {_DISPATCHER, _TOWN},
        Action.PROPOSE_MEDIATION: {_DISPATCHER, _MEDIATOR, _CHIEF, _TOWN},
        Action.ACCEPT_MEDIATION: {_MEDIATOR, _CHIEF},
        Action.APPOINT: {_CHIEF},
        Action.RECORD_SESSION: {_MEDIATOR, _RECORDER},
        Action.AGREE: {_MEDIATOR},
        Action.FINALISE: {_MEDIATOR, _CHIEF},
        Action.RECORD_SIGNATURES: {_MEDIATOR, _RECORDER},
        Action.RECORD_SEAL: {_CHIEF},
        Action.RECORD_ORAL_AGREEMENT: {_MEDIATOR},
        Action.RECORD_PERFORMANCE: {_MEDIATOR, _CHIEF},
        Action.APPLY_CONFIRMATION: {_MEDIATOR, _CHIEF},
        Action.FAIL: {_MEDIATOR, _CHIEF},
        Action.TERMINATE: {_MEDIATOR, _CHIEF},
        Action.CLOSE: {_DISPATCHER, _DIRECTOR, _TOWN},
        Action.REVISIT: {_CLERK, _DISPATCHER, _MEDIATOR, _CHIEF, _TOWN},
        Action.REOPEN: {_DISPATCHER, _DIRECTOR, _TOWN},
        Action.WITHDRAW: {_CLERK, _DISPATCHER, _TOWN},
        Action.ARCHIVE: {_ARCHIVIST, _TOWN},
        Action.VOID: {_DISPATCHER, _MEDIATOR, _CHIEF, _TOWN},
        Action.ATTACH: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _RECORDER,
            _CHIEF,
            _ARCHIVIST,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
        },
        Action.CORRECT: {_CLERK, _DISPATCHER, _TOWN},
        Action.CORRECT_PARTY: {_CLERK, _DISPATCHER, _MEDIATOR, _RECORDER, _CHIEF, _TOWN},
        Permission.VIEW_MATTERS: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _RECORDER,
            _CHIEF,
            _SUPERVISOR,
            _ARCHIVIST,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
            _JUSTICE,
        },
        Permission.LIST_MATTERS: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _RECORDER,
            _CHIEF,
            _SUPERVISOR,
            _STATISTICIAN,
            _ARCHIVIST,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
            _JUSTICE,
        },
        Permission.SEARCH: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _RECORDER,
            _CHIEF,
            _SUPERVISOR,
            _ARCHIVIST,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
            _JUSTICE,
        },
        Permission.REVEAL: {_HANDLER, _MEDIATOR, _DIRECTOR, _TOWN},
        Permission.REVEAL_PHONE: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _CHIEF,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
        },
        Permission.PRINT_FORM: {
            _CLERK,
            _DISPATCHER,
            _HANDLER,
            _MEDIATOR,
            _RECORDER,
            _CHIEF,
            _SUPERVISOR,
            _ARCHIVIST,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
        },
        Permission.VIEW_STATS: {
            _CLERK,
            _DISPATCHER,
            _CHIEF,
            _SUPERVISOR,
            _STATISTICIAN,
            _DIRECTOR,
            _UNIT_CHIEF,
            _TOWN,
            _JUSTICE,
        },
        Permission.EXPORT_STATS: {_CLERK, _STATISTICIAN, _DIRECTOR, _TOWN, _JUSTICE},
        Permission.MANAGE_STAFF: {_ADMIN},
        Permission.MANAGE_DICTIONARIES: {_ADMIN},
        Permission.MANAGE_DEADLINES: {_ADMIN},
        Permission.BACKUP: {_ADMIN},
        Permission.RESTORE: {_ADMIN},
        Permission.VIEW_AUDIT: {_AUDITOR},
        Permission.MANAGE_ROSTER: {_CHIEF, _JUSTICE, _ADMIN},
    }.items()
}

ON_BEHALF: dict[str, frozenset[Post]] = {
    action: frozenset({_CLERK, _DISPATCHER, _TOWN})
    for action in (
        Action.ACKNOWLEDGE,
        Action.RETURN,
        Action.DECLINE,
        Action.SUB_ASSIGN,
        Action.REPORT,
        Action.SUSPEND,
        Action.RESUME,
        Action.CONTACT,
        Action.ACCEPT_MEDIATION,
        Action.APPOINT,
        Action.RECORD_SESSION,
        Action.RECORD_ORAL_AGREEMENT,
        Action.RECORD_PERFORMANCE,
        Action.FAIL,
        Action.TERMINATE,
        Action.REVISIT,
    )
}
"""What the centre may record for a unit without a PC (代录, domain/01 4.1.3)."""

_CENTRE = frozenset({_DISPATCHER, _SUPERVISOR, _DIRECTOR, _TOWN})
_COMMITTEE = frozenset({_MEDIATOR, _CHIEF})

ON_TRACK: dict[tuple[str, Track], frozenset[Post]] = {
    (Action.VOID, Track.MATTER): frozenset({_DISPATCHER, _TOWN}),
    (Action.VOID, Track.AGREEMENT): _COMMITTEE,
    (Action.REVISIT, Track.MATTER): frozenset({_CLERK, _DISPATCHER, _TOWN}),
    (Action.REVISIT, Track.AGREEMENT): _COMMITTEE,
    (Action.REMIND, Track.MATTER): _CENTRE,
    (Action.REMIND, Track.ASSIGNMENT): _CENTRE,
}
"""Which of the posts granted an action may do it to a record of this track: the centre asks how
satisfied people are and voids a registration, the committee sees to its own paper (domain/01
4.1.5, M17; domain/02 4.5). A track not listed has all of them."""

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

    def posts_for(self, action: str, track: Track, *, on_behalf: bool = False) -> frozenset[Post]:
        """The posts held that grant `action` on a record of `track`."""
        if on_behalf:
            return self.posts & ON_BEHALF.get(action, frozenset())
        granted = self.posts & GRANTS.get(action, frozenset())
        return granted & ON_TRACK.get((action, track), granted)

    def require(self, what: str, *, on_behalf: bool = False) -> None:
        """Raise NotPermitted unless a post grants `what`."""
        if not self.may(what, on_behalf=on_behalf):
            raise NotPermitted(what, on_behalf=on_behalf)
