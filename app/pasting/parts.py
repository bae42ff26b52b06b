"""Who is who: the part of a person no word before the name tells, and whose a number is."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.pasting.types import Finding, Part
from app.pasting.words import any_of, words

_JOINS = re.compile(r"\s?(?:与|和|跟|同|、)\s?$")
_SIGNED = re.compile(r"\s*[\ufffc\s,。()]*(?:\d{4}年.{0,8}日)?\s*$")
_BREAKS = "。;!?\n"
_OTHER_SIDE = re.compile(
    r"(?:对方|他|她|老板|被\S{1,4}人|房东|邻居|司机|包工头|物业|公司|店|厂)\S{0,4}[的是:\s]{0,2}$"
)
_LOOK = 16


@cache
def _deeds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    comes, wrongs = (words("people", "parts", key) for key in ("comes", "wrongs"))
    return re.compile(any_of(*comes)), re.compile(any_of(*wrongs))


def people_with_parts(text: str, people: Sequence[Finding]) -> tuple[Finding, ...]:
    """Of two who quarrel the first named is who comes; who did what is complained of is the other
    side, and who signs comes. Whoever else is named is spoken of."""
    done = list[Finding]()
    known = {one.part for one in people}
    for one in people:
        before = done[-1] if done else None
        done.append(one if one.part else replace(one, part=_part(text, one, before, known)))
        known.add(done[-1].part)
    return tuple(done)


def _part(text: str, one: Finding, before: Finding | None, known: Collection[Part | None]) -> Part:
    comes, wrongs = _deeds()
    if _SIGNED.match(text, one.end) or comes.match(text, one.end):
        return Part.APPLICANT
    if wrongs.match(text, one.end):
        return Part.RESPONDENT if Part.APPLICANT in known else Part.APPLICANT
    between = text[before.end : one.start] if before else ""
    if before and _JOINS.fullmatch(between):
        return before.part if "、" in between and before.part else Part.RESPONDENT
    if Part.APPLICANT not in known:
        return Part.APPLICANT
    return Part.MENTIONED if Part.RESPONDENT in known else Part.RESPONDENT


def numbers_with_parts(
    text: str, numbers: Sequence[Finding], who: Sequence[Finding]
) -> Iterator[Finding]:
    """A number is whose name stands last before it in its sentence, else of who comes. `who` is in
    the order of the text."""
    starts = [each.start for each in who]
    for one in numbers:
        since = max(text.rfind(sign, 0, one.start) for sign in _BREAKS) + 1
        if _OTHER_SIDE.search(text[max(since, one.start - _LOOK) : one.start]):
            yield replace(one, part=Part.RESPONDENT)
            continue
        last = who[place - 1] if (place := bisect_left(starts, one.start)) else None
        part = last.part if last and last.start >= since else None
        yield replace(one, part=part or Part.APPLICANT)
