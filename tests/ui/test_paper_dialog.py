"""A finished paper on the screen."""

import errno
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import FormKind
from app.intake.commands import register_matter
from app.matter.papers import print_form
from tests.builders import a_draft
from tests.ui.conftest import NOISE, Told, press
from ui import ask, privacy, theme
from ui.tour.hands import has_ink
from ui.widgets.paper_dialog import PaperDialog, write_paper
from ui.widgets.paper_view import PaperView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(local_desk: Desk) -> bytes:
    no = local_desk.write(register_matter, a_draft()).no
    return local_desk.write(print_form, no, FormKind.REGISTRATION_RECEIPT)


def a_printer(sheet: Path) -> QPrinter:
    """One that prints to a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(sheet))
    return printer


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


def test_f8_covers_the_page(qtbot: QtBot, dialog: PaperDialog) -> None:
    qtbot.waitUntil(lambda: has_ink(dialog.view))
    privacy.set_hidden(is_hidden=True)
    assert shades_inside(dialog.view) == {theme.LIGHT.line2}
    privacy.set_hidden(is_hidden=False)
    assert len(shades_inside(dialog.view)) > 1


def shades_inside(view: QWidget) -> set[str]:
    """The colours away from its rounded edge."""
    picture = view.grab(view.rect().adjusted(8, 8, -8, -8)).toImage()
    places = product(range(0, picture.width(), 5), range(0, picture.height(), 5))
    return {picture.pixelColor(x, y).name() for x, y in places}


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
    printer = a_printer(sheet)
    monkeypatch.setattr(ask, "printer", lambda *_args: printer)
    press(dialog, Qt.Key.Key_P, CTRL)
    printed = pypdfium2.PdfDocument(sheet)
    assert len(printed) == 1
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    picture = printed[0].render(scale=0.5).to_pil().convert("L")
    assert picture.getextrema()[0] < 90
    printed.close()


def test_it_prints_without_a_question_on_the_usual_printer(
    dialog: PaperDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = a_printer(tmp_path / "printed.pdf")
    monkeypatch.setattr(ask, "usual_printer", lambda *_args: printer)
    press(dialog, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.told.text().startswith("已经送到打印机")


@pytest.mark.qt_log_ignore("QPainter::begin", NOISE, extend=True)
def test_a_printer_that_is_gone_is_told_with_a_way_on(
    dialog: PaperDialog, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = a_printer(tmp_path / "no such folder" / "printed.pdf")
    monkeypatch.setattr(ask, "printer", lambda *_args: printer)
    press(dialog, Qt.Key.Key_P, CTRL)
    assert "没有接收" in told[0]
    assert "另存为" in told[0]
    assert dialog.printing.isEnabled()
    assert dialog.told.text() == "已登记。"


def test_a_full_disk_is_told_as_such(
    dialog: PaperDialog, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ask, "save_as", lambda *_args: tmp_path / "copy.pdf")
    monkeypatch.setattr(Path, "write_bytes", full)
    dialog.save.click()
    assert "硬盘满了" in told[0]
    assert not list(tmp_path.glob("*.new"))


def test_a_file_open_elsewhere_is_told_and_stays_whole(
    dialog: PaperDialog, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that a reader holds open."""

    def held(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    chosen = tmp_path / "copy.pdf"
    chosen.write_bytes(b"what was there")
    monkeypatch.setattr(ask, "save_as", lambda *_args: chosen)
    monkeypatch.setattr(Path, "replace", held)
    dialog.save.click()
    assert "正开着" in told[0]
    assert chosen.read_bytes() == b"what was there"


def test_without_a_usual_printer_it_asks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []
    monkeypatch.undo()
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", QPrinterInfo)
    monkeypatch.setattr(ask, "printer", lambda _parent, name: questions.append(name))
    assert ask.usual_printer(None, "登记回执") is None
    assert questions == ["登记回执"]


def test_a_pc_without_printers_is_told_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = list[str]()
    monkeypatch.undo()
    monkeypatch.setattr(ask, "note", lambda _parent, text, **_more: notes.append(text))
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    assert ask.printer(None, "登记回执") is None
    assert "另存为" in notes[0]


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
