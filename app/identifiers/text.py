"""The normal form of everything typed or pasted, applied before a rule looks at it.

NFC; no bidirectional, zero-width or control characters (they hide what a text says); line ends
as a newline. 〇 and variation selectors stay, rare names need them. Source: domain/06 and 09.
"""

import re
import unicodedata

from app.errors import Invalid, Problem

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, 〇 included, as the inside of a regular expression's brackets."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; the tab becomes a space, see below
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # bidirectional marks
    "\u00ad\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width
    "\u115f\u1160\u3164\uffa0"  # fillers that look like nothing
    "\U000e0000-\U000e007f]"  # tags
)
_BULLETS = {
    0xF0B7: "\u2022",
    0xF09F: "\u2022",
    0xF06C: "\u25cf",
    0xF0A7: "\u25aa",
    0xF06E: "\u25a0",
    0xF06F: "\u25a1",
    0xF0A8: "\u25a1",
    0xF075: "\u25c6",
    0xF076: "\u2756",
    0xF0D8: "\u25b6",
    0xF0E0: "\u2192",
    0xF0FC: "\u2713",
}
"""The bullets a word processor takes from its symbol fonts, which have no place in Unicode of
their own and which no other font can draw, as the marks they look like."""
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DOTS = re.compile(" *[\u00b7\u2022\u2027\u2219\u22c5\u2e31\u30fb\ua78f\uff65] *")
_DOT_TYPED_AS_STOP = re.compile(f"(?<=[{HAN}]) ?[.\uff0e] ?(?=[{HAN}])")
_SPACE_IN_NAME = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
_EMOJI_PARTS = "\ufe0f\u20e3"


def normal_text(text: str, field: str = "") -> str:
    """Text of several lines, such as a description; emoji and private characters are kept
    (printing tells them by a word), a word processor's bullets become real ones.

    Raises Invalid (TEXT_BROKEN) for half of a surrogate pair, which no database stores.
    """
    if _LONE_SURROGATE.search(text):
        raise Invalid([Problem(field, "TEXT_BROKEN")])
    return _visible(text).strip()


def normal_line(text: str, field: str = "") -> str:
    """Text of one line: newlines and runs of spaces become one space. Raises as normal_text."""
    return " ".join(normal_text(text, field).split())


def normal_name(text: str, field: str = "") -> str:
    """A person's or unit's name: `·` for every middle dot, no spaces between Chinese characters.

    Raises Invalid: TEXT_BROKEN, or NAME_EMOJI for a pictograph and NAME_PRIVATE for a character
    of private use, which no paper can print.
    """
    name = _DOTS.sub("\u00b7", normal_line(text, field))
    name = _DOT_TYPED_AS_STOP.sub("\u00b7", name)
    name = _SPACE_IN_NAME.sub("", name)
    for character in name:
        if is_pictograph(character):
            raise Invalid([Problem(field, "NAME_EMOJI", values={"character": character})])
        if is_private(character):
            raise Invalid([Problem(field, "NAME_PRIVATE", values=_told(character))])
    return name


def _told(character: str) -> dict[str, str]:
    return {"character": character, "code": f"U+{ord(character):04X}"}


def half_width(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones; broken characters as U+FFFD.

    For number fields only: in a sentence the full-width signs are right.
    """
    narrow = _visible(_LONE_SURROGATE.sub("\ufffd", text)).translate(_HALF_WIDTH)
    return unicodedata.normalize("NFC", narrow)


def number_text(text: str) -> str:
    """A number as typed: half-width, without any space.

    Raises nothing, so that a check can say what is wrong with the number itself.
    """
    # Marks that a space kept apart now follow each other, and have an order.
    return unicodedata.normalize("NFC", "".join(half_width(text).split()))


def is_pictograph(character: str) -> bool:
    """Emoji, their parts, and other symbols (Unicode So) that are never part of a name."""
    return (
        character in _EMOJI_PARTS
        or "\U0001f000" <= character <= "\U0001fbff"
        or unicodedata.category(character) == "So"
    )


def is_private(character: str) -> bool:
    """A character that means something in one font or program only (Unicode Co)."""
    return unicodedata.category(character) == "Co"


def _visible(text: str) -> str:
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_BULLETS)
