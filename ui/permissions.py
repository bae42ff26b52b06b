"""What the post forbids is not there; app decides, the window only reflects it."""

from PySide6.QtWidgets import QWidget

from app.permissions import Actor


def show_if_may(widget: QWidget, actor: Actor, what: str) -> None:
    """Take `widget` away unless the actor holds a post that grants `what`."""
    widget.setVisible(actor.may(what))
