"""Where it happened, or somebody lives: from the area tree, or by the words of an address."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from app.pasting.types import Finding, Kind
from app.pasting.words import any_of, words

_N = "[A-Za-z0-9一二三四五六七八九十甲乙丙东西南北前后]"
_HOUSE = (
    rf"(?:\s?(?:第?{_N}{{1,4}}(?:号楼|号院|号|栋|幢|座|楼|单元|层|室|户|组|排|队|区)"
    r"|\d{1,3}(?:-\d{1,4}){1,3}(?![-\d])|\d{3,4}(?![\d年月日元块万.-])))*"
)
_NAME = "[\u4e00-\u9fffA-Za-z0-9]"


_AN_OFFICE = re.compile("(?:人民)?(?:政府|法院|检察院)|综治中心|公安|派出所|司法[所局]|信访局")


class _Around(NamedTuple):
    part: re.Pattern[str]
    house: re.Pattern[str]
    stops: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _around() -> _Around:
    ends = any_of(*words("places", "places", "ends"))
    stops = any_of(*words("places", "places", "stops"), *words("places", "places", "cues"))
    plain = any_of(*words("places", "places", "plain"))
    return _Around(
        part=re.compile(rf"({_NAME}{{1,12}}?)({ends}){_HOUSE}"),
        house=re.compile(_HOUSE),
        stops=re.compile(rf".*{stops}"),
        plain=re.compile(rf"{plain}?{ends}"),
    )


def places(text: str, areas: Collection[str]) -> Iterator[Finding]:
    """Addresses, each as far as it goes; `areas` are the names of the centre's area tree."""
    for start, end in _runs(sorted((*_parts(text), *_own(text, areas)))):
        yield Finding(Kind.PLACE, start, end, text[start:end])


def _runs(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Parts of an address that touch each other, as one."""
    begun, ended = -1, -1
    for start, end in spans:
        if begun >= 0 and start <= ended:
            ended = max(ended, end)
            continue
        if begun >= 0:
            yield begun, ended
        begun, ended = start, end
    if begun >= 0:
        yield begun, ended


def _own(text: str, areas: Collection[str]) -> Iterator[tuple[int, int]]:
    """Areas of the tree, with the house behind them."""
    for name in areas:
        place = text.find(name)
        while place >= 0:
            behind = _around().house.match(text, place + len(name))
            if not _AN_OFFICE.match(text, place + len(name)):
                yield place, behind.end() if behind else place + len(name)
            place = text.find(name, place + len(name))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """示范小区3号楼: a name before one of the ends, cut where other words end."""
    known, place = _around(), 0
    while found := known.part.search(text, place):
        head = found[1]
        if stop := known.stops.match(head):
            head = head[stop.end() :]
        place = found.end() if head else found.start(2)  # 花园北路: an end may begin a name
        if head and not known.plain.fullmatch(head + found[2]):
            yield found.end(1) - len(head), found.end()
        elif not head:
            place = max(place, found.start() + 1)
