"""A number under stars; whoever needs the whole of it says why, and soon it is hidden again."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk import Desk
from app.enums import NumberKind
from app.errors import Severity
from app.reveal import MAY, reveal
from ui import background, errors, theme
from ui.matter.blocks import NAME_WIDTH, value
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.line_edit import LastEdit

SHOWN_FOR_MS = 60_000
_NAMES = {NumberKind.ID: "证件号码", NumberKind.PHONE: "电话"}
_SHOW = {NumberKind.ID: "看完整号码…", NumberKind.PHONE: "看完整电话…"}
_USUAL = {NumberKind.ID: "", NumberKind.PHONE: "联系本人"}
"""Why people look, where it is nearly always the same."""


class Number(QWidget):
    """`masked` until the button is pressed and a reason given; the whole for a minute then."""

    def __init__(self, desk: Desk, kind: NumberKind, holder: UUID, masked: str) -> None:
        super().__init__()
        self._desk, self._kind, self._holder, self._masked = desk, kind, holder, masked
        self._is_asking = False
        self.text = value(masked, personal=True)
        self.button = Button(_SHOW[kind], parent=self)
        self.button.setVisible(desk.actor.may(MAY[kind]))
        self.button.clicked.connect(self._pressed)
        self.shown_for = QTimer(self)
        self.shown_for.setSingleShot(True)
        self.shown_for.setInterval(SHOWN_FOR_MS)
        self.shown_for.timeout.connect(self.hide_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        name = label(_NAMES[kind], "label")
        name.setFixedWidth(theme.px(NAME_WIDTH))
        row.addWidget(name)
        row.addWidget(self.text, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        row.addStretch(1)

    def is_whole(self) -> bool:
        return self.shown_for.isActive()

    def hide_again(self) -> None:
        self.shown_for.stop()
        self._say(self._masked, _SHOW[self._kind])

    def _pressed(self) -> None:
        if self._is_asking:
            return
        if self.is_whole():
            self.hide_again()
            return
        dialog = ReasonDialog(self.window(), _USUAL[self._kind])
        dialog.given.connect(self._ask)
        dialog.open()

    def _ask(self, reason: str) -> None:
        self._is_asking = True  # greyed, it would lose the focus, and the page would scroll away
        background.run(
            self,
            lambda: self._desk.write(reveal, self._kind, self._holder, reason),
            done=self._show,
            failed=self._refused,
            pool=background.writer,
        )

    def _show(self, number: str) -> None:
        self._say(number, "收起来")
        self.shown_for.start()

    def _refused(self, error: Exception) -> None:
        self._is_asking = False
        errors.show(self, error)

    def _say(self, text: str, button: str) -> None:
        self._is_asking = False
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(button)


class ReasonDialog(SmallDialog):
    """Asks why a whole number is needed; `given` with the reason."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None, usual: str = "") -> None:
        super().__init__("看完整号码", 440, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = label("谁、什么时候、为什么看了号码，会记下来。一分钟以后号码自己收起来。", "small")
        told.setWordWrap(True)
        self.reason = LastEdit("为什么要看", "比如：填司法确认申请书")
        self.reason.setText(usual)
        self.reason.selectAll()
        self.field = Field("为什么要看", self.reason)
        self.leave = Button("不看了", "Esc")
        self.show_it = Button("看号码", primary=True)
        self.show_it.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.show_it.clicked.connect(self._go)
        self.column.addWidget(told)
        self.column.addWidget(self.field)
        self.add_buttons(self.show_it, leave=self.leave)
        self.reason.setFocus()

    def _go(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.field.set_trouble(Trouble("请写一下为什么要看", Severity.BLOCK))
            self.reason.setFocus()
            return
        self.accept()
        self.given.emit(reason)
