"""Is there a server at all? Asked before anybody signs in."""

from sqlalchemy.engine import URL

from app.errors import UNTRUSTED, DatabaseUnavailable
from db.engine import STAFF_OF, open_engine, server_url
from db.session import translated
from db.tls import guarded

WITHIN_S = 5


def address(host: str, database: str) -> str:
    """The URL behind what people type: a name, a name with a port, or a whole URL."""
    return host if "://" in host else f"postgresql://{host}/{database}"


def require_answer(text: str) -> str:
    """The URL again, if a server answers there. Raises DatabaseUnavailable (url, unreachable, or
    what is wrong with its certificate)."""
    require_reached(server_url(text))
    return text


def require_reached(url: URL) -> None:
    """Raises DatabaseUnavailable (unreachable, or what is wrong with the certificate)."""
    if answers(url):
        return
    if guarded(url):
        _require_trusted(url)
    raise DatabaseUnavailable(why="unreachable")


def answers(url: URL) -> bool:
    """Whether a server takes connections where `url` says; it tells nothing more to strangers."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    dialect = url.get_dialect()()
    _, options = dialect.create_connect_args(url.difference_update_query([STAFF_OF]))
    asked = make_conninfo("", connect_timeout=WITHIN_S, **options, **guarded(url))
    return pq.PGconn.ping(asked.encode()) == pq.Ping.OK  # a bare number, for all its type says


def _require_trusted(url: URL) -> None:
    """A server that is not trusted is as good as none to whoever asks only whether there is one."""
    engine = open_engine(url)
    try:
        with translated(), engine.connect():
            return
    except DatabaseUnavailable as error:
        if error.values.get("why") in UNTRUSTED:
            raise
    finally:
        engine.dispose()
