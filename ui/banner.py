"""A line across the window for trouble that lasts: what it is, and a way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.errors import InfrastructureError
from app.messages import error_text
from app.outbox import is_unreached
from app.permissions import Actor, Permission
from ui import icons, theme
from ui.widgets.button import Button
from ui.widgets.label import label


class Banner(QFrame):
    """Not there while all is well. `again` when the user wants it tried now."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._mark = label("")
        self.text = label("", "warn")
        self.text.setWordWrap(True)
        self.button = Button("现在再试")
        self.button.clicked.connect(self.again)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 6)))
        row.setSpacing(theme.px(12))
        row.addWidget(self._mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, text: str) -> None:
        """Show `text`; empty: all is well again."""
        if text and self.text.text() != text:
            self._mark.setPixmap(icons.pixmap("alert", "orange", 20))
            self.text.setText(text)
            self.text.setAccessibleName(text)
        self.setVisible(bool(text))


_GOES_ON = "登记照常做，先存在这台电脑上，连上以后自动发送。"


def trouble(error: InfrastructureError, actor: Actor) -> str:
    """What is the matter with the database, and what goes on all the same."""
    goes_on = is_unreached(error) and actor.may(Permission.REGISTER)
    return error_text(error) + (_GOES_ON if goes_on else "")
