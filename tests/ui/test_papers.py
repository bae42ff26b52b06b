"""Papers of a matter: made in the background, a draft with its mark, trouble with a way on."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import FormKind, Post
from app.errors import DiskTrouble
from app.intake.commands import register_matter
from app.matter.papers import print_form
from app.settings import home
from tests.app.matter.test_main_journey import finalised, in_mediation
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.story import CLAUSES, FACTS
from tests.ui.conftest import Told, papers
from ui import background
from ui import papers as shown
from ui.intake.receipt import show_receipt
from ui.widgets.paper_dialog import PaperDialog

RECEIPT = FormKind.REGISTRATION_RECEIPT


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    for paper in papers():
        paper.close()
    qtbot.waitUntil(background.is_idle)


def show(qtbot: QtBot, owner: QWidget, desk: Desk, no: str, form: str, **more: Any) -> PaperDialog:
    dialog = shown.show_paper(owner, desk, no, form, **more)
    qtbot.waitUntil(lambda: dialog in papers())
    return dialog


def text_of(dialog: PaperDialog) -> str:
    paper = pypdfium2.PdfDocument(dialog.data())
    text = "".join(page.get_textpage().get_text_bounded() for page in paper)
    paper.close()
    return text


def test_it_says_what_was_done_and_shows_the_page(
    qtbot: QtBot, owner: QWidget, local_desk: Desk
) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    dialog = show(qtbot, owner, local_desk, no, RECEIPT, told="已登记。")
    assert dialog.number.text() == no
    assert dialog.told.text() == "已登记。"
    assert dialog.view.page_count() == 1
    assert dialog.printing.isEnabled()


def test_a_slip_is_that_of_the_unit_meant(
    qtbot: QtBot, owner: QWidget, local_desk: Desk, at: Clock
) -> None:
    story = in_mediation(local_desk, at)
    slip = story.record("A2")
    dialog = show(qtbot, owner, local_desk, story.no, FormKind.ASSIGNMENT_SLIP, target=str(slip.id))
    assert "青石镇供水站" in text_of(dialog)


def test_an_agreement_without_a_number_comes_as_a_draft(
    qtbot: QtBot, owner: QWidget, local_desk: Desk, at: Clock
) -> None:
    story = in_mediation(local_desk, at)
    story.do("2026-10-09 10:40", "agree", "C1", facts=FACTS, clauses=CLAUSES, recorder="许小雨")
    dialog = show(qtbot, owner, local_desk, story.no, FormKind.AGREEMENT)
    assert dialog.told.text().startswith("这是草稿")
    assert "草稿" in text_of(dialog)


def test_a_final_agreement_has_no_watermark(
    qtbot: QtBot, owner: QWidget, local_desk: Desk, at: Clock
) -> None:
    story = finalised(local_desk, at)
    dialog = show(qtbot, owner, local_desk, story.no, FormKind.AGREEMENT)
    assert dialog.told.text() == ""
    assert "草稿" not in text_of(dialog)


def test_trouble_is_told_in_the_window_and_can_be_tried_again(
    qtbot: QtBot, owner: QWidget, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    no = local_desk.write(register_matter, a_draft()).no

    def failing(*_args: object, **_more: object) -> bytes:
        raise DiskTrouble(why="full")

    monkeypatch.setattr(shown, "print_form", failing)
    dialog = show(qtbot, owner, local_desk, no, RECEIPT)
    assert "硬盘满了" in dialog.told.text()
    assert not dialog.printing.isEnabled()
    monkeypatch.setattr(shown, "print_form", print_form)
    dialog.again.click()
    qtbot.waitUntil(dialog.printing.isEnabled)
    assert not dialog.again.isVisible()
    assert dialog.view.page_count() == 1


def test_whoever_may_not_print_is_told(
    qtbot: QtBot, owner: QWidget, sqlite_url: str, local_desk: Desk
) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    statistician = desk_as(sqlite_url, Post.STATISTICIAN, name="石立秋")
    dialog = show(qtbot, owner, statistician, no, RECEIPT)
    assert "您的岗位不能打印文书" in dialog.told.text()
    statistician.close()


def test_a_paper_that_takes_long_is_waited_for_in_its_window(
    qtbot: QtBot, owner: QWidget, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "PATIENCE_MS", 0)
    no = local_desk.write(register_matter, a_draft()).no
    dialog = shown.show_paper(owner, local_desk, no, RECEIPT)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.told.text() == "正在准备…" or dialog.is_ready()
    qtbot.waitUntil(dialog.is_ready)


def test_a_receipt_is_kept_in_its_folder(qtbot: QtBot, owner: QWidget, local_desk: Desk) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    dialog = show_receipt(owner, local_desk, no, "已登记。")
    qtbot.waitUntil(lambda: dialog in papers())
    file = home() / "receipts" / f"登记回执-{no}.pdf"
    assert dialog.told.text() == f"已登记。存了一份在 {file}"
    assert file.read_bytes() == dialog.data()


def test_a_defect_is_told_as_ours(
    qtbot: QtBot,
    owner: QWidget,
    local_desk: Desk,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object, **_more: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(shown, "print_form", broken)
    shown.show_paper(owner, local_desk, "20260918-1-001", RECEIPT)
    qtbot.waitUntil(lambda: bool(told))
    assert "程序出了错" in told[0]
    assert not papers()
