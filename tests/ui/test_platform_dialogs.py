"""The provincial platform, keyboard only: the list, copying field by field, the workbook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.exchange.fields import Ask
from app.exchange.platform import keep_order, order_of, unentered_page
from app.exchange.reading import open_sheet
from app.exchange.wording import ASKS
from app.intake.commands import register_matter
from app.permissions import Actor
from db.enums import Post
from db.models import AuditEntry
from db.session import reading
from tests.builders import a_draft
from tests.ui.conftest import press, write
from tests.ui.dialogs import close_dialogs, dialog_of, dialogs
from ui import ask, background
from ui.exchange.copy_dialog import WHY, CopyDialog
from ui.exchange.order_dialog import OrderDialog
from ui.exchange.unentered_dialog import NumbersDialog, UnenteredDialog
from ui.intake.tab import IntakeTab

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_USED = (Ask.SUMMARY, Ask.DEMAND, Ask.APPLICANT_NAME, Ask.APPLICANT_ID, Ask.APPLICANT_PHONE)


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    close_dialogs()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def nos(local_desk: Desk) -> list[str]:
    """Three matters, the newest first; the platform asks five fields."""
    order = {each.ask: each for each in local_desk.read(order_of)}
    local_desk.write(keep_order, [order[each] for each in _USED])
    made = [local_desk.write(register_matter, a_draft(demand=None)).no for _ in range(3)]
    return made[::-1]


@pytest.fixture
def listing(nos: list[str], tab: IntakeTab, qtbot: QtBot) -> UnenteredDialog:
    press(tab, Qt.Key.Key_P, _ALT)
    return dialog_of(qtbot, UnenteredDialog)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def _copying(qtbot: QtBot, listing: UnenteredDialog) -> CopyDialog:
    QTest.keyClick(listing.table, Qt.Key.Key_Return)
    return dialog_of(qtbot, CopyDialog)


def _next(qtbot: QtBot, dialog: CopyDialog) -> str:
    press(dialog, Qt.Key.Key_F9)
    qtbot.waitUntil(background.is_idle)
    return _clipboard()


def _revealed(desk: Desk) -> list[tuple[str, str]]:
    with reading(desk.engine) as session:
        rows = sa.select(AuditEntry.reason, AuditEntry.after).where(AuditEntry.action == "reveal")
        return [(row.reason, row.after) for row in session.execute(rows)]


def test_field_by_field_to_the_number(
    listing: UnenteredDialog, nos: list[str], local_desk: Desk, qtbot: QtBot
) -> None:
    dialog = _copying(qtbot, listing)
    assert _next(qtbot, dialog).startswith("楼上水管漏水")
    assert "已复制“事件简述”" in dialog.told.text()
    assert _next(qtbot, dialog) == "陈桂香"  # what is empty is passed by
    assert _revealed(local_desk) == []
    assert _next(qtbot, dialog) == "371502190102030046"
    assert _next(qtbot, dialog) == "13800138000"
    assert [why for why, _ in _revealed(local_desk)] == [WHY, WHY]
    assert "371502190102030046" not in dialog.told.text()
    assert "抄完了" in dialog.told.text() and dialog.number.hasFocus()
    write(dialog.number, "ZZ2026001")
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs(CopyDialog) and background.is_idle())
    assert [row.no for row in local_desk.read(unentered_page)] == nos[1:]
    assert [row.no for row in listing.model.rows()] == nos[1:]
    assert _clipboard() == ""


def test_what_somebody_else_put_on_the_clipboard_stays(
    listing: UnenteredDialog, qtbot: QtBot
) -> None:
    dialog = _copying(qtbot, listing)
    _next(qtbot, dialog)
    QGuiApplication.clipboard().setText("别的")
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(CopyDialog))
    assert _clipboard() == "别的"


def test_a_number_that_is_anothers_is_told_at_the_field(
    listing: UnenteredDialog, local_desk: Desk, nos: list[str], qtbot: QtBot
) -> None:
    from app.exchange.platform import add_number
    from db.enums import ExternalSystem

    local_desk.write(add_number, nos[2], ExternalSystem.PROVINCIAL_PLATFORM, "ZZ1")
    dialog = _copying(qtbot, listing)
    for number, said in (("", "必须填写"), ("ZZ1", f"已经登记在事项{nos[2]}上了")):
        write(dialog.number, number)
        press(dialog, Qt.Key.Key_Return, _CTRL)
        qtbot.waitUntil(background.is_idle)
        assert said in dialog.field.line.text(), dialog.field.line.text()


def test_who_may_not_see_a_number_in_full_goes_past_it(
    nos: list[str], local_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = Actor(
        local_desk.actor.staff_id, local_desk.actor.login, "林小禾",
        frozenset({Post.INTAKE_CLERK}), None, None, None, "PC1",
    )  # fmt: skip
    monkeypatch.setattr(local_desk, "actor", clerk)
    dialog = CopyDialog(local_desk, nos[0])
    dialog.show()
    dialog_of(qtbot, CopyDialog)
    _next(qtbot, dialog)
    _next(qtbot, dialog)
    assert _next(qtbot, dialog) == "陈桂香"
    assert "您的岗位看不到" in dialog.told.text()
    assert _next(qtbot, dialog) == "13800138000"


def test_the_order_is_changed_by_keyboard(
    listing: UnenteredDialog, local_desk: Desk, qtbot: QtBot
) -> None:
    press(listing, Qt.Key.Key_L, _ALT)
    dialog = dialog_of(qtbot, OrderDialog)
    press(dialog, Qt.Key.Key_Down, _ALT)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: not dialogs(OrderDialog) and background.is_idle())
    first, second, *_ = local_desk.read(order_of)
    assert (first.ask, first.is_used) == (Ask.DEMAND, False)
    assert (second.ask, second.is_used) == (Ask.SUMMARY, True)


@pytest.mark.parametrize(("key", "phone"), [(Qt.Key.Key_N, ""), (Qt.Key.Key_Y, "13800138000")])
def test_the_chosen_ones_become_a_workbook(
    listing: UnenteredDialog, nos: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, key: Qt.Key, phone: str,
) -> None:  # fmt: skip
    file = tmp_path / "省平台.xlsx"
    monkeypatch.setattr(ask, "save_as", lambda *_: file)
    QTest.keyClick(listing.table, Qt.Key.Key_Down, _SHIFT)
    assert listing.chosen() == nos[:2]
    press(listing, Qt.Key.Key_E, _CTRL)
    press(dialog_of(qtbot, NumbersDialog), key, _ALT)
    qtbot.waitUntil(lambda: listing.told.text().startswith("2 件存到了") and background.is_idle())
    [titles, *rows] = [cells for _, cells in open_sheet(file).rows()]
    assert titles == [ASKS[each] for each in _USED]
    assert [row[-1] for row in rows] == [phone] * 2


def test_an_empty_list_says_so(tab: IntakeTab, qtbot: QtBot) -> None:
    press(tab, Qt.Key.Key_P, _ALT)
    dialog = dialog_of(qtbot, UnenteredDialog)
    assert dialog.empty.isVisible() and not dialog.copy.isEnabled()


def test_every_stop_has_a_name(listing: UnenteredDialog, qtbot: QtBot) -> None:
    for dialog in (listing, _copying(qtbot, listing)):
        stops = [
            each
            for each in dialog.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert stops and [each for each in stops if not each.accessibleName()] == []
