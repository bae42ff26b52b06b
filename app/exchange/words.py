"""What the words of another system stand for: 求决 is a request for help, 相邻关系 neighbours."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from app.exchange.synonyms import CHANNELS, KINDS, TYPES
from app.exchange.types import Layout, Target
from app.exchange.values import Unreadable
from app.glossary import term
from app.identifiers.text import half_width
from db.enums import AppealKind, DisputeType, IntakeChannel

OF_TARGET: Mapping[Target, type[StrEnum]] = {
    Target.APPEAL_KIND: AppealKind,
    Target.DISPUTE_TYPE: DisputeType,
    Target.CHANNEL: IntakeChannel,
}
_SYNONYMS: Mapping[Target, Mapping[Any, tuple[str, ...]]] = {
    Target.APPEAL_KIND: KINDS,
    Target.DISPUTE_TYPE: TYPES,
    Target.CHANNEL: CHANNELS,
}
_END = "纠纷"


def meant(layout: Layout, target: Target, word: str) -> StrEnum | None:
    """What `word` stands for: what the centre said, else our own names and usual words. None where
    the centre said that it stands for nothing. Raises Unreadable (CELL_WORD)."""
    plain = plain_word(word)
    said = layout.words.get(target, {}).get(plain)
    if said is not None:
        return OF_TARGET[target](said) if said else None
    found = _known(target).get(plain)
    if found is None:
        raise Unreadable("CELL_WORD", text=word)
    return found


def plain_word(word: str) -> str:
    """As words are compared: half-width, without spaces."""
    return "".join(half_width(word).split())


@cache
def _known(target: Target) -> Mapping[str, StrEnum]:
    found: dict[str, StrEnum] = {}
    for member, words in _SYNONYMS[target].items():
        found |= {plain_word(word): member for word in words}
    for member in OF_TARGET[target]:
        for word in _own_words(member):
            found.setdefault(word, member)
    return found


def _own_words(member: StrEnum) -> Iterator[str]:
    """邻里纠纷, 邻里, NEIGHBOR."""
    name = plain_word(term(member))
    yield name
    yield str(member)
    if name.endswith(_END) and name != _END:
        yield name.removesuffix(_END)
