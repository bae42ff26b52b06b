"""Who is who: the part of a person no word before the name tells, and whose a number is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.pasting.types import Finding, Kind, Part
from app.pasting.words import any_of, words

_JOINS = re.compile(r"\s?(?:与|和|跟|同|、)\s?$")
_SIGNED = re.compile(r"\s*[\ufffc\s,。()]*(?:\d{4}年.{0,8}日)?\s*$")
_BREAK = re.compile(r"[。;!?\n]")
_OTHER_SIDE = re.compile(
    r"(?:对方|他|她|老板|被\S{1,4}人|房东|邻居|司机|包工头|物业|公司|店|厂)\S{0,4}[的是:\s]{0,2}$"
)
_LOOK = 16
_NUMBERS = (Kind.ID_NUMBER, Kind.PHONE)


@cache
def _deeds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    comes, wrongs = (words("people", "parts", key) for key in ("comes", "wrongs"))
    return re.compile(any_of(*comes)), re.compile(any_of(*wrongs))


def people_with_parts(text: str, people: Sequence[Finding]) -> tuple[Finding, ...]:
    """Of two who quarrel the first named is who comes; who did what is complained of is the other
    side, and who signs comes. Whoever else is named is spoken of."""
    done = list[Finding]()
    for one in people:
        done.append(one if one.part else replace(one, part=_part(text, one, done, people)))
    return tuple(done)


def _part(text: str, one: Finding, before: Sequence[Finding], people: Sequence[Finding]) -> Part:
    comes, wrongs = _deeds()
    known = {other.part for other in (*before, *people)}
    if _SIGNED.match(text, one.end) or comes.match(text, one.end):
        return Part.APPLICANT
    if wrongs.match(text, one.end):
        return Part.RESPONDENT if Part.APPLICANT in known else Part.APPLICANT
    if before and _JOINS.fullmatch(text[before[-1].end : one.start]):
        listed = "、" in text[before[-1].end : one.start]
        return before[-1].part if listed and before[-1].part else Part.RESPONDENT
    if Part.APPLICANT not in known:
        return Part.APPLICANT
    return Part.MENTIONED if Part.RESPONDENT in known else Part.RESPONDENT


def numbers_with_parts(
    text: str, numbers: Sequence[Finding], who: Sequence[Finding]
) -> Iterator[Finding]:
    """A number is whose name stands last before it on its line, else of who comes."""
    for one in numbers:
        since = max((found.end() for found in _BREAK.finditer(text, 0, one.start)), default=0)
        named = [each for each in who if since <= each.start < one.start]
        if _OTHER_SIDE.search(text[max(since, one.start - _LOOK) : one.start]):
            part = Part.RESPONDENT
        else:
            part = named[-1].part or Part.APPLICANT if named else Part.APPLICANT
        yield replace(one, part=part) if one.kind in _NUMBERS else one
