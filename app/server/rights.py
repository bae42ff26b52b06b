"""Which post sees and writes which rows, said once for the server (domain/01 section 3).

What a post sees of matters is app/matter/scope.py in SQL; what it writes follows from its actions
(app/permissions.py) and from what these write (app/matter/tracks.py). tests/expected/rights.csv
was written from the domain and is compared with what a server really allows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.matter.scope import SEES_ALL
from app.matter.tracks import TRACKS
from app.permissions import GRANTS, ON_BEHALF, ON_TRACK, Permission
from db.enums import Action, Post, Track
from db.models import Base

_P = Post
Posts = frozenset[Post]


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of `matter` some posts see: those whose id stands in the view `view` of the schema
    guard, all where it is empty. `column` says the same of a matter's own columns where it can.

    `own`: rows of other tables that are surely of such a matter, told by themselves. For reading
    alone: who writes could say so of any matter.
    """

    posts: Posts
    view: str = ""
    column: str = ""
    own: Mapping[str, str] = field(default_factory=dict)

    def of_matter(self) -> str:
        return self.column or self._looked_up("matter.id")

    def read(self, table: str) -> str:
        """A row of a matter is seen where the matter is."""
        own = (self.own[table],) if table in self.own else ()
        return " OR ".join((*own, self._looked_up(f"{table}.matter_id")))

    def _looked_up(self, key: str) -> str:
        if not self.view:
            return "true"
        # OFFSET 0: each row by itself, which an index finds at once. A server reckons with all rows
        # of the table and not with the page that is wanted: it would gather all that is seen first.
        return f"EXISTS (SELECT FROM guard.{self.view} WHERE matter_id = {key} OFFSET 0)"


SCOPES: tuple[Scope, ...] = (
    Scope(SEES_ALL),
    Scope(
        frozenset({_P.INTAKE_CLERK, _P.TOWN_CENTER}),
        "received",
        column="first_responder_id = (SELECT guard.own_staff())",
    ),
    Scope(
        frozenset({_P.TOWN_CENTER}),
        "of_own_area",
        column="area_code = ANY ((SELECT guard.own_areas())::text[])",
    ),
    Scope(
        frozenset({_P.HANDLER, _P.UNIT_CHIEF}),
        "own_slip",
        own={"assignment": "unit_id = (SELECT guard.own_unit())"},
    ),
    Scope(
        frozenset({_P.MEDIATOR, _P.RECORDER, _P.COMMITTEE_CHIEF}),
        "own_case",
        own={"mediation_case": "committee_id = (SELECT guard.own_committee())"},
    ),
    Scope(frozenset({_P.JUSTICE_OFFICE}), "mediated", own={"mediation_case": "true"}),
)
"""The rows of `matter` each post sees; whoever holds several sees what any of them does."""

WRITTEN = "EXISTS (SELECT FROM matter WHERE matter.id = {table}.matter_id)"
"""A row is written of a matter that is seen, by whichever of the posts held."""

READERS: Posts = GRANTS[Permission.LIST_MATTERS] | GRANTS[Permission.VIEW_MATTERS]

UNREAD = frozenset({"private_number", "mediator_number", "search_entry", "old_password"})
"""Tables no post reads: what of them may be known comes from a function of the schema guard."""

CONTENT: tuple[str, ...] = tuple(
    sorted(
        name
        for name, table in Base.metadata.tables.items()
        if name == "matter" or "matter_id" in table.c
    )
)
"""The tables that hold matters, parties, documents and files."""

_FIRST_ROWS = frozenset(
    {
        *("matter", "visit", "visitor", "party", "private_number"),
        *("prior_recourse", "external_number", "deadline", "event"),
    }
)
_APPEND_ONLY = frozenset({"event", "file_content", "issued_paper"})
_REPLACED = frozenset({"agreement_clause", "performance_item"})
"""Rows of a draft, written anew with each version of it."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what to a table, beside the rows each sees."""

    reads: Posts
    adds: Posts
    changes: Posts
    removes: Posts = frozenset()


def rights() -> dict[str, Rights]:
    """Of every table, by its name."""
    found = {table: _of_content(table) for table in CONTENT}
    return found | _OF_REFERENCE


def _of_content(table: str) -> Rights:
    writes = _writers(table)
    adds = writes | (GRANTS[Permission.REGISTER] if table in _FIRST_ROWS else frozenset())
    if table in {"file_content", "issued_paper"}:
        adds |= _posts_of(Action.ATTACH, Track.MATTER) | GRANTS[Action.FINALISE]
    if table == "event":
        adds |= _WORKERS
    if table == "matter":
        adds = GRANTS[Permission.REGISTER]
    if table in UNREAD:
        return Rights(frozenset(), adds if table == "private_number" else frozenset(), frozenset())
    changes = frozenset() if table in _APPEND_ONLY else writes
    if table == "matter":
        changes = _WORKERS  # whoever acts on a matter holds it until the transaction ends
    removes = GRANTS[Action.AGREE] if table in _REPLACED else frozenset()
    return Rights(READERS, adds, changes, removes)


_OF_COMMITTEES = frozenset({"mediation_case"})
_OF_UNITS = frozenset({_P.HANDLER, _P.UNIT_CHIEF})
"""They hold actions on slips alone; a committee's slip, which ends with a case, is its chief's."""


def _writers(table: str) -> Posts:
    """The posts with an action that writes this table."""
    found = _holding_actions_on(table)
    return found - _OF_UNITS if table in _OF_COMMITTEES else found


def _holding_actions_on(table: str) -> Posts:
    return frozenset().union(
        *(
            _posts_of(step.action, track)
            for track, steps in TRACKS.items()
            for step in steps
            if table in step.writes
        )
    )


def _posts_of(action: Action, track: Track) -> Posts:
    granted = GRANTS[action]
    return (granted & ON_TRACK.get((action, track), granted)) | ON_BEHALF.get(action, frozenset())


_WORKERS: Posts = frozenset().union(
    *(_posts_of(step.action, track) for track, steps in TRACKS.items() for step in steps)
)
_ALL_POSTS: Posts = frozenset(Post)
_ADMIN = GRANTS[Permission.MANAGE_DICTIONARIES]
_LIMITS = GRANTS[Permission.MANAGE_DEADLINES]
_ROSTER = GRANTS[Permission.MANAGE_ROSTER]
_NOBODY: Posts = frozenset()


READS_ROSTER = READERS | _ROSTER
PARTS: Mapping[str, tuple[tuple[Posts, str], ...]] = {
    "audit_entry": (
        (GRANTS[Permission.VIEW_AUDIT], "true"),
        (GRANTS[Permission.BACKUP], "action = 'backup' AND object_type = 'database'"),
        (
            READS_ROSTER,
            "object_type IN ('mediator', 'committee') AND action ~ '^(mediator|committee)_'",
        ),
    ),
    "number_sequence": ((READS_ROSTER, "series LIKE 'agreement %'"),),
}
"""Tables of which a post sees a part: the trail is the auditor's but for when there was a backup
and what became of the roster; the next number of an agreement is shown beside its committee."""

READ_BY: Mapping[str, Mapping[str, Posts]] = {"staff": {"phone": GRANTS[Permission.MANAGE_STAFF]}}
"""Columns that fewer posts read than read their table."""


def _readers_of(table: str) -> Posts:
    return frozenset().union(*(posts for posts, _ in PARTS[table]))


def _kept_by(tables: Iterable[str], posts: Posts, removes: Posts = _NOBODY) -> dict[str, Rights]:
    return {table: Rights(_ALL_POSTS, posts, posts, removes) for table in tables}


_OF_REFERENCE: dict[str, Rights] = {
    **_kept_by(("area", "unit", "dictionary_entry", "parameter"), _ADMIN),
    **_kept_by(("deadline_rule", "calendar_year"), _LIMITS),
    **_kept_by(("calendar_day",), _LIMITS, _LIMITS),
    **_kept_by(("mediation_committee", "mediator"), _ROSTER),
    **_kept_by(("sheet_layout",), GRANTS[Permission.REGISTER]),
    "governance_center": Rights(_ALL_POSTS, _NOBODY, _ADMIN | _LIMITS | _ROSTER),
    "staff": Rights(_ALL_POSTS, _NOBODY, _NOBODY),
    "staff_post": Rights(_ALL_POSTS, _NOBODY, _NOBODY),
    "mediator_number": Rights(_NOBODY, _NOBODY, _NOBODY),
    "old_password": Rights(_NOBODY, _NOBODY, _NOBODY),
    "audit_entry": Rights(_readers_of("audit_entry"), _NOBODY, _NOBODY),
    "audit_head": Rights(GRANTS[Permission.VIEW_AUDIT], _NOBODY, _NOBODY),
    "number_sequence": Rights(_readers_of("number_sequence"), _NOBODY, _NOBODY),
    "voided_number": Rights(_ALL_POSTS, _writers("voided_number"), _NOBODY),
}
"""The rest: what all read and few change, and what only the server's functions touch."""
