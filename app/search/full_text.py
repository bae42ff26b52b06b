"""Asking the full-text index of either database for the latest rows with some words.

Rows of search_entry are numbered as matters are registered, so the latest have the highest.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.search.words import Wanted

_NEWEST = 1000
_COMMON = """
SELECT row FROM (SELECT row, words FROM search_entry ORDER BY row DESC LIMIT :newest) AS newest
WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:wanted AS tsquery)
ORDER BY row DESC LIMIT :most
"""
_RARE = """
WITH found AS MATERIALIZED (
  SELECT row FROM search_entry
  WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:wanted AS tsquery)
)
SELECT row FROM found ORDER BY row DESC LIMIT :most
"""
"""The condition is spelled as the index in db/sql, or that would not be used."""


def latest_rows(session: Session, looked_for: Wanted, limit: int) -> Sequence[int]:
    """The numbers of the latest `limit` rows that have the words, in no order."""
    if session.get_bind().dialect.name == "postgresql":
        return _of_postgresql(session, looked_for, limit)
    return _of_sqlite(session, looked_for, limit)


def _of_sqlite(session: Session, looked_for: Wanted, limit: int) -> Sequence[int]:
    parts = [f'"{word}"' for word in looked_for.whole]
    parts += [f'"{word}"*' for word in looked_for.begun]
    found = sa.text(
        "SELECT rowid FROM search_index WHERE search_index MATCH :wanted"
        " ORDER BY rowid DESC LIMIT :most"
    )
    values = {"wanted": " AND ".join(parts), "most": limit}
    return session.execute(found, values).scalars().all()


def _of_postgresql(session: Session, looked_for: Wanted, limit: int) -> Sequence[int]:
    """Common words are found among the newest rows, rare ones by the index.

    Left to itself the server guesses which is which, and a wrong guess took 2 s among 200,000
    rows: it walked them all, for a rare word from the newest on, for a common one in any order.
    """
    parts = [f"'{word}'" for word in looked_for.whole]
    parts += [f"'{word}':*" for word in looked_for.begun]
    values = {"wanted": " & ".join(parts), "most": limit, "newest": _NEWEST}
    found = session.execute(sa.text(_COMMON), values).scalars().all()
    if len(found) == limit:
        return found
    _walk_rows(session, allowed=False)
    found = session.execute(sa.text(_RARE), values).scalars().all()
    _walk_rows(session, allowed=True)
    return found


def _walk_rows(session: Session, *, allowed: bool) -> None:
    """Whether the rest of this transaction may read a table from end to end."""
    setting = "on" if allowed else "off"
    session.execute(sa.select(sa.func.set_config("enable_seqscan", setting, True)))  # noqa: FBT003
