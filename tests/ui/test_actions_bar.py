"""What can be done is offered, what cannot be done says why, what may not be done is not there."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Action, Post
from app.matter.act import Done
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.story import Story
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.actions import put, submit
from tests.ui.conftest import press
from ui import background
from ui.actions import ActionBar, ActionDialog
from ui.actions.bar import MOST


def bar_of(
    qtbot: QtBot,
    story: Story,
    *posts: Post,
    only: Collection[Action] | None = None,
    primary: Action | None = None,
) -> ActionBar:
    """The bar of the story's matter for somebody with these posts (all if none)."""
    desk = story.desk
    actor = replace(desk.actor, posts=frozenset(posts) or desk.actor.posts)
    bar = ActionBar(Desk(desk.engine, actor, desk.office), only=only, primary=primary)
    qtbot.addWidget(bar)
    bar.show_matter(story.detail)
    bar.resize(900, 80)
    bar.show()
    return bar


def entries(menu: QMenu) -> Iterator[QAction]:
    for each in menu.actions():
        inner = each.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)
        elif each.text():
            yield each


def rest(bar: ActionBar) -> dict[str, QAction]:
    assert bar.more is not None
    menu = bar.more.menu()
    menu.aboutToShow.emit()
    return {entry.text(): entry for entry in entries(menu)}


def shown() -> list[ActionDialog]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ActionDialog)]
    return [each for each in found if each.isVisible()]


def dialog() -> ActionDialog:
    return shown()[0]


def is_open() -> bool:
    """A dialog stands, with everything loaded."""
    return bool(shown()) and background.is_idle()


def test_it_shows_a_few_and_keeps_the_rest_behind_one_button(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    bar = bar_of(qtbot, story_at("registered"))
    assert list(bar.buttons)[:2] == [Action.ASSESS, Action.SETTLE_AT_WINDOW]
    assert len(bar.buttons) + 1 == MOST
    assert {"作废", "撤回", "督办"} <= rest(bar).keys()


def test_what_the_post_forbids_is_not_there(qtbot: QtBot, story_at: StoryAt) -> None:
    bar = bar_of(qtbot, story_at("registered"), Post.INTAKE_CLERK)
    words = {button.text() for button in bar.buttons.values()} | rest(bar).keys()
    assert "窗口了结" in words
    assert not any("研判" in word or "并案" in word for word in words)


def test_what_the_state_forbids_is_grey_and_says_why(qtbot: QtBot, story_at: StoryAt) -> None:
    only = (Action.ASSIGN, Action.CLOSE)
    bar = bar_of(qtbot, story_at("assessed"), only=only)
    assert bar.more is None
    assert bar.buttons[Action.ASSIGN].isEnabled()
    grey = bar.buttons[Action.CLOSE]
    assert not grey.isEnabled()
    assert grey.toolTip() == grey.accessibleDescription() == "现在是“已研判”，不能结案。"


def test_what_cannot_be_done_yet_stands_apart_with_its_reason(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    entry = rest(bar_of(qtbot, story_at("issued")))["反馈：交办单已发出"]
    assert not entry.isEnabled()
    assert entry.toolTip() == "现在是“已发出”，不能反馈。"


def test_slips_are_told_apart_by_their_units(qtbot: QtBot, story_at: StoryAt) -> None:
    bar = bar_of(qtbot, story_at("issued"), only=(Action.ACKNOWLEDGE,))
    choices = [entry.text() for entry in entries(bar.buttons[Action.ACKNOWLEDGE].menu())]
    assert choices == [
        "青石镇城建办（主办）",
        "青石镇供水站（协办）",
        "青石镇人民调解委员会（协办）",
    ]


def test_the_dialog_is_of_the_slip_that_was_chosen(qtbot: QtBot, story_at: StoryAt) -> None:
    bar = bar_of(qtbot, story_at("issued"), only=(Action.ACKNOWLEDGE,))
    list(entries(bar.buttons[Action.ACKNOWLEDGE].menu()))[1].trigger()
    qtbot.waitUntil(is_open)
    done: list[Done] = []
    bar.acted.connect(done.append)
    put(dialog(), "person", "何站长")
    detail = submit(qtbot, dialog()).detail
    assert [slip.acknowledged_by for slip in detail.assignments] == [None, "何站长", None]
    assert [each.detail for each in done] == [detail]


def test_instalments_are_told_apart_by_payer_sum_and_day(qtbot: QtBot, story_at: StoryAt) -> None:
    bar = bar_of(qtbot, story_at("in_effect"), only=(Action.RECORD_PERFORMANCE,))
    choices = [entry.text() for entry in entries(bar.buttons[Action.RECORD_PERFORMANCE].menu())]
    assert choices == ["马铁柱：¥6,000.00，2026-10-16以前", "马铁柱：¥6,000.00，2026-10-30以前"]


@pytest.mark.parametrize("by_key", [True, False])
def test_the_loud_one_has_a_key(qtbot: QtBot, story_at: StoryAt, by_key: bool) -> None:
    bar = bar_of(qtbot, story_at("assessed"), only=(Action.ASSIGN,), primary=Action.ASSIGN)
    button = bar.buttons[Action.ASSIGN]
    assert button.property("primary") == "true"
    if by_key:
        bar.activateWindow()
        qtbot.waitUntil(bar.isActiveWindow)
        press(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        button.click()
    qtbot.waitUntil(is_open)
    assert dialog().windowTitle() == "交办给单位"


def test_what_is_done_once_makes_room_for_the_next_step(qtbot: QtBot, story_at: StoryAt) -> None:
    bar = bar_of(qtbot, story_at("reported"))
    assert Action.APPROVE in bar.buttons
    assert Action.ASSESS not in bar.buttons
    assert "研判" in rest(bar)


def test_another_matter_takes_its_place_and_none_empties_it(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("registered")
    bar = bar_of(qtbot, story)
    for _ in range(3):
        bar.show_matter(story.detail)
    assert len(bar.buttons) + 1 == MOST
    bar.show_matter(None)
    assert bar.buttons == {}
    assert bar.more is None


def test_the_keyboard_stays_on_the_bar_when_a_step_is_done(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("registered")
    bar = bar_of(qtbot, story)
    bar.show()
    bar.buttons[Action.ASSESS].setFocus()
    bar.show_matter(story.detail)
    qtbot.waitUntil(lambda: bar.window().focusWidget() in bar.buttons.values())


def test_what_was_shown_before_leaves_nothing_behind(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("assessed")
    bar = bar_of(qtbot, story)

    def shown_again() -> int:
        bar.show_matter(story.detail)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(bar.findChildren(QWidget))

    assert shown_again() == shown_again()
