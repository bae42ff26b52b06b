"""A button for what the state forbids: there, grey, and it says why."""

from PySide6.QtWidgets import QAbstractButton


def bar(button: QAbstractButton, why: str) -> None:
    """Grey `button` with the reason `why` as tooltip and for screen readers; empty lets it be
    pressed."""
    button.setEnabled(not why)
    button.setToolTip(why)
    button.setAccessibleDescription(why)
