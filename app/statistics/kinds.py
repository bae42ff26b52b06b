"""What a matter is about, as reports sort it: the type of a dispute, else the kind of appeal."""

from collections.abc import Collection

import sqlalchemy as sa

from app.glossary import term
from db.enums import AppealKind, DisputeType
from db.models import Matter

UNTYPED = "UNTYPED"
"""A dispute that nobody has given a type yet."""

Kind = tuple[AppealKind, DisputeType | None]


def key_of(kind: Kind) -> str:
    appeal, dispute = kind
    if dispute is not None:
        return str(dispute)
    return UNTYPED if appeal is AppealKind.DISPUTE else str(appeal)


def label_of(key: str) -> str:
    if key == UNTYPED:
        return "未分类的纠纷"
    return term(DisputeType(key) if key in set(DisputeType) else AppealKind(key))


def place_of(key: str) -> tuple[int, int]:
    """Disputes first, in the order of the official table; then the other kinds of appeal."""
    if has_type(key):
        return 0, list(DisputeType).index(DisputeType(key))
    return (0, 100) if key == UNTYPED else (1, list(AppealKind).index(AppealKind(key)))


def is_of(keys: Collection[str]) -> sa.ColumnElement[bool]:
    """The condition on Matter that its key is one of these."""
    disputes = [DisputeType(key) for key in keys if has_type(key)]
    appeals = [AppealKind(key) for key in keys if key in set(AppealKind)]
    if UNTYPED in keys:
        appeals.append(AppealKind.DISPUTE)
    typed = [Matter.dispute_type.in_(disputes)] if disputes else []
    untyped = sa.and_(Matter.dispute_type.is_(None), Matter.appeal_kind.in_(appeals))
    return sa.or_(*typed, *([untyped] if appeals else []))


def has_type(key: str) -> bool:
    """Whether matters of this key have a dispute type."""
    return key in set(DisputeType)
