"""Which font draws a character, and what happens where none does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.documents import fonts
from app.documents.fonts import FontStyle, glyphs, missing_glyphs, runs
from app.errors import EnvironmentTrouble
from tests.app.documents.built_font import built_font

RARE = "㛃𣲗䶮𬱖𠮷"
NOWHERE = "\U000323af"
"""The last character of CJK extension H, which no bundled font has."""


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A PC without fonts of its own."""
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", ())
    fonts.forget()
    yield
    fonts.forget()


@pytest.mark.usefixtures("no_system_fonts")
@pytest.mark.parametrize("style", FontStyle)
def test_bundled_fonts_draw_rare_names_and_marks(style: FontStyle) -> None:
    for char in RARE + "买·〇々①✓□〔〕“”…—¥<&ABCxyz0123456789":
        assert glyphs(style)[char][0], char


@pytest.mark.usefixtures("no_system_fonts")
def test_a_character_nowhere_to_be_found_is_named_once() -> None:
    assert missing_glyphs(f"王{NOWHERE}国{NOWHERE}\n😀") == (NOWHERE, "😀")
    assert fonts.code_point(NOWHERE) == "U+323AF"


@pytest.mark.usefixtures("no_system_fonts")
def test_the_pcs_own_font_draws_only_what_the_bundled_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = built_font(tmp_path / "own.ttf", cmap={0x4E00: "square", ord(NOWHERE): "pair"})
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", (tmp_path / "none.ttf", own))
    fonts.forget()
    table = glyphs(FontStyle.SERIF)
    assert table[NOWHERE] == ("paper-Built", 1.1)
    assert table["一"][0] == "paper-NotoSerifSC-Regular"
    assert missing_glyphs(NOWHERE) == ()


def test_figures_are_half_an_em_wide_and_characters_one() -> None:
    table = glyphs(FontStyle.SERIF)
    assert {table[digit][1] for digit in "0123456789"} == {0.5}
    assert {table[char][1] for char in "调解，。（）“”—…〔㛃𠮷"} == {1.0}


def test_runs_joined_are_the_text() -> None:
    text = "王𠮷国㛃，𣲗河·1号"
    parts = list(runs(text, FontStyle.SERIF))
    assert "".join(part for _, part in parts) == text
    assert [font for font, part in parts if "𠮷" in part] == ["paper-FengqiaoExtraHan"]


def test_threads_may_ask_for_fonts_at_once() -> None:
    fonts.forget()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: glyphs(FontStyle.SERIF)["一䶮𠮷"[n % 3]], range(60)))
    assert len(set(found)) == 2


def test_a_missing_bundled_font_is_trouble_with_the_installation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "files", lambda _package: tmp_path)
    fonts.forget()
    with pytest.raises(EnvironmentTrouble) as caught:
        missing_glyphs("字")
    assert caught.value.values == {"why": "font", "name": "NotoSerifSC-Regular.ttf"}
    monkeypatch.undo()
    fonts.forget()
