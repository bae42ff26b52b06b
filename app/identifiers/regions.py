"""Which six-digit region codes of GB/T 2260 exist or ever existed.

python-stdnum carries the list. Its file is read where it lies, without importing the package:
that import alone takes 50 ms and `fengqiao check` has about 100. A test compares the two.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_RESIDENCE_PERMITS = ("81", "82", "83")
"""Hong Kong, Macao and Taiwan residents' permits (domain/06 1, step 6)."""
_FOREIGN_PERMIT = "9"


def is_known_region(number: str) -> bool:
    """Whether an identity number's first six digits are a region, abolished ones included.

    Permits of residents from outside carry no county and count as known. Without the list
    everything is known: the hint is lost, registering goes on (domain/06 1, step 4).
    """
    if number.startswith((_FOREIGN_PERMIT, *_RESIDENCE_PERMITS)):
        return True
    codes = _codes()
    return not codes or number[:6] in codes


@cache
def _codes() -> frozenset[str]:
    spec = find_spec("stdnum")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder, "cn", "loc.dat")
        if path.is_file():
            return frozenset(_read(path.read_text("utf-8")))
    _warn_of_missing_list()
    return frozenset()


def _warn_of_missing_list() -> None:
    import logging  # 7 ms that the usual case need not spend

    logging.getLogger(__name__).warning("no list of region codes: unknown ones are not found")


def _read(text: str) -> list[str]:
    codes, province = [], ""
    for line in text.splitlines():
        code = line.strip().partition(" ")[0]
        if not code.isdecimal():
            continue
        if line.startswith(" "):
            codes.append(province + code)
        else:
            province = code
    return codes
