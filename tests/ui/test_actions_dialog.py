"""What is wrong is said where it is wrong, and nothing typed is lost."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Action, AssignmentRole, Difficulty, Post
from app.errors import DatabaseBusy, Invalid, Problem
from app.matter.act import act
from app.matter.forms import ContactForm
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.story import Story
from tests.ui.actions import dialog_at, opened, option_of, put, submit, troubles
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.conftest import Asked, Told, compose, press, write
from ui import background, privacy
from ui.actions import ActionDialog, start
from ui.actions.editors import Text, Understood
from ui.widgets.field import TroubleLine
from ui.widgets.segments import Segments


def refused(qtbot: QtBot, dialog: ActionDialog) -> dict[str, str]:
    """What is said at which field after pressing the button."""
    dialog.save.click()
    qtbot.waitUntil(background.is_idle)
    assert dialog.isVisible()
    return troubles(dialog)


def box(dialog: ActionDialog, name: str) -> Any:
    editor = dialog.form.places[name].asks
    assert isinstance(editor, Text)
    return editor.box


def line(dialog: ActionDialog, name: str) -> Any:
    editor = dialog.form.places[name].asks
    assert isinstance(editor, Understood)
    return editor.edit


def failing(story: Story, error: Exception) -> Story:
    """A story whose desk cannot save just now."""

    class Failing(Desk):
        def write(self, *_args: Any, **_more: Any) -> Any:
            raise error

    desk = story.desk
    return replace(story, desk=Failing(desk.engine, desk.actor, desk.office))


def test_gaps_are_said_at_their_fields_and_the_first_gets_the_cursor(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    put(dialog, "nature", "10")
    assert refused(qtbot, dialog).keys() == {
        "duration",
        "intensity",
        "parties",
        "difficulty",
        "reason",
    }
    assert line(dialog, "duration").hasFocus()


def test_what_the_command_refuses_is_said_at_the_nested_field(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSIGN)
    slip = {"unit": "QS-CJ", "role": AssignmentRole.LEAD}
    dialog.form.show_value({"assignments": [slip, slip | {"role": AssignmentRole.ASSIST}]})
    put(dialog, "reason", "归口办理")
    said = refused(qtbot, dialog)
    assert said.keys() == {"assignments[1].unit"}
    assert "QS-CJ" in said["assignments[1].unit"]


def test_what_belongs_to_no_field_is_said_above_all(qtbot: QtBot, story_at: StoryAt) -> None:
    story = failing(story_at("issued"), Invalid([Problem("parties[0].phone", "TEXT_EMPTY")]))
    dialog = dialog_at(qtbot, story, Action.RECALL, "A1")
    put(dialog, "reason", "派错了")
    assert refused(qtbot, dialog) == {}
    assert dialog.frame.sentence.isVisible()
    assert dialog.frame.sentence.text() == "第1位当事人的电话：这一项不能空着"


def test_a_field_that_is_put_right_is_left_in_peace(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.RETURN)
    assert "reason" in refused(qtbot, dialog)
    put(dialog, "reason", "不归我们管")
    assert troubles(dialog) == {}


def test_what_cannot_be_read_is_pointed_out_when_the_field_is_left(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.SUSPEND)
    since = line(dialog, "since")
    since.clear()
    write(since, "前几天")
    assert troubles(dialog) == {}
    box(dialog, "reason").setFocus()
    assert troubles(dialog).keys() == {"since"}, "the reason is still missing, and not scolded for"


def test_a_day_is_shown_in_full_when_it_is_left(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.SUPERVISE)
    put(dialog, "due_on", "10-3")
    box(dialog, "demand").setFocus()
    assert line(dialog, "due_on").text() == "2026-10-03", "a day to come, though not yet here"


def test_escape_closes_at_once_what_nobody_touched(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.ACKNOWLEDGE)
    with qtbot.waitSignal(dialog.finished):
        press(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("answer", [True, False])
def test_escape_asks_before_what_was_typed_is_gone(
    qtbot: QtBot, story_at: StoryAt, asked: Asked, answer: bool
) -> None:
    asked.answer = answer
    dialog = opened(qtbot, story_at, Action.RETURN)
    put(dialog, "reason", "不归")
    shut: list[int] = []
    dialog.finished.connect(shut.append)
    press(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert bool(shut) is answer


def test_a_matter_changed_meanwhile_is_looked_at_again_and_nothing_typed_is_lost(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("issued")
    dialog = dialog_at(qtbot, story, Action.RECALL, "A1")
    put(dialog, "reason", "派错了")
    call = ContactForm(whom="韩志", reached=True)
    story.desk.write(act, story.no, Action.REMIND, call, str(story.detail.id))
    refused(qtbot, dialog)
    assert dialog.frame.again.text() == "重新看一看"
    dialog.frame.again.click()
    qtbot.waitUntil(background.is_idle)
    assert box(dialog, "reason").toPlainText() == "派错了"
    assert not dialog.frame.again.isVisible()
    assert submit(qtbot, dialog).detail.assignments[0].state == "RECALLED"


def test_a_busy_database_loses_nothing(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = dialog_at(qtbot, failing(story_at("issued"), DatabaseBusy()), Action.RECALL, "A1")
    put(dialog, "reason", "派错了")
    refused(qtbot, dialog)
    assert "请再试一次" in dialog.frame.sentence.text()
    assert box(dialog, "reason").toPlainText() == "派错了"
    assert dialog.save.isEnabled()


def test_it_is_saved_once_however_often_the_button_is_pressed(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("issued")
    dialog = dialog_at(qtbot, story, Action.REMIND)
    put(dialog, "whom", "韩志")
    put(dialog, "reached", value=True)
    with qtbot.waitSignal(dialog.acted):
        for _ in range(3):
            dialog.submit()
    qtbot.waitUntil(background.is_idle)
    assert len(story.detail.contacts) == 1


def test_reminders_are_told_after_it_is_saved(qtbot: QtBot, story_at: StoryAt, told: Told) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    for name in ("nature", "duration", "intensity", "parties"):
        put(dialog, name, "5")
    put(dialog, "difficulty", Difficulty.SIMPLE)
    put(dialog, "reason", "扬言要动手")
    put(dialog, "escalation_risk", value=True)
    submit(qtbot, dialog)
    assert len(told) == 1
    assert "可能激化" in told[0]


def test_a_reason_is_asked_only_for_what_warns_and_kept_while_the_rest_changes(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    dialog = opened(qtbot, story_at, Action.CLOSE)
    refused(qtbot, dialog)
    reason = dialog.overrulings.stops()[0]
    assert reason.hasFocus()
    dialog.save.click()
    assert dialog.isVisible(), "without a reason it does not go on"
    write(reason, "协办另册跟进")
    put(dialog, "result", "赔偿达成协议")
    detail = submit(qtbot, dialog).detail
    assert detail.events[-1].reason == "赔偿达成协议"
    assert "ASSISTANT_OPEN" in (detail.events[-1].detail or "")


def test_it_opens_filled_with_what_is_given(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("issued")
    detail = story.detail
    option = option_of(detail, story, Action.RETURN, "A1")
    dialog = start(None, story.desk, detail, option, preset={"reason": "归供水站管"})
    qtbot.waitUntil(dialog.isVisible)
    assert box(dialog, "reason").toPlainText() == "归供水站管"
    assert "青石镇城建办（主办）" in dialog.frame.subject.text()


def test_when_it_happened_may_be_said(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("contacted")
    dialog = dialog_at(qtbot, story, Action.SUB_ASSIGN, "A1")
    put(dialog, "handler", "韩志")
    write(dialog.occurred_at.edit, "09:20")
    event = submit(qtbot, dialog).detail.events[-1]
    assert f"{event.occurred_at:%H:%M}" == "01:20", "in UTC"
    assert event.occurred_at < event.recorded_at


def test_a_time_nobody_can_read_is_pointed_out_and_put_right(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = dialog_at(qtbot, story_at("contacted"), Action.SUB_ASSIGN, "A1")
    edit = dialog.occurred_at.edit
    write(edit, "前几天")
    dialog.form.focus()
    assert "看不出是什么时候" in dialog.frame.foot_line.text()
    edit.clear()
    write(edit, "09:20")
    assert not dialog.frame.foot_line.isVisible()


def test_the_tab_key_goes_the_way_of_the_work(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.ASSIGN)
    rows = dialog.form.places["assignments"].asks
    rows.add.click()  # type: ignore[attr-defined]
    qtbot.wait(1)
    way = [*dialog.form.stops(), *dialog.occurred_at.stops(), dialog.save, dialog.frame.cancel]
    place = {id(widget): i for i, widget in enumerate(way)}
    seen, widget = [0], way[0].nextInFocusChain()
    while widget is not None and widget is not way[0]:
        seen += [place[id(widget)]] if id(widget) in place else []
        widget = widget.nextInFocusChain()
    assert seen == sorted(seen)
    assert len(seen) == len(way)


def test_letters_being_composed_survive_checks_and_refusals(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    reason = box(dialog, "reason")
    write(reason, "吵过")
    compose(reason, "sanci")
    for scores in ("10", "20"):
        dialog.form.show_value({"nature": int(scores)})
        dialog.form.places["nature"].asks.typed.emit()
    dialog.form.left.emit()
    dialog.submit()
    assert reason.is_composing()
    assert reason.toPlainText() == "吵过"


def test_names_can_be_covered_and_days_stay(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.CONTACT)

    def is_covered(widget: QWidget) -> bool:
        effect = widget.graphicsEffect()
        return effect is not None and effect.isEnabled()

    whom = dialog.form.places["whom"].editor
    assert not is_covered(whom)
    privacy.set_hidden(is_hidden=True)
    try:
        assert is_covered(whom)
        assert not is_covered(dialog.occurred_at.edit)
    finally:
        privacy.set_hidden(is_hidden=False)


def test_the_centre_records_for_a_unit_and_says_so(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = dialog_at(qtbot, story_at("issued"), Action.ACKNOWLEDGE, "A1")
    dialog.behalf.switch.click()
    assert "person" not in dict(dialog.form.fields("")), "who signed is asked for once"
    put(dialog, "on_behalf.person", "韩志")
    detail = submit(qtbot, dialog).detail
    assert detail.assignments[0].acknowledged_by == "韩志"
    event = detail.events[-1]
    assert (event.on_behalf_unit, event.on_behalf_person) == ("青石镇城建办", "韩志")


def test_who_can_only_record_for_others_is_asked_for_whom_at_once(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("acknowledged")
    desk = story.desk
    clerk = replace(desk.actor, posts=frozenset({Post.INTAKE_CLERK}))
    at_window = replace(story, desk=Desk(desk.engine, clerk, desk.office))
    dialog = dialog_at(qtbot, at_window, Action.SUB_ASSIGN, "A1")
    assert dialog.behalf.is_on
    assert not dialog.behalf.switch.isEnabled()
    put(dialog, "handler", "韩志")
    assert refused(qtbot, dialog).keys() == {"on_behalf.person"}
    put(dialog, "on_behalf.person", "何站长")
    assert submit(qtbot, dialog).detail.events[-1].on_behalf_person == "何站长"


def test_a_judgement_is_written_with_the_keyboard_alone(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)

    def at_cursor() -> QWidget:
        found = dialog.focusWidget()
        assert found is not None
        return found

    for _ in range(4):
        write(at_cursor(), "5")
        press(dialog, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Return)
    assert at_cursor().accessibleName() == "难易程度：一般", "the level was left as it adds up"
    press(dialog, Qt.Key.Key_Right)
    press(dialog, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return)
    write(at_cursor(), "吵过三次")
    detail = submit(qtbot, dialog).detail
    assert (detail.risk_level, detail.difficulty) == ("YELLOW", Difficulty.COMPLEX)


def test_what_comes_from_the_database_overrides_nothing_typed(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("assessed")
    option = option_of(story.detail, story, Action.PROPOSE_MEDIATION)
    preset = {"committee": "QS-TJ"}
    dialog = start(None, story.desk, story.detail, option, preset=preset)
    qtbot.waitUntil(dialog.isVisible)
    put(dialog, "committee", "别的")
    qtbot.waitUntil(background.is_idle)
    assert dialog.form.places["committee"].asks.state() == "别的"


def test_a_line_under_several_fields_says_of_which_it_speaks(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = dialog_at(qtbot, story_at("assessed"), Action.PROPOSE_MEDIATION)
    put(dialog, "committee", "青石")
    dialog.submit()
    lines = [line.text() for line in dialog.findChildren(TroubleLine) if line.text()]
    assert lines == ["案件来源：这一项必须填写"]


def test_enter_goes_on_past_what_takes_an_entry_away(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.ACCEPT_MEDIATION)
    put(dialog, "consents[0].rights_told_on", "今天")
    press(dialog, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Return)
    second = dict(dialog.form.fields(""))["consents[1].agreed"].editor
    assert isinstance(second, Segments)
    assert dialog.focusWidget() is second.stop()


def test_asked_for_twice_it_is_made_once(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("assessed")
    detail = story.detail
    option = option_of(detail, story, Action.ASSIGN)
    first, second = (start(None, story.desk, detail, option) for _ in range(2))
    assert first is second
    qtbot.waitUntil(lambda: first.isVisible() and background.is_idle())
