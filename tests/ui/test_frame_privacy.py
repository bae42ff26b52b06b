"""F8: at once nothing personal can be read, in dialogs neither."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.ui.conftest import Open, fill, press, write
from ui import background, privacy
from ui.intake.tab import IntakeTab
from ui.search_box.box import SearchBox
from ui.window import MainWindow


@pytest.fixture
def filled(qtbot: QtBot, opened: Open, local_desk: Desk) -> IntakeTab:
    """Everything the front desk shows of people is on the screen."""
    local_desk.write(register_matter, a_draft())
    window = opened(local_desk)
    window.resize(1366, 768)
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    fill(tab)
    write(tab.form.story.demand, "赔偿")
    tab.unfinished.autosave.flush()
    qtbot.waitUntil(lambda: bool(tab.unfinished.panel.rows()))
    qtbot.waitUntil(lambda: bool(tab.hints.earlier.stack.rows()) and background.is_idle())
    window.search.setText("371502190102030046")
    window.setFocus()
    return tab


def personal(tab: IntakeTab) -> dict[str, QWidget]:
    card, story = tab.form.people.visitor, tab.form.story
    return {
        "name": card.name,
        "phone": card.phone,
        "story": story.summary,
        "demand": story.demand,
        "search": tab.window().findChildren(SearchBox)[0],
        "today": tab.today.view.viewport(),
        "earlier": tab.hints.earlier.stack.rows()[0],
        "draft": tab.unfinished.panel.rows()[0].open,
    }


def ink(widget: QWidget) -> int:
    """Points as dark as text; a cover and its frame are light."""
    window = widget.window()
    corner = widget.mapTo(window, QPoint(0, 0))
    picture = window.grab().toImage().copy(*corner.toTuple(), widget.width() - 84, widget.height())
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).lightness() < 110 for x, y in points)


def test_nothing_personal_stays_readable(filled: IntakeTab) -> None:
    for name, widget in personal(filled).items():
        assert ink(widget) > 20, name
    press(filled, Qt.Key.Key_F8)
    assert {name: ink(widget) for name, widget in personal(filled).items()} == dict.fromkeys(
        personal(filled), 0
    )
    press(filled, Qt.Key.Key_F8)
    for name, widget in personal(filled).items():
        assert ink(widget) > 20, name


def test_what_is_typed_covered_is_typed_all_the_same(filled: IntakeTab) -> None:
    press(filled, Qt.Key.Key_F8)
    write(filled.form.people.visitor.address, "槐树街8号")
    assert filled.form.entry().visitor.address == "槐树街8号"


def test_the_status_line_says_so(window: MainWindow) -> None:
    assert window.status.cover.text() == "F8 遮住个人信息"
    press(window, Qt.Key.Key_F8)
    assert window.status.cover.text() == "个人信息已遮住，F8 显示"
    window.status.cover.click()
    assert not privacy.is_hidden()


def test_it_works_while_a_dialog_is_open(qtbot: QtBot, window: MainWindow) -> None:
    dialog = QDialog(window)
    field = QLineEdit("陈桂香")
    QVBoxLayout(dialog).addWidget(privacy.cover(field))
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog, Qt.Key.Key_F8)
    assert privacy.is_hidden()
    press(dialog, Qt.Key.Key_F8)
    assert not privacy.is_hidden()
    dialog.reject()


def test_no_tooltip_tells_what_is_covered(window: MainWindow) -> None:
    window.user.setToolTip("陈桂香")
    privacy.set_hidden(is_hidden=True)
    place = window.user.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, window.user.mapToGlobal(place))
    QApplication.sendEvent(window.user, event)
    assert not QToolTip.isVisible()
