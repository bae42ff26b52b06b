"""The one way in for window and command line: reads where it can, audits where it must."""

from app.desk import Desk
from app.search.commands import search
from app.search.queries import MOST, matches
from app.search.types import Found
from app.search.words import names_number


def find(desk: Desk, text: str, limit: int = MOST) -> tuple[Found, ...]:
    """What `text` brings up; looking for a person's number is written down.

    Other searches take no write lock, since they run at every key. Raises NotPermitted.
    """
    if names_number(text):
        return desk.write(search, text, limit)
    return desk.read(matches, text, limit)
