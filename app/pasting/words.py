"""The words the rules go by, as data: resources/pasting/*.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file(name: str) -> Mapping[str, Any]:
    text = files("resources").joinpath("pasting", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(file: str, group: str, key: str) -> tuple[str, ...]:
    """The words of one block, apart by spaces or lines."""
    return tuple(_file(file)[group][key].split())


def signs(file: str, group: str, key: str) -> frozenset[str]:
    """The characters of one block."""
    return frozenset("".join(words(file, group, key)))


def groups(file: str) -> Mapping[str, Mapping[str, str]]:
    """All blocks by the name of their group."""
    return _file(file)


def any_of(*known: str) -> str:
    """A pattern for any of these words, the longest first: 股份有限公司 before 公司."""
    return f"(?:{'|'.join(sorted(known, key=len, reverse=True))})"
