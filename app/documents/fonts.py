"""Which font draws which character of a paper.

For each style there is a chain: the bundled Noto face, then the bundled HanaMinB-extra for
rare characters of names (CJK extensions B to F), then what the PC itself has, used only for
characters the bundled ones lack: so a paper is the same on every PC (design: decisions.md,
Papers). Fonts are opened when first needed. Widths are fractions of the em.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import RLock

from app.documents.embedding import PaperFont
from app.documents.truetype import Face, NotUsable
from app.errors import EnvironmentTrouble


class FontStyle(StrEnum):
    """SERIF stands for 仿宋, SERIF_BOLD for 小标宋, SANS for 黑体 (domain/07 section 1)."""

    SERIF = "SERIF"
    SERIF_BOLD = "SERIF_BOLD"
    SANS = "SANS"


_EXTRA = "HanaMinB-extra.ttf"
_BUNDLED = {
    FontStyle.SERIF: ("NotoSerifSC-Regular.ttf", _EXTRA),
    FontStyle.SERIF_BOLD: ("NotoSerifSC-Bold.ttf", _EXTRA),
    FontStyle.SANS: ("NotoSansSC-SemiBold.ttf", "NotoSerifSC-Bold.ttf", _EXTRA),
}
SYSTEM_FONTS = (
    Path("C:/Windows/Fonts/simsunb.ttf"),
    Path("C:/Windows/Fonts/SimsunExtG.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
    Path("/usr/share/fonts/babelstone-han/BabelStoneHan.ttf"),
)
"""SimSun-ExtB and its like, where Windows and the Linux systems of offices keep them."""

_DRAWN_AS = {"—": "─", "\u00a0": " ", "\u2011": "-"}
"""Noto's em dash is short and sits low: two of it would not be one 破折号."""
_HALF_WIDTH = frozenset("0123456789")
"""Drawn half an em wide, as domain/07 section 4 counts them, so that figures stand in columns."""

_lock = RLock()


class _Glyphs(dict[str, tuple[str, float]]):
    """Character -> (font, width) of one style, found when first asked for.

    A character nowhere to be found has the font "" and the width 1.
    """

    def __init__(self, style: FontStyle) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, char: str) -> tuple[str, float]:
        with _lock:
            for font in _chain(self._style):
                if glyph := _glyph(font.outlines, char):
                    self[char] = (font.fontName, font.outlines.width(glyph) / 1000)
                    return self[char]
        return ("", 1.0)


@cache
def glyphs(style: FontStyle) -> dict[str, tuple[str, float]]:
    """The look-up from a character to the font that draws it and its width in ems."""
    return _Glyphs(style)


def runs(text: str, style: FontStyle) -> Iterator[tuple[str, str]]:
    """`text` cut where the font changes: (font, part)."""
    table, font, start = glyphs(style), None, 0
    for at, char in enumerate(text):
        now = table[char][0]
        if now != font:
            if font is not None:
                yield font, text[start:at]
            font, start = now, at
    if font is not None:
        yield font, text[start:]


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters no font at hand can draw, each once, in order; line ends do not count."""
    table = glyphs(FontStyle.SERIF)
    return tuple(c for c in dict.fromkeys(text) if c != "\n" and not table[c][0])


def code_point(char: str) -> str:
    """`U+20BB7`, for a message about a character that cannot be shown."""
    return f"U+{ord(char):04X}"


def initial_font() -> str:
    """The font a canvas starts with, so that no unembedded Helvetica gets into the file."""
    return _font("NotoSerifSC-Regular.ttf").fontName


def forget() -> None:
    """Open the fonts anew when next needed, as after one has been installed."""
    for found in (glyphs, _font, _system_fonts):
        found.cache_clear()


def _chain(style: FontStyle) -> Iterator[PaperFont]:
    yield from map(_font, _BUNDLED[style])
    yield from _system_fonts()


@cache
def _font(file: str) -> PaperFont:
    try:
        return _registered(Face(files("resources") / "fonts" / file))
    except (OSError, NotUsable) as error:
        raise EnvironmentTrouble(why="font", name=file) from error


@cache
def _system_fonts() -> tuple[PaperFont, ...]:
    found = []
    for path in SYSTEM_FONTS:
        try:
            found.append(_registered(Face(path)))
        except (OSError, NotUsable):
            continue
    return tuple(found)


def _registered(face: Face) -> PaperFont:
    from reportlab.pdfbase import pdfmetrics

    font = PaperFont("paper-" + face.name, face, lambda char: _glyph(face, char))
    pdfmetrics.registerFont(font)
    return font


def _glyph(face: Face, char: str) -> int:
    if char in _HALF_WIDTH and (half := face.half_width(face.glyph(ord(char)))):
        return half
    return face.glyph(ord(_DRAWN_AS.get(char, char)))
