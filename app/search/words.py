"""Words to find a matter by: Chinese as pairs of characters, numbers whole, names as sounds.

Pairs, since the trigram index of SQLite finds no name of two characters.
"""

import re
from collections.abc import Iterable, Iterator

from app.identifiers.text import HAN

_RUN = re.compile(f"[{HAN}]+|[0-9a-z]+", re.IGNORECASE)
_JOINERS = re.compile(r"(?<=[0-9a-zA-Z])[-－〔〕\[\]()（）./ ](?=[0-9a-zA-Z])")
MOST = 4000
"""Words kept of one matter; a story of 10,000 characters has fewer that differ."""


def words_of(text: str) -> Iterator[str]:
    """The words of `text`: 楼上漏水 gives 楼上 上漏 漏水; 20261120-1-018 gives 202611201018."""
    for run in _RUN.findall(_JOINERS.sub("", text.casefold())):
        if run[0].isascii() or len(run) == 1:
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def word_list(texts: Iterable[str | None]) -> str:
    """The distinct words of all texts, separated by spaces, in order of appearance."""
    found = dict.fromkeys(word for text in texts if text for word in words_of(text))
    return " ".join(list(found)[:MOST])
