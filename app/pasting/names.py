"""People named in a text: a surname and one or two characters, where words around tell of it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.identifiers.text import HAN
from app.pasting.types import Finding, Kind, Part
from app.pasting.words import any_of, signs, words

_ENOUGH, _SURE, _TOLD = 2.5, 3.0, 2.0
"""Of what stands before and behind: to be a name, and to be one though it is a word (高兴): behind
a label, or behind a word for people and before a number."""
_LOOK_BACK = 40
_DOTS = re.compile("[•・‧]")
_MINORITY = re.compile(rf"[{HAN}]{{1,6}}(?:[·•・‧][{HAN}]{{1,8}})+")
_JOINED = re.compile("叫|是|找|和|与|跟|人|工|民|姓名|的")
_GOES_ON = re.compile("的|来|说|称|在|和|与|因|反|欠|家|向|没|是|把|将|打|被|同|到")
_COUNT = "[一二两三四五六七八九十几\\d]{1,3}[人口户家]"
_SIGN = r"[\s,。;:!?、()\[\]【】“”\"'《》\n—\-/\ufffc]"
_SEX = re.compile(r"\s?[,(、:]?\s?(?:男|女)(?:[,、。)\s,岁]|性)")
_CARD = re.compile(
    r"\s?[,(、]?\s?(?:身份证|证件号|电话|手机|联系电话|号码|\ufffc|\d{2}岁)|:\s?(?:电话|手机)"
)


class _Around(NamedTuple):
    """What names are known by."""

    surnames: frozenset[str]
    compound: frozenset[str]
    never_given: frozenset[str]
    ordinary: frozenset[str]
    soft: frozenset[str]
    titles: re.Pattern[str]
    before: tuple[tuple[re.Pattern[str], float, Part | None], ...]
    behind: tuple[tuple[re.Pattern[str], float], ...]


@cache
def _around() -> _Around:
    told = {part: any_of(*words("people", "labels", part.value)) for part in Part}
    own = "(?:我|俺|本人|咱)"
    own_place = any_of(*words("people", "before", "own_places"))
    label = r"(?:\(\w{1,4}\))?[:,为是叫|\s]{0,4}$"
    return _Around(
        surnames=signs("people", "names", "surnames"),
        compound=frozenset(words("people", "names", "compound_surnames")),
        never_given=signs("people", "names", "never_given"),
        ordinary=frozenset(words("people", "names", "ordinary")),
        soft=signs("people", "behind", "soft"),
        titles=re.compile(any_of(*words("people", "behind", "titles"))),
        before=(
            (re.compile(rf"{told[Part.RESPONDENT]}{label}"), 3.0, Part.RESPONDENT),
            (re.compile(rf"{told[Part.MENTIONED]}{label}"), 3.0, Part.MENTIONED),
            (re.compile(rf"{told[Part.APPLICANT]}{label}"), 3.0, Part.APPLICANT),
            (re.compile(rf"{own}(?:的?名字)?(?:名)?叫\s?$"), 3.0, Part.APPLICANT),
            (re.compile(rf"{own}(?:是|系|姓名是)?\s?$"), 2.5, Part.APPLICANT),
            (re.compile(rf"{own}们?(?:是|叫|系|家?住在?)[^,。;:!?\n]{{0,24}}{own_place}$"), 2.5,
             Part.APPLICANT),
            (re.compile(rf"{any_of(*words('people', 'before', 'sides'))}"
                        r"(?:叫|是|是个叫|名叫|住户|业主|村民|的)?$"), 2.0, Part.RESPONDENT),
            (re.compile(rf"{any_of(*words('people', 'before', 'bystanders'))}\s?$"), 2.0,
             Part.MENTIONED),
            (re.compile(rf"{any_of(*words('people', 'before', 'roles'))}\s?$"), 2.0, None),
            (re.compile(rf"{any_of(*words('people', 'before', 'joints'))}$"), 1.0, None),
            (re.compile(rf"(?:^|{_SIGN})$"), 1.0, None),
        ),
        behind=(
            (_SEX, 3.0),
            (_CARD, 3.0),
            (re.compile(r"(?:、[^,。、\s]{2,4}){0,9}等"), 1.5),
            (re.compile(rf"$|\d|{_SIGN}"), 1.0),
            (re.compile(rf"{any_of(*words('people', 'behind', 'verbs'))}|{_COUNT}"), 1.5),
        ),
    )  # fmt: skip


def names(text: str) -> Iterator[Finding]:
    """Each person once, where the name stands first; the part as far as a word before it says."""
    seen = set[str]()
    for start, end, part in sorted((*_minorities(text), *_han(text)), key=lambda one: one[:2]):
        name = _DOTS.sub("·", text[start:end])
        if name not in seen:
            seen.add(name)
            yield Finding(Kind.NAME, start, end, name, part)


def _minorities(text: str) -> Iterator[tuple[int, int, Part | None]]:
    """Names with a dot: 买买提·艾力. Words that run into them end at the nearest that joins."""
    for found in _MINORITY.finditer(text):
        dot = re.search("[·•・‧]", found[0])
        head = found[0][: dot.start()] if dot else found[0]
        begun = max(
            (one.end() for one in _JOINED.finditer(head) if one.end() < len(head)), default=0
        )
        last = max(found[0].rfind(sign) for sign in "·•・‧") + 2
        cut = _GOES_ON.search(found[0], last)
        start = found.start() + begun
        end = found.start() + (cut.start() if cut else len(found[0]))
        yield start, end, _left(text, start)[1]


def _han(text: str) -> Iterator[tuple[int, int, Part | None]]:
    place = 0
    while place < len(text) - 1:
        found = _name_at(text, place)
        if found is not None:
            yield place, *found
        place = found[0] if found else place + 1


def _name_at(text: str, place: int) -> tuple[int, Part | None] | None:
    known = _around()
    surname = 2 if text[place : place + 2] in known.compound else int(text[place] in known.surnames)
    if not surname:
        return None
    guesses = [one for given in (2, 1) if (one := _guess(text, place, surname, given))]
    if not guesses:
        return None
    left, part = _left(text, place)
    end, right = max(guesses, key=lambda one: one[1])
    is_word = text[place : place + 2] in known.ordinary
    if is_word and left < _SURE and min(left, right - 1) < _TOLD:
        return None
    return (end, part) if left + right >= _ENOUGH else None


def _guess(text: str, place: int, surname: int, given: int) -> tuple[int, float] | None:
    """Where a name of so many characters ends, and how surely; two of them rather than one."""
    known, begun, end = _around(), place + surname, place + surname + given
    own = text[begun:end]
    if len(own) < given or any(sign in known.never_given or not _is_han(sign) for sign in own):
        return None
    if known.titles.match(text[begun : begun + 2]) or (given == 2 and known.titles.match(own[1])):
        return None
    right = _right(text, end)
    runs_on = own[-1] == "家" or (own[-1] in known.soft and _is_han(text[end : end + 1]))
    if given > 1 and runs_on and _right(text, end - 1):
        return None
    return (end, right + 0.5 * (given == 2)) if right else None


def _right(text: str, end: int) -> float:
    """How surely a name ends here."""
    return next((score for pattern, score in _around().behind if pattern.match(text, end)), 0.0)


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"


def _left(text: str, place: int) -> tuple[float, Part | None]:
    """How surely a name begins here, and whose it then is."""
    before = text[max(0, place - _LOOK_BACK) : place]
    for pattern, score, part in _around().before:
        if pattern.search(before):
            return score, part
    return -1.0, None
