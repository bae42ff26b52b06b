"""Two people at one matter: nobody overwrites what the other did, no number is given twice."""

import contextvars
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid, StaleRecord, StateForbids
from app.intake.commands import register_matter
from app.matter.act import act, form_of
from app.matter.due import run_due
from app.numbers import draw
from app.schema import read
from db.enums import Action
from db.errors import DatabaseBusy
from tests.app.matter.stages import PAPER, SLIPS
from tests.app.matter.test_main_journey import in_effect, in_mediation, meet
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs
from tests.story import Story, factors

Step = Callable[[], Any]

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def at_once(*steps: Step) -> list[Any]:
    """What each step gave or raised, all begun at the same moment in threads of their own."""
    together = Barrier(len(steps))
    results: list[Any] = [None] * len(steps)

    def run(place: int) -> None:
        together.wait()
        try:
            results[place] = steps[place]()
        except Exception as error:
            results[place] = error

    threads = [
        Thread(target=contextvars.copy_context().run, args=(run, place))
        for place in range(len(steps))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def issued(desk: Desk, at: Clock) -> Story:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-20 09:05", "assign", **SLIPS)
    return story


def acknowledge(desk: Desk, story: Story, slip: str, version: int | None = None) -> Any:
    form = read(form_of(Action.ACKNOWLEDGE), {"person": "韩志"})
    target = str(story.record(slip).id)
    return desk.write(act, story.no, Action.ACKNOWLEDGE, form, target, version)


# What somebody saw


def test_who_saw_an_older_matter_looks_again(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story, other = issued(desk, at), open_as(name="高远")
    seen = story.detail.version
    acknowledge(desk, story, "A1", seen)
    before = story.states()
    with pytest.raises(StaleRecord):
        acknowledge(other, story, "A2", seen)
    assert story.states() == before
    acknowledge(other, story, "A2", story.detail.version)
    assert story.states().count("ACKNOWLEDGED") == 2


def test_every_step_makes_the_matter_newer(desk: Desk, at: Clock) -> None:
    story = issued(desk, at)
    call = {"whom": "陈桂香", "reached": True}
    for action, on, facts in (
        ("acknowledge", "A1", {"person": "韩志"}),
        ("contact", "A1", call),
        ("remind", "", call),
        ("assess", "", factors(30)),
        ("assess", "", factors(80)),
    ):
        before = story.detail.version
        done = story.do("2026-09-20 16:00", action, on, **facts)
        assert done.detail.version == story.detail.version == before + 1


def test_a_refused_step_leaves_it_as_it_was(desk: Desk, at: Clock) -> None:
    story = issued(desk, at)
    before = story.detail.version
    with pytest.raises(Invalid):
        story.do("2026-09-20 16:00", "decline", "C1", reason="不受理", ways_told=[])
    assert story.detail.version == before


# At the same moment


def test_one_slip_is_acknowledged_once(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story, other = issued(desk, at), open_as(name="高远")
    given = at_once(lambda: acknowledge(desk, story, "A1"), lambda: acknowledge(other, story, "A1"))
    assert sum(isinstance(one, StateForbids) for one in given) == 1, given
    moves = [e for e in story.detail.events if e.to_state == "ACKNOWLEDGED"]
    assert len(moves) == 1


def test_the_last_two_results_answer_the_matter(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story = in_mediation(desk, at)
    report = {"result": "已查明", "resolve_method": "JOINT", "resolved": True}
    story.do("2026-09-23 09:00", "report", "A1", **report)
    other = Story(open_as(name="高远"), at, story.no)
    at.set("2026-09-23 10:00")
    lead, case = str(story.record("A1").id), str(story.record("C1").id)
    failing = {"reason": "谈不拢", "ways_told": ["LITIGATION"]}
    given = at_once(
        lambda: desk.write(act, story.no, Action.APPROVE, read(form_of(Action.APPROVE), {}), lead),
        lambda: other.desk.write(
            act, story.no, Action.FAIL, read(form_of(Action.FAIL), failing), case
        ),
    )
    assert not [one for one in given if isinstance(one, Exception)]
    assert story.detail.state == "ANSWERED"


def test_two_matters_do_not_swallow_each_other(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    a = Story(desk, at).register("2026-09-18 10:31", a_draft())
    b = Story(open_as(name="高远"), at).register("2026-09-18 10:40", a_draft())

    def merge(story: Story, into: Story) -> Any:
        form = read(form_of(Action.MERGE), {"into": into.no, "reason": "同一件漏水"})
        return story.desk.write(act, story.no, Action.MERGE, form)

    given = at_once(lambda: merge(a, b), lambda: merge(b, a))
    refused = [one for one in given if isinstance(one, Exception)]
    assert [type(one) in (Invalid, DatabaseBusy) for one in refused] == [True], given
    assert sorted([a.detail.state, b.detail.state]) == ["MERGED", "REGISTERED"]


def test_what_falls_overdue_does_so_once(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story, other = in_effect(desk, at), open_as(name="高远")
    at.set("2026-10-17 08:00")
    given = at_once(lambda: desk.write(run_due), lambda: other.write(run_due))
    assert sorted(given) == [0, 1]
    assert [e.action for e in story.detail.events].count("overdue") == 1


# Numbers


@LOCAL
def test_threads_never_draw_the_same_number(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    desks = [desk, open_as(name="高远"), open_as(name="孟小满")]

    def several(one: Desk) -> list[int]:
        return [one.write(lambda session, _actor: draw(session, "try 2026")) for _ in range(8)]

    given = at_once(*[lambda one=one: several(one) for one in desks])
    assert sorted(number for numbers in given for number in numbers) == list(range(1, 25))


def test_two_windows_register_without_a_gap(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    desks = [desk, open_as(name="高远")]

    def three(one: Desk) -> list[str]:
        return [one.write(register_matter, a_draft()).no for _ in range(3)]

    given = at_once(*[lambda one=one: three(one) for one in desks])
    numbers = sorted(no for numbers in given for no in numbers)
    assert numbers == [f"20260918-1-{n:03}" for n in range(1, 7)]


def drafted(desk: Desk, at: Clock) -> Story:
    story = in_mediation(desk, at)
    meet(story, "2026-10-09 09", "SUCCESS")
    story.do("2026-10-09 10:40", "agree", "C1", **PAPER)
    return story


def test_two_agreements_finalised_at_once_have_two_numbers(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    first, second = drafted(desk, at), drafted(open_as(name="高远"), at)

    def finalise(story: Story) -> Any:
        form = read(form_of(Action.FINALISE), {})
        return story.desk.write(act, story.no, Action.FINALISE, form).facts["number"]

    given = at_once(lambda: finalise(first), lambda: finalise(second))
    assert sorted(given) == ["青石人调字〔2026〕第1号", "青石人调字〔2026〕第2号"]
