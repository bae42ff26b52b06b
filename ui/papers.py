"""Papers of a matter: made off the GUI thread, shown, printed, kept."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import FormKind
from app.errors import DomainError, InfrastructureError, Invalid
from app.glossary import term
from app.matter.papers import print_form
from app.messages import error_text
from ui import background, errors
from ui.places import documents
from ui.widgets.paper_dialog import PaperDialog, why_not_written, write_paper

PATIENCE_MS = 400
"""A paper that takes longer is waited for in its window."""
_DRAFT = "这是草稿，每一页都有水印，只用来看和改；定稿编号以后再打印正式的。"


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper; `told` is what there is to say of it: a draft, where its copy lies."""

    data: bytes
    told: str


def show_paper(
    parent: QWidget,
    desk: Desk,
    no: str,
    form: str,
    target: str | None = None,
    told: str = "",
    keep: Path | None = None,
) -> PaperDialog:
    """Make `form` of the matter `no`, or of its record `target`, and show it over `parent`.

    What is not final yet comes as a draft with its watermark. `told` says what was done just
    now; `keep` is a folder for a copy. The dialog opens when the paper is there, or soon to wait
    for it; trouble is told in it, with a button to try again.
    """
    kind = FormKind(form)
    file = (keep or documents()) / f"{term(kind)}-{no}.pdf"
    dialog = PaperDialog(term(kind), no, told, b"", file, parent.window())
    make = partial(_made, desk, no, kind, target, file if keep else None)

    def ask() -> None:
        dialog.again.setEnabled(False)
        background.run(
            dialog,
            make,
            done=lambda made: _show(dialog, told, made),
            failed=lambda error: _trouble(dialog, error),
            pool=background.writer,
        )

    dialog.again.clicked.connect(ask)
    QTimer.singleShot(PATIENCE_MS, dialog, partial(_open, dialog))
    background.soon(dialog, ask)  # first what was done is shown
    return dialog


def _made(desk: Desk, no: str, form: FormKind, target: str | None, keep: Path | None) -> _Made:
    """On the writer's thread."""
    try:
        made = _Made(desk.write(print_form, no, form, target=target), "")
    except Invalid as refused:
        if not any(problem.code == "NOT_FINAL" for problem in refused.problems):
            raise
        return _Made(desk.write(print_form, no, form, target=target, draft=True), _DRAFT)
    return _kept(made, keep) if keep else made


def _kept(made: _Made, file: Path) -> _Made:
    try:
        write_paper(file, made.data)
    except OSError as error:
        told = f"没能存到 {file.parent}，请用“另存为”换个地方存。{why_not_written(error)}"
        return _Made(made.data, told)
    return _Made(made.data, f"存了一份在 {file}")


def _show(dialog: PaperDialog, told: str, made: _Made) -> None:
    dialog.show_paper(made.data, f"{told}{made.told}")
    _open(dialog)


def _trouble(dialog: PaperDialog, error: Exception) -> None:
    if isinstance(error, (DomainError, InfrastructureError)):
        dialog.show_trouble(error_text(error))
        _open(dialog)
        return
    errors.show(dialog.parentWidget(), error)
    dialog.deleteLater()


def _open(dialog: PaperDialog) -> None:
    if not dialog.isVisible():
        dialog.open()
