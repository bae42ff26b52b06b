"""The areas a clerk may choose from: the centre's own and everything below it."""

from sqlalchemy.orm import Session

from app.permissions import Actor, Permission
from app.reference import reference


def area_options(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Codes and names, the centre's own area first, then below it in the order of the codes.

    A code's significant part (province, prefecture, county, town, village) is the prefix of
    every code below it (domain/06 section 1).
    """
    actor.require(Permission.REGISTER)
    return areas_of_centre(session)


def areas_of_centre(session: Session) -> tuple[tuple[str, str], ...]:
    """The same for who has checked the permission."""
    known = reference(session)
    own = known.centre_area
    prefix = _significant(own)
    below = sorted(code for code in known.areas if code.startswith(prefix) and code != own)
    return tuple((code, known.areas[code]) for code in (own, *below) if code in known.areas)


def _significant(code: str) -> str:
    """The digits of a 12-digit code that name its level: 2, 4, 6, 9 or 12 of them."""
    for length in (2, 4, 6, 9):
        if not code[length:].strip("0"):
            return code[:length]
    return code
