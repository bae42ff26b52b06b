"""Another text size while windows are open.

Sizes come from `theme.px` when a widget is made, so an open one keeps the sizes of the scale it
was made at. They are brought to the new scale by way of 100 %, as `theme.px` would have it:
whatever order the sizes are chosen in, a window looks as if it had just been opened.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QHeaderView, QLayout, QSpacerItem, QWidget

from ui import theme

_ENDLESS = 16_777_215
"""QWIDGETSIZE_MAX, which the binding does not name."""
_BORDER = 2
"""Pixels of a border, which Qt counts among a frame's margins; the style sheet sets it."""
Convert = Callable[[int], int]


def resize(widgets: Iterable[QWidget], old: float, new: float) -> None:
    """Bring the sizes of `widgets` from scale `old` to scale `new`. Call before the style
    of the new scale dresses them, which brings its own sizes."""
    if old == new:
        return

    def convert(pixels: int) -> int:
        return round(round(pixels / old) * new)

    for widget in widgets:
        _limits(widget, convert)
        _margins(widget, convert)
        layout = widget.layout()
        if layout is not None:
            _layout(layout, convert)
        if isinstance(widget, QHeaderView):
            _sections(widget, convert)


def settle(widgets: Iterable[QWidget]) -> None:
    """Let each tell its new size: those that paint by hand hear of no style.

    The event is sent: posted, one that Python made is destroyed by Qt, and about once in ten
    tours at full size the program was with it.
    """
    changed = QEvent(QEvent.Type.PaletteChange)
    for widget in widgets:
        if side_width := widget.property("side_width"):
            widget.setFixedWidth(theme.half_px(side_width))
        widget.updateGeometry()
        QApplication.sendEvent(widget, changed)


def _limits(widget: QWidget, convert: Convert) -> None:
    if widget.isWindow():
        return  # a window's limits are those of the screen
    least, most = widget.minimumSize(), widget.maximumSize()
    if not least.isNull():
        widget.setMinimumSize(QSize(convert(least.width()), convert(least.height())))
    if most != QSize(_ENDLESS, _ENDLESS):
        widget.setMaximumSize(_bounded(most.width(), convert), _bounded(most.height(), convert))


def _bounded(size: int, convert: Convert) -> int:
    return size if size >= _ENDLESS else convert(size)


def _margins(part: QWidget | QLayout, convert: Convert) -> None:
    margins = part.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    if max(sides) > _BORDER:
        part.setContentsMargins(*map(convert, sides))


def _layout(layout: QLayout, convert: Convert) -> None:
    _margins(layout, convert)
    if layout.spacing() > 0:
        layout.setSpacing(convert(layout.spacing()))
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _layout(inner, convert)
        elif isinstance(item, QSpacerItem):
            size, policy = item.sizeHint(), item.sizePolicy()
            item.changeSize(
                convert(size.width()),
                convert(size.height()),
                policy.horizontalPolicy(),
                policy.verticalPolicy(),
            )
    layout.invalidate()


def _sections(header: QHeaderView, convert: Convert) -> None:
    sizes = [header.sectionSize(section) for section in range(header.count())]
    header.setMinimumSectionSize(convert(header.minimumSectionSize()))
    header.setDefaultSectionSize(convert(header.defaultSectionSize()))  # of all of them
    for section, size in enumerate(sizes):
        if header.sectionResizeMode(section) == QHeaderView.ResizeMode.Interactive:
            header.resizeSection(section, convert(size))
