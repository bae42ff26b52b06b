"""The areas of GB/T 2260 down to the county, from python-stdnum's list.

Towns and villages below a county are the centre's to enter or import.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_LINE = re.compile(r"^(\s*)(\d+)\s+(.*)$")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ABOLISHED = re.compile(r"\[[^\]]*-\d{4}\]")
_YEARS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class BuiltInArea:
    """A 12-digit code, the code above it, and the name in force."""

    code: str
    parent: str | None
    name: str


def built_in_areas() -> tuple[BuiltInArea, ...]:
    """Provinces, prefectures and counties in force; a parent always stands before its children.

    Empty where the list is not installed: then a centre enters its areas itself.
    """
    spec = find_spec("stdnum")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder, "cn", "loc.dat")
        if path.is_file():
            return tuple(_areas(path.read_text("utf-8")))
    return ()


def _areas(text: str) -> Iterator[BuiltInArea]:
    names = dict(_names(text))
    for code in sorted(names):
        yield BuiltInArea(code.ljust(12, "0"), _parent(code, names), names[code])


def _parent(code: str, names: dict[str, str]) -> str | None:
    for above in (code[:4] + "00", code[:2] + "0000"):
        if above != code and above in names:
            return above.ljust(12, "0")
    return None


def _names(text: str) -> Iterator[tuple[str, str]]:
    province = ""
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        told: dict[str, str] = dict(_ATTRIBUTE.findall(match[3]))
        if not match[1]:
            province = match[2]
            yield f"{province}0000", told.get("province", province)
        elif name := _in_force(told.get("county", "")):
            yield province + match[2], name


def _in_force(name: str) -> str:
    """The last of the names in a row, unless that was abolished."""
    last = name.split(",")[-1].strip()
    return "" if _ABOLISHED.match(last) else _YEARS.sub("", last)
