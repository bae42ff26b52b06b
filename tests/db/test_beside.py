"""What stands beside a row comes as it would by itself, whatever its type and the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from db.beside import beside
from db.engine import open_engine
from db.enums import PartyKind
from db.types import Key, UtcDateTime, new_id

_TABLES = sa.MetaData()
ONE = sa.Table("tried_one", _TABLES, sa.Column("id", sa.Integer, primary_key=True))
MANY = sa.Table(
    "tried_many",
    _TABLES,
    sa.Column("one_id", sa.Integer),
    sa.Column("place", sa.Integer),
    sa.Column("key", Key()),
    sa.Column("at", UtcDateTime()),
    sa.Column("day", sa.Date()),
    sa.Column("kind", sa.Enum(PartyKind, native_enum=False, length=40)),
    sa.Column("is_so", sa.Boolean()),
    sa.Column("text", sa.Text()),
)
SHANGHAI = timezone(timedelta(hours=8))
ROWS: list[dict[str, Any]] = [
    {
        "one_id": 1,
        "place": 1,
        "key": new_id(),
        "day": date(2026, 9, 18),
        "at": datetime(2026, 9, 18, 10, 31, 5, 123456, SHANGHAI),
        "is_so": True,
        "kind": PartyKind.ENTERPRISE,
        "text": "“青石”\\ \"引号\" 'q' \n 𠮷 😀",
    },
    {
        "one_id": 1,
        "place": 2,
        "key": None,
        "day": None,
        "at": None,
        "is_so": None,
        "kind": None,
        "text": None,
    },
    {
        "one_id": 3,
        "place": 3,
        "key": new_id(),
        "day": date(1949, 10, 1),
        "at": datetime(2026, 1, 1, tzinfo=UTC),
        "is_so": False,
        "kind": PartyKind.NATURAL_PERSON,
        "text": "",
    },
]


@pytest.fixture
def connection(database_url: str) -> Iterator[sa.Connection]:
    engine = open_engine(database_url)
    with engine.connect() as connection, connection.begin() as never_kept:
        _TABLES.create_all(connection)
        connection.execute(ONE.insert(), [{"id": 1}, {"id": 2}, {"id": 3}])
        connection.execute(MANY.insert(), ROWS)
        yield connection
        never_kept.rollback()
    engine.dispose()


def test_each_value_is_what_it_is_by_itself(connection: sa.Connection) -> None:
    columns = [column for column in MANY.c if column.name != "one_id"]
    query = sa.select(*columns).where(MANY.c.one_id == ONE.c.id)
    answer = connection.execute(sa.select(ONE.c.id, beside(query, ONE)))
    found: dict[int, list[Any]] = dict(answer.all())
    for one_id, rows in found.items():
        alone = connection.execute(sa.select(*columns).where(MANY.c.one_id == one_id)).all()
        assert sorted(rows, key=lambda row: row.place) == [tuple(row) for row in alone]
    assert [len(found[one_id]) for one_id in (1, 2, 3)] == [2, 0, 1]


def test_two_of_them_stand_beside_the_same_row(connection: sa.Connection) -> None:
    texts = sa.select(MANY.c.text).where(MANY.c.one_id == ONE.c.id)
    keys = sa.select(MANY.c.key).where(MANY.c.one_id == ONE.c.id)
    query = sa.select(beside(texts, ONE).label("texts"), beside(keys, ONE).label("keys"))
    row = connection.execute(query.where(ONE.c.id == 3)).one()
    assert [each.text for each in row.texts] == [""]
    assert [each.key for each in row.keys] == [ROWS[2]["key"]]
