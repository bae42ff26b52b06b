"""How the line to a server is guarded: encrypted by TLS, and its certificate looked at.

Whoever sits at a desk types a name. What more there is to it lies beside the program: the
certificate that signed the server's own, which an administrator puts there.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from db.home import home_path

_WHOLLY = "verify-full"


class Line(StrEnum):
    """Who could listen: `OWN` never leaves the server itself; on an `ENCRYPTED` one nobody reads,
    but somebody may stand in for the server; a `VERIFIED` one ends at the server named."""

    OWN = "OWN"
    PLAIN = "PLAIN"
    ENCRYPTED = "ENCRYPTED"
    VERIFIED = "VERIFIED"


def root_certificate() -> Path:
    """Where the certificate lies by which servers are known, if this PC has one."""
    return home_path() / "root.crt"


def guarded(url: URL) -> dict[str, str]:
    """What libpq is told beside what `url` says of TLS: with a root certificate nobody but the
    server it vouches for is spoken to, and never in the clear. Without one libpq encrypts where
    the server can, as it does by itself."""
    own = root_certificate()
    root = url.query.get("sslrootcert") or (str(own) if own.is_file() else "")
    options = {"sslmode": _WHOLLY, "sslrootcert": str(root)} if root else {}
    return {name: value for name, value in options.items() if name not in url.query}


def is_here(url: URL) -> bool:
    """Whether the server is on this PC and reached through a file, which no wire is part of."""
    return str(url.host or url.query.get("host") or "/").startswith("/")


def root_of(url: URL) -> str | None:
    """The certificate by which the server `url` names is known; None where it is not looked at."""
    options = {**url.query, **guarded(url)}
    return str(options["sslrootcert"]) if options.get("sslmode") == _WHOLLY else None


def line_of(connection: sa.Connection) -> Line:
    """How the line of this connection to a server is guarded."""
    driver: Any = connection.connection.dbapi_connection
    told = {option.keyword: option.val for option in driver.pgconn.info}
    if not driver.pgconn.ssl_in_use:
        return Line.OWN if driver.info.host.startswith("/") else Line.PLAIN
    return Line.VERIFIED if told[b"sslmode"] == _WHOLLY.encode() else Line.ENCRYPTED
