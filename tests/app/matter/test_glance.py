"""What is said of a matter at a glance, and its story in lines."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from app import clock
from app.desk import Desk
from app.matter import events, glance
from app.matter.papers import printable
from app.matter.queries import matter_detail
from app.messages.deeds import Deed, deeds
from db.enums import AssignmentState, FormKind
from tests.app.matter.test_main_journey import handed_out, in_effect, in_mediation
from tests.builders import a_draft
from tests.conftest import Clock, Statements
from tests.story import Story

STATEMENTS = 29


def told(story: Story) -> list[str]:
    return [deed.what for deed in deeds(story.detail)]


def found(story: Story, what: str) -> Deed:
    return next(deed for deed in deeds(story.detail) if deed.what.startswith(what))


def test_a_new_matter_is_nobodys_yet(local_desk: Desk, at: Clock) -> None:
    detail = Story(local_desk, at).register("2026-09-18 10:31", a_draft()).detail
    assert glance.lead(detail) is None
    assert glance.mediators(detail) == ()
    limit = glance.next_limit(detail)
    assert limit is not None
    assert limit.code == "DISPATCH"


def test_the_lead_and_the_mediators_own_it(local_desk: Desk, at: Clock) -> None:
    detail = in_mediation(local_desk, at).detail
    lead = glance.lead(detail)
    assert lead is not None
    assert lead.unit == "青石镇城建办"
    assert glance.mediators(detail) == ("周正明",)


def test_a_slip_that_came_back_leads_no_longer(local_desk: Desk, at: Clock) -> None:
    detail = handed_out(local_desk, at).detail
    back = replace(detail.assignments[0], state=AssignmentState.RETURNED)
    assert glance.lead(replace(detail, assignments=(back, *detail.assignments[1:]))) is None


def test_the_limit_that_ends_first_is_next(local_desk: Desk, at: Clock) -> None:
    limit = glance.next_limit(in_effect(local_desk, at).detail)
    assert limit is not None
    assert (limit.name, str(limit.due_on)) == ("承办单位办理", "2026-10-16")


def test_a_limit_has_its_colour_while_it_runs(local_desk: Desk, at: Clock) -> None:
    story = in_effect(local_desk, at)
    at.set("2026-10-15 09:00")
    colours = {(d.code, d.target_id): d.colour for d in story.detail.deadlines}
    assert colours["HANDLE", story.record("A2").id] == "ORANGE"
    assert colours["HANDLE", story.record("A1").id] == "GREEN"
    assert colours["ACK", story.record("A1").id] is None
    at.set("2026-10-17 09:00")
    assert story.limit("HANDLE", "A2").colour == "RED"


def test_each_deed_is_told_by_what_it_was_done_to(local_desk: Desk, at: Clock) -> None:
    lines = told(in_effect(local_desk, at))
    assert lines[:4] == ["登记", "研判", "交办 青石镇城建办", "交办 青石镇供水站"]
    assert "受理调解 青石镇人民调解委员会" in lines
    assert "起草协议 书面协议" not in lines, "it has its number by now"
    assert lines[-1] == "记录用印 青石人调字〔2026〕第1号"


def test_what_one_step_moves_is_one_deed_though_the_clock_goes_on(
    local_desk: Desk, at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = count()
    monkeypatch.setattr(
        events, "clock", SimpleNamespace(now=lambda: clock.now() + timedelta(seconds=next(ticks)))
    )
    assert told(in_mediation(local_desk, at)).count("受理调解 青石镇人民调解委员会") == 1


def test_a_mediator_given_by_key_is_told_by_name(local_desk: Desk, at: Clock) -> None:
    story = in_mediation(local_desk, at)
    [mediator] = story.detail.cases[0].mediators
    again = [{"mediator": str(mediator.id), "selection_mode": "ASSIGNED"}]
    story.do("2026-09-22 12:00", "appoint", "C1", mediators=again, reason="换人")
    assert deeds(story.detail)[-1].about == mediator.name


def test_a_matter_is_read_with_so_many_statements_however_long_it_is(
    desk: Desk, at: Clock, statements: Statements
) -> None:
    story = in_effect(desk, at)
    statements.clear()
    desk.read(matter_detail, story.no)
    assert len(statements) <= STATEMENTS


def test_a_deed_says_whom_it_was_written_down_for(local_desk: Desk, at: Clock) -> None:
    deed = found(in_mediation(local_desk, at), "签收 青石镇城建办")
    assert deed.behalf == "青石镇城建办 韩志"
    assert deed.at < deed.recorded_at


def test_a_deed_says_why_and_what_it_moved(local_desk: Desk, at: Clock) -> None:
    story = handed_out(local_desk, at)
    assert found(story, "登记").moves == ()
    assert found(story, "研判").why == "四项因素"
    assert found(story, "交办").moves == ("交办单：已发出", "事项：办理中")
    assert found(story, "交办").about == "主办：青石镇城建办"


def test_what_can_be_printed_is_what_there_is_a_record_for(local_desk: Desk, at: Clock) -> None:
    story = Story(local_desk, at).register("2026-09-18 10:31", a_draft())
    assert [form for form, _ in printable(story.detail)] == [FormKind.REGISTRATION_RECEIPT]
    forms = [form for form, _ in printable(in_effect(local_desk, at).detail)]
    assert forms.count(FormKind.ASSIGNMENT_SLIP) == 3
    assert forms.count(FormKind.MEDIATION_RECORD) == 2
    assert FormKind.AGREEMENT in forms
    assert FormKind.GUIDANCE_NOTICE not in forms
