"""The transaction boundary, and where driver errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    DiskTrouble,
    InfrastructureError,
    SchemaMismatch,
    StaleRecord,
)

_SQLITE: tuple[tuple[str, type[InfrastructureError], str], ...] = (
    ("database is locked", DatabaseBusy, "locked"),
    ("database table is locked", DatabaseBusy, "locked"),
    ("readonly database", DiskTrouble, "read_only"),
    ("disk is full", DiskTrouble, "full"),
    ("disk i/o error", DiskTrouble, "failing"),
    ("unable to open database", DatabaseUnavailable, "cannot_open"),
    ("not a database", DatabaseUnavailable, "damaged"),
    ("malformed", DatabaseUnavailable, "damaged"),
    ("no such table", SchemaMismatch, "empty"),
)
_SQLSTATE: tuple[tuple[str, type[InfrastructureError], str], ...] = (
    ("55P03", DatabaseBusy, "locked"),
    ("40001", DatabaseBusy, "locked"),
    ("40P01", DatabaseBusy, "locked"),
    ("23505", StaleRecord, "taken"),
    ("57014", DatabaseBusy, "slow"),
    ("53100", DiskTrouble, "full"),
    ("25006", DiskTrouble, "read_only"),
    ("25P03", DatabaseUnavailable, "unreachable"),  # a PC that slept in the middle of saving
    ("FQ001", DatabaseUnavailable, "audit_broken"),
    ("42501", DatabaseUnavailable, "forbidden"),
    ("42P01", SchemaMismatch, "empty"),
    ("28", DatabaseUnavailable, "password"),
    ("3D000", DatabaseUnavailable, "missing"),
    ("08", DatabaseUnavailable, "unreachable"),
    ("57P", DatabaseUnavailable, "unreachable"),
    ("53300", DatabaseUnavailable, "too_many"),
)


_CONNECTING = (
    ("certificate verify failed", "tls_untrusted"),
    ("does not match host name", "tls_name"),
    ("root certificate file", "tls_file"),
    ("does not support ssl", "tls_missing"),
    ("ssl not in use", "tls_missing"),
    ("no encryption", "tls_required"),
    ("pg_hba.conf", "not_admitted"),
    ("server closed the connection", "unreachable"),
    ("could not receive data", "unreachable"),
    ("could not send data", "unreachable"),
    ("ssl syscall", "unreachable"),
    ("permission denied for database", "no_right"),
    ("权限不够", "no_right"),
    ("not permitted to log in", "disabled"),
    ("允许登", "disabled"),
    ("role", "password"),
    ("password", "password"),
    ("does not exist", "no_database"),
    ("不存在", "no_database"),
)
"""What a server says to whom it does not let in carries no code, and is in the server's language.
Of a name it does not know it says as little as of a wrong password. A line that broke in between is
told by our own side, in English, and is no wrong password."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn driver errors of the environment into ours; defects pass unchanged."""
    try:
        yield
    except StaleDataError as error:
        raise StaleRecord from error
    except sa.exc.DBAPIError as error:
        found = _meaning(error)
        if found is None:
            raise
        kind, why = found
        raise kind(why=why) from error


def _meaning(error: sa.exc.DBAPIError) -> tuple[type[InfrastructureError], str] | None:
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return next((row[1:] for row in _SQLSTATE if state.startswith(row[0])), None)
    text = str(error.orig).lower()
    found = next((row[1:] for row in _SQLITE if row[0] in text), None)
    if (
        found is None
        and isinstance(error, sa.exc.OperationalError)
        and "psycopg" in repr(type(error.orig))
    ):
        tried = getattr(getattr(error.orig, "pgconn", None), "used_password", False)
        otherwise = "password" if tried else "unreachable"
        told = _first_try(text)
        why = next((why for word, why in _CONNECTING if word in told), otherwise)
        return DatabaseUnavailable, why
    return found


def _first_try(text: str) -> str:
    """Why the encrypted line was refused, where libpq has then tried a plain one in vain."""
    lines = text.splitlines()
    return "\n".join([line for line in lines if "no encryption" not in line] or lines)


def is_server(session: Session) -> bool:
    """Whether this is a PostgreSQL, which guards itself (docs/lan.md), or a local file."""
    return session.get_bind().dialect.name == "postgresql"


@contextmanager
def reading(engine: sa.Engine) -> Iterator[Session]:
    """One consistent look at the data; nothing is written."""
    with translated(), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def looking(engine: sa.Engine) -> Iterator[Session]:
    """As `reading`; on a server each statement for itself, which saves beginning and ending: there
    every statement looks at the data as they are by then anyway (READ COMMITTED)."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with reading(engine) as session:
        yield session


@contextmanager
def writing(engine: sa.Engine) -> Iterator[Session]:
    """One transaction: commit on leaving, roll back on any exception."""
    with (
        translated(),
        Session(engine.execution_options(writes=True), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session
