"""Which risk colours the centre uses, and from how many points of the assessment each counts.

Places differ in their colours (domain/03 table E): the choice is a parameter, read by
app.matter.actions.desk. Matters already judged keep their colour.
"""

import json
from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import Invalid, Problem, StaleRecord
from app.identifiers.text import normal_line
from app.matter.actions.desk import levels_of
from app.permissions import Actor, Permission
from app.reference import touch
from db.enums import RiskLevel
from db.models import Parameter

CODE = "risk_levels"
MOST = 100
"""The four factors of an assessment together."""
_DESCENDING = (RiskLevel.RED, RiskLevel.ORANGE, RiskLevel.YELLOW)
"""Above the optional green and blue, of which places say differently which is the milder."""


def levels_in_use(session: Session) -> dict[RiskLevel, int]:
    """The lowest total of each colour in use. One statement."""
    told = session.scalar(sa.select(Parameter.value).where(Parameter.code == CODE))
    return {level: least for least, level in levels_of(told)}


def change_level(
    session: Session,
    actor: Actor,
    level: RiskLevel,
    before: int | None,
    least: int | None,
    reason: str,
) -> None:
    """Use `level` from `least` points on, or no more if None; `before` is what the user saw.

    Raises NotPermitted, StaleRecord, or Invalid (`least`, `reason`).
    """
    actor.require(Permission.MANAGE_DICTIONARIES)
    used = levels_in_use(session)
    if used.get(level) != before:
        raise StaleRecord
    reason = normal_line(reason, "reason")
    others = {each: points for each, points in used.items() if each is not level}
    if problems := list(_problems(level, least, reason, others)):
        raise Invalid(problems)
    told = others | ({} if least is None else {level: least})
    _store(session, {each: told[each] for each in RiskLevel if each in told}, reason)
    touch(session)
    audit.record(session, "risk_change", "term", level.value, reason=reason)


def _problems(
    level: RiskLevel, least: int | None, reason: str, others: Mapping[RiskLevel, int]
) -> Iterator[Problem]:
    if not reason:
        yield Problem("reason", "FIELD_MISSING")
    if least is None:
        if level is RiskLevel.RED:
            yield Problem("reason", "RISK_RED_NEEDED")
        return
    low, high = bounds(level, others)
    if not low <= least <= high:
        code = "RISK_RANGE" if low <= high else "RISK_NO_ROOM"
        yield Problem("least", code, values={"low": low, "high": high})
    elif least in others.values():
        yield Problem("least", "RISK_SAME")


def bounds(level: RiskLevel, others: Mapping[RiskLevel, int]) -> tuple[int, int]:
    """The lowest and the highest total that keep the colours in their order."""
    place = _rank(level)
    above = [points for each, points in others.items() if _rank(each) < place]
    below = [points for each, points in others.items() if _rank(each) > place]
    return max(below, default=0) + 1, min(above, default=MOST + 1) - 1


def _rank(level: RiskLevel) -> int:
    return _DESCENDING.index(level) if level in _DESCENDING else len(_DESCENDING)


def _store(session: Session, told: Mapping[RiskLevel, int], reason: str) -> None:
    row = session.scalars(sa.select(Parameter).where(Parameter.code == CODE)).one_or_none()
    if row is None:
        row = Parameter(code=CODE)
        session.add(row)
    row.value = json.dumps({level.value: least for level, least in told.items()})
    row.is_default, row.source = False, reason
