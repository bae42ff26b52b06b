"""A whole number: for a reason, recorded, and not for long."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Post
from app.errors import DatabaseBusy
from db.models import AuditEntry
from tests.conftest import desk_as, unguarded
from tests.ui.conftest import Told, press, write
from ui import background
from ui.matter import reveal
from ui.matter.page import MatterPage
from ui.matter.reveal import Number, ReasonDialog

MASKED, WHOLE = "371***********0046", "371502190102030046"


@pytest.fixture
def number(page: MatterPage) -> Number:
    """The applicant's."""
    press(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    return next(n for n in page.sections.parts[1].findChildren(Number) if n.text.text() == MASKED)


@pytest.fixture
def dialog(qtbot: QtBot, number: Number) -> Iterator[ReasonDialog]:
    QTest.mouseClick(number.button, Qt.MouseButton.LeftButton)
    made = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReasonDialog))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def give(qtbot: QtBot, dialog: ReasonDialog, number: Number) -> None:
    write(dialog.reason, "填司法确认申请书")
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(number.is_whole)


def test_it_asks_why_before_anything_is_shown(
    qtbot: QtBot, number: Number, dialog: ReasonDialog
) -> None:
    QTest.mouseClick(dialog.show_it, Qt.MouseButton.LeftButton)
    assert dialog.field.line.text() == "请写一下为什么要看"
    assert dialog.reason.hasFocus()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(background.is_idle)
    assert number.text.text() == MASKED


def test_the_reason_is_recorded_with_the_number_shown(
    qtbot: QtBot, number: Number, dialog: ReasonDialog, own_desk: Desk
) -> None:
    give(qtbot, dialog, number)
    assert number.text.text() == WHOLE
    with sa.orm.Session(unguarded(own_desk)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.reason) == ("reveal", "填司法确认申请书")


def test_a_telephone_is_shown_to_whoever_calls_people(
    qtbot: QtBot, page: MatterPage, own_desk: Desk
) -> None:
    press(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    phone = page.sections.parts[1].findChildren(Number)[0]
    assert phone.text.text() == "138****8000"
    QTest.mouseClick(phone.button, Qt.MouseButton.LeftButton)
    asks = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReasonDialog))
    assert asks.reason.text() == "联系本人"
    asks.show_it.click()
    qtbot.waitUntil(phone.is_whole)
    assert phone.text.text() == "13800138000"
    with sa.orm.Session(unguarded(own_desk)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.reason) == ("reveal", "联系本人")
    assert '"field":"phone"' in entry.after


def test_the_focus_stays_so_that_the_page_does_not_scroll_away(
    qtbot: QtBot, number: Number, dialog: ReasonDialog, page: MatterPage
) -> None:
    give(qtbot, dialog, number)
    assert page.window().focusWidget() is number.button


def test_it_hides_again_by_itself_after_a_minute(
    qtbot: QtBot, number: Number, dialog: ReasonDialog
) -> None:
    give(qtbot, dialog, number)
    assert number.shown_for.interval() == 60_000
    number.shown_for.start(10)
    qtbot.waitUntil(lambda: number.text.text() == MASKED)
    assert number.button.text() == "看完整号码…"


def test_it_can_be_hidden_before(qtbot: QtBot, number: Number, dialog: ReasonDialog) -> None:
    give(qtbot, dialog, number)
    QTest.mouseClick(number.button, Qt.MouseButton.LeftButton)
    assert number.text.text() == MASKED
    assert not number.is_whole()


def test_trouble_leaves_it_hidden_and_can_be_tried_again(
    qtbot: QtBot,
    number: Number,
    dialog: ReasonDialog,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_args: object) -> str:
        raise DatabaseBusy

    monkeypatch.setattr(reveal, "reveal", busy)
    write(dialog.reason, "核对")
    QTest.mouseClick(dialog.show_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert number.text.text() == MASKED
    assert number.button.isEnabled()


def test_whoever_may_not_see_numbers_has_no_button(qtbot: QtBot, url: str, no: str) -> None:
    desk = desk_as(url, Post.DISPATCHER, name="吴分流")
    page = MatterPage(desk)
    qtbot.addWidget(page)
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None)
    numbers = page.sections.parts[1].findChildren(Number)
    may = {n.button.text(): n.button.isVisibleTo(n) for n in numbers}
    assert may == {"看完整电话…": True, "看完整号码…": False}, "who calls people sees telephones"
    desk.close()
