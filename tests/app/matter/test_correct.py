"""What was written down wrongly at the window is corrected, with a reason and both versions."""

import json
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import Invalid, StateForbids
from app.matter.papers import print_form
from app.search.commands import search
from db.enums import FormKind
from db.models import AuditEntry
from db.session import reading
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.conftest import unguarded
from tests.story import Story

RIGHT: dict[str, Any] = {"summary": "楼上暖气漏水，泡坏了楼下地板。", "reason": "听错了"}


def refused(story: Story, **facts: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as why:
        story.do(now(), "correct", **({"reason": "听错了"} | facts))
    return [(problem.field, problem.code) for problem in why.value.problems]


def test_a_corrected_summary_is_shown_found_and_titled(story_at: StoryAt) -> None:
    story = story_at("issued")
    story.do(now(), "correct", **RIGHT)
    assert (story.detail.summary, story.detail.title) == (RIGHT["summary"], RIGHT["summary"])
    assert [found.no for found in story.desk.write(search, "暖气")] == [story.no]
    assert story.desk.write(search, "客厅吊顶") == ()


def test_the_event_names_what_was_corrected_and_why(story_at: StoryAt) -> None:
    story = story_at("issued")
    story.do(now(), "correct", place="槐树街8号", involved_count=3, reason="补问清楚了")
    event = story.detail.events[-1]
    assert (event.action, event.reason) == ("correct", "补问清楚了")
    assert json.loads(event.detail or "")["fields"] == ["place", "involved_count"]


def test_the_audit_keeps_what_stood_before(story_at: StoryAt) -> None:
    story = story_at("registered")
    before = story.detail.summary
    story.do(now(), "correct", **RIGHT)
    with reading(unguarded(story.desk)) as session:
        [entry] = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "correct"))
        before_kept, after_kept = entry.before, entry.after
    assert before in before_kept
    assert RIGHT["summary"] in after_kept


def test_a_title_of_its_own_stays_when_the_summary_changes(story_at: StoryAt) -> None:
    story = story_at("registered")
    story.do(now(), "correct", title="槐树街漏水", reason="标题太长")
    story.do(now(), "correct", **RIGHT)
    assert story.detail.title == "槐树街漏水"


def test_an_agreement_is_still_found_by_its_number(story_at: StoryAt) -> None:
    story = story_at("finalised")
    story.do(now(), "correct", **RIGHT)
    assert [found.no for found in story.desk.write(search, "青石人调字")] == [story.no]


def test_what_cannot_be_is_refused_at_its_field(story_at: StoryAt) -> None:
    story = story_at("registered")
    assert refused(story, involved_count=0) == [("involved_count", "COUNT_RANGE")]
    assert refused(story, occurred_on="2026-09-19") == [("occurred_on", "DATE_FUTURE")]
    assert refused(story) == [("", "NOTHING_CORRECTED")]
    assert refused(story, summary=story.detail.summary) == [("", "NOTHING_CORRECTED")]
    story.do(now(), "correct", occurred_on="2026-09-11", reason="记错了一天")
    assert story.detail.occurred_on == date(2026, 9, 11)


def test_nothing_is_corrected_in_the_archive(story_at: StoryAt) -> None:
    with pytest.raises(StateForbids):
        story_at("archived").do(now(), "correct", **RIGHT)


def test_a_summary_no_font_can_print_is_corrected_and_printed(story_at: StoryAt) -> None:
    story = story_at("issued")
    slip = str(story.record("A1").id)
    story.do(now(), "correct", summary="楼上\ue000漏水\U00013000", reason="粘贴的")
    with pytest.raises(Invalid):
        story.desk.write(print_form, story.no, FormKind.ASSIGNMENT_SLIP, target=slip)
    story.do(now(), "correct", summary="楼上\ue000漏水", reason="印不出来")
    assert story.desk.write(print_form, story.no, FormKind.ASSIGNMENT_SLIP, target=slip)
