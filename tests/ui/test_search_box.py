"""Ctrl+K: the box in the head of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.errors import DatabaseBusy
from app.intake.commands import register_matter
from app.intake.types import Registered
from tests.builders import a_draft
from tests.ui.conftest import compose, press, write
from ui import background, privacy
from ui.search_box import searching
from ui.search_box.box import SearchBox
from ui.search_box.results import Results
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def matters(local_desk: Desk) -> list[Registered]:
    """Two quarrels, the second one about a tree."""
    return [
        local_desk.write(register_matter, a_draft()),
        local_desk.write(register_matter, a_draft(summary="果树枝伸过墙头，打坏了瓦。")),
    ]


@pytest.fixture
def box(
    matters: list[Registered], window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> SearchBox:
    monkeypatch.setattr(window, "open_matter", lambda _no: None)
    window.search.matter_asked.disconnect()
    press(window, Qt.Key.Key_K, CTRL)
    assert window.search.hasFocus()
    return window.search


def listed(box: SearchBox) -> list[str]:
    return [found.no for found in box.results.model.hits] if box.results.isVisible() else []


def look_for(qtbot: QtBot, box: SearchBox, text: str, count: int) -> None:
    write(box, text)
    qtbot.waitUntil(lambda: box.results.isVisible() and len(listed(box)) == count)


def test_what_is_typed_brings_up_matters_and_why(
    qtbot: QtBot, box: SearchBox, matters: list[Registered]
) -> None:
    look_for(qtbot, box, "果树", 1)
    index = box.results.model.index(0)
    told = box.results.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert matters[1].no in str(told)
    assert str(told).endswith("事情里的词")


def test_names_and_numbers_are_masked(qtbot: QtBot, box: SearchBox) -> None:
    look_for(qtbot, box, "陈桂香", 2)
    texts = [
        str(box.results.model.data(box.results.model.index(row), role))
        for row in range(2)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert all("陈*香" in text and "陈桂香" not in text for text in texts)


def test_enter_opens_the_one_that_arrows_chose(
    qtbot: QtBot, box: SearchBox, matters: list[Registered]
) -> None:
    look_for(qtbot, box, "cgx", 2)
    press(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.matter_asked) as asked:
        press(box, Qt.Key.Key_Return)
    assert asked.args == [matters[0].no]
    assert not box.results.isVisible()
    assert box.text() == ""


def test_arrows_go_round(qtbot: QtBot, box: SearchBox, matters: list[Registered]) -> None:
    look_for(qtbot, box, "cgx", 2)
    for key, no in (("Up", matters[0].no), ("Down", matters[1].no), ("Down", matters[0].no)):
        press(box, Qt.Key[f"Key_{key}"])
        assert box.results.current() == no


def test_a_click_opens_too(qtbot: QtBot, box: SearchBox, matters: list[Registered]) -> None:
    look_for(qtbot, box, "果树", 1)
    view = box.results.view
    with qtbot.waitSignal(box.matter_asked) as asked:
        place = view.visualRect(box.results.model.index(0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [matters[1].no]


@pytest.mark.parametrize("which", ["no", "case_code"])
def test_a_scanner_types_a_code_and_enter_opens_the_matter(
    qtbot: QtBot, box: SearchBox, matters: list[Registered], which: str
) -> None:
    code = getattr(matters[1], which)
    with qtbot.waitSignal(box.matter_asked) as asked:
        QTest.keyClicks(box, code)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == [matters[1].no]


def test_enter_before_the_answer_opens_nothing_that_is_one_of_several(
    qtbot: QtBot, box: SearchBox
) -> None:
    spy = QSignalSpy(box.matter_asked)
    write(box, "陈桂香")
    press(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(listed(box)) == 2)
    assert spy.count() == 0


@pytest.mark.parametrize("number", ["13800138000", "371502190102030046"])
def test_a_persons_number_is_looked_for_with_enter_and_audited(
    qtbot: QtBot, box: SearchBox, local_desk: Desk, number: str
) -> None:
    before = len(local_desk.sealed)
    write(box, number)
    qtbot.wait(searching.QUIET_MS + 100)
    assert "留下记录" in box.results.told.text()
    assert len(local_desk.sealed) == before
    press(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(listed(box)) == 2)
    assert len(local_desk.sealed) == before + 1


def test_other_searches_leave_no_entry(qtbot: QtBot, box: SearchBox, local_desk: Desk) -> None:
    before = len(local_desk.sealed)
    look_for(qtbot, box, "果树", 1)
    assert len(local_desk.sealed) == before


def test_nothing_found_says_what_can_be_searched(qtbot: QtBot, box: SearchBox) -> None:
    write(box, "外星人")
    qtbot.waitUntil(lambda: box.results.isVisible())
    assert listed(box) == []
    assert "拼音首字母" in box.results.told.text()


def answer_nothing(asked: list[str]) -> Callable[[Desk, str], tuple[()]]:
    def find(_desk: Desk, text: str) -> tuple[()]:
        asked.append(text)
        return ()

    return find


def test_the_input_method_is_left_in_peace(
    qtbot: QtBot, box: SearchBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(searching, "find", answer_nothing(asked))
    compose(box, "guo shu")
    qtbot.wait(searching.QUIET_MS + 100)
    assert asked == []
    assert box.is_composing()
    write(box, "果树")
    qtbot.waitUntil(lambda: asked == ["果树"])


def test_typing_on_asks_for_the_last_text_only(
    qtbot: QtBot, box: SearchBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(searching, "find", answer_nothing(asked))
    QTest.keyClicks(box, "chengx")
    qtbot.waitUntil(lambda: bool(asked) and background.is_idle())
    assert asked == ["chengx"]


def test_an_answer_that_is_no_longer_wanted_is_dropped(qtbot: QtBot, box: SearchBox) -> None:
    write(box, "果树")
    press(box, Qt.Key.Key_Return)  # asks at once
    box.selectAll()
    write(box, "cgx")
    qtbot.waitUntil(lambda: len(listed(box)) == 2)
    qtbot.waitUntil(background.is_idle)
    assert len(listed(box)) == 2


def test_escape_closes_the_list_then_empties_the_box(qtbot: QtBot, box: SearchBox) -> None:
    look_for(qtbot, box, "果树", 1)
    press(box, Qt.Key.Key_Escape)
    assert not box.results.isVisible()
    assert box.text() == "果树"
    press(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    press(box, Qt.Key.Key_Escape)
    assert not box.hasFocus()


def test_leaving_the_box_closes_the_list(qtbot: QtBot, box: SearchBox, window: MainWindow) -> None:
    look_for(qtbot, box, "果树", 1)
    window.user.setFocus()
    assert not box.results.isVisible()


def test_trouble_is_told_in_the_list(
    qtbot: QtBot, box: SearchBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise DatabaseBusy(why="slow")

    monkeypatch.setattr(searching, "find", busy)
    write(box, "果树")
    qtbot.waitUntil(lambda: "没有回答" in box.results.told.text())


def test_f8_leaves_no_word_of_it_readable(qtbot: QtBot, box: SearchBox) -> None:
    look_for(qtbot, box, "果树", 1)
    open_ = inked(box.results)
    privacy.set_hidden(is_hidden=True)
    assert inked(box.results) < open_ / 2


def inked(results: Results) -> int:
    """Dark points of the words of the first row; a bar has none."""
    picture = results.view.grab().toImage()
    width = picture.width() - 140  # without the tag
    return sum(picture.pixelColor(x, y).lightness() < 130 for x in range(width) for y in range(50))


def test_it_keeps_inside_the_window(qtbot: QtBot, box: SearchBox, window: MainWindow) -> None:
    look_for(qtbot, box, "cgx", 2)
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.rect().contains(box.results.geometry()))
