"""Colours, sizes and typeface of a chart: those of the window, or of a picture for print."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QPen

from ui import theme


@dataclass(frozen=True, slots=True)
class Look:
    """`scale` counts as the text scale of `ui.theme` does."""

    scheme: theme.Scheme
    scale: float = 1.0

    def px(self, size: float) -> int:
        return round(size * self.scale)

    def colour(self, name: str) -> QColor:
        return theme.Theme(self.scheme, self.scale).colour(name)

    def font(self, size: float, *, strong: bool = False) -> QFont:
        return theme.font(size, strong=strong, scale=self.scale)

    def pen(self, name: str, width: float) -> QPen:
        pen = QPen(self.colour(name), width * self.scale)
        pen.setCosmetic(True)
        return pen


def of_window() -> Look:
    """The look the window has now."""
    worn = theme.current()
    return Look(worn.scheme, worn.scale)


PRINTED = Look(theme.LIGHT, 1.7)
"""For a picture of 1280 × 720: light, whatever the window wears, and large enough for a slide."""
