"""A small font made for a test."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def _square(pen: TTGlyphPen, side: int) -> None:
    pen.moveTo((0, 0))
    for point in ((0, side), (side, side), (side, 0)):
        pen.lineTo(point)
    pen.closePath()


def built_font(path: Path, *, permission: int = 0, cmap: dict[int, str] | None = None) -> Path:
    """A font with a square and a glyph made of two of it."""
    square, pair = TTGlyphPen(None), TTGlyphPen({"square": None})
    _square(square, 500)
    pair.addComponent("square", (1, 0, 0, 1, 0, 0))
    pair.addComponent("square", (1, 0, 0, 1, 600, 0))
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "square", "pair"])
    font.setupCharacterMap(cmap or {0x4E00: "square", 0x20000: "pair"})
    empty = TTGlyphPen(None).glyph()
    font.setupGlyf({".notdef": empty, "square": square.glyph(), "pair": pair.glyph()})
    font.setupHorizontalMetrics({".notdef": (500, 0), "square": (600, 0), "pair": (1100, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Built", "psName": "Built"})
    font.setupOS2(fsType=permission)
    font.setupPost()
    font.save(path)
    return path
