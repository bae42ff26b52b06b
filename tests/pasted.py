"""How many of the labelled things the rules find, and how much they offer that is none.

A place or an organisation counts as found where at least half of the longer of the two, the label
and the finding, is the same characters; everything else by its value in normal form.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.pasting.cleaned import cleaned
from app.pasting.find import findings
from app.pasting.types import Finding, Kind

TEXTS = Path(__file__).parent / "intake_texts"
AREAS = ("东昌府区", "柳园街道", "古楼街道", "新区街道")
FIELDS = tuple(kind for kind in Kind if kind is not Kind.DEMAND)
_BY_PLACE = {Kind.PLACE, Kind.ORG}


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful clerk would want offered; `optional` where one could go either way."""

    kind: Kind
    quote: str
    value: str
    part: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Text:
    key: str
    pasted_on: date
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one field: `parts` are the right ones of `found` that have the right part too."""

    found: int
    missed: int
    wrong: int
    parts: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def texts(half: str) -> list[Text]:
    """Of `open` or `blind`, in the order of their files."""
    files = sorted((TEXTS / half).glob("*.toml"))
    return [_text(one) for file in files for one in tomllib.loads(file.read_text("utf-8"))["text"]]


def _text(given: dict[str, Any]) -> Text:
    labels = tuple(
        Label(
            Kind(one["field"]),
            one["quote"],
            str(one["value"]),
            one.get("part", ""),
            one.get("optional", False),
        )
        for one in given.get("expect", ())
    )
    return Text(given["id"], given["pasted_on"], given["text"], labels)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one text and field."""

    right: tuple[tuple[Label, Finding], ...]
    missed: tuple[Label, ...]
    wrong: tuple[Finding, ...]


def judged(text: Text, kind: Kind) -> Verdict:
    """Each label and each value once, whatever the order."""
    offered = {one.value: one for one in _found(text) if one.kind is kind}
    labels = {label.value: label for label in text.labels if label.kind is kind}
    right, missed = list[tuple[Label, Finding]](), list[Label]()
    for label in labels.values():
        one = next((each for each in offered.values() if _same(kind, label, each, text)), None)
        if one is not None:
            del offered[one.value]
            if not label.optional:
                right.append((label, one))
        elif not label.optional:
            missed.append(label)
    wrong = [one for one in offered.values() if not _is_piece(one, text)]
    return Verdict(tuple(right), tuple(missed), tuple(wrong))


def _is_piece(found: Finding, text: Text) -> bool:
    """A shorter mention of a labelled place or organisation is neither right nor wrong."""
    quote = text.text[found.start : found.end]
    return found.kind in _BY_PLACE and any(
        quote in label.quote for label in text.labels if label.kind is found.kind
    )


_known: dict[str, Sequence[Finding]] = {}


def _found(text: Text) -> Sequence[Finding]:
    if text.key not in _known:
        _known[text.key] = findings(text.text, AREAS, text.pasted_on)
    return _known[text.key]


def _same(kind: Kind, label: Label, found: Finding, text: Text) -> bool:
    if kind not in _BY_PLACE:
        return cleaned(label.value) == found.value
    quote = text.text[found.start : found.end]
    shared = sum((Counter(quote) & Counter(label.quote)).values())
    return shared * 2 >= max(len(quote), len(label.quote)) and (
        quote in label.quote or label.quote in quote or shared * 4 >= 3 * len(label.quote)
    )


def scores(half: str) -> Iterator[tuple[Kind, Score]]:
    for kind in FIELDS:
        verdicts = [judged(text, kind) for text in texts(half)]
        right = [pair for verdict in verdicts for pair in verdict.right]
        yield (
            kind,
            Score(
                found=len(right),
                missed=sum(len(verdict.missed) for verdict in verdicts),
                wrong=sum(len(verdict.wrong) for verdict in verdicts),
                parts=sum(label.part == (found.part or "") for label, found in right),
            ),
        )
