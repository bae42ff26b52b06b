"""从表格登记, keyboard only: from the file to the result, the bad rows saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.exchange.reading import open_sheet
from app.exchange.types import Counts, Target
from app.intake.queries import matters_page
from db.enums import AppealKind, ExternalSystem
from tests.sheets import LIANG, SUN, TITLES, a_sheet, changed
from tests.ui.conftest import Told, press
from tests.ui.dialogs import close_dialogs, dialog_of, dialogs
from ui import ask, background
from ui.exchange.import_dialog import ImportDialog
from ui.intake.tab import IntakeTab

_CTRL = Qt.KeyboardModifier.ControlModifier
BAD = changed(SUN, 工单编号="GD3", 身份证号="3.71502E+17")


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    close_dialogs()


def _opened(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch, file: Path
) -> ImportDialog:
    monkeypatch.setattr(ask, "open_file", lambda *_: file)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    return dialog_of(qtbot, ImportDialog)


def _enter(qtbot: QtBot, dialog: ImportDialog) -> None:
    press(dialog, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(background.is_idle)


def _counts(dialog: ImportDialog) -> Counts:
    assert dialog._checked is not None
    return dialog._checked.counts()


def test_from_a_file_to_matters_by_keyboard(
    tab: IntakeTab, qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = a_sheet(tmp_path / "12345工单.xlsx", LIANG, BAD, SUN)
    dialog = _opened(qtbot, tab, monkeypatch, file)
    assert dialog.columns.columns["来电人"].value() is Target.PERSON_NAME
    assert dialog.columns.system.value() is ExternalSystem.HOTLINE_12345
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(ready=2, bad=1)
    assert dialog.go.text() == "登记这 2 件"
    assert local_desk.read(matters_page) == ()
    saved = tmp_path / "有问题.xlsx"
    monkeypatch.setattr(ask, "save_as", lambda *_: saved)
    press(dialog, Qt.Key.Key_S, _CTRL)
    qtbot.waitUntil(background.is_idle)
    assert open_sheet(saved).height == 2
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(bad=1, taken=2)
    assert dialog.found.told.text() == "登记了 2 件。"
    assert len(local_desk.read(matters_page)) == 2
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(ImportDialog))


def test_the_second_file_of_a_kind_is_tried_at_once(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "1.xlsx", LIANG))
    first.columns.name.setFocus()
    first.columns.name.selectAll()
    QTest.keyClicks(first.columns.name, "hot")
    _enter(qtbot, first)
    press(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(background.is_idle)
    second = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "2.xlsx", SUN))
    assert second.pages.currentWidget() is second.found
    assert (_counts(second), second._layout and second._layout.name) == (Counts(ready=1), "hot")


def test_a_row_that_is_known_leads_to_its_matter(
    tab: IntakeTab, qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", LIANG))
    _enter(qtbot, dialog)
    _enter(qtbot, dialog)
    [matter] = local_desk.read(matters_page)
    dialog.found.table.choose(0)
    with qtbot.waitSignal(tab.matter_asked) as asked:
        QTest.keyClick(dialog.found.table, Qt.Key.Key_Return)
    assert asked.args == [matter.no]


def test_a_bad_row_tells_its_cell_below_the_list(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", LIANG, BAD))
    _enter(qtbot, dialog)
    assert dialog.found.whole.text().startswith("第3行　D3：证件号码被表格软件变成了小数")
    assert dialog.found.model.text(dialog.found.model.row(0), 3) == "孙*来"


def test_an_unknown_word_is_explained_once(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = changed(LIANG, 工单类型="热点")
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", row))
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(bad=1)
    assert dialog.back.text() == "改对应…（1 个词不认识）"
    press(dialog, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    choice = dialog.columns.words[Target.APPEAL_KIND, "热点"]
    qtbot.waitUntil(choice.hasFocus)
    while choice.value() != AppealKind.COMPLAINT:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(ready=1)


def test_a_column_is_put_right_by_keyboard(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    titles = tuple("群众说的" if title == "诉求内容" else title for title in TITLES)
    file = a_sheet(tmp_path / "12345.xlsx", LIANG, titles=titles)
    dialog = _opened(qtbot, tab, monkeypatch, file)
    _enter(qtbot, dialog)
    assert dialog.columns.trouble.text() == "还没有说哪一列是事情经过"
    choice = dialog.columns.columns["群众说的"]
    choice.setFocus()
    while choice.value() is not Target.SUMMARY:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(ready=1)


def test_a_file_that_is_none_says_so_and_asks_for_another(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    none = tmp_path / "台账.xlsx"
    none.write_bytes(b"%PDF-1.7")
    dialog = _opened(qtbot, tab, monkeypatch, none)
    assert "这个文件不是表格" in dialog.trouble.text()
    assert dialog.other.hasFocus() and not dialog.go.isVisible()
    good = a_sheet(tmp_path / "12345.xlsx", LIANG)
    monkeypatch.setattr(ask, "open_file", lambda *_: good)
    press(dialog, Qt.Key.Key_O, _CTRL)
    qtbot.waitUntil(background.is_idle)
    assert dialog.go.isVisible() and not dialog.trouble.isVisible()


def test_taking_can_be_stopped_and_gone_on_with(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [changed(SUN, 工单编号=f"GD{n:05}", 诉求内容=f"第{n}次") for n in range(120)]
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", *rows))
    _enter(qtbot, dialog)
    press(dialog, Qt.Key.Key_Return, _CTRL)
    press(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(background.is_idle)
    taken = _counts(dialog).taken
    assert taken in (50, 100) and _counts(dialog).ready == 120 - taken
    assert "还有" in dialog.found.told.text()
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(taken=120)


def test_closing_while_it_works_stops_it_first(
    tab: IntakeTab, qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [changed(SUN, 工单编号=f"GD{n:05}", 诉求内容=f"第{n}次") for n in range(120)]
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", *rows))
    _enter(qtbot, dialog)
    press(dialog, Qt.Key.Key_Return, _CTRL)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(background.is_idle)
    qtbot.waitUntil(lambda: not dialogs(ImportDialog))
    assert 0 < len(local_desk.read(matters_page, limit=200)) < 120


def test_what_fails_while_taking_is_told_and_nothing_lost(
    tab: IntakeTab, qtbot: QtBot, local_desk: Desk, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, told: Told,
) -> None:  # fmt: skip
    from app.errors import DatabaseUnavailable

    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", LIANG))
    _enter(qtbot, dialog)

    def gone(*_args: object) -> None:
        raise DatabaseUnavailable(why="unreachable")

    with monkeypatch.context() as cut:
        cut.setattr(local_desk, "write", gone)
        _enter(qtbot, dialog)
    assert len(told) == 1 and _counts(dialog) == Counts(ready=1)
    _enter(qtbot, dialog)
    assert _counts(dialog) == Counts(taken=1)


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_it_fits_the_smallest_screen(
    tab: IntakeTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, percent: int
) -> None:
    dialog = _opened(qtbot, tab, monkeypatch, a_sheet(tmp_path / "12345.xlsx", LIANG, BAD))
    hint = dialog.minimumSizeHint()
    assert hint.width() * percent // 100 <= 1366 and hint.height() * percent // 100 <= 768
    assert all(each.accessibleName() for each in dialog.findChildren(QWidget) if each.focusPolicy()
               & Qt.FocusPolicy.TabFocus and each.isVisible())  # fmt: skip
