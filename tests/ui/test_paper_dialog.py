"""A finished paper on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import FormKind
from app.intake.commands import register_matter
from app.matter.papers import print_form
from tests.builders import a_draft
from tests.ui.conftest import Told, press
from ui import ask
from ui.tour.hands import has_ink
from ui.widgets.paper_dialog import PaperDialog, write_paper
from ui.widgets.paper_view import PaperView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(local_desk: Desk) -> bytes:
    no = local_desk.write(register_matter, a_draft()).no
    return local_desk.write(print_form, no, FormKind.REGISTRATION_RECEIPT)


@pytest.fixture
def dialog(qtbot: QtBot, paper: bytes, tmp_path: Path) -> Iterator[PaperDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = PaperDialog("登记回执", "20260918-1-001", "已登记。", paper, tmp_path / "a.pdf", owner)
    with qtbot.waitExposed(made):
        made.open()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def test_the_page_is_drawn(qtbot: QtBot, dialog: PaperDialog) -> None:
    qtbot.waitUntil(lambda: has_ink(dialog.view.view.viewport()))
    assert dialog.view.page_count() == 1


def test_what_is_no_pdf_is_refused(qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    with pytest.raises(ValueError, match="InvalidFileFormat"):
        view.show_paper(b"not a paper")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_one_key_closes_it_while_it_still_draws(
    qtbot: QtBot, dialog: PaperDialog, key: Qt.Key
) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, key)


def test_a_copy_is_saved_where_one_likes(
    dialog: PaperDialog, paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "copy.pdf"
    monkeypatch.setattr(ask, "save_as", lambda *_args: chosen)
    press(dialog, Qt.Key.Key_S, CTRL)
    assert chosen.read_bytes() == paper
    assert dialog.told.text() == f"已存到 {chosen}"


def test_saving_can_be_thought_better_of(
    dialog: PaperDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_as", lambda *_args: None)
    dialog.save.click()
    assert dialog.told.text() == "已登记。"


def test_a_place_that_cannot_be_written_is_told(
    dialog: PaperDialog, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    monkeypatch.setattr(ask, "save_as", lambda *_args: tmp_path / "folder.pdf")
    dialog.save.click()
    assert told[0].startswith("没能存到")
    assert not list(tmp_path.glob("*.new"))


def test_it_prints_the_page_at_its_size(
    dialog: PaperDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(sheet))
    monkeypatch.setattr(ask, "printer", lambda *_args: printer)
    press(dialog, Qt.Key.Key_P, CTRL)
    printed = pypdfium2.PdfDocument(sheet)
    assert len(printed) == 1
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    picture = printed[0].render(scale=0.5).to_pil().convert("L")
    assert picture.getextrema()[0] < 90
    printed.close()


def test_cancelling_the_print_dialog_prints_nothing(
    dialog: PaperDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "printer", lambda *_args: None)
    monkeypatch.setattr(PaperView, "print_to", lambda *_args: pytest.fail("printed"))
    dialog.printing.click()


def test_a_paper_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "receipts" / "a.pdf"
    write_paper(file, b"one")
    write_paper(file, b"two")
    assert file.read_bytes() == b"two"
    assert [each.name for each in file.parent.iterdir()] == ["a.pdf"]
