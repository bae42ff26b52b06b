"""Where lines of Chinese text break (GB/T 15834—2011 section 5, domain/07 section 4).

What does not fit is pushed to the next line, never squeezed into this one. Pure functions: the
caller says how wide a character is.
"""

import re
from collections.abc import Callable, Iterator

NO_START = frozenset("。，、；：？！”’）〕】》〉」』］｝–—～·／/%‰℃°,.;:?!)]}")
"""Not at the start of a line. A — that begins a 破折号 may start one; see `tokens`."""
NO_END = frozenset("“‘（〔【《〈「『［｛¥￥$第№／/([{")
"""Not at the end of a line."""

_TOKEN = re.compile(
    r"""
      [〔［\[（(]\d{4}[〕］\]）)]第?\d+号        # the number of a paper
    | —— | ……                                 # two ems wide, one sign
    | \d+[年月日]                              # part of a date
    | [¥￥$]?[0-9A-Za-zÀ-ɏ０-９]+              # a word, an amount, a telephone, a number
      (?:[.,:/@_'’+&\-][0-9A-Za-zÀ-ɏ０-９]+)*
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

Advance = Callable[[str], float]
"""The width of one character, in the unit of the line's width."""


def tokens(text: str) -> list[str]:
    """`text` cut into single characters and what never comes apart; together the text."""
    return _TOKEN.findall(text)


def atoms(text: str) -> Iterator[str]:
    """`text` cut at every place where a line may break; together the text."""
    atom = ""
    for token in tokens(text):
        if atom and not _may_break(atom[-1], token):
            atom += token
            continue
        if atom:
            yield atom
        atom = token
    if atom:
        yield atom


def break_lines(text: str, width: float, advance: Advance, indent: float = 0.0) -> list[str]:
    """The lines of one paragraph; joined they are `text`. The first is `indent` narrower.

    Spaces at the end of a line hang over it. What cannot break and is wider than a whole line
    is cut between any two characters, for nothing else is left.
    """
    lines: list[str] = []
    line, used, room = "", 0.0, width - indent
    for atom in atoms(text):
        wide = sum(map(advance, atom.rstrip(" ")))
        if line and used + wide > room + _ROUNDING:
            lines.append(line)
            line, used, room = "", 0.0, width
        if not line and wide > room + _ROUNDING:
            *full, atom = _cut(atom, room, width, advance)
            lines += full
            room = width if full else room
        line += atom
        used += sum(map(advance, atom))
    return [*lines, line] if line or not lines else lines


_ROUNDING = 1e-6


def _may_break(before: str, part: str) -> bool:
    if part == "——":
        return before not in NO_END
    return before not in NO_END and part[0] not in NO_START and part != " "


def _cut(atom: str, room: float, width: float, advance: Advance) -> list[str]:
    """`atom` in pieces of one character or more: the first at most `room` wide, then `width`."""
    pieces, piece, used = [], "", 0.0
    for char in atom:
        wide = 0.0 if char == " " else advance(char)
        if piece and used + wide > room + _ROUNDING:
            pieces.append(piece)
            piece, used, room = "", 0.0, width
        piece += char
        used += advance(char)
    return [*pieces, piece]
