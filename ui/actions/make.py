"""From what a form asks for to the editor that asks it."""

from collections.abc import Callable, Hashable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from app import clock
from app.glossary import term
from app.identifiers import money
from app.messages import forms as words
from ui import privacy
from ui.actions.context import Context
from ui.actions.editor import Editor
from ui.actions.editors import (
    FilePath,
    Line,
    Pick,
    PickLoaded,
    Several,
    Text,
    Understood,
    Words,
)
from ui.actions.moments import read_moment
from ui.actions.offered import offered
from ui.actions.spec import Kind, Spec
from ui.reading import read_count, read_day, read_due
from ui.words import dated

MOST_WORDS, MOST_LETTERS = 7, 30
"""More words than that, or longer ones, are looked for in a list."""
_AHEAD = frozenset({"due_on", "next_at"})
"""Days that are still to come."""
_PERSONAL = frozenset({Kind.LINE, Kind.TEXT, Kind.PARTY, Kind.PARTIES, Kind.MEDIATOR, Kind.MATTER})


class Asked(NamedTuple):
    """A field of a form, the context it is asked in, and what it is called."""

    spec: Spec
    context: Context
    name: str


def make(asked: Asked) -> Editor:
    """An editor for every kind but nested forms and lists."""
    editor = _MAKERS[asked.spec.kind](asked)
    if asked.spec.kind in _PERSONAL:
        privacy.cover(editor.widget)
    return editor


def _hint(asked: Asked) -> str:
    return words.hint_of(asked.spec.form.__name__, asked.spec.name)


def _line(asked: Asked) -> Editor:
    return Line(asked.name, _hint(asked))


def _text(asked: Asked) -> Editor:
    tall = asked.spec.name in ("record", "facts")
    hint = _hint(asked)
    return Text(asked.name, hint, 112 if tall else 64)


def _suggested(asked: Asked) -> Editor:
    made = Pick(asked.name, _hint(asked), is_free=True)
    made.offer([(text, text) for text in words.SUGGESTED[asked.spec.name]])
    made.width, made.stretch = 120, 0
    return made


def _whole(asked: Asked) -> Editor:
    return Understood(asked.name, "", 96, read_count, str, "WHOLE_UNREADABLE")


def _yuan(asked: Asked) -> Editor:
    return Understood(
        asked.name, "如 6000", 160, _fen, lambda fen: f"{fen / 100:,.2f}", "AMOUNT_ERROR_FORM"
    )


def _fen(text: str) -> int | None:
    return money.check(text).fen


def _day(asked: Asked) -> Editor:
    read = read_due if asked.spec.name in _AHEAD else read_day
    hint = "如 12-3，明天" if asked.spec.name in _AHEAD else "如 10-3，昨天"
    return Understood(
        asked.name,
        hint,
        136,
        lambda text: read(text, clock.today()),
        lambda day: str(day.isoformat()),
        "DAY_UNREADABLE_HERE",
    )


def _moment(asked: Asked) -> Editor:
    return moment_of(asked.name, "如 10-3 14:30", is_ahead=asked.spec.name in _AHEAD)


def moment_of(name: str, hint: str, *, is_ahead: bool = False) -> Understood:
    """A day with its time."""
    return Understood(
        name,
        hint,
        176,
        lambda text: read_moment(text, clock.now(), is_ahead=is_ahead),
        dated,
        "MOMENT_UNREADABLE",
    )


def _yes_no(asked: Asked) -> Editor:
    yes, no = words.answers_of(asked.spec.name)
    return Words(asked.name, [(True, yes), (False, no)], optional=asked.spec.may_lack)


def _word(asked: Asked) -> Editor:
    members: Sequence[Enum] = offered(asked.spec, asked.context)
    options: list[tuple[Hashable, str]] = [(each, term(each)) for each in members]
    letters = sum(len(word) for _, word in options)
    if len(options) <= MOST_WORDS and letters <= MOST_LETTERS:
        return Words(asked.name, options, optional=asked.spec.may_lack)
    made = Pick(asked.name, "打字查找")
    made.offer(options)
    return made


def _words(asked: Asked) -> Editor:
    return Several(asked.name, [(each, term(each)) for each in asked.spec.inner])


def _party(asked: Asked) -> Editor:
    made = Pick(asked.name, "选当事人")
    made.offer(asked.context.parties())
    return made


def _parties(asked: Asked) -> Editor:
    return Several(asked.name, asked.context.parties())


def _from_database(
    options: Callable[[Context], Any], *, is_free: bool = False, none: str = ""
) -> Callable[[Asked], Editor]:
    def make_pick(asked: Asked) -> Editor:
        context = asked.context
        hint = _hint(asked) or "打字查找"
        return PickLoaded(
            asked.name,
            hint,
            lambda: options(context),
            context.loaded,
            is_free=is_free,
            none=none,
        )

    return make_pick


def _attached(asked: Asked) -> Editor:
    made = Pick(asked.name, "选一份已添加的材料")
    made.offer(asked.context.attached())
    return made


def _paper(asked: Asked) -> Editor:
    made = Pick(asked.name, "选一份已生效的协议")
    made.offer(asked.context.papers())
    return made


def _path(asked: Asked) -> Editor:
    return FilePath(asked.name, _hint(asked))


_NO_UNIT = "还没有单位，先在“系统管理 → 单位”里添加"
_NO_COMMITTEE = "还没有调委会，先在“调解员名册”里设立"
_NO_MEDIATOR = "名册上还没有调解员，先在“调解员名册”里添加"
_MAKERS: dict[Kind, Callable[[Asked], Editor]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.SUGGESTED: _suggested,
    Kind.WHOLE: _whole,
    Kind.YUAN: _yuan,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.WORD: _word,
    Kind.WORDS: _words,
    Kind.PARTY: _party,
    Kind.PARTIES: _parties,
    Kind.UNIT: _from_database(Context.units, none=_NO_UNIT),
    Kind.COMMITTEE: _from_database(Context.committees, none=_NO_COMMITTEE),
    Kind.MEDIATOR: _from_database(Context.mediators, none=_NO_MEDIATOR),
    Kind.WHERE: _from_database(Context.unit_names, is_free=True),
    Kind.MATTER: _from_database(Context.open_matters, is_free=True),
    Kind.ATTACHED: _attached,
    Kind.PAPER: _paper,
    Kind.PATH: _path,
}
