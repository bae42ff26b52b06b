"""New rows go to a server with the next question: nobody waits for the answer to an INSERT.

It says nothing but that it was done. So it is kept back until something is asked or changed, or
all is committed, and both go in one turn; the order stays, and so does what is refused.
"""

from typing import Any

import sqlalchemy as sa

_WAITING = "inserts that wait"


def put_off_inserts(engine: sa.Engine) -> None:
    """From now on, in transactions that write (db/session.py)."""
    sa.event.listen(engine, "do_execute", _done_or_put_off)
    sa.event.listen(engine, "do_executemany", _go_before)
    sa.event.listen(engine, "commit", send_rest)
    sa.event.listen(engine, "rollback", _forget)


def send_waiting(connection: sa.Connection, driver: Any) -> None:
    """In the order they came, within a pipeline of the driver."""
    waiting = _waiting_at(connection)
    sent, waiting[:] = waiting[:], []
    for statement, given in sent:
        driver.execute(statement, given)


def _waiting_at(connection: sa.Connection) -> list[tuple[str, Any]]:
    """Nothing waits where a line broke, or where nothing is to be written."""
    if connection.invalidated or not connection.get_execution_options().get("writes"):
        return []
    found: list[tuple[str, Any]] = connection.info.setdefault(_WAITING, [])
    return found


def _done_or_put_off(cursor: Any, statement: str, given: Any, context: Any) -> bool | None:
    """True: the engine has nothing more to do with it."""
    connection: sa.Connection = context.root_connection
    if _can_wait(connection, context):
        _waiting_at(connection).append((statement, given))
        return True
    if not _waiting_at(connection):
        return None
    with cursor.connection.pipeline():
        send_waiting(connection, cursor.connection)
        if _is_of_server(cursor):
            return None
        cursor.execute(statement, given)
    return True


def _is_of_server(cursor: Any) -> bool:
    """Whether rows are fetched from the server part by part, which no pipeline allows."""
    import psycopg

    return isinstance(cursor, psycopg.ServerCursor)


def _can_wait(connection: sa.Connection, context: Any) -> bool:
    is_writing = bool(connection.get_execution_options().get("writes"))
    return is_writing and context.isinsert and not context.compiled.effective_returning


def _go_before(cursor: Any, _statement: str, _given: Any, context: Any) -> None:
    if _waiting_at(context.root_connection):
        with cursor.connection.pipeline():
            send_waiting(context.root_connection, cursor.connection)


def send_rest(connection: sa.Connection) -> None:
    """What waits, if anything, now. Raises what SQLAlchemy raises."""
    from db.batch import together

    if _waiting_at(connection):
        with together(connection):
            """What waits goes first."""


def _forget(connection: sa.Connection) -> None:
    _waiting_at(connection).clear()
