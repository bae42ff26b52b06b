"""Why a matter was found: by its number, by whose name, or by the words of the story."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from app.names import initials, name_key
from app.search.words import PhoneWord, parts_of, phone_of

_WEIGHT = ("no", "case_code", "external_number", "phone", "name", "pinyin", "initials", "text")


@dataclass(slots=True)
class Traits:
    """What of one matter can be asked for: names, the words kept of telephones, numbers of other
    systems."""

    people: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def reasons(
    text: str, no: str, case_code: str, traits: Traits, word_for: PhoneWord
) -> tuple[str, ...]:
    """The codes of everything `text` hits, the weightiest first; `text` where nothing else."""
    found = {code for part in parts_of(text) for code in _of(part, no, case_code, traits, word_for)}
    return weightiest(found)


def weightiest(found: Collection[str]) -> tuple[str, ...]:
    """Codes in the order of weight."""
    return tuple(code for code in _WEIGHT if code in found)


def _of(part: str, no: str, case_code: str, traits: Traits, word_for: PhoneWord) -> Iterator[str]:
    typed = _bare(part)
    if typed == _bare(no):
        yield "no"
    elif typed == _bare(case_code):
        yield "case_code"
    elif typed in map(_bare, traits.numbers):
        yield "external_number"
    elif phone_of(part, word_for) in traits.phones:
        yield "phone"
    else:
        yield _name(part, [name for name in traits.people if name])


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _name(part: str, names: list[str]) -> str:
    if any(part in name.casefold() for name in names):
        return "name"
    if part.isascii() and part.isalpha():
        if any(initials(name).startswith(part) for name in names):
            return "initials"
        if any(name_key(name).replace(" ", "").startswith(part) for name in names):
            return "pinyin"
    return "text"
