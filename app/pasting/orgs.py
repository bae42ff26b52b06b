"""Organisations: companies, committees, schools, shops, by how their names end."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.pasting.types import Finding, Kind, Part
from app.pasting.words import any_of, words


class _Around(NamedTuple):
    org: re.Pattern[str]
    stops: re.Pattern[str]
    plain: frozenset[str]
    blamed: re.Pattern[str]


@cache
def _around() -> _Around:
    ends = any_of(*words("places", "orgs", "ends"))
    return _Around(
        org=re.compile(
            rf"((?:[\u4e00-\u9fffA-Za-z0-9]|\([\u4e00-\u9fff]{{2,4}}\)){{2,24}}?)({ends}+)"
        ),
        stops=re.compile(rf".*{any_of(*words('places', 'orgs', 'stops'))}"),
        plain=frozenset(words("places", "orgs", "plain")),
        blamed=re.compile(rf"{any_of(*words('places', 'orgs', 'blamed'))}\S{{0,3}}$"),
    )


def orgs(text: str) -> Iterator[Finding]:
    """Each once, with its whole name; what is only called 公司 or 物业公司 is not named."""
    known, seen = _around(), set[str]()
    for found in known.org.finditer(text):
        head = found[1]
        if stop := known.stops.match(head):
            head = head[stop.end() :]
        name = head + found[2]
        if len(head) < 2 or head in known.plain or head.isdigit() or name in seen:
            continue
        seen.add(name)
        start = found.end() - len(name)
        is_blamed = known.blamed.search(text[max(0, start - 12) : start])
        part = Part.RESPONDENT if is_blamed else Part.MENTIONED
        yield Finding(Kind.ORG, start, found.end(), name, part)
