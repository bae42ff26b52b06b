"""Fields for numbers on papers and for days; what they hold is checked by app's rules."""

from PySide6.QtWidgets import QWidget

from app import clock
from app.identifiers import id_number, uscc
from ui.reading import read_count, read_day
from ui.widgets.line_edit import LineEdit


class IdNumberEdit(LineEdit):
    """Full-width digits and spaces go when the field is left."""

    def tidied(self, text: str) -> str:
        return id_number.normalise(text)


class CreditCodeEdit(LineEdit):
    def tidied(self, text: str) -> str:
        return uscc.normalise(text)


class CountEdit(LineEdit):
    """A whole number."""

    def tidied(self, text: str) -> str:
        count = read_count(text)
        return text if count is None else str(count)


class DateEdit(LineEdit):
    """A day as people write it; shown in full when the field is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "如 10-3", parent)

    def tidied(self, text: str) -> str:
        day = read_day(text, clock.today())
        return day.isoformat() if day else text
