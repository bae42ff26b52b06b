"""With each post's own password and a bare connection: whose telephone comes out of which table."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import sql

from app.admin.commands import add_staff
from app.admin.staff import change_staff, staff_card
from app.admin.types import StaffDraft
from app.desk import Desk
from app.identity import digest
from app.roster.commands import add_mediator, change_mediator, reveal_phone
from db.enums import NumberKind, Post
from tests.app.roster.test_mediators import a_person, card
from tests.builders import MEDIATORS_PHONE
from tests.conftest import KEYS, Clock, desk_as
from tests.postgres import PASSWORD, clone
from tests.prepared import bare

NEW, OWN, OWN_NEW = "13800138001", "13800138008", "13800138009"
"""A mediator's, and two of somebody of the staff."""
_READABLE = """
SELECT attrelid::regclass::text, array_agg(attname::text) FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid
WHERE relkind IN ('r', 'v') AND relnamespace::regnamespace::text IN ('public', 'guard')
  AND attnum > 0 AND NOT attisdropped AND has_column_privilege(attrelid, attnum, 'SELECT')
  AND has_schema_privilege(relnamespace, 'USAGE')
GROUP BY attrelid
"""


@pytest.fixture(scope="module")
def server(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    """Where rosters and staff were kept for a while."""
    with ExitStack() as stack:
        Clock(stack).set("2026-09-18 10:31")
        url = clone(postgresql_server, postgresql_template)
        desk = desk_as(url)
        _keep(desk)
        yield url
        desk.close()


def _keep(desk: Desk) -> None:
    desk.write(add_mediator, a_person(desk, phone=NEW))
    found = card(desk, "许小雨")
    desk.write(change_mediator, found.row.id, found.version, replace(found.draft, phone=NEW))
    desk.write(reveal_phone, found.row.id, "通知开会")
    staff = StaffDraft("苏小梅", (Post.SYS_ADMIN,), phone=OWN)
    desk.write(add_staff, staff, PASSWORD)
    version = desk.read(staff_card, "苏小梅").version
    desk.write(change_staff, "苏小梅", version, replace(staff, phone=OWN_NEW), None)


def read_by(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """All that this person reads, in one text for each column."""
    found = {}
    for table, columns in connection.execute(_READABLE).fetchall():
        for column in columns:
            query = sql.SQL("SELECT string_agg({}::text, ' ') FROM {}")
            name = sql.Identifier(*table.split("."))
            (text,) = connection.execute(query.format(sql.Identifier(column), name)).fetchone() or (
                "",
            )
            found[f"{table}.{column}"] = text or ""
    return found


@pytest.mark.parametrize("post", list(Post))
def test_no_post_reads_a_mediators_number_or_what_it_could_be_tried_against(
    server: str, post: Post
) -> None:
    numbers = (MEDIATORS_PHONE, NEW)
    secret = [*numbers, *(digest(KEYS, NumberKind.PHONE, number) for number in numbers)]
    desk = desk_as(server, post)
    with bare(desk) as connection:
        found = read_by(connection)
    desk.close()
    assert "138****8001" in found["mediator.phone_masked"]
    assert [name for name, text in found.items() if any(each in text for each in secret)] == []
    assert not any(name.startswith("mediator_number") for name in found)


@pytest.mark.parametrize("post", list(Post))
def test_a_telephone_of_the_staff_is_the_administrators_alone(server: str, post: Post) -> None:
    desk = desk_as(server, post)
    with bare(desk) as connection:
        found = read_by(connection)
    desk.close()
    seen = [name for name, text in found.items() if OWN in text or OWN_NEW in text]
    assert seen == (["staff.phone"] if post is Post.SYS_ADMIN else [])
