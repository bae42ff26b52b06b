"""The statements that put app/server/rights.py in force: run by the owner, whole, each time."""

from collections.abc import Collection, Iterable, Iterator

from app.audit import KEPT, SILENT, untold
from app.matter.scope import OF_A_COMMITTEE, OF_A_UNIT
from app.permissions import GRANTS, Permission
from app.reveal import MAY
from app.server import roles
from app.server.rights import (
    CONTENT,
    PARTS,
    READ_BY,
    READERS,
    READS_ROSTER,
    SCOPES,
    WRITTEN,
    Posts,
    Rights,
    rights,
)
from db.enums import Action, Post
from db.models import Base

_EVERYBODY = frozenset(Post)
_PAGE = "text, date, date, timestamp with time zone, uuid, integer"
_CASES = "uuid, text, boolean, date, timestamp with time zone, uuid, integer"
CALLED_BY: dict[str, Posts] = {
    "own_login()": _EVERYBODY,
    "role_prefix()": _EVERYBODY,
    "own_staff()": _EVERYBODY,
    "own_unit()": _EVERYBODY,
    "own_committee()": _EVERYBODY,
    "own_areas()": frozenset({Post.TOWN_CENTER}),
    f"page_of_own_unit({_PAGE})": OF_A_UNIT,
    f"page_of_own_committee({_PAGE})": OF_A_COMMITTEE,
    f"page_of_own_cases({_CASES})": OF_A_COMMITTEE,
    "waiting_of_own_unit(text[])": OF_A_UNIT,
    "today()": _EVERYBODY,
    "holds(text[])": _EVERYBODY,
    "require(text[])": _EVERYBODY,
    "seal(text, text, text, text, text, jsonb, text)": _EVERYBODY,
    "chain_stands_at()": _EVERYBODY,
    "latest_work()": GRANTS[Permission.VIEW_AUDIT],
    "now()": _EVERYBODY,
    "commits(bigint, bigint)": _EVERYBODY,
    "draw_number(text)": _EVERYBODY,
    "ask(text, text, text, text, text, jsonb, text)": _EVERYBODY,
    "number_of(text, uuid)": GRANTS[Permission.REVEAL_PHONE],
    "numbers_of(uuid)": GRANTS[Permission.PRINT_FORM],
    "run_due(timestamp with time zone)": _EVERYBODY,
    "was_asked(text)": _EVERYBODY,
    "same_people(uuid)": _EVERYBODY,
    "mediator_phone(uuid)": GRANTS[Permission.MANAGE_ROSTER] | GRANTS[Action.ASSIGN],
    "keep_mediator_phone(uuid, uuid, bytea, text)": GRANTS[Permission.MANAGE_ROSTER],
    "keep_number(text, uuid, uuid, uuid, bytea, text)": GRANTS[Action.CORRECT_PARTY],
    "earlier_like(text[], text[], text[], text[], text[], text[])": GRANTS[Permission.REGISTER],
    "registered(text[], text[], uuid[])": GRANTS[Permission.REGISTER],
    "with_words(text, integer)": GRANTS[Permission.SEARCH],
    "with_number(text[], integer)": GRANTS[Permission.SEARCH],
    "hits(uuid[], text[], text[])": GRANTS[Permission.SEARCH],
    "keep_words(uuid, text)": _EVERYBODY,
}
"""The functions of the schema guard that staff call; the rest is the owner's own."""
_ADMINISTRATOR = GRANTS[Permission.MANAGE_STAFF]
_QUEUES = ("running_limit", "unmet_limit", "work_queue", "slip_queue", "case_queue")
_LOADS = ("mediator_load", "committee_load")


def statements(prefix: str) -> Iterator[str]:
    """All of it, in the order in which it has to be said."""
    for name, body in _asked_of_posts():
        yield f"{_SAYS.format(name=name)} {body} $$"
    yield from _take_back(prefix)
    for table, own in rights().items():
        yield from _of_table(prefix, table, own)
    for table in sorted(Base.metadata.tables.keys() - SILENT):
        yield from _audited(table)
    for name, posts in CALLED_BY.items():
        yield f"GRANT EXECUTE ON FUNCTION guard.{name} TO {_to(prefix, posts)}"
    everyone = roles.quoted(roles.everyone(prefix))
    yield f"GRANT SELECT ON alembic_version TO {everyone}"
    for view in _QUEUES:  # which show what the caller may see of the tables behind
        yield f"GRANT SELECT ON {view} TO {_to(prefix, READERS)}"
    for view in _LOADS:
        yield f"GRANT SELECT ON guard.{view} TO {_to(prefix, READS_ROSTER)}"
    for scope in SCOPES:
        if scope.view:
            yield f"GRANT SELECT ON guard.{scope.view} TO {_to(prefix, scope.posts)}"


_SAYS = (
    "CREATE OR REPLACE FUNCTION guard.{name} RETURNS boolean LANGUAGE plpgsql STABLE"
    " SECURITY DEFINER SET search_path = public, pg_temp AS $$"
)


def _asked_of_posts() -> Iterator[tuple[str, str]]:
    """What functions of the schema guard, which see everything, ask of whoever calls them."""
    scopes = " OR ".join(f"({_holds(own.posts)} AND {own.of_matter()})" for own in SCOPES)
    seen = f"EXISTS (SELECT FROM matter WHERE matter.id = which AND ({scopes}))"
    yield "sees(which uuid)", f"BEGIN RETURN {seen}; END"
    for name, posts in (
        ("prints(which uuid)", GRANTS[Permission.PRINT_FORM]),
        ("corrects(which uuid)", GRANTS[Action.CORRECT_PARTY]),
    ):
        yield name, f"BEGIN RETURN {_holds(posts)} AND guard.sees(which); END"
    yield "searches()", f"BEGIN RETURN {_holds(GRANTS[Permission.SEARCH])}; END"
    shown = " OR ".join(f"(kind = '{kind}' AND {_holds(GRANTS[may])})" for kind, may in MAY.items())
    yield "reveals(kind text)", f"BEGIN RETURN {shown}; END"


def _holds(posts: Posts) -> str:
    named = ", ".join(f"'{post}'" for post in sorted(posts))
    return f"guard.holds({named})"


_ASKED_BY_KEEPER = (
    *("own_login()", "own_staff()", "now()", "today()", "holds(text[])", "require(text[])"),
)
_KEPT_BY_KEEPER = ("staff", "staff_post", "old_password")
STAFF_CALLED_BY: dict[str, Posts | None] = {
    "staff_add(uuid, text, text, uuid, text, text[], text, uuid, text)": None,
    "staff_hold(text, text[])": None,
    "staff_change(text, text, uuid, text)": None,
    "staff_let_go(text, boolean)": None,
    "staff_password(text, text, uuid, text)": _EVERYBODY,
    "staff_enter()": _EVERYBODY,
    "staff_own_passwords()": _EVERYBODY,
}
"""None: the administrator alone."""


def of_keeper(prefix: str) -> Iterator[str]:
    """What the keeper's functions need, and who calls them."""
    keeper = roles.quoted(roles.keeper(prefix))
    yield f"GRANT USAGE ON SCHEMA public, guard TO {keeper}"
    yield f"GRANT SELECT (prefix) ON guard.secret TO {keeper}"
    for name in _ASKED_BY_KEEPER:
        yield f"GRANT EXECUTE ON FUNCTION guard.{name} TO {keeper}"
    for table in _KEPT_BY_KEEPER:
        yield f"GRANT SELECT, INSERT, UPDATE ON {table} TO {keeper}"
        yield f"DROP POLICY IF EXISTS the_keeper ON {table}"
        yield _policy(table, "the_keeper", "ALL", keeper, "true")
    for name, posts in STAFF_CALLED_BY.items():
        # Before the first password is changed a person holds no post, and may just that.
        to = roles.quoted(roles.everyone(prefix)) if posts else _groups(prefix, _ADMINISTRATOR)
        yield f"GRANT EXECUTE ON FUNCTION guard.{name} TO {to}"


_REVOKE_FUNCTIONS = """DO $do$ DECLARE own regprocedure; BEGIN
  FOR own IN SELECT oid FROM pg_proc WHERE proowner = current_user::regrole
    AND pronamespace IN ('public'::regnamespace, 'guard'::regnamespace)
  LOOP EXECUTE format('REVOKE ALL ON FUNCTION %s FROM {all}', own); END LOOP;
END $do$"""
"""The owner's own: those of the keeper are his to grant."""


def _take_back(prefix: str) -> Iterator[str]:
    """Nothing is anybody's until it is granted below; what an earlier version granted ends."""
    all_groups = f"PUBLIC, {roles.quoted(roles.everyone(prefix))}, {_groups(prefix, _EVERYBODY)}"
    for schema in ("public", "guard"):
        yield f"GRANT ALL ON SCHEMA {schema} TO {roles.quoted(roles.owner(prefix))}"
        yield f"REVOKE ALL ON SCHEMA {schema} FROM {all_groups}"
        yield f"GRANT USAGE ON SCHEMA {schema} TO {roles.quoted(roles.everyone(prefix))}"
        for kind in ("TABLES", "SEQUENCES"):
            yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {all_groups}"
    yield _REVOKE_FUNCTIONS.format(all=all_groups)


def _of_table(prefix: str, table: str, own: Rights) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
    yield _policy(table, "the_owner", "ALL", roles.quoted(roles.owner(prefix)), "true")
    for verb, may in _by_verb(own).items():
        for number, (posts, rows) in enumerate(_rows_of(table, verb), 1):
            if who := posts & may:
                yield _policy(table, f"{verb.lower()}_{number}", verb, _to(prefix, who), rows)
    apart = READ_BY.get(table, {})
    for verb, may in _by_verb(own).items():
        if may:
            but = {"SELECT": apart, "UPDATE": KEPT.get(table, ())}.get(verb, ())
            what = f"{verb} ({_columns(table, but)})" if but or verb == "UPDATE" else verb
            yield f"GRANT {what} ON {table} TO {_to(prefix, may)}"
    for column, posts in apart.items():
        yield f"GRANT SELECT ({roles.quoted(column)}) ON {table} TO {_to(prefix, posts)}"


def _columns(table: str, but: Collection[str]) -> str:
    columns = Base.metadata.tables[table].columns.keys()
    return ", ".join(roles.quoted(column) for column in columns if column not in but)


def _by_verb(own: Rights) -> dict[str, Posts]:
    return {
        "SELECT": own.reads,
        "INSERT": own.adds,
        "UPDATE": own.changes,
        "DELETE": own.removes,
    }


def _rows_of(table: str, verb: str) -> Iterable[tuple[Posts, str]]:
    """Which posts a condition on the rows of a table is for."""
    if table == "matter":
        return [(own.posts, own.of_matter()) for own in SCOPES]
    if table in PARTS:
        return PARTS[table]
    if table not in CONTENT:
        return [(_EVERYBODY, "true")]
    if verb == "SELECT":
        return [(own.posts, own.read(table)) for own in SCOPES]
    sees_all = SCOPES[0].posts
    return [(sees_all, "true"), (_EVERYBODY - sees_all, WRITTEN.format(table=table))]


def _policy(table: str, name: str, verb: str, to: str, rows: str) -> str:
    shown = f"USING ({rows})" if verb != "INSERT" else ""
    left = f"WITH CHECK ({rows})" if verb in ("INSERT", "UPDATE", "ALL") else ""
    return f"CREATE POLICY {name} ON {table} FOR {verb} TO {to} {shown} {left}"


def _audited(table: str) -> Iterator[str]:
    """The triggers that tell the trail of each row; changes of kept columns alone tell nothing."""
    columns = [column.name for column in Base.metadata.tables[table].columns]
    kept = KEPT.get(table, ())
    key = " ".join(column.name for column in Base.metadata.tables[table].primary_key)
    hidden = " ".join(sorted(untold(table).intersection(columns)))
    call = f"EXECUTE FUNCTION guard.note_row('{key}', '{hidden}', '{' '.join(kept)}')"
    told = ", ".join(roles.quoted(name) for name in columns if name not in kept)
    for name, when in (("told", "INSERT OR DELETE"), ("told_change", f"UPDATE OF {told}")):
        yield f"CREATE OR REPLACE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW {call}"


def _to(prefix: str, posts: Posts) -> str:
    """All staff, who need not hold a post yet, or these posts."""
    if posts == _EVERYBODY:
        return roles.quoted(roles.everyone(prefix))
    return _groups(prefix, posts)


def _groups(prefix: str, posts: Iterable[Post]) -> str:
    return ", ".join(roles.quoted(roles.group(prefix, post)) for post in sorted(posts))
