"""What is typed in the agreement's editor, read and kept; no window."""

from datetime import date

import pytest

from app.desk import Desk
from app.enums import PerformanceKind, PerformanceMethod
from tests.app.mediation.test_case_lists import a_case
from tests.conftest import Clock
from ui.mediation.entry import (
    AgreementEntry,
    ClauseEntry,
    DutyEntry,
    TermEntry,
    entry_of,
    from_json,
    read_entry,
    to_json,
    total_fen,
)
from ui.reading import read_due

TODAY = date(2026, 11, 22)
FULL = AgreementEntry(
    facts="楼上漏水，双方对赔偿数额有争议。",
    clauses=(
        ClauseEntry(
            "马铁柱赔偿陈桂香。",
            (
                DutyEntry(
                    amount="12,000",
                    method=PerformanceMethod.TRANSFER,
                    schedule=(TermEntry("6000", "12-5"), TermEntry("6000", "1-5")),
                ),
                DutyEntry(kind=PerformanceKind.ACT, payee=None, what="修好水管", due_on="明天"),
            ),
        ),
    ),
    copies="3份",
    recorder="许小雨",
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-5", date(2026, 12, 5)),
        ("11月22日", date(2026, 11, 22)),
        ("1-5", date(2027, 1, 5)),
        ("2-29", date(2028, 2, 29)),
        ("2026-12-05", date(2026, 12, 5)),
        ("20261205", date(2026, 12, 5)),
        ("后天", date(2026, 11, 24)),
        ("昨天", date(2026, 11, 21)),
        ("10天后", date(2026, 12, 2)),
        ("月底", None),
        ("13-1", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text: str, day: date | None) -> None:
    assert read_due(text, TODAY) == day


def test_what_is_typed_becomes_the_form() -> None:
    read = read_entry(FULL, TODAY)
    money, act = read.form.performance
    assert read.unreadable == ()
    assert [(t.amount, t.due_on) for t in money.schedule] == [
        (600_000, date(2026, 12, 5)),
        (600_000, date(2027, 1, 5)),
    ]
    assert (act.kind, act.payee, act.due_on) == (PerformanceKind.ACT, None, date(2026, 11, 23))
    assert (read.form.copies, total_fen(FULL)) == (3, 1_200_000)


def test_half_an_instalment_is_named_and_none_are_taken() -> None:
    duty = DutyEntry(amount="900", schedule=(TermEntry("400", "12-5"), TermEntry("500", "")))
    entry = AgreementEntry(clauses=(ClauseEntry("付款。", (duty,)),), recorder="许小雨")
    read = read_entry(entry, TODAY)
    assert [(p.field, p.code) for p in read.unreadable] == [
        ("performance[0].schedule[1].due_on", "TERM_LACKS_DUE")
    ]
    assert read.form.performance[0].schedule == ()


def test_what_cannot_be_read_is_named_by_its_field() -> None:
    duty = DutyEntry(amount="一万", due_on="月底")
    clauses = (ClauseEntry("付款。", (duty,)), ClauseEntry(""))
    read = read_entry(AgreementEntry(clauses=clauses, copies="几份", made_on="?"), TODAY)
    assert [p.field for p in read.unreadable] == [
        "performance[0].amount",
        "performance[0].due_on",
        "copies",
        "made_on",
        "recorder",
        "clauses[1]",
    ]


def test_a_draft_file_gives_the_entry_back() -> None:
    assert from_json({**to_json(FULL), "no": "1", "case": "2"}) == FULL
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json({"facts": "漏水"})


def test_the_draft_in_the_database_is_read_as_it_was_meant(local_desk: Desk, at: Clock) -> None:
    detail = a_case(local_desk, at, 4).detail
    entry = entry_of(detail, detail.agreements[0])
    [duty] = entry.clauses[0].duties
    assert (duty.payer, duty.payee, duty.amount) == (2, 1, "12,000.00")
    assert duty.schedule == (
        TermEntry("6,000.00", "2026-10-16"),
        TermEntry("6,000.00", "2026-10-30"),
    )
    assert (entry.copies, entry.made_on, len(entry.clauses)) == ("3", "", 2)
