"""Hiding personal data on lists, screens and exports (domain/09 section 2).

Credit codes and names of organisations are never masked; the caller knows which they are.
"""

import re

from app.identifiers import id_number, phone, uscc
from app.identifiers.phone import PhoneKind
from app.identifiers.text import HAN, number_text

_STARS = "***"
_ONE_CHARACTER = re.compile(
    "[^\ufe00-\ufe0f\U000e0100-\U000e01ef][\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)
"""A character with its variation selectors, so that half of a rare one is never shown."""

_ROAD = "路街巷道弄里桥口"
_TOWNSHIP = re.compile(f"[{HAN}]{{1,15}}?(?:街道|苏木|(?<![区县市旗])[镇乡])(?![{_ROAD}市县区])")
_VILLAGE = re.compile(f"[{HAN}]{{1,15}}?(?:居委会|村委会|社区|嘎查|(?<!新)村)(?![{_ROAD}])")
_DISTRICT = re.compile(f"[{HAN}]{{1,20}}(?:(?<![社小])区|[县市旗盟州])(?![{_ROAD}场])")
_HOUSE_NUMBER = re.compile("[0-9０-９A-Za-z]")

_GAP = "[ \\-]?"
_NUMBERS = re.compile(
    r"(?<![0-9])(?:"
    rf"(?P<id>[0-9]{{6}}{_GAP}[0-9]{{8}}{_GAP}[0-9]{{3}}[0-9Xx])"
    r"|(?P<old>[0-9]{15}(?![A-Za-z]))"
    rf"|(?:(?:\+|00)86{_GAP})?"
    rf"(?P<mobile>1[3-9][0-9](?:{_GAP}[0-9]{{4}}){{2}}|1[3-9][0-9]{{3}}(?:{_GAP}[0-9]{{3}}){{2}})"
    rf"|(?P<card>(?<![A-Za-z])[0-9]{{4}}(?:{_GAP}[0-9]{{4}}){{3}}(?:{_GAP}[0-9]{{1,3}})?(?![A-Za-z]))"
    rf"|(?P<landline>\(?0(?:10|2[0-9]|[3-9][0-9]{{2}})\)?{_GAP}"
    r"[2-9][0-9]{6,7}(?:[\-转][0-9]{1,6})?)"
    r")(?![0-9])"
)
_BIRTH = re.compile(r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_SAME_LENGTH = str.maketrans(
    "０１２３４５６７８９ＸｘＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＹ－–—‐−　（）＋",
    "0123456789XxABCDEFGHJKLMNPQRTUWY----- ()+",
)
"""Character for character, so that what is found stands at the same place in the text."""


def mask_id_number(text: str) -> str:
    """The first 3 and the last 4 characters; the length stays. Too short: nothing is shown."""
    number = id_number.normalise(text)
    if len(number) < id_number.OLD_LENGTH:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_phone(text: str) -> str:
    """A mobile's first 3 and last 4; a landline's area code and last 2.

    400, 800 and short numbers belong to units and stay. Anything else: the last 2.
    """
    found = phone.check(text, for_unit=True)
    if found.kind is PhoneKind.MOBILE:
        return f"{found.normal[:3]}****{found.normal[-4:]}"
    if found.kind is PhoneKind.LANDLINE:
        return _mask_landline(found.normal)
    return found.normal if found.valid else _only_end(found.normal, 2)


def mask_name(name: str) -> str:
    """张三 as 张*, 王小明 as 王*明, 买买提·艾力 as 买***; one character alone is hidden."""
    characters: list[str] = _ONE_CHARACTER.findall(name)
    if "·" in characters:
        return characters[0] + _STARS
    if len(characters) < 2:
        return "*" * len(characters)
    if len(characters) == 2:
        return f"{characters[0]}*"
    return characters[0] + "*" * (len(characters) - 2) + characters[-1]


def mask_address(address: str) -> str:
    """Down to the township, street office, village or community; the rest is ***.

    Without either, down to the district; an address in which nothing is recognised is hidden.
    """
    kept = _public_part(address)
    return kept if kept == address else f"{kept}{_STARS}"


def mask_bank_card(text: str) -> str:
    """Only the last 4 digits: `**** **** **** 1234`, whatever the length."""
    number = number_text(text)
    return f"**** **** **** {number[-4:]}" if len(number) > 8 else "*" * len(number)


def mask_text(text: str) -> str:
    """Free text with every number that looks like a person's replaced, for exports and lists.

    By form alone: a wrong check digit is still somebody's number with a slip. Dates, amounts
    and valid credit codes stay. Names are not found by this.
    """
    parts, end = [], 0
    for match in _NUMBERS.finditer(text.translate(_SAME_LENGTH)):
        parts += [text[end : match.start()], _masked(match)]
        end = match.end()
    return "".join([*parts, text[end:]])


def _masked(match: re.Match[str]) -> str:
    if match["mobile"]:
        return mask_phone(match["mobile"])
    if match["landline"]:
        return mask_phone(match["landline"])
    digits = re.sub("[ -]", "", match[0])
    if match["old"] or (match["id"] and _BIRTH.match(digits, 6)):
        return mask_id_number(digits)
    return match[0] if uscc.check(digits).valid else mask_bank_card(digits)


def _mask_landline(normal: str) -> str:
    area, local, extension = _landline_parts(normal)
    hidden = "*" * (len(local) - 2) + local[-2:]
    return "-".join(part for part in (area, hidden, "*" * len(extension)) if part)


def _landline_parts(normal: str) -> tuple[str, str, str]:
    parts = normal.split("-")
    area = parts.pop(0) if normal.startswith("0") else ""
    return area, parts[0], parts[1] if len(parts) > 1 else ""


def _only_end(text: str, shown: int) -> str:
    hidden = len(text) - shown if len(text) > 2 * shown else len(text)
    return "*" * hidden + text[hidden:]


def _public_part(address: str) -> str:
    house = _HOUSE_NUMBER.search(address)
    head = address[: house.start()] if house else address
    township = _TOWNSHIP.search(head)
    after = township.end() if township else 0
    if village := _VILLAGE.match(head, after):
        return head[: village.end()]
    if township:
        return head[:after]
    district = _DISTRICT.match(head)
    return head[: district.end()] if district else ""
