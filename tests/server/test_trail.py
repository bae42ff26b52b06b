"""The trail of a server: written by triggers, whoever writes and whatever with."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa

from app.admin.check import check_database
from app.admin.types import Level
from app.changes import latest
from app.desk import Desk
from app.errors import NotPermitted
from app.identity import digest
from app.intake.commands import register_matter
from app.matter.queries import matter_detail
from app.reveal import reveal
from app.roster.commands import reveal_phone
from app.search.find import find
from app.search.words import phone_word
from db.enums import NumberKind, Post
from db.models import AuditEntry
from db.types import new_id
from tests.builders import CHEN, MEDIATORS_PHONE, a_draft
from tests.conftest import KEYS, Clock, desk_as
from tests.postgres import clone
from tests.prepared import bare

Named = Callable[..., Desk]
_LAST = (
    "SELECT seq, login, action, object_id, before, after, result FROM audit_entry ORDER BY seq DESC"
)


def last(url: str, place: int = 0) -> Any:
    with psycopg.connect(url) as connection:
        return connection.execute(_LAST).fetchall()[place]


def first_party(desk: Desk) -> UUID:
    """Of a matter registered here."""
    no = desk.write(register_matter, a_draft()).no
    return desk.read(matter_detail, no).parties[0].id


def test_a_change_past_the_program_is_told_with_its_rows(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    no = desk.write(register_matter, a_draft()).no
    with bare(desk) as connection:
        connection.execute("UPDATE matter SET title = '改了' WHERE no = %s", [no])
    _, login, action, _, before, after, _ = last(prepared)
    assert (login, action) == ("林小禾", "direct")
    [changed] = json.loads(after).values()
    assert changed == {"title": "改了"}
    assert "漏水" in before


def test_what_is_taken_back_leaves_no_entry(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    desk.write(register_matter, a_draft())
    before = last(prepared)[0]
    with bare(desk) as connection:
        connection.execute("UPDATE matter SET title = '改了'")
        connection.rollback()
    assert last(prepared)[0] == before


def test_an_entry_is_made_of_the_same_bytes_on_both_databases(
    sqlite_url: str, postgresql_server: str, postgresql_template: str, at: Clock
) -> None:
    told = []
    for url in (sqlite_url, clone(postgresql_server, postgresql_template)):
        desk = desk_as(url, Post.DISPATCHER, Post.AUDITOR, name="甲")
        desk.write(register_matter, a_draft())
        told.append(desk.read(lambda session, _: _entry(session)))
        desk.close()
    assert told[0] == told[1]


def _entry(session: Any) -> tuple[Any, ...]:
    """The last entry, its keys made by chance left out."""
    row = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    hidden = re.sub("[0-9a-f]{8}-[0-9a-f-]{27}", "#", row.after)
    hidden = re.sub('"case_code":"[^"]*"', "", hidden)
    parts = sorted(hidden.replace("},", "}\n").split("\n"))
    return row.action, row.object_type, row.object_id, row.before, row.host, parts


def test_the_chain_is_whole_and_a_bent_entry_is_found(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    for _ in range(3):
        desk.write(register_matter, a_draft())
    with bare(desk) as connection:
        connection.execute("UPDATE matter SET title = '改了'")
    assert all(finding.level is Level.OK for finding in check_database(prepared))
    with psycopg.connect(prepared) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE audit_entry SET reason = '别的' WHERE seq = 3")
    assert [f.code for f in check_database(prepared) if f.level is Level.ERROR] == ["AUDIT_CHANGED"]


def test_a_number_is_shown_only_after_it_was_written_down_who_asked(
    named: Named, prepared: str
) -> None:
    desk = named("林小禾", Post.CENTER_DIRECTOR, Post.DISPATCHER)
    party = first_party(desk)
    with bare(desk) as connection:  # who asks and takes it back gets nothing
        number_of = "SELECT ciphertext FROM guard.number_of('ID_NUMBER', %s)"
        ask = "SELECT guard.ask('ID_NUMBER ' || %s, 'reveal', 'party', 'x', '', '{}', '')"
        connection.execute(ask, [str(party)])
        shown = connection.execute(number_of, [party]).fetchone()
        assert shown == (None,)
        connection.rollback()
        shown = connection.execute(number_of, [party]).fetchone()
        assert shown == (None,)
    assert desk.write(reveal, NumberKind.ID, party, "核对身份") == CHEN.id_number
    assert last(prepared)[2:4] == ("reveal", str(party))


def test_looking_for_a_persons_number_is_written_down_first(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    no = desk.write(register_matter, a_draft()).no
    with bare(desk) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute("SELECT guard.with_words('''13800138000''', 20)")
    assert refused.value.sqlstate == "FQ002"
    for number in (CHEN.id_number, CHEN.phone):
        assert [found.no for found in find(desk, str(number))] == [no]
        assert last(prepared)[2] == "search"
        assert "*" in last(prepared)[3]


def test_who_asks_under_another_name_is_written_down_as_what_it_is(
    named: Named, prepared: str
) -> None:
    desk = named("林小禾", Post.CENTER_DIRECTOR, Post.DISPATCHER)
    party = first_party(desk)
    with bare(desk) as connection:
        ask = "SELECT guard.ask('ID_NUMBER ' || %s, 'print', 'receipt', '', '', '{}', '')"
        connection.execute(ask, [str(party)])
    assert last(prepared)[2:4] == ("reveal", str(party))


def test_a_number_among_other_words_is_written_down_too(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    no = desk.write(register_matter, a_draft()).no
    assert [found.no for found in find(desk, "陈桂香 13800138000")] == [no]
    assert last(prepared)[2:4] == ("search", "陈桂香 138****8000")
    with bare(desk) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute("DELETE FROM guard.ticket")
    assert refused.value.sqlstate == "42501"


def test_whose_telephone_it_is_is_not_found_out_by_asking_of_a_known_matter(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    registered = desk.write(register_matter, a_draft())
    with bare(desk) as connection, pytest.raises(psycopg.Error) as refused:
        hits = "SELECT why FROM guard.hits(ARRAY[%s]::uuid[], ARRAY['13800138000'], ARRAY[''])"
        connection.execute(hits, [registered.id])
    assert refused.value.sqlstate == "FQ002"


@pytest.mark.parametrize(
    "wanted", ["'1380013':*", "'t0ab12':*", "'x' | 't0a1':*B", r"'t\\0ab1':*", "!'1380':*"]
)
def test_no_number_is_found_digit_by_digit(named: Named, wanted: str) -> None:
    desk = named("林小禾", Post.ARCHIVIST)
    with bare(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT guard.with_words(%s, 20)", [wanted])


def test_having_asked_for_one_number_shows_no_other(named: Named) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    registered = desk.write(register_matter, a_draft())
    word = phone_word(digest(KEYS, NumberKind.PHONE, str(CHEN.phone)))
    hits = "SELECT why FROM guard.hits(ARRAY[%s]::uuid[], ARRAY['x'], ARRAY[%s])"
    with bare(desk) as connection:
        ask = "SELECT guard.ask(%s, 'search', 'phone', '*', '', '{}', '')"
        connection.execute(ask, ["words 't0000000000000000000000000000000'"])
        connection.commit()
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(hits, [registered.id, word])
        connection.rollback()
        connection.execute(ask, [f"words '{word}'"])
        connection.commit()
        assert connection.execute(hits, [registered.id, word]).fetchall() == [(["phone"],)]
    assert refused.value.sqlstate == "FQ002"


_OF_MEDIATOR = "SELECT guard.keep_mediator_phone(%(row)s, %(mediator)s, 'x', %(partys)s)"
_OF_PARTY = "SELECT guard.keep_number('PHONE', %(row)s, %(matter)s, %(party)s, 'x', %(mediators)s)"
_SAME = "SELECT kind FROM guard.same_people(%(matter)s)"
_SEALED = "SELECT guard.seal('mediator_change', 'mediator', 'x', '', 'DONE', '{}', '')"
_ASKED = "SELECT guard.ask('words x', 'search', 'phone', '*', '', '{}', '')"


@pytest.mark.parametrize("kept", [_OF_MEDIATOR, _OF_PARTY])
@pytest.mark.parametrize("then", ["SELECT 1", _SEALED, f"{_SEALED}; {_ASKED}"])
def test_nobody_tries_numbers_of_a_mediator_or_as_one(named: Named, kept: str, then: str) -> None:
    desk = named("林小禾", Post.COMMITTEE_CHIEF, Post.DISPATCHER, Post.INTAKE_CLERK)
    tried = tries(desk)
    with bare(desk) as connection:
        for point in ("SELECT 1", "SAVEPOINT one"):
            connection.execute(point)
            connection.execute(kept, tried)
            connection.execute(then)
            assert connection.execute(_SAME, tried).fetchall() == [], point
        connection.execute("RELEASE one")
        assert connection.execute(_SAME, tried).fetchall() == []
        connection.rollback()
        assert connection.execute(_SAME, tried).fetchall() == [], "it was taken back"
        connection.execute(kept, tried)
        connection.commit()
        assert ("PHONE",) in connection.execute(_SAME, tried).fetchall(), "it is written down"


def tries(desk: Desk) -> dict[str, object]:
    """A matter with a party, a mediator, and digests of what each has for a telephone."""
    registered = desk.write(register_matter, a_draft())
    return {
        "row": new_id(),
        "matter": registered.id,
        "party": desk.read(matter_detail, registered.no).parties[0].id,
        "mediator": a_mediator_of(desk),
        "partys": digest(KEYS, NumberKind.PHONE, str(CHEN.phone)),
        "mediators": digest(KEYS, NumberKind.PHONE, MEDIATORS_PHONE),
    }


def a_mediator_of(desk: Desk) -> UUID:
    with bare(desk) as connection:
        query = "SELECT id FROM mediator WHERE name = '周正明'"
        (found,) = connection.execute(query).fetchone() or ("",)
    return UUID(str(found))


def test_a_mediators_number_is_shown_only_after_it_was_written_down_who_asked(
    named: Named, prepared: str
) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    mediator = a_mediator_of(desk)
    with bare(desk) as connection:  # who asks and takes it back gets nothing
        phone_of = "SELECT ciphertext FROM guard.mediator_phone(%s)"
        ask = "SELECT guard.ask('MEDIATOR ' || %s, '', '', '', '', '{}', '')"
        connection.execute(ask, [str(mediator)])
        assert connection.execute(phone_of, [mediator]).fetchone() == (None,)
        connection.rollback()
        assert connection.execute(phone_of, [mediator]).fetchone() == (None,)
    assert desk.write(reveal_phone, mediator, "通知开会") == MEDIATORS_PHONE
    with psycopg.connect(prepared) as connection:
        query = "SELECT login, action, object_id, reason FROM audit_entry ORDER BY seq DESC"
        told = connection.execute(query).fetchone()
    assert told == ("林小禾", "reveal", str(mediator), "通知开会")


def test_who_asks_for_a_mediators_number_as_something_else_is_written_down_too(
    named: Named, prepared: str
) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    mediator = a_mediator_of(desk)
    with bare(desk) as connection:
        ask = "SELECT guard.ask('MEDIATOR ' || %s, 'print', 'receipt', 'x', '', '{}', '')"
        connection.execute(ask, [str(mediator)])
    assert last(prepared)[2:4] == ("reveal", str(mediator))
    assert '"field":"phone"' in last(prepared)[5]


def test_a_ticket_for_a_mediator_shows_no_partys_number(named: Named) -> None:
    desk = named("林小禾", Post.DISPATCHER)
    party = first_party(desk)
    with bare(desk) as connection:
        connection.execute(
            "SELECT guard.ask('MEDIATOR ' || %s, '', '', '', '', '{}', '')", [str(party)]
        )
        connection.commit()
        number_of = "SELECT ciphertext FROM guard.number_of('PHONE', %s)"
        assert connection.execute(number_of, [party]).fetchone() == (None,)


def test_a_number_drawn_for_nothing_is_refused(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.INTAKE_CLERK)
    first = desk.write(register_matter, a_draft()).no
    series = "matter {} {}".format(*first.split("-"))
    with bare(desk) as connection:
        connection.execute("SELECT guard.draw_number(%s)", [series])
        with pytest.raises(psycopg.IntegrityError):
            connection.commit()
    second = desk.write(register_matter, a_draft()).no
    assert int(second[-3:]) == int(first[-3:]) + 1


def test_a_refusal_is_written_down(named: Named, prepared: str) -> None:
    desk = named("林小禾", Post.STATISTICIAN)
    with pytest.raises(NotPermitted):
        desk.write(register_matter, a_draft())
    assert (last(prepared)[2], last(prepared)[6]) == ("register", "DENIED")


def test_others_learn_what_was_touched_and_nothing_else(named: Named) -> None:
    clerk, other = named("林小禾", Post.INTAKE_CLERK), named("高远", Post.USHER)
    before = other.read(latest)
    clerk.write(register_matter, a_draft())
    [commit] = other.read(latest, before.seq).commits
    assert {"matter", "party"} <= commit.topics
