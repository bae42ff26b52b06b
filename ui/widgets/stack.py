"""Pages of which one is seen."""

from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Its pages take the room there is, whatever they hold.

    Qt would ask every page how high it wants to be, seen or not, whenever a line somewhere in one
    of them changes: tens of thousands of questions for one dialog that closes.
    """

    def hasHeightForWidth(self) -> bool:
        return False
