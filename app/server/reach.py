"""Is there a server at all? Asked before anybody signs in."""

from sqlalchemy.engine import URL

from app.errors import DatabaseUnavailable
from db.engine import STAFF_OF, server_url

WITHIN_S = 5


def address(host: str, database: str) -> str:
    """The URL behind what people type: a name, a name with a port, or a whole URL."""
    return host if "://" in host else f"postgresql://{host}/{database}"


def require_answer(text: str) -> str:
    """The URL again, if a server answers there. Raises DatabaseUnavailable (url, unreachable)."""
    if not answers(server_url(text)):
        raise DatabaseUnavailable(why="unreachable")
    return text


def answers(url: URL) -> bool:
    """Whether a server takes connections where `url` says; it tells nothing more to strangers."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    options = {"host": url.host, "dbname": url.database, **url.query}  # a host may stand there too
    told = {name: str(value) for name, value in options.items() if value and name != STAFF_OF}
    asked = make_conninfo(port=url.port, connect_timeout=WITHIN_S, **told)
    return pq.PGconn.ping(asked.encode()) == pq.Ping.OK  # a bare number, for all its type says
