"""What the post forbids is not there; app decides, the window only reflects it."""

from PySide6.QtWidgets import QWidget

from app.permissions import Actor


def show_if_may(widget: QWidget, actor: Actor, what: str) -> bool:
    """Take `widget` away unless the actor holds a post that grants `what`; whether it stays."""
    may = actor.may(what)
    widget.setVisible(may)
    return may
