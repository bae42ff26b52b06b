"""Colours, sizes and typefaces."""

import math
import re
from collections.abc import Iterator
from dataclasses import asdict
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QColor, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app import enums, messages
from app.glossary import term
from ui import icons, theme

ROOT = Path(__file__).parents[2]
BOTH = pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
READ = [
    *((text, ground) for text in ("text", "mute", "accent", "red") for ground in ("bg", "surface")),
    *((text, "field") for text in ("text", "mute", "red", "orange")),
    *((kind, f"{kind}_weak") for kind in ("accent", "ok", "red", "orange", "yellow")),
    ("ok", "surface"),
    ("orange", "surface"),
    ("mute", "line2"),
    ("text", "accent_weak"),
    ("mute", "accent_weak"),
    ("on_accent", "accent"),
    ("on_accent_mute", "accent"),
]
"""Which colour is read on which ground."""


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shade = QColor(colour)
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_stands_out_from_its_ground(scheme: theme.Scheme, text: str, ground: str) -> None:
    colours = asdict(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_style_sheet_leaves_no_token_open(scheme: theme.Scheme, scale: float) -> None:
    sheet = theme.style_sheet(theme.Theme(scheme, scale))
    assert "@" not in sheet
    assert f"font-size: {round(14 * scale)}px" in sheet


def test_no_text_is_smaller_than_thirteen_pixels() -> None:
    sizes = re.findall(r"font-size: (\d+)px", theme.style_sheet(theme.Theme(theme.LIGHT)))
    assert min(map(int, sizes)) >= 13


def test_no_widget_fixes_a_font_size_of_its_own() -> None:
    fixed = [
        file.name
        for file in (ROOT / "ui").rglob("*.py")
        if file.name != "theme.py"
        and re.search(r"setPixelSize|setPointSize|font-size:", file.read_text())
    ]
    assert fixed == []


def test_chinese_is_set_in_the_bundled_typeface(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == theme.FAMILIES[0]
    assert QFontInfo(theme.font(theme.HEAD, strong=True)).weight() == 600


def shown_characters() -> Iterator[str]:
    """Everything the window can say of its own accord."""
    for file in (ROOT / "ui").rglob("*.py"):
        yield from re.findall(r"[\u2000-\uffef]", file.read_text(encoding="utf-8"))
    yield from "".join(messages.TEXTS.values())
    for kind in vars(enums).values():
        if isinstance(kind, type) and issubclass(kind, Enum) and len(kind):
            yield from "".join(term(member) for member in kind)


def test_no_character_of_the_window_becomes_a_box(qapp: QApplication) -> None:
    face = QRawFont.fromFont(theme.font(theme.TEXT))
    missing = {
        c for c in shown_characters() if not c.isspace() and not face.supportsCharacter(ord(c))
    }
    assert missing == set()


def test_a_rare_name_has_a_typeface_too() -> None:
    faces = [QRawFont.fromFont(face) for face in (theme.font(theme.TEXT),)]
    chosen = theme.font(theme.TEXT)
    chosen.setFamilies([theme.FAMILIES[1]])
    faces.append(QRawFont.fromFont(chosen))
    for character in "䶮𬱖𠅤":
        assert any(face.supportsCharacter(ord(character)) for face in faces), character


def test_standard_buttons_are_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save
    )
    qtbot.addWidget(box)
    assert QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert all(re.search("[\u4e00-\u9fff]", button.text()) for button in box.buttons())


@pytest.mark.parametrize(
    "file", sorted((ROOT / "resources/icons").glob("*.svg")), ids=lambda f: f.stem
)
def test_every_icon_draws_something(qapp: QApplication, file: Path) -> None:
    picture = icons.pixmap(file.stem).toImage()
    assert any(
        picture.pixelColor(x, y).alpha()
        for x in range(picture.width())
        for y in range(picture.height())
    )
