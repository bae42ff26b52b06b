"""The registration receipt: made, kept in the receipts' folder, and shown."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import FormKind
from app.settings import home
from ui.papers import show_paper
from ui.widgets.paper_dialog import PaperDialog


def folder() -> Path:
    """Where receipts are kept on this PC."""
    return home() / "receipts"


def show_receipt(owner: QWidget, desk: Desk, no: str, told: str) -> PaperDialog:
    """Make the receipt of matter `no` and show it; `told` says what was done."""
    return show_paper(owner, desk, no, FormKind.REGISTRATION_RECEIPT, told=told, keep=folder())
