"""What must hold on the main journey beside its states (tests/expected/journeys.md, 0)."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.desk import Desk
from app.errors import StateForbids
from app.matter.act import actions_of
from app.matter.papers import print_form
from db.enums import Action, FormKind, Track
from tests.app.matter.conftest import StoryAt
from tests.app.matter.test_main_journey import handed_out, in_effect, in_mediation
from tests.conftest import Clock
from tests.story import Story


def moved(story: Story, action: str) -> list[tuple[Track, str | None, str]]:
    """What the events of `action` say, in the order they were written."""
    events = [event for event in story.detail.events if event.action == action]
    return [(event.track, event.from_state, event.to_state) for event in events]


def test_one_seal_moves_three_records(desk: Desk, at: Clock) -> None:
    assert set(moved(in_effect(desk, at), "record_seal")) == {
        (Track.AGREEMENT, "SIGNED", "EFFECTIVE"),
        (Track.CASE, "IN_MEDIATION", "AGREED"),
        (Track.ASSIGNMENT, "IN_PROGRESS", "REPORTED"),
    }


def test_assigning_to_the_committee_makes_a_slip_and_a_case(desk: Desk, at: Clock) -> None:
    made = [row for row in moved(handed_out(desk, at), "assign") if row[1] is None]
    assert made.count((Track.ASSIGNMENT, None, "ISSUED")) == 3
    assert made.count((Track.CASE, None, "PROPOSED")) == 1


def test_accepting_takes_up_the_slip_of_the_committee(desk: Desk, at: Clock) -> None:
    assert set(moved(in_mediation(desk, at), "accept_mediation")) == {
        (Track.CASE, "PROPOSED", "ACCEPTED"),
        (Track.ASSIGNMENT, "ACKNOWLEDGED", "IN_PROGRESS"),
    }


def test_each_date_is_the_day_it_happened(desk: Desk, at: Clock) -> None:
    detail = in_effect(desk, at).detail
    [case], [agreement] = detail.cases, detail.agreements
    assert (detail.registered_on, case.accepted_on) == (date(2026, 9, 18), date(2026, 9, 21))
    assert (agreement.effective_on, case.concluded_on) == (date(2026, 10, 10),) * 2
    assert detail.closed_on is None


def test_limits_are_met_on_the_day_it_happened(desk: Desk, at: Clock) -> None:
    story = in_effect(desk, at)
    met = {
        (code, on): story.limit(code, on).met_at
        for code, on in (("DISPATCH", ""), ("ACK", "A1"), ("FIRST_CONTACT", "A3"))
    }
    assert {key: f"{moment:%m-%d}" for key, moment in met.items() if moment} == {
        ("DISPATCH", ""): "09-20",
        ("ACK", "A1"): "09-21",
        ("FIRST_CONTACT", "A3"): "09-21",
    }
    assert story.limit("RETURN", "A1").ended
    mediated, handled = story.limit("MEDIATION", "C1").met_at, story.limit("HANDLE", "A3").met_at
    assert mediated is not None
    assert handled is not None
    assert mediated.date() == handled.date() == date(2026, 10, 10)


def test_what_the_unit_said_carries_the_mark(desk: Desk, at: Clock) -> None:
    story = in_mediation(desk, at)
    [event] = [e for e in story.detail.events if e.on_behalf_person]
    assert (event.action, event.actor, event.on_behalf_person) == ("acknowledge", "林小禾", "韩志")
    assert event.recorded_at > event.occurred_at


def test_before_the_seal_there_is_no_effective_day(story_at: StoryAt) -> None:
    assert story_at("finalised").record("G1").effective_on is None
    assert story_at("signed").record("G1").effective_on is None


def test_the_number_is_not_drawn_before_it_is_final(story_at: StoryAt) -> None:
    assert story_at("drafted").record("G1").number is None
    assert story_at("finalised").record("G1").number == "青石人调字〔2026〕第1号"


def test_the_paper_has_words_and_figures_from_one_source(story_at: StoryAt) -> None:
    story = story_at("finalised")
    content = story.desk.write(print_form, story.no, FormKind.AGREEMENT)
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    text = re.sub(r"\s", "", text)
    assert text.count("人民币陆仟元整（¥6,000.00）") == 2
    assert "人民币壹万贰仟元整（¥12,000.00）" in text
    assert "本协议一式三份" in text


def test_in_the_archive_only_papers_are_added(story_at: StoryAt, tmp_path: Path) -> None:
    story = story_at("archived")
    offered = {o.action for o in actions_of(story.detail, story.desk.actor) if o.allowed}
    assert offered == {Action.ATTACH}
    paid: dict[str, Any] = {"state": "FULFILLED", "done_on": "2026-10-15"}
    with pytest.raises(StateForbids):
        story.do("2026-10-16 09:00", "record_performance", "P1", **paid)
    note = tmp_path / "note.txt"
    note.write_text("卷宗情况说明", encoding="utf-8")
    story.do("2026-10-16 09:10", "attach", path=str(note), kind="OTHER")
    assert story.detail.state == "ARCHIVED"
