"""Every action has a dialog that opens on a fitting record and can be understood without eyes."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Action
from app.form import Closed
from app.matter import forms
from app.matter.act import form_of
from app.messages import forms as words
from app.messages.fields import FIELDS
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.ui.actions import PLACES, opened
from tests.ui.actions import no_dialog_left as no_dialog_left
from ui.actions.spec import Kind, specs


@pytest.mark.parametrize("action", Action)
def test_the_dialog_of_every_action_opens_and_names_all_it_asks(
    qtbot: QtBot, story_at: StoryAt, action: Action
) -> None:
    dialog = opened(qtbot, story_at, action)
    assert dialog.windowTitle() == words.TITLES[action]
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QPushButton)
    shown = [w for w in dialog.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    assert len(shown) >= 3
    assert [each for each in shown if not each.accessibleName()] == []
    assert dialog.form.widget.isAncestorOf(dialog.focusWidget())
    hidden = dialog.frame.scroll.verticalScrollBar().maximum()
    assert not hidden or dialog.height() >= dialog.screen().availableGeometry().height() * 0.9


def test_every_action_has_a_place_a_title_and_a_button() -> None:
    assert PLACES.keys() == set(Action) == words.TITLES.keys()
    assert all(words.button_of(action) for action in Action)


def every_form() -> list[type[Closed]]:
    found: list[type[Closed]] = [form_of(action) for action in Action] + [forms.OnBehalf]
    for form in found:
        nested = [s.inner for s in specs(form) if s.kind in (Kind.FORM, Kind.FORMS)]
        found += [each for each in nested if each not in found]
    return found


def test_every_field_of_every_form_has_a_chinese_name() -> None:
    for form in every_form():
        for spec in specs(form):
            name = words.label_of(form.__name__, spec.name)
            assert name != spec.name, f"{form.__name__}.{spec.name}"
            assert not name.isascii()


def test_labels_and_hints_are_of_fields_there_are() -> None:
    fields = {spec.name for form in every_form() for spec in specs(form)} | FIELDS.keys()
    asked = {f"{form.__name__}.{spec.name}" for form in every_form() for spec in specs(form)}
    for key in (*words.LABELS, *words.HINTS):
        owner, _, name = key.partition(".")
        assert key in fields | asked or (owner.isupper() and name in fields), key
