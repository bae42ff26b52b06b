"""协议检查: what would stop the agreement now being written, and what one should think of.

Asks the rules of app.matter.needs, those asked before drafting and before finalising, about the
agreement as it would be. Nothing is written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from app.errors import Problem, Severity
from app.matter.forms import AgreeForm, FinaliseForm, PerformanceDraft
from app.matter.needs.situation import Situation, named, remind
from app.matter.tracks import find
from app.matter.types import CaseView, MatterDetail
from app.mediation.paper import as_view
from app.mediation.types import CheckUp
from app.permissions import Actor
from db.enums import Action, AgreementState, CaseState, PartyKind, Track

Rule = Callable[[], Iterable[Problem]]
_TERM = re.compile(r"(?<=schedule)\[\d+\].*")


def check_up(
    detail: MatterDetail,
    case: CaseView,
    form: AgreeForm,
    actor: Actor,
    today: date,
    unreadable: Sequence[Problem] = (),
) -> CheckUp:
    """Problems of `form` with the paths of its fields, what blocks first.

    `unreadable` is what could not be brought into the form at all; it counts as a rule.
    """
    found = [
        [_placed(problem, form, today) for problem in rule()]
        for rule in _rules(detail, case, form, actor, today, unreadable)
    ]
    each: dict[tuple[str, str], Problem] = {}
    for problem in (problem for problems in found for problem in problems):
        if not _is_said(problem, unreadable):
            each.setdefault((problem.field, problem.code), problem)
    in_order = sorted(each.values(), key=lambda p: p.severity is not Severity.BLOCK)
    return CheckUp(tuple(in_order), passed=sum(not problems for problems in found))


def _rules(
    detail: MatterDetail,
    case: CaseView,
    form: AgreeForm,
    actor: Actor,
    today: date,
    unreadable: Sequence[Problem],
) -> list[Rule]:
    view = as_view(detail, case, form, today)
    writing = Situation(detail, case, form, actor, today, today)
    final = FinaliseForm(made_on=form.made_on)
    finishing = Situation(detail, view, final, actor, today, today)
    drafting = find(Track.CASE, CaseState.IN_MEDIATION, Action.AGREE)
    finalising = find(Track.AGREEMENT, AgreementState.DRAFT, Action.FINALISE)
    rules: list[Rule] = [lambda: unreadable]
    rules += [partial(need, writing) for need in (drafting.needs if drafting else ())]
    rules += [partial(need, finishing) for need in (finalising.needs if finalising else ())]
    return [*rules, partial(_known_by_number, detail)]


def _known_by_number(detail: MatterDetail) -> Iterator[Problem]:
    """A court asks for the identity of who applies (domain/02 3.10)."""
    for side in detail.sides:
        if side.kind is PartyKind.NATURAL_PERSON and side.id_masked is None:
            yield remind(f"parties[{side.ordinal - 1}]", "ID_FOR_COURT", who=named(side))


def _placed(problem: Problem, form: AgreeForm, today: date) -> Problem:
    """The same problem at the very field; rules name the clause an item belongs to."""
    if problem.field != "performance" or "no" not in problem.values:
        return problem
    what = str(problem.values.get("what", "due_on"))
    for place, item in enumerate(form.performance):
        early = problem.code == "DUE_BEFORE_SIGNING"
        meant = _is_early(item, form.made_on or today) if early else _lacks(item, what)
        if meant and item.clause == problem.values["no"]:
            return replace(problem, field=f"performance[{place}].{what}")
    return problem


def _lacks(item: PerformanceDraft, what: str) -> bool:
    return getattr(item, what) is None and not (what == "due_on" and item.schedule)


def _is_early(item: PerformanceDraft, signed_on: date) -> bool:
    days = [*(term.due_on for term in item.schedule), item.due_on]
    return any(day is not None and day < signed_on for day in days)


def _is_said(problem: Problem, unreadable: Sequence[Problem]) -> bool:
    """Whether what is not readable says the same, nearer to the point."""
    item, _, name = problem.field.partition(".")
    covered = {problem.field, f"{item}.schedule" if name in ("due_on", "schedule") else ""}
    fields = {_TERM.sub("", other.field) for other in unreadable}
    return problem not in unreadable and bool(covered & fields)
