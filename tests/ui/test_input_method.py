"""What the input method holds survives whatever the form does by itself."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import compose, fill, write
from ui import background
from ui.intake.hints import CHECK_MS, LOOK_MS
from ui.intake.tab import IntakeTab
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_box import TextBox

FIELDS: dict[str, Callable[[IntakeTab], LineEdit | TextBox]] = {
    "name": lambda tab: tab.form.people.visitor.name,
    "address": lambda tab: tab.form.people.others[0].address,
    "story": lambda tab: tab.form.story.summary,
}


def is_composing(field: QWidget) -> bool:
    assert isinstance(field, (LineEdit, TextBox))
    return field.is_composing()


def text_with_preedit(field: QWidget) -> str:
    """What stands on the screen, the input method's letters included."""
    if isinstance(field, QLineEdit):
        return field.displayText() if not is_composing(field) else field.text() + "…"
    assert isinstance(field, TextBox)
    layout = field.document().firstBlock().layout()
    return field.toPlainText() + ("…" if layout.preeditAreaText() else "")


@pytest.mark.parametrize("name", FIELDS)
def test_letters_being_composed_survive_autosave_and_checks(
    qtbot: QtBot, tab: IntakeTab, name: str
) -> None:
    fill(tab)
    write(tab.form.people.others[0].phone, "1280013")
    field = FIELDS[name](tab)
    write(field, "青")
    compose(field, "shi")
    before = text_with_preedit(field)
    with qtbot.waitSignal(tab.unfinished.autosave.saved):
        tab.unfinished.autosave.flush()
    qtbot.wait(max(CHECK_MS, LOOK_MS) + 100)
    qtbot.waitUntil(background.is_idle)
    assert is_composing(field)
    assert field.hasFocus()
    assert text_with_preedit(field) == before
    assert "…" in before


def test_letters_being_composed_survive_an_error_at_the_same_field(
    qtbot: QtBot, tab: IntakeTab
) -> None:
    field = tab.form.people.visitor.phone
    write(field, "1280013")
    tab.form.people.visitor.name.setFocus()
    write(field, "9")
    compose(field, "bu")
    tab.hints.first_gap()
    assert tab.form.people.visitor.fields["phone"].line.isVisible()
    assert field.is_composing()


def test_the_draft_on_the_disk_holds_no_half_chosen_letters(qtbot: QtBot, tab: IntakeTab) -> None:
    write(tab.form.story.summary, "楼上")
    compose(tab.form.story.summary, "loushui")
    assert tab.form.entry().summary == "楼上"
