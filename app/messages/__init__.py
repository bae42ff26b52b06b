"""The Chinese sentences for problems and errors; the window and the command line share them.

One module per subject holds `TEXTS`, code -> sentence with `{name}` fields. A test proves that
every code raised anywhere has a sentence.
"""

from app.errors import DomainError, InfrastructureError, Invalid, Problem
from app.messages import (
    admin,
    common,
    deadlines,
    documents,
    exchange,
    forms,
    identifiers,
    matter,
    mediation,
    reminders,
    roster,
    statistics,
    upkeep,
    window,
)
from app.messages.fields import field_text

__all__ = ["TEXTS", "error_lines", "error_text", "field_text", "problem_text"]

TEXTS: dict[str, str] = {
    **admin.TEXTS,
    **common.TEXTS,
    **deadlines.TEXTS,
    **documents.TEXTS,
    **exchange.TEXTS,
    **forms.TEXTS,
    **identifiers.TEXTS,
    **matter.TEXTS,
    **mediation.TEXTS,
    **reminders.TEXTS,
    **roster.TEXTS,
    **statistics.TEXTS,
    **upkeep.TEXTS,
    **window.TEXTS,
}


def problem_text(problem: Problem) -> str:
    """The sentence for one problem, without its field."""
    return TEXTS[problem.code].format(**matter.shown(problem.code, problem.values))


def error_text(error: DomainError | InfrastructureError) -> str:
    """What happened and what to do; of several problems each has a line of its own."""
    return "\n".join(error_lines(error))


def error_lines(error: DomainError | InfrastructureError, *, paths: bool = False) -> list[str]:
    """A line for each problem, or the one sentence. With `paths` the JSON path goes before."""
    if not isinstance(error, Invalid):
        return [common.sentence(error)]
    return [_line(problem, paths=paths) for problem in error.problems]


def _line(problem: Problem, *, paths: bool) -> str:
    if not problem.field:
        return problem_text(problem)
    field = field_text(problem.field, problem.code)
    if paths and field != problem.field:
        field = f"{problem.field}（{field}）"
    return f"{field}：{problem_text(problem)}"
