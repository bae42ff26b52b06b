"""The registration receipt: made, kept in the receipts' folder, and shown."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import FormKind
from app.glossary import term
from app.matter.papers import print_form
from app.settings import home
from ui import background
from ui.widgets.paper_dialog import PaperDialog, write_paper

_KIND = FormKind.REGISTRATION_RECEIPT


def folder() -> Path:
    """Where receipts are kept on this PC."""
    return home() / "receipts"


def show_receipt(owner: QWidget, desk: Desk, no: str, told: str) -> None:
    """Print the receipt of matter `no` to a file and show it; `told` says what was done."""
    background.run(
        owner,
        lambda: _printed(desk, no),
        done=lambda made: _show(owner, no, told, *made),
        pool=background.writer,
    )


def _printed(desk: Desk, no: str) -> tuple[bytes, Path, bool]:
    """On the writer's thread: the PDF, its file, and whether it could be written."""
    data = desk.write(print_form, no, _KIND)
    file = folder() / f"{term(_KIND)}-{no}.pdf"
    try:
        write_paper(file, data)
    except OSError:
        return data, file, False
    return data, file, True


def _show(owner: QWidget, no: str, told: str, data: bytes, file: Path, is_kept: bool) -> None:  # noqa: FBT001
    kept = (
        f"回执存在 {file}" if is_kept else f"回执没能存到 {file.parent}，请用“另存为”换个地方存。"
    )
    PaperDialog(term(_KIND), no, f"{told}{kept}", data, file, owner.window()).open()
