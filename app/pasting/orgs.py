"""Organisations: companies, committees, schools, shops, by how their names end."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.pasting.types import Finding, Kind, Part
from app.pasting.words import any_of, signs, words

_LONG, _SHORT = 18, 14
"""Characters before 有限公司, and before 店."""


class _Around(NamedTuple):
    sure: re.Pattern[str]
    org: re.Pattern[str]
    stops: re.Pattern[str]
    plain: frozenset[str]
    never: frozenset[str]
    blamed: re.Pattern[str]
    neutral: re.Pattern[str]


@cache
def _around() -> _Around:
    ends = any_of(*words("places", "orgs", "ends"))
    firm = "(?:[\u4e00-\u9fff]{0,6}?(?:有限责任公司|股份有限公司|有限公司|分公司|支公司|项目部))*"
    return _Around(
        sure=re.compile(f".*{any_of(*words('places', 'orgs', 'sure'))}"),
        org=re.compile(
            rf"((?:[\u4e00-\u9fffA-Za-z0-9]|\([\u4e00-\u9fff]{{2,4}}\)){{2,24}}?)({ends}+{firm})"
        ),
        stops=re.compile(any_of(*words("places", "orgs", "stops"))),
        plain=frozenset(words("places", "orgs", "plain")),
        never=signs("places", "orgs", "never"),
        neutral=re.compile(any_of(*words("people", "parts", "neutral"))),
        blamed=re.compile(rf"{any_of(*words('places', 'orgs', 'blamed'))}\S{{0,3}}$"),
    )


def orgs(text: str) -> Iterator[Finding]:
    """Each once, with its whole name; what is only called 公司 or 物业公司 is not named."""
    known, seen = _around(), set[str]()
    for found in known.org.finditer(text):
        head = _own(found[1])
        name = head + found[2]
        if not _is_name(head, found[2]) or name in seen:
            continue
        seen.add(name)
        start = found.end() - len(name)
        is_blamed = known.blamed.search(text[max(0, start - 12) : start])
        is_neutral = known.neutral.fullmatch(found[2]) and not is_blamed
        part = Part.MENTIONED if is_neutral else Part.RESPONDENT
        yield Finding(Kind.ORG, start, found.end(), name, part)


def _is_name(head: str, end: str) -> bool:
    """物业公司 names nobody, and what is called 店 or 厂 has a short name."""
    known = _around()
    longest = _LONG if known.sure.fullmatch(end) else _SHORT
    return (
        1 < len(head) <= longest
        and head not in known.plain
        and not head[0].isdigit()
        and not known.never.intersection(head)
    )


def _own(head: str) -> str:
    """What of the words before the end belongs to the name, which is two characters at least:
    嘉和棠 in 我在嘉和棠超市, though 和 joins elsewhere; a word of several characters never does."""
    stops = list(_around().stops.finditer(head))
    begun = max((stop.end() for stop in stops if len(stop[0]) > 1), default=0)
    joins = (stop.end() for stop in stops if len(head) - stop.end() > 1)
    return head[max((end for end in joins), default=0) :] if len(head) - begun > 1 else ""
