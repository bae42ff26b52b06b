"""With each post's own password and a bare connection: what the database gives out and lets change.

The tables, columns, functions and sequences are the catalogue's, so that a new one is attacked
without anybody thinking of it; what each post may is tests/expected/rights.csv.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from app.server.policies import CALLED_BY, STAFF_CALLED_BY
from db.enums import Post
from tests.conftest import Clock, desk_as
from tests.postgres import clone
from tests.server.world import World, built, expected

REFUSED = "42501"
OF_ALL = {"r", "R"}
OF_OWN = {"o", "O"}
WRITES = {"R", "O", "a"}
_TABLES = """
SELECT relname, ARRAY(SELECT attname::text FROM pg_attribute
  WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@pytest.fixture(scope="module")
def world(
    postgresql_server: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    with ExitStack() as stack:
        clock = Clock(stack)
        clock.set("2026-09-18 10:31")
        desk = desk_as(clone(postgresql_server, postgresql_template))
        yield built(desk, clock, Path(folder))
        desk.close()


@pytest.fixture(scope="module")
def tables(world: World) -> dict[str, list[str]]:
    """Every table the database has, with its columns."""
    with world.superuser() as connection:
        return dict(connection.execute(_TABLES).fetchall())


def attempt(
    connection: psycopg.Connection[Any],
    statement: sql.SQL | sql.Composed,
    values: Sequence[Any] = (),
) -> int | str:
    """How many rows it took, or the code it was refused with; nothing of it stays."""
    try:
        with connection.transaction(force_rollback=True):
            return connection.execute(statement, values).rowcount
    except psycopg.Error as error:
        return error.sqlstate or "?"


def counted(connection: psycopg.Connection[Any], table: str) -> int | str:
    return attempt(connection, sql.SQL("SELECT FROM {}").format(sql.Identifier(table)))


def rows(world: World, table: str, of: str | None = None) -> int:
    """How many there are in all, or of one matter."""
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    if of:
        query += _OF_MATTER.format(sql.Identifier("id" if table == "matter" else "matter_id"))
    with world.superuser() as connection:
        (count,) = connection.execute(query, [of] if of else []).fetchone() or (0,)
    return int(count)


_OF_MATTER = sql.SQL(" WHERE {} = (SELECT id FROM matter WHERE no = %s)")


def test_every_table_is_spoken_of(tables: dict[str, list[str]]) -> None:
    assert tables.keys() - {"alembic_version"} == expected().keys()


MAY_BE_EMPTY = {
    *("clock_stop", "external_number", "extension", "judicial_confirmation"),
    *("performance_record", "prior_recourse", "revisit", "contact_attempt"),
}


def test_both_matters_have_something_in_nearly_every_table(
    world: World, tables: dict[str, list[str]]
) -> None:
    of_matters = [table for table, columns in tables.items() if "matter_id" in columns]
    both = (world.own, world.foreign)
    empty = {table for table in of_matters for one in both if not rows(world, table, one)}
    assert empty <= MAY_BE_EMPTY


@pytest.mark.parametrize("post", list(Post))
def test_no_row_beyond_the_posts_scope_is_read_or_counted(
    world: World, tables: dict[str, list[str]], post: Post
) -> None:
    wrong = []
    with world.attack(post) as connection:
        for table, cells in expected().items():
            cell, found = cells[post], counted(connection, table)
            if cell in ("-", "a"):
                wanted: Sequence[int | str] = [REFUSED]
            elif cell in OF_ALL:
                wanted = [rows(world, table)]
            elif cell in OF_OWN and post is not Post.JUSTICE_OFFICE:
                wanted = [rows(world, table, world.own)]
            elif cell in OF_OWN:  # sees both: each was mediated
                wanted = [rows(world, table)]
            else:
                wanted = range(rows(world, table) + 1)
            if found not in wanted:
                wrong.append((table, cell, found, wanted))
    assert wrong == []


@pytest.mark.parametrize("post", list(Post))
def test_no_row_is_changed_or_removed_beyond_what_the_post_may(
    world: World, tables: dict[str, list[str]], post: Post
) -> None:
    wrong = []
    with world.attack(post) as connection:
        for table, columns in tables.items():
            name, cell = sql.Identifier(table), expected().get(table, {}).get(post, "-")
            seen = counted(connection, table)
            for column in columns:
                change = sql.SQL("UPDATE {0} SET {1} = {1}").format(name, sql.Identifier(column))
                done = attempt(connection, change)
                if not _is_within(done, cell, seen):
                    wrong.append((table, column, cell, done))
            for statement in ("DELETE FROM {}", "TRUNCATE {} CASCADE"):
                done = attempt(connection, sql.SQL(statement).format(name))
                if not _is_within(done, cell, seen) or (done != REFUSED and "TRUNC" in statement):
                    wrong.append((table, statement, cell, done))
    assert wrong == []


def _is_within(done: int | str, cell: str, seen: int | str) -> bool:
    """Refused, or no more rows than the post sees, and only where it writes at all."""
    if isinstance(done, str):
        return done in (REFUSED, "P0001")  # of one's own, by a trigger: append-only
    return cell in WRITES and isinstance(seen, int) and done <= seen


@pytest.mark.parametrize("post", list(Post))
def test_nothing_is_put_in_where_the_post_does_not_write(
    world: World, tables: dict[str, list[str]], post: Post
) -> None:
    """A row of the foreign matter once more: whoever does not see it adds nothing to it."""
    wrong = []
    for table, columns in tables.items():
        cell = expected().get(table, {}).get(post, "-")
        row = _foreign_row(world, table, columns)
        sees_it = expected()["matter"][post] in OF_ALL
        if row is None or cell == "R" or (cell == "a" and sees_it):
            continue
        places = sql.SQL(", ").join(sql.Placeholder() * len(columns))
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        add = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
            sql.Identifier(table), names, places
        )
        with world.attack(post) as connection:
            done = attempt(connection, add, row)
        if done != REFUSED:
            wrong.append((table, cell, done))
    assert wrong == []


def _foreign_row(world: World, table: str, columns: list[str]) -> Sequence[Any] | None:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL("SELECT {} FROM {}").format(listed, sql.Identifier(table))
    is_content = table == "matter" or "matter_id" in columns
    if is_content:
        query += _OF_MATTER.format(sql.Identifier("id" if table == "matter" else "matter_id"))
    with world.superuser() as connection:
        return connection.execute(query, [world.foreign] if is_content else []).fetchone()


_CENTRE = {Post.DISPATCHER, Post.SUPERVISOR, Post.STATISTICIAN, Post.ARCHIVIST}
_TEAMS = {Post.MEDIATOR, Post.RECORDER, Post.COMMITTEE_CHIEF}
_UNITS = {Post.HANDLER, Post.UNIT_CHIEF}
_ROSTER = {
    *(Post.INTAKE_CLERK, Post.TOWN_CENTER, Post.JUSTICE_OFFICE, Post.CENTER_DIRECTOR),
    Post.SYS_ADMIN,
    *(*_CENTRE, *_TEAMS, *_UNITS),
}
LOOKED_UP = {
    "received": {Post.INTAKE_CLERK, Post.TOWN_CENTER},
    "of_own_area": {Post.TOWN_CENTER},
    "own_slip": _UNITS,
    "own_case": _TEAMS,
    "mediated": {Post.JUSTICE_OFFICE},
    "mediator_load": _ROSTER,
    "committee_load": _ROSTER,
}
"""Views of the schema guard that policies and rosters read, the caller's own or sums, and who."""


@pytest.mark.parametrize("post", list(Post))
def test_what_guards_is_neither_read_nor_bent(world: World, post: Post) -> None:
    with world.superuser() as connection:
        kept = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v')"
            " AND relnamespace = 'guard'::regnamespace"
        ).fetchall()
    with world.attack(post) as connection:
        for (name,) in kept:
            table = sql.SQL("guard.{}").format(sql.Identifier(name))
            read = attempt(connection, sql.SQL("SELECT FROM {}").format(table))
            assert (read != REFUSED) == (post in LOOKED_UP.get(name, ())), name
            assert attempt(connection, sql.SQL("DELETE FROM {}").format(table)) != 0, name
        for statement in BENDING:
            assert attempt(connection, sql.SQL(statement)) in NOT_YOURS, statement


NOT_YOURS: Sequence[int | str] = (REFUSED, "0LP01")
BENDING = (
    "ALTER TABLE matter DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE matter DISABLE TRIGGER ALL",
    "DROP POLICY select_1 ON matter",
    "CREATE POLICY mine ON matter USING (true)",
    "CREATE TABLE own (x int)",
    "CREATE FUNCTION guard.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION guard.own_login() RETURNS text LANGUAGE sql AS 'SELECT NULL'",
    "CREATE SCHEMA mine",
    "CREATE ROLE other LOGIN",
    'ALTER ROLE "template_desk:staff" CREATEROLE',
    'SET ROLE "template_desk:owner"',
    'SET ROLE "template_desk:keeper"',
    'SET ROLE "postgres"',
    'GRANT "template_desk:CENTER_DIRECTOR" TO "template_desk_甲"',
    "SET session_replication_role = replica",
    "COPY matter TO PROGRAM 'cat'",
    "SELECT pg_read_file('pg_hba.conf')",
    "SELECT rolpassword FROM pg_authid",
    "SELECT nextval('search_entry_row_seq')",
    "SELECT setval('search_entry_row_seq', 1)",
)


@pytest.mark.parametrize("post", list(Post))
def test_the_servers_configuration_is_closed(world: World, post: Post) -> None:
    with world.attack(post) as connection:
        connection.autocommit = True
        for statement in ("ALTER SYSTEM SET log_connections = off", "CREATE DATABASE mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_row_security_cannot_be_switched_off(world: World) -> None:
    with world.attack(Post.HANDLER) as connection:
        connection.execute("SET row_security = off")
        assert counted(connection, "matter") == REFUSED


def test_only_the_functions_meant_for_them_are_called_by_staff(world: World) -> None:
    """Each function of the database is either on the list of those staff call, or closed to all."""
    with world.superuser() as connection:
        found = connection.execute(
            "SELECT oid::regprocedure::text, proname FROM pg_proc"
            " WHERE pronamespace IN ('guard'::regnamespace, 'public'::regnamespace)"
        ).fetchall()
        meant = {name.partition("(")[0] for name in (*CALLED_BY, *STAFF_CALLED_BY)}
        for post in Post:
            for function, name in found:
                (may,) = connection.execute(
                    "SELECT has_function_privilege(%s, %s, 'EXECUTE')",
                    [f"template_desk:{post}", function],
                ).fetchone() or (None,)
                assert not may or name in meant, (post, function)


def test_every_function_of_the_owner_has_a_fixed_search_path(world: World) -> None:
    with world.superuser() as connection:
        loose = connection.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef"
            " AND pronamespace IN ('guard'::regnamespace, 'public'::regnamespace)"
            " AND NOT COALESCE(proconfig::text, '') LIKE '%search_path%pg_temp%'"
        ).fetchall()
    assert loose == []
