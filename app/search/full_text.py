"""Asking the full-text index of either database for the latest matters with some words.

Rows of search_entry are numbered as matters are registered, so the latest have the highest.
"""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.search.words import Wanted
from db.models import SearchEntry
from db.session import is_server

_OF_SERVER = sa.text("SELECT * FROM guard.with_words(:wanted, :most)")
_OF_FILE = sa.text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :wanted"
    " ORDER BY rowid DESC LIMIT :most"
)


def latest_matters(session: Session, looked_for: Wanted, limit: int) -> Sequence[UUID]:
    """The latest `limit` matters that have the words, the newest first."""
    if is_server(session):
        values = {"wanted": query_of(looked_for), "most": limit}
        return session.scalars(_OF_SERVER, values).all()
    parts = [f'"{word}"' for word in looked_for.whole]
    parts += [f'"{word}"*' for word in looked_for.begun]
    parts += [f'("{one}" OR "{other}")' for one, other in looked_for.either]
    rows = session.scalars(_OF_FILE, {"wanted": " AND ".join(parts), "most": limit}).all()
    newest_first = sa.select(SearchEntry.matter_id).order_by(SearchEntry.row.desc())
    return session.scalars(newest_first.where(SearchEntry.row.in_(rows))).all()


def query_of(looked_for: Wanted) -> str:
    """The words as a server is asked for them."""
    parts = [f"'{word}'" for word in looked_for.whole]
    parts += [f"'{word}':*" for word in looked_for.begun]
    parts += [f"('{one}' | '{other}')" for one, other in looked_for.either]
    return " & ".join(parts)
