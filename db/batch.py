"""Several statements in one round trip: what a server asks for where the wire is slow.

A local file has no wire; there they go one after the other.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.later import send_waiting
from db.session import is_server


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A question as the server takes it, and how its rows are read."""

    sql: str
    binds: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    readers: tuple[Callable[[Any], Any] | None, ...]
    row: Callable[..., Any]
    compiled: Any


def answers(
    session: Session, questions: Mapping[str, sa.Select[Any]], **values: Any
) -> dict[str, list[Any]]:
    """The rows of each question, which all know the same parameters; a row has its columns as
    attributes. What the session has to write is written before."""
    session.flush()
    connection = session.connection()
    if not is_server(session):
        return {name: list(connection.execute(q, values)) for name, q in questions.items()}
    asked = {name: _prepared(q, connection.dialect) for name, q in questions.items()}
    with together(connection) as driver:
        cursors = {name: _ask(driver, how, values) for name, how in asked.items()}
    return {name: [_row(how, r) for r in cursors[name].fetchall()] for name, how in asked.items()}


@contextmanager
def together(connection: sa.Connection) -> Iterator[Any]:
    """What is sent to the driver's connection within goes without waiting for each answer.

    Raises what SQLAlchemy raises, once the first failure is heard of.
    """
    with driver_of(connection) as driver, driver.pipeline():
        send_waiting(connection, driver)
        yield driver


@contextmanager
def driver_of(connection: sa.Connection) -> Iterator[Any]:
    """The driver's own connection to a server. What it raises within becomes what SQLAlchemy
    raises."""
    import psycopg

    driver: Any = connection.connection.dbapi_connection
    try:
        yield driver
    except psycopg.Error as error:
        if driver.closed:
            connection.invalidate(error)
        raise sa.exc.DBAPIError.instance(
            None,
            None,
            error,
            psycopg.Error,
            connection_invalidated=driver.closed,
            dialect=connection.dialect,
        ) from error


def _ask(driver: Any, how: _Prepared, values: Mapping[str, Any]) -> Any:
    known = how.compiled.construct_params(values)
    sent = {name: known[name] if send is None else send(known[name]) for name, send in how.binds}
    return driver.execute(how.sql, sent)


def _row(how: _Prepared, values: tuple[Any, ...]) -> Any:
    read = (v if r is None else r(v) for v, r in zip(values, how.readers, strict=True))
    return how.row(*read)


@cache
def _prepared(question: sa.Select[Any], dialect: sa.Dialect) -> _Prepared:
    compiled: Any = question.compile(dialect=dialect)
    columns = question.selected_columns
    return _Prepared(
        sql=str(compiled),
        binds=tuple(
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in compiled.binds.items()
        ),
        readers=tuple(
            c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns
        ),
        row=namedtuple("Row", columns.keys()),
        compiled=compiled,
    )
