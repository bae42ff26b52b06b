"""A first layout for a sheet nobody has shown the program yet."""

from collections.abc import Iterable, Sequence

from app.exchange.synonyms import SYSTEMS, TITLES
from app.exchange.types import SEVERAL, Layout, Target
from app.glossary import term
from db.enums import AppealKind, ExternalSystem, IntakeChannel

_BY_TITLE = {title: target for target, titles in TITLES.items() for title in titles}
_SHORT = 3
"""A known title of so few characters is too common to be looked for inside another one."""


def guessed(titles: Sequence[str], told: str) -> Layout:
    """By the titles; `told` is what else tells where the sheet is from, such as the file's name."""
    system, channel = _source(f"{told} {' '.join(titles)}")
    columns: dict[str, Target] = {}
    for find in (_exactly, _inside):
        for title in filter(None, titles):
            target = find(title)
            if target and title not in columns and _is_free(target, columns.values()):
                columns[title] = target
    kind = AppealKind.DISPUTE if system is ExternalSystem.COURT else AppealKind.HELP_REQUEST
    if Target.DISPUTE_TYPE in columns.values() and Target.APPEAL_KIND not in columns.values():
        kind = AppealKind.DISPUTE
    return Layout(term(system), columns, system, kind, channel)


def _source(told: str) -> tuple[ExternalSystem, IntakeChannel]:
    for system, channel, words in SYSTEMS:
        if any(word in told for word in words):
            return system, channel
    return ExternalSystem.OTHER, IntakeChannel.OTHER


def _exactly(title: str) -> Target | None:
    return _BY_TITLE.get(title)


def _inside(title: str) -> Target | None:
    """The longest known title that stands in this one: 市民诉求内容 has 诉求内容."""
    found = [known for known in _BY_TITLE if len(known) > _SHORT and known in title]
    return _BY_TITLE[max(found, key=len)] if found else None


def _is_free(target: Target, taken: Iterable[Target]) -> bool:
    return target in SEVERAL or target not in taken
