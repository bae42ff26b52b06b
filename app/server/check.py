"""`server check`: is the server one that guards what it holds, and keeps it (docs/lan.md)?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.admin.types import Finding, Level
from app.clock import local
from app.errors import DatabaseUnavailable
from app.server import door, moving
from app.server.certificate import good_until
from app.server.init import OLDEST, opened
from app.server.prepare import prefix_of
from app.server.staging import left_over
from db.engine import server_url
from db.schema import GUARD, HEAD, current, known_guard
from db.session import translated
from db.tls import Line, line_of, root_certificate

MOST_OFF_S = 5
"""Seconds the server's clock may differ from this PC's before it is told."""
ENDS_SOON_DAYS = 30
"""Days before its end that a certificate is told of: time enough to have a new one made."""
_LATE_S = 60
"""Seconds a standby may lag behind before it is told."""
_MOST_NAMED = 10
_SETTINGS = {"fsync": "on", "full_page_writes": "on", "password_encryption": "scram-sha-256"}
"""What must stand so in the server's configuration: without the first two a power cut loses
data."""
_PROTOCOL = sa.text("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
_CHANGED = sa.text(
    "SELECT COALESCE(now.thing, was.thing) FROM guard.stands AS now"
    " FULL JOIN guard.state AS was USING (thing) WHERE now.told IS DISTINCT FROM was.told"
    " ORDER BY 1"
)
_OPEN_DOORS = sa.text(
    "SELECT line_number, type, auth_method FROM pg_hba_file_rules WHERE auth_method IN"
    " ('trust', 'password', 'md5') AND type <> 'local' OR type IN ('host', 'hostnossl')"
    " AND address NOT IN ('127.0.0.1', '::1') ORDER BY 1"
)
_DESK_TAKES = 4
"""Connections of one desk at its busiest: one listens, two read, one writes."""
_ROOM = sa.text(
    "SELECT (SELECT count(*) FROM staff WHERE disabled_at IS NULL) AS staff,"
    " current_setting('max_connections')::int AS most,"
    " current_setting('superuser_reserved_connections')::int AS reserved"
)
_STRAYS = sa.text(
    "SELECT rolname FROM pg_roles, guard.secret WHERE starts_with(rolname, prefix || '_')"
    " AND rolcanlogin AND NOT EXISTS"
    " (SELECT FROM staff WHERE prefix || '_' || login = rolname AND disabled_at IS NULL)"
)


def check_server(url: str | URL) -> tuple[Finding, ...]:
    """Look at version, TLS, time, encoding, schema, what guards, doors, space and replication.

    The URL names the server's own account. Raises DatabaseUnavailable where it is not let in.
    """
    with opened(server_url(url)) as engine:
        prefix = prefix_of(engine)
        with translated(), engine.connect() as connection:
            if connection.scalar(sa.text("SHOW is_superuser")) != "on":
                raise DatabaseUnavailable(why="not_superuser")
            found = [*_of_server(connection), *_of_settings(connection), *_doors(connection)]
            found += [*_half_moved(connection), *_half_restored(connection)]
            if prefix is not None:
                found += _kept_out(connection, prefix)
        if prefix is not None:
            found += _of_database(engine)
        else:
            found.append(_finding("SERVER_NOT_PREPARED", Level.ERROR))
    return tuple(found)


def _of_server(connection: sa.Connection) -> Iterator[Finding]:
    version = int(_shown(connection, "server_version_num"))
    told = _shown(connection, "server_version")
    if version >= OLDEST:
        yield _finding("SERVER_VERSION_FITS", Level.OK, version=told)
    else:
        yield _finding("SERVER_OLD", Level.ERROR, version=told)
    yield from _tls(connection)
    off = _seconds_off(connection)
    code = "SERVER_TIME_FITS" if abs(off) <= MOST_OFF_S else "SERVER_TIME_OFF"
    level = Level.OK if code == "SERVER_TIME_FITS" else Level.WARNING
    yield _finding(code, level, seconds=f"{abs(off):.0f}")
    encoding = _shown(connection, "server_encoding")
    if encoding == "UTF8":
        yield _finding("SERVER_ENCODING_FITS", Level.OK)
    else:
        yield _finding("SERVER_ENCODING_WRONG", Level.ERROR, encoding=encoding)


def _tls(connection: sa.Connection) -> Iterator[Finding]:
    line, is_on = line_of(connection), _shown(connection, "ssl") == "on"
    if line in (Line.ENCRYPTED, Line.VERIFIED):
        yield _finding("SERVER_TLS_FITS", Level.OK, version=connection.scalar(_PROTOCOL))
        yield _verified(line)
        yield from _lasts(connection)
    elif not is_on:
        yield _finding("SERVER_NO_TLS", Level.WARNING)
    elif line is Line.OWN:
        yield _finding("SERVER_TLS_HERE_FITS", Level.OK)
    else:
        yield _finding("SERVER_TLS_UNUSED", Level.WARNING)


def _lasts(connection: sa.Connection) -> Iterator[Finding]:
    """On the day it runs out, no desk that verifies it is let in any more."""
    info: Any = connection.connection.dbapi_connection
    until = good_until(info.info.host, info.info.port)
    if until is None:
        return
    days = (until - datetime.now(UTC)).days
    level, code = (
        (Level.OK, "SERVER_CERTIFICATE_FRESH")
        if days > ENDS_SOON_DAYS
        else (Level.WARNING, "SERVER_CERTIFICATE_ENDS")
    )
    yield _finding(code, level, day=f"{local(until):%Y-%m-%d}", days=days)


def _verified(line: Line) -> Finding:
    """Whether an encrypted line is known to end at the centre's own server."""
    if line is Line.VERIFIED:
        return _finding("SERVER_ROOT_FITS", Level.OK)
    return _finding("SERVER_UNVERIFIED", Level.WARNING, place=root_certificate())


def _seconds_off(connection: sa.Connection) -> float:
    """How far the server's clock is ahead of this PC's, half the way there and back taken off."""
    before = datetime.now(UTC)
    moment: Any = connection.scalar(sa.text("SELECT clock_timestamp()"))
    after = datetime.now(UTC)
    return float((moment - before - (after - before) / 2).total_seconds())


def _of_settings(connection: sa.Connection) -> Iterator[Finding]:
    wrong = [name for name, wanted in _SETTINGS.items() if _shown(connection, name) != wanted]
    for name in wrong:
        values = {"name": name, "wanted": _SETTINGS[name], "found": _shown(connection, name)}
        yield _finding("SERVER_SETTING", Level.WARNING, **values)
    if not wrong:
        yield _finding("SERVER_SETTINGS_FIT", Level.OK)
    if _shown(connection, "log_connections") in ("", "off"):
        yield _finding("SERVER_LOG", Level.WARNING)


def _doors(connection: sa.Connection) -> Iterator[Finding]:
    """Lines of pg_hba.conf that let somebody in without SCRAM, or over the network without TLS."""
    lines = [str(row.line_number) for row in connection.execute(_OPEN_DOORS)]
    if lines:
        yield _finding("SERVER_DOORS", Level.WARNING, lines="、".join(lines[:_MOST_NAMED]))
    else:
        yield _finding("SERVER_DOORS_FIT", Level.OK)


def _half_moved(connection: sa.Connection) -> Iterator[Finding]:
    source = moving.source_of(connection)
    if source is None:
        return
    when = f"{local(datetime.fromisoformat(source.at)):%Y-%m-%d %H:%M}"
    told = {"when": when, "host": source.host, "file": source.file}
    if moving.is_held(connection):
        yield _finding("SERVER_MOVE_KNOWN", Level.OK, **told)
    elif source.wrong:
        yield _finding("SERVER_MOVE_WRONG", Level.WARNING, named=source.wrong, **told)
    else:
        yield _finding("SERVER_MOVE_LEFT", Level.WARNING, **told)


def _half_restored(connection: sa.Connection) -> Iterator[Finding]:
    names = left_over(connection)
    if names and not door.is_held(connection):
        told = {"named": "、".join(names), "dropped": ", ".join(names)}
        yield _finding("SERVER_RESTORE_LEFT", Level.WARNING, **told)


def _kept_out(connection: sa.Connection, prefix: str) -> Iterator[Finding]:
    """Whether staff may come in: a program that was killed behind the door opens it no more."""
    if not door.is_shut(connection, prefix):
        return
    if door.is_held(connection):
        yield _finding("SERVER_CLOSED", Level.OK)
    else:
        yield _finding("SERVER_LEFT_CLOSED", Level.ERROR)


def _of_database(engine: sa.Engine) -> Iterator[Finding]:
    found = current(engine)
    if found != HEAD:
        yield _finding("SERVER_SCHEMA", Level.ERROR, found=str(found), wanted=HEAD)
    elif (guard := known_guard(engine)) not in (None, GUARD):
        told = {"found": f"{found}.{guard}", "wanted": f"{HEAD}.{GUARD}"}
        yield _finding("SERVER_SCHEMA", Level.ERROR, **told)
    else:
        yield Finding("schema", Level.OK, "SCHEMA_FITS", {"revision": HEAD})
    with translated(), engine.connect() as connection:
        changed = list(connection.scalars(_CHANGED))
        if changed:
            named = "、".join(changed[:_MOST_NAMED])
            values = {"count": len(changed), "named": named}
            yield _finding("SERVER_GUARD_CHANGED", Level.ERROR, **values)
        else:
            count = connection.scalar(sa.text("SELECT count(*) FROM guard.state"))
            yield _finding("SERVER_GUARD_WHOLE", Level.OK, count=count)
        for name in connection.scalars(_STRAYS):
            yield _finding("SERVER_STRAY", Level.ERROR, name=name)
        yield _room(connection)
        yield from _space(connection)
        yield from _replication(connection)


def _room(connection: sa.Connection) -> Finding:
    """Whether all the staff may be at their desks at a time; a server as it is installed takes
    a hundred connections."""
    told = connection.execute(_ROOM).one()
    takes = _DESK_TAKES * told.staff
    if takes <= told.most - told.reserved:
        return _finding("SERVER_CONNECTIONS_FIT", Level.OK, most=told.most)
    values = {"staff": told.staff, "most": told.most, "wanted": takes + told.reserved}
    return _finding("SERVER_CONNECTIONS", Level.WARNING, **values)


def _space(connection: sa.Connection) -> Iterator[Finding]:
    """What is free is seen on the server itself alone: stock PostgreSQL does not tell."""
    size = connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0
    is_here = connection.scalar(
        sa.text("SELECT inet_client_addr() IS NULL OR inet_client_addr() = inet_server_addr()")
    )
    told = {"size": f"{size / 1_000_000_000:.2f}"}
    folder = _shown(connection, "data_directory")
    free = _free(folder) if is_here else None
    if free is None:
        yield _finding("SERVER_SPACE_KNOWN", Level.OK, **told)
    elif free < max(5_000_000_000, 2 * size):
        yield _finding("SERVER_SPACE_LOW", Level.WARNING, free=f"{free / 1e9:.1f}", **told)
    else:
        yield _finding("SERVER_SPACE_FREE", Level.OK, free=f"{free / 1e9:.1f}", **told)


def _free(folder: str) -> int | None:
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _replication(connection: sa.Connection) -> Iterator[Finding]:
    if connection.scalar(sa.text("SELECT pg_is_in_recovery()")):
        yield _finding("SERVER_STANDBY", Level.WARNING)
        return
    rows = connection.execute(
        sa.text(
            "SELECT COALESCE(NULLIF(application_name, ''), client_addr::text, '?') AS name,"
            " state, COALESCE(extract(epoch FROM replay_lag), 0) AS lag FROM pg_stat_replication"
        )
    ).all()
    if not rows:
        yield _finding("SERVER_STANDBY_NOT_KNOWN", Level.OK)
    for row in rows:
        values = {"name": row.name, "state": row.state, "lag": f"{row.lag:.0f}"}
        yield _finding(
            "SERVER_STANDBY_FOUND", Level.OK if row.lag < 60 else Level.WARNING, **values
        )


def _shown(connection: sa.Connection, setting: str) -> str:
    return str(connection.scalar(sa.text("SELECT current_setting(:name)"), {"name": setting}))


def _finding(code: str, level: Level, **values: object) -> Finding:
    return Finding("server", level, code, values)
