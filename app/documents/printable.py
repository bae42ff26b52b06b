"""A paper's data made fit to print: invisible signs dropped, characters without a glyph refused.

A little picture from a telephone, or a character some program made up for itself (private use),
which no font of the paper has, is told by a word: what people sent is printed all the same, and
an agreement is refused it before (app.matter.needs), as a name is on registering. No other
character ever becomes an empty box (domain/07 section 2): before anything is drawn, all the
text of a paper is looked through, and what no font has is named with the field it stands in.
"""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from app.documents import fonts
from app.errors import Invalid, Problem
from app.identifiers.text import is_pictograph, is_private

Paper = TypeVar("Paper")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
PICTURE = "〔表情〕"
NO_CHARACTER = "〔缺字〕"
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": "  "}


def printable(paper: Paper) -> Paper:
    """The same paper without control signs, marks of direction and variation selectors.

    Raises Invalid with a Problem PAPER_GLYPH_MISSING for each character no font can draw.
    """
    cleaned: Paper = _cleaned(paper)
    problems = [
        Problem(
            path,
            "PAPER_GLYPH_MISSING",
            values={"character": char, "code": fonts.code_point(char)},
        )
        for path, text in _texts(cleaned)
        for char in fonts.missing_glyphs(text)
    ]
    if problems:
        raise Invalid(problems)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _visible(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    for found, wanted in _LINE_ENDS.items():
        text = text.replace(found, wanted)
    if not all(map(_drawn, text)):
        text = "".join(filter(_drawn, text))
    return _in_words(text)


def _in_words(text: str) -> str:
    """Each run of pictures, or of private characters, without a glyph as one word."""
    words = {char: _word(char) for char in fonts.missing_glyphs(text)}
    if not any(words.values()):
        return text
    runs = groupby(text, lambda char: words.get(char, ""))
    return "".join(word or "".join(run) for word, run in runs)


def _word(char: str) -> str:
    if is_private(char):
        return NO_CHARACTER
    return PICTURE if is_pictograph(char) else ""


def _drawn(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return char == "\n" or unicodedata.category(char) not in _INVISIBLE


def _texts(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Every text of a paper with its path, as `parties[1].name`."""
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, tuple):
        return [pair for n, item in enumerate(value) for pair in _texts(item, f"{path}[{n}]")]
    if is_dataclass(value) and not isinstance(value, type):
        dot = "." if path else ""
        return [
            pair
            for f in fields(value)
            for pair in _texts(getattr(value, f.name), f"{path}{dot}{f.name}")
        ]
    return []
