"""What takes long the first time is done once, as soon as the window stands and nobody waits.

How names sound is read from a table of 2.5 MB, while which Python serves no other thread; the
first paper reads a typeface. Met in the middle of a story, each would hold up what is typed.
"""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from io import BytesIO

from PySide6.QtCore import QObject, QTimer

from ui import background

QUIET_MS = 400
"""After the window opened: it is drawn, and nobody has typed yet."""


def begin(owner: QObject, *libraries: str) -> None:
    """Make everything ready on another thread, a moment from now, while `owner` lives; then
    import `libraries`."""
    ready = partial(_make_ready, libraries)
    QTimer.singleShot(QUIET_MS, owner, partial(background.run, owner, ready))


def _make_ready(libraries: Sequence[str]) -> None:
    make_ready()
    for library in libraries:
        import_module(library)


def make_ready() -> None:
    """Do each of the slow things once. Never on the GUI thread."""
    import app.documents.agreement
    import app.documents.receipt  # noqa: F401  to have them
    from app.documents.drawing import new_canvas
    from app.documents.fonts import FontStyle, glyphs
    from app.documents.qr import qr
    from app.names import name_key

    name_key("安")
    for style in FontStyle:
        glyphs(style)["安"]
    new_canvas(BytesIO(), "", "", None)
    qr("1", 0, 0, 1)
