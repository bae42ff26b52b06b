"""The full-text index among more rows than a server looks through first, on both databases."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.search.full_text import latest_matters
from app.search.words import phone_word, wanted, word_list
from db.session import reading
from db.types import Key
from tests.conftest import unguarded

MANY = 2500
SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def many(desk: Desk) -> Desk:
    """Rows numbered from 1, each about a quarrel, the seventh about 老张; no matters behind."""
    insert = sa.text(
        "INSERT INTO search_entry (row, matter_id, words) VALUES (:row, :matter_id, :words)"
    ).bindparams(sa.bindparam("matter_id", type_=Key()))
    rows = [
        {
            "row": n,
            "matter_id": UUID(int=n),
            "words": word_list(["老张" if n == 7 else "", "邻里纠纷"]),
        }
        for n in range(1, MANY + 1)
    ]
    with unguarded(desk).connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        connection.execute(insert, rows)
        connection.commit()
    desk.engine.dispose()
    return desk


@pytest.mark.parametrize(
    ("text", "limit", "rows"),
    [
        ("纠纷", 2, [MANY, MANY - 1]),
        ("纠", 3, [MANY, MANY - 1, MANY - 2]),
        ("老张", 5, [7]),
        ("老", 5, [7]),
        ("老张 邻里", 5, [7]),
        ("无此", 5, []),
        ("纠纷", MANY + 9, list(range(MANY, 0, -1))),
    ],
)
def test_the_latest_are_found_whether_common_or_rare(
    many: Desk, text: str, limit: int, rows: list[int]
) -> None:
    with reading(many.engine) as session:
        found = latest_matters(session, wanted(text, phone_word), limit)
    assert [key.int for key in found] == rows


@SERVER
def test_the_index_of_a_server_is_the_one_we_ask_for(many: Desk) -> None:
    """The condition and the index have to be spelled alike, or every row is read."""
    with unguarded(many).connect() as connection:
        asked = connection.scalar(
            sa.text("SELECT prosrc FROM pg_proc WHERE proname = 'with_rare_words'")
        )
        query = str(asked).partition("RETURN QUERY ")[2].partition(";")[0]
        query = query.replace("wanted::", "$$'老张'$$::").replace("LIMIT most", "LIMIT 20")
        connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.exec_driver_sql("EXPLAIN " + query)
        assert "ix_search_entry_words" in "\n".join(plan.scalars())


@SERVER
def test_the_planner_may_walk_rows_again_afterwards(many: Desk) -> None:
    with reading(many.engine) as session:
        latest_matters(session, wanted("老张", phone_word), 5)
        assert session.scalar(sa.text("SHOW enable_seqscan")) == "on"
