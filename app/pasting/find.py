"""Everything the rules find in a pasted text, each with where it stands and whose it is."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from app.pasting.amounts import amounts
from app.pasting.cleaned import cleaned, without, without_stamps
from app.pasting.days import days
from app.pasting.kinds import kinds
from app.pasting.names import names
from app.pasting.numbers import ids, outer_numbers, phones, spoken
from app.pasting.orgs import orgs
from app.pasting.parts import numbers_with_parts, people_with_parts
from app.pasting.places import places
from app.pasting.types import Finding, Kind

_DEMAND = re.compile(
    r"(?:诉求|要求|请求|希望|想要|想让|请)(?:是|为|:)?\s?(?P<what>(?!人|内容)[^。;!?\n]{4,200})"
)


def findings(text: str, areas: Collection[str], today: date) -> tuple[Finding, ...]:
    """In the order of the text, none over another but a demand over what it names.

    `areas` are names of the centre's area tree, `today` the day in Shanghai that 昨天 counts from.
    Reads the first 100,000 characters.
    """
    whole = cleaned(text)
    found = _apart((*ids(whole, today), *phones(whole), *spoken(whole, today)))
    rest = without(whole, _spans(found))
    outer = _apart(outer_numbers(rest))
    rest = without_stamps(without(rest, _spans(outer)))
    who = tuple(orgs(rest))
    people = people_with_parts(rest, tuple(names(without(rest, _spans(who)))))
    where = places(without(rest, _spans((*who, *people))), areas)
    kept = (*people, *who, *where)
    amounts_and_days = (*amounts(rest), *days(rest, today))
    numbers = numbers_with_parts(whole, found, sorted((*people, *who), key=lambda one: one.start))
    every = (*numbers, *outer, *kept, *amounts_and_days, *kinds(rest), *_demands(whole))
    return tuple(sorted(every, key=lambda one: (one.start, one.end)))


def _spans(found: Sequence[Finding]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that touch no longer one, each value once, in the order of the text."""
    kept, seen, end = list[Finding](), set[tuple[Kind, str]](), 0
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if one.start >= end and (one.kind, one.value) not in seen:
            kept.append(one)
            seen.add((one.kind, one.value))
            end = one.end
    return tuple(kept)


def _demands(text: str) -> Iterator[Finding]:
    """What they want, in their words; the first time they say so."""
    found = _DEMAND.search(text)
    if found:
        what = found["what"].rstrip(", ")
        yield Finding(Kind.DEMAND, found.start("what"), found.start("what") + len(what), what)
