"""Colours and sizes of the window: the tokens of design/mockups/style.css and their dark twin.

Every size is given in pixels at 100 % and multiplied by the chosen text scale (1.0 to 1.5),
in resources/theme.qss as `@14` and in code through `px`.
"""

import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import as_file, files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

FAMILIES = ("Noto Sans SC", "Fengqiao Extra Han")
_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf", "HanaMinB-extra.ttf")
_TOKEN = re.compile(r"@([a-z][a-z0-9-]*|[0-9]+)")

SMALL, TEXT, TYPE, HEAD, BIG = 13, 14, 15, 16, 28
"""Font sizes at 100 %: notes, to read, to type, headings, the number just given."""
GRID, CONTROL = 8, 32


@dataclass(frozen=True, slots=True)
class Scheme:
    """One set of colours. `…_weak` lies behind text of the colour it is named after."""

    bg: str
    surface: str
    field: str
    line: str
    line2: str
    text: str
    mute: str
    accent: str
    accent_weak: str
    on_accent: str
    on_accent_mute: str
    on_accent_line: str
    ok: str
    ok_weak: str
    red: str
    red_weak: str
    orange: str
    orange_weak: str
    yellow: str
    yellow_weak: str


LIGHT = Scheme(
    bg="#f4f6f9",
    surface="#ffffff",
    field="#ffffff",
    line="#dbe2ea",
    line2="#eaeff4",
    text="#1d2733",
    mute="#4d5b69",
    accent="#1c5cb8",
    accent_weak="#e7effb",
    on_accent="#ffffff",
    on_accent_mute="#cfe0f7",
    on_accent_line="#5f8fd3",
    ok="#25754a",
    ok_weak="#e6f4ec",
    red="#c0342b",
    red_weak="#fbe9e7",
    orange="#8f4700",
    orange_weak="#fdf0e2",
    yellow="#6b5000",
    yellow_weak="#fbf4d9",
)
DARK = Scheme(
    bg="#14191f",
    surface="#1b2128",
    field="#12171c",
    line="#39444f",
    line2="#29323b",
    text="#e4eaf0",
    mute="#a5b1bd",
    accent="#7fb0f5",
    accent_weak="#1d324d",
    on_accent="#0c1a2c",
    on_accent_mute="#21364f",
    on_accent_line="#4f7fc0",
    ok="#74c79a",
    ok_weak="#173427",
    red="#f48f86",
    red_weak="#45221f",
    orange="#eda861",
    orange_weak="#3e2a14",
    yellow="#dac264",
    yellow_weak="#38310f",
)


@dataclass(frozen=True, slots=True)
class Theme:
    scheme: Scheme
    scale: float = 1.0

    def px(self, size: float) -> int:
        """`size` pixels at 100 %, in pixels of this text scale."""
        return round(size * self.scale)

    def colour(self, name: str) -> QColor:
        """A colour of the scheme by its name, `accent` or `accent-weak`."""
        return _colour(getattr(self.scheme, name.replace("-", "_")))


_current = Theme(LIGHT)


def current() -> Theme:
    """The theme last applied, for what is painted by hand."""
    return _current


def px(size: float) -> int:
    return _current.px(size)


def half_px(width: int) -> int:
    """A width that grows half as fast as the text: a side column leaves the middle its room."""
    return (width + px(width)) // 2


def load_fonts() -> None:
    """Make the bundled typefaces known, so that a bare machine shows Chinese."""
    for name in _FONTS:
        with as_file(files("resources").joinpath("fonts", name)) as path:
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise FileNotFoundError(name)


def scheme_of_system() -> Scheme:
    """Dark where the desktop is dark."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole program; while windows are open, see `ui.redress`."""
    global _current  # Qt has one style for the process, and this mirrors it
    _current = theme
    app.setPalette(_palette(theme))
    app.setFont(font(TEXT))
    app.setStyleSheet(style_sheet(theme))


def font(size: float, *, strong: bool = False, scale: float | None = None) -> QFont:
    """The interface typeface; `size` in pixels at 100 %, at the window's scale or another."""
    return QFont(_font(px(size) if scale is None else round(size * scale), strong=strong))


@cache
def _font(pixels: int, *, strong: bool) -> QFont:
    """Of one that is made anew Qt looks for the typeface again, in every cell of a list."""
    chosen = QFont(list(FAMILIES))
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


def style_sheet(theme: Theme) -> str:
    """theme.qss with its tokens filled in. Raises KeyError for a token there is none of."""
    colours = {key.replace("_", "-"): value for key, value in asdict(theme.scheme).items()}

    def value(match: re.Match[str]) -> str:
        token = match[1]
        return f"{theme.px(int(token))}px" if token.isdigit() else str(colours[token])

    return _TOKEN.sub(value, _template())


@cache
def _template() -> str:
    return files("resources").joinpath("theme.qss").read_text(encoding="utf-8")


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in {
        roles.Window: "bg",
        roles.WindowText: "text",
        roles.Base: "field",
        roles.AlternateBase: "surface",
        roles.Text: "text",
        roles.PlaceholderText: "mute",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "red",
        roles.Highlight: "accent",
        roles.HighlightedText: "on-accent",
        roles.Link: "accent",
        roles.ToolTipBase: "surface",
        roles.ToolTipText: "text",
        roles.Light: "surface",
        roles.Midlight: "line2",
        roles.Mid: "line",
        roles.Dark: "mute",
        roles.Accent: "accent",
    }.items():
        palette.setColor(role, theme.colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("mute"))
    return palette
