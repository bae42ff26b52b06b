"""Draws resources/icons/fengqiao.ico anew from the SVG: `python .ci/icon.py` after changing it.

Windows wants the sizes in one file; Pillow, which reportlab brings, writes it.
"""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def main() -> int:
    _app = QGuiApplication([])
    drawn = [_drawn(size) for size in SIZES]
    largest = drawn[-1]
    largest.save(
        ICONS / "fengqiao.ico", sizes=[(size, size) for size in SIZES], append_images=drawn[:-1]
    )
    return 0


def _drawn(size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ICONS / "fengqiao.svg")).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(data.data()))


if __name__ == "__main__":
    sys.exit(main())
