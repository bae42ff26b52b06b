"""Which type of dispute a text tells of, by the words people use for it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from app.pasting.types import Finding, Kind
from app.pasting.words import groups
from db.enums import DisputeType

_LEAST = 3
_DENIED = re.compile(r"(?:无|未发现|未发生|没有发现)[^,。;、!?\n]{1,8}")


class _Told(NamedTuple):
    """How much points to a type, and the word that points first among the weightiest."""

    weight: int
    kind: DisputeType
    word: tuple[int, int]


@cache
def _words() -> Sequence[tuple[DisputeType, Sequence[tuple[int, re.Pattern[str]]]]]:
    return [
        (
            DisputeType(kind),
            [
                (int(weight), re.compile(word))
                for weight, block in own.items()
                for word in block.split()
            ],
        )
        for kind, own in groups("kinds").items()
    ]


def kinds(text: str) -> Iterator[Finding]:
    """The one type whose words weigh most; none where two weigh the same or hardly any is told."""
    told = sorted(_told(text), key=lambda one: -one.weight)
    if (
        told
        and told[0].weight >= _LEAST
        and told[0].weight > max((one.weight for one in told[1:]), default=0)
    ):
        yield Finding(Kind.TYPE, *told[0].word, told[0].kind.value)


def _told(text: str) -> Iterator[_Told]:
    """Each word counts once however often it is said, and not where it is denied."""
    text = _DENIED.sub(lambda found: " " * len(found[0]), text)
    for kind, own in _words():
        found = [(weight, one.span()) for weight, word in own if (one := word.search(text))]
        if found:
            heaviest = max(weight for weight, _ in found)
            first = min(span for weight, span in found if weight == heaviest)
            yield _Told(sum(weight for weight, _ in found), kind, first)
