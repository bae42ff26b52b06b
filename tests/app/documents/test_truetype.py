"""Reading TrueType files and cutting subsets out of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.documents.truetype import Face, NotUsable
from tests.app.documents.built_font import built_font

FONTS = sorted(Path("resources/fonts").glob("*.ttf"))
SERIF = Path("resources/fonts/NotoSerifSC-Regular.ttf")


@contextmanager
def _opened(source: Path | bytes) -> Iterator[TTFont]:
    """The file as fontTools reads it, closed in the end."""
    font = TTFont(BytesIO(source) if isinstance(source, bytes) else source, checkChecksums=2)
    with font:
        yield font


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_it_finds_the_glyphs_and_widths_fonttools_finds(path: Path) -> None:
    face = Face(path)
    with _opened(path) as font:
        for code, name in list(font.getBestCmap().items())[::97]:
            glyph = face.glyph(code)
            assert glyph == font.getGlyphID(name)
            width = font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm
            assert face.width(glyph) == pytest.approx(width)


def test_a_character_the_font_lacks_has_glyph_0() -> None:
    assert Face(SERIF).glyph(0x1F600) == 0


def test_half_width_forms_are_the_fonts_own() -> None:
    face = Face(SERIF)
    with _opened(SERIF) as font:
        table = font["GSUB"].table
        features = (f for f in table.FeatureList.FeatureRecord if f.FeatureTag == "hwid")
        lookup = next(features).Feature.LookupListIndex[0]
        mapping = table.LookupList.Lookup[lookup].SubTable[0].mapping
        for digit in "0123456789":
            half = face.half_width(face.glyph(ord(digit)))
            assert font.getGlyphName(half) == mapping[font.getBestCmap()[ord(digit)]]
            assert face.width(half) == 500


def test_a_subset_draws_as_the_whole_font_does() -> None:
    face = Face(SERIF)
    glyphs = [0, *(face.glyph(ord(char)) for char in "调解协议䶮㛃 1")]
    with _opened(face.subset(glyphs)) as cut, _opened(SERIF) as whole:
        assert cut["maxp"].numGlyphs == len(glyphs)
        for number, glyph in enumerate(glyphs):
            new, old = cut.getGlyphName(number), whole.getGlyphName(glyph)
            assert cut["glyf"][new] == whole["glyf"][old]
            assert cut["hmtx"][new] == whole["hmtx"][old]


def test_a_subset_takes_the_parts_of_a_composite_along(tmp_path: Path) -> None:
    face = Face(built_font(tmp_path / "built.ttf"))
    with _opened(face.subset([0, face.glyph(0x20000)])) as cut:
        assert cut["maxp"].numGlyphs == 3
        pair = cut["glyf"][cut.getGlyphName(1)]
        assert [part.glyphName for part in pair.components] == [cut.getGlyphName(2)] * 2
        assert list(pair.getCoordinates(cut["glyf"])[0])[-2:] == [(1100, 500), (1100, 0)]


def test_a_subset_has_the_tables_a_reader_needs() -> None:
    with _opened(Face(SERIF).subset([0, 5, 9])) as cut:
        assert set(cut.reader.keys()) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}


def test_it_refuses_a_font_that_may_not_be_embedded(tmp_path: Path) -> None:
    with pytest.raises(NotUsable):
        Face(built_font(tmp_path / "closed.ttf", permission=0x0002))


def test_it_refuses_a_font_that_knows_the_basic_plane_only(tmp_path: Path) -> None:
    with pytest.raises(NotUsable):
        Face(built_font(tmp_path / "bmp.ttf", cmap={0x4E00: "square"}))


@pytest.mark.parametrize("content", [b"OTTO" + bytes(100), b"\x00\x01\x00\x00", b"junk"])
def test_it_refuses_what_is_no_truetype_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.ttf"
    path.write_bytes(content)
    with pytest.raises(NotUsable):
        Face(path)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Face(tmp_path / "none.ttf")
