"""Words to find a matter by: Chinese as pairs of characters, numbers whole, names as sounds.

Pairs, since the trigram index of SQLite finds no name of two characters.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.identifiers import phone
from app.identifiers.text import HAN, half_width, number_text
from app.names import initials, name_key

_RUN = re.compile(f"[{HAN}]+|[0-9a-z]+", re.IGNORECASE)
_HAN = re.compile(f"[{HAN}]")
_JOINERS = re.compile(r"(?<=[0-9a-zA-Z])[-－〔〕\[\]()（）./](?=[0-9a-zA-Z])")
MOST = 4000
"""Words kept of one matter; a story of 10,000 characters has fewer that differ."""
LONGEST = 64
"""Characters kept of one word; PostgreSQL indexes none of 2 KiB and would refuse the row."""
_PAPER = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]|[A-Z]{1,2}[0-9]{7,9}")
"""Old and new identity numbers, passports and permits (domain/03 table G)."""
_ONE_NUMBER = re.compile(r"\+?[0-9][0-9 -]*[0-9Xx]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matter must have: every word of `whole`, a word beginning with each of `begun`, and
    one word of each pair in `either`.

    Words are Chinese characters and half-width letters and digits only.
    """

    whole: tuple[str, ...]
    begun: tuple[str, ...]
    either: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.whole or self.begun or self.either)


def name_words(name: str | None) -> list[str | None]:
    """What somebody is found by: name, first letters and pinyin."""
    return [name, initials(name), name_key(name).replace(" ", "")] if name else []


def phone_word(digest: str) -> str:
    """What is kept among the words of a telephone with this keyed digest: whoever reads the words
    learns no number, and nobody finds it by a part."""
    return f"t0{digest[:30]}"


PhoneWord = Callable[[str], str]
"""The word of a telephone in normal form."""


def wanted(text: str, word_for: PhoneWord) -> Wanted:
    """What somebody typing `text` looks for.

    One character stands for all pairs beginning with it, letters for a name's sound as far as
    typed. Digits count whole only: a part of a number must not bring up whole ones (domain/09 2).
    A telephone is somebody's, or stands in a story.
    """
    parts = parts_of(text)
    phones = {part: word for part in parts if (word := phone_of(part, word_for))}
    either = tuple((joined(phone.normalise(part)), word) for part, word in phones.items())
    rest = [part for part in parts if part not in phones]
    words = dict.fromkeys(word for part in rest for word in words_of(part))
    begun = tuple(word for word in words if _is_beginning(word))
    return Wanted(tuple(word for word in words if word not in begun), begun, either)


def phone_of(part: str, word_for: PhoneWord) -> str:
    """The word for a part of what was typed, if it is a telephone; else nothing."""
    found = phone.check(part)
    return word_for(found.normal) if found.valid else ""


def parts_of(text: str) -> list[str]:
    """What was typed, apart where a space was; one number typed in groups stays one."""
    typed = half_width(text)
    if _ONE_NUMBER.fullmatch(typed.strip()):
        typed = "".join(typed.split())
    return [joined(part) for part in typed.split()]


def joined(text: str) -> str:
    """In small letters and without the signs that only group a number: 2026-1 as 20261."""
    return _JOINERS.sub("", text.casefold())


def names_number(text: str) -> bool:
    """Whether a number that belongs to one person, paper or telephone, is in `text`: searching
    one is audited (domain/09 section 4)."""
    return is_number(text) or any(is_number(part) for part in text.split())


def is_number(text: str) -> bool:
    """Whether `text` is such a number and nothing else, by form and as a whole."""
    number = number_text(text)
    return bool(_PAPER.fullmatch(number.upper())) or phone.check(number).valid


def _is_beginning(word: str) -> bool:
    if word.isascii():
        return word.isalpha()
    return bool(_HAN.fullmatch(word))


def words_of(text: str) -> Iterator[str]:
    """The words of `text`: 楼上漏水 gives 楼上 上漏 漏水; 20261120-1-018 gives 202611201018."""
    for run in _RUN.findall(joined(text)):
        if run[0].isascii() or len(run) == 1:
            yield run[:LONGEST]
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def word_list(texts: Iterable[str | None]) -> str:
    """The distinct words of all texts, separated by spaces, in order of appearance."""
    found = dict.fromkeys(word for text in texts if text for word in words_of(text))
    return " ".join(list(found)[:MOST])
