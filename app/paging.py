"""Going on where a page of a list ended, by the place of its last row and not by counting."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa


def follows(
    order: Sequence[Any], last: Sequence[object], *, descending: bool = False
) -> sa.ColumnElement[bool]:
    """What comes after the row with the values `last` in a list sorted by the columns `order`.

    The last of the columns has to be a key, so that no two rows stand in one place.
    """
    values = zip(order, last, strict=True)
    place = sa.tuple_(*(sa.literal(value, column.type) for column, value in values))
    return sa.tuple_(*order) < place if descending else sa.tuple_(*order) > place
