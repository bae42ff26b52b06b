"""The dialog for a party: what is missing is filled in, what is wrong is put right."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.enums import Action
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.ui.actions import dialog_at, put, submit, troubles
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.conftest import Told
from ui.actions import ActionDialog
from ui.actions.editors import Line


def asked(dialog: ActionDialog) -> set[str]:
    """The fields that are there now."""
    return set(dict(dialog.form.fields("")))


def test_the_party_comes_first_and_then_what_is_known_of_it(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = dialog_at(qtbot, story_at("registered"), Action.CORRECT_PARTY)
    assert asked(dialog) == {"party"}
    put(dialog, "party", 1)
    assert dialog.form.peek("name") == "陈桂香"
    for name, stars in (("id_number", "371***********0046"), ("phone", "138****8000")):
        number = dialog.form.places[name].asks
        assert isinstance(number, Line)
        assert (number.edit.text(), number.edit.placeholderText()) == ("", stars)
    assert asked(dialog).isdisjoint({"reason", "uscc", "certificate_kind"})


def test_a_gap_of_a_party_is_filled_and_the_rest_stays(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    story = story_at("registered")
    before = story.detail.parties[1]
    dialog = dialog_at(qtbot, story, Action.CORRECT_PARTY)
    put(dialog, "party", 2)
    put(dialog, "occupation", "木工")
    assert "reason" not in asked(dialog), "nothing that stood there is changed"
    done = submit(qtbot, dialog)
    assert done.detail.parties[1] == replace(before, occupation="木工")


def test_changing_what_stood_there_asks_why(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = dialog_at(qtbot, story_at("registered"), Action.CORRECT_PARTY)
    put(dialog, "party", 2)
    put(dialog, "phone", "1380013800")
    put(dialog, "reason", "换了号")
    dialog.submit()
    qtbot.waitUntil(lambda: "phone" in troubles(dialog))
    put(dialog, "phone", "138 0013 8001")
    assert submit(qtbot, dialog).detail.parties[1].phone_masked == "138****8001"


def test_a_party_field_is_not_made_empty_but_a_telephone_for_a_reason(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = dialog_at(qtbot, story_at("registered"), Action.CORRECT_PARTY)
    put(dialog, "party", 1)
    put(dialog, "address", " ")
    put(dialog, "reason", "打不通")
    dialog.submit()
    assert troubles(dialog).keys() == {"address"}
    put(dialog, "address", "青石镇槐树街8号1单元201")
    put(dialog, "no_phone_reason", "空号")
    party = submit(qtbot, dialog).detail.parties[0]
    assert (party.phone_masked, party.no_phone_reason) == (None, "空号")


def test_what_was_typed_for_one_party_is_there_again_on_coming_back(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = dialog_at(qtbot, story_at("registered"), Action.CORRECT_PARTY)
    put(dialog, "party", 2)
    put(dialog, "occupation", "木工")
    put(dialog, "party", 1)
    assert dialog.form.peek("occupation") is None
    assert dialog.form.peek("name") == "陈桂香"
    put(dialog, "party", 2)
    assert (dialog.form.peek("occupation"), dialog.form.peek("name")) == ("木工", "马铁柱")


def test_what_was_typed_for_a_party_comes_back_after_a_crash(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("registered")
    dialog = dialog_at(qtbot, story, Action.CORRECT_PARTY)
    put(dialog, "party", 2)
    put(dialog, "occupation", "木工")
    typed = dialog.form.state()
    dialog.done(0)
    again = dialog_at(qtbot, story, Action.CORRECT_PARTY)
    again.form.restore(typed)
    assert again.form.peek("party") == 2
    assert (again.form.peek("occupation"), again.form.peek("name")) == ("木工", "马铁柱")
