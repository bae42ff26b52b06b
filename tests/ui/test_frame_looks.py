"""Text size and light or dark, chosen while the window is open."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app import settings
from app.desk import Desk
from app.settings import Look
from tests.ui.conftest import Open, Told, compose, press, write
from ui import background, preferences, redress, rescale, theme
from ui.intake.tab import IntakeTab
from ui.user_menu import UserMenu
from ui.widgets.label import label, restyle, tag
from ui.window import MainWindow

HAIRLINES = 3
"""Pixels of the lines between rows, which are one pixel at any size."""


@pytest.fixture(autouse=True)
def back_to_plain() -> Iterator[None]:
    yield
    redress.redress(theme.Theme(theme.LIGHT))
    redress.finish()


def intake(window: MainWindow) -> IntakeTab:
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    return tab


def outline(window: MainWindow) -> list[tuple[str, QRect]]:
    """Where everything stands that can be seen."""
    return [
        (type(w).__name__, QRect(w.mapTo(window, QPoint(0, 0)), w.size()))
        for w in window.findChildren(QWidget)
        if w.isVisible() and type(w).__module__.startswith("ui.")
    ]


def off_by(one: QRect, other: QRect) -> int:
    """Pixels between the edges that differ most."""
    begin, end = one.topLeft() - other.topLeft(), one.bottomRight() - other.bottomRight()
    return max(abs(begin.x()), abs(begin.y()), abs(end.x()), abs(end.y()))


def differing(window: MainWindow, other: MainWindow) -> list[object]:
    pairs = zip(outline(window), outline(other), strict=True)
    return [(a, b) for a, b in pairs if a[0] != b[0] or off_by(a[1], b[1]) > HAIRLINES]


@pytest.mark.parametrize("sizes", [(112, 150), (150, 125, 100)])
def test_a_window_dressed_anew_stands_as_one_just_opened(
    qtbot: QtBot, opened: Open, local_desk: Desk, sizes: tuple[int, ...]
) -> None:
    window = opened(local_desk)
    window.resize(1366, 768)
    for size in sizes:
        preferences.choose_text_size(size)
        redress.finish()
    qtbot.wait(50)
    fresh = opened(local_desk)
    fresh.resize(1366, 768)
    qtbot.wait(50)
    assert differing(window, fresh) == []


def test_a_tab_not_seen_is_dressed_in_the_pauses(
    qtbot: QtBot, opened: Open, local_desk: Desk
) -> None:
    rosters = 3
    window = opened(local_desk)
    window.resize(1366, 768)
    window.choose(rosters)
    qtbot.wait(200)
    window.choose(0)
    preferences.choose_text_size(150)
    preferences.choose_look(Look.DARK)
    qtbot.waitUntil(redress.is_done)
    fresh = opened(local_desk)
    fresh.resize(1366, 768)
    for each in (window, fresh):
        each.choose(rosters)
        qtbot.waitUntil(background.is_idle)
        qtbot.wait(200)
    assert differing(window, fresh) == []
    empty = QPoint(600, 600)  # in the list
    assert window.grab().toImage().pixelColor(empty) == theme.current().colour("surface")


def test_what_is_typed_and_composed_stays(window: MainWindow) -> None:
    summary = intake(window).form.story.summary
    write(summary, "写到一半")
    compose(summary, "shui")
    preferences.choose_text_size(150)
    preferences.choose_look(Look.DARK)
    redress.finish()
    assert summary.toPlainText() == "写到一半"
    assert summary.is_composing()
    assert summary.hasFocus()


def test_a_choice_is_kept_for_the_next_start(window: MainWindow) -> None:
    preferences.choose_text_size(125)
    preferences.choose_look(Look.DARK)
    redress.finish()
    assert preferences.theme_of(settings.load()) == theme.Theme(theme.DARK, 1.25)
    assert theme.current() == theme.Theme(theme.DARK, 1.25)


def test_a_desktop_turning_dark_is_followed_only_if_wished(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "scheme_of_system", lambda: theme.DARK)
    preferences.choose_look(Look.LIGHT)
    preferences.follow_system()
    redress.finish()
    assert theme.current().scheme == theme.LIGHT
    preferences.choose_look(Look.SYSTEM)
    redress.finish()
    assert theme.current().scheme == theme.DARK


def test_the_menu_chooses_and_marks_what_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.user.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, UserMenu)
    menu.sizes.actions()[3].trigger()
    menu.looks.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: theme.current() == theme.Theme(theme.DARK, 1.5))
    window.user.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, UserMenu)
    chosen = [
        a.text() for group in (menu.sizes, menu.looks) for a in group.actions() if a.isChecked()
    ]
    assert chosen == ["150 %", "深色"]
    menu.close()


def test_the_last_of_quick_choices_is_worn(qtbot: QtBot, window: MainWindow) -> None:
    for look in (Look.DARK, Look.LIGHT, Look.DARK):
        preferences.choose_look(look)
    qtbot.waitUntil(redress.is_done)
    assert theme.current().scheme == theme.DARK


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_label_forgets_what_it_wore_before(
    qtbot: QtBot, window: MainWindow, *, is_seen: bool
) -> None:
    """A tag that turns into plain text after another look is like one just made."""
    box, tags = QWidget(), [tag("甲", "red"), label("乙", "warn"), label("丙", "title")]
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    for each in tags:
        row.addWidget(each)
    box.show()
    box.setVisible(is_seen)
    preferences.choose_look(Look.DARK)
    redress.finish()
    box.show()
    row.addWidget(fresh := label("丁"))
    for each in tags:
        restyle(each, tag="", role="")
    assert {worn(each) for each in tags} == {worn(fresh)}


def worn(widget: QWidget) -> tuple[str, str, int, int]:
    widget.ensurePolished()
    colours, font = widget.palette(), widget.font()
    ink, ground = colours.windowText().color().name(), colours.window().color().name()
    return ink, ground, font.pixelSize(), int(font.weight())


def test_what_is_gone_before_its_turn_is_left_alone(window: MainWindow) -> None:
    """Qt's own bars and lists in it too."""
    unseen = QWidget()
    for kind in (QTableWidget, QScrollArea, QComboBox, QDateEdit, QTextEdit):
        kind(unseen)
    preferences.choose_look(Look.DARK)
    QTest.qWait(1)
    delete(unseen)
    redress.finish()
    assert theme.current().scheme == theme.DARK


def test_what_waits_is_dressed_in_few_turns(window: MainWindow) -> None:
    """However many there are: to find them takes as long as to dress a hundred."""
    unseen = QWidget()
    made = [QWidget(unseen) for _ in range(3000)]
    preferences.choose_look(Look.DARK)
    turns = 0
    while not redress.is_done():
        QTest.qWait(1)
        turns += 1
    assert turns < len(made) / 10


def test_the_menu_opens_with_the_keyboard(window: MainWindow) -> None:
    press(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, UserMenu)
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert words == [
        "字号", "浅色和深色", "改密码…", "锁屏", "换人登录", "帮助", "关于", "退出",
    ]  # fmt: skip
    menu.close()


def test_settings_that_cannot_be_kept_are_told(
    own_home: object, window: MainWindow, told: Told
) -> None:
    (settings.home() / "settings.new").mkdir()
    window.user.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, UserMenu)
    menu.sizes.actions()[3].trigger()
    menu.close()
    assert "写不了文件" in told[0]


@pytest.mark.parametrize("size", settings.TEXT_SIZES)
def test_the_head_fits_the_smallest_screen(qtbot: QtBot, window: MainWindow, size: int) -> None:
    preferences.choose_text_size(size)
    redress.finish()
    window.resize(1366, 728)
    qtbot.wait(20)
    assert window.width() == 1366
    head = window.head
    for button in head.buttons:
        button.show_count(88)
    qtbot.wait(20)
    parts = [*head.buttons, head.search, head.user]
    assert all(head.rect().contains(part.geometry()) for part in parts)
    assert all(part.width() >= part.minimumSizeHint().width() for part in parts)


def test_sizes_set_by_hand_follow(qtbot: QtBot) -> None:
    frame, table = QWidget(), QTableWidget(2, 2)
    qtbot.addWidget(frame)
    row = QHBoxLayout(frame)
    row.setContentsMargins(16, 8, 16, 8)
    row.setSpacing(4)
    row.addSpacing(10)
    row.addWidget(table)
    table.setMinimumWidth(200)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.setColumnWidth(0, 60)
    rescale.resize([frame, table, table.horizontalHeader()], 1.0, 1.5)
    margins = row.contentsMargins()
    assert (margins.left(), margins.top(), row.spacing()) == (24, 12, 6)
    assert (table.minimumWidth(), table.columnWidth(0)) == (300, 90)
    rescale.resize([frame, table, table.horizontalHeader()], 1.5, 1.12)
    rescale.resize([frame, table, table.horizontalHeader()], 1.12, 1.0)
    assert (row.contentsMargins().left(), row.spacing()) == (16, 4)
    assert (table.minimumWidth(), table.columnWidth(0)) == (200, 60)
