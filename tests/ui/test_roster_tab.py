"""调解员名册, driven as a person does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import MediatorOrigin, Post
from app.roster.commands import change_mediator
from app.roster.committees import add_committee
from app.roster.queries import committees, mediator_card, roster_page
from app.roster.types import CommitteeDraft, RosterFilter
from tests.app.roster.cases import settle, take_up
from tests.conftest import Clock, desk_as
from tests.ui.conftest import Asked, Told, press, write
from tests.ui.dialogs import close_dialogs, dialog_of, dialogs, save
from tests.ui.rosters import choose, names, shown
from ui import background
from ui.roster.forms import CommitteeForm, MediatorForm
from ui.roster.tab import RosterTab
from ui.tabs import TABS
from ui.widgets.end_form import EndForm, ReasonForm
from ui.widgets.paged_model import LINES


@pytest.fixture
def roster(qtbot: QtBot, local_desk: Desk) -> Iterator[RosterTab]:
    yield shown(qtbot, local_desk)
    close_dialogs()


def in_force(desk: Desk) -> list[str]:
    return [row.name for row in desk.read(roster_page, RosterFilter())]


def test_it_opens_on_the_list_with_the_first_one_beside_it(qtbot: QtBot, roster: RosterTab) -> None:
    assert names(roster) == ["许小雨", "周正明"]
    panel = roster.mediators.panel
    assert panel.title.text() == "许小雨"
    assert "青石镇人民调解委员会" in panel.facts.text()
    assert panel.history.texts() == ["2020-01-01 聘任"]
    roster.start()
    qtbot.waitUntil(roster.mediators.search.hasFocus)


def test_typing_initials_narrows_the_list(qtbot: QtBot, roster: RosterTab) -> None:
    roster.resize(1366, 400)
    write(roster.mediators.search, "zzm")
    qtbot.waitUntil(lambda: names(roster) == ["周正明"])
    write(roster.mediators.search, "x")
    qtbot.waitUntil(lambda: names(roster) == [])
    assert "没有符合的调解员" in roster.mediators.empty.text()
    panel = roster.mediators.panel
    assert panel.empty.isVisible()
    assert not any(bar.isVisible() for bar in panel.findChildren(QScrollBar))


def test_the_filters_narrow_the_list(qtbot: QtBot, roster: RosterTab) -> None:
    page = roster.mediators
    QTest.keyClick(page.committee, Qt.Key.Key_Down)
    qtbot.waitUntil(background.is_idle)
    assert page.committee.currentText() == "青石镇人民调解委员会"
    assert len(names(roster)) == 2
    QTest.keyClick(page.speciality, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: names(roster) == [])
    assert page.speciality.currentText() == "婚姻家庭"


def test_a_mediator_is_added_by_keyboard(qtbot: QtBot, roster: RosterTab, local_desk: Desk) -> None:
    press(roster, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, MediatorForm)
    assert dialog.name.hasFocus()
    write(dialog.name, "欧阳秀英")
    write(dialog.phone, "13800138000")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: names(roster)[0] == "欧阳秀英")
    qtbot.waitUntil(lambda: roster.mediators.panel.title.text() == "欧阳秀英")
    assert in_force(local_desk)[0] == "欧阳秀英"


def test_what_is_wrong_stands_at_its_field(qtbot: QtBot, roster: RosterTab) -> None:
    roster.mediators.add.click()
    dialog = dialog_of(qtbot, MediatorForm)
    write(dialog.name, "周正明")
    write(dialog.phone, "1380013800")
    save(qtbot, dialog)
    assert "已经有一位在任的“周正明”" in dialog.fields["name"].line.text()
    assert "电话号码不对" in dialog.fields["phone"].line.text()
    assert dialog.name.hasFocus()
    write(dialog.name, "二")
    assert dialog.fields["name"].line.isHidden()


def test_the_tab_key_goes_through_a_form_to_saving_it(qtbot: QtBot, roster: RosterTab) -> None:
    roster.mediators.add.click()
    form = dialog_of(qtbot, MediatorForm)
    passed = [form.focusWidget()]
    while passed[-1] is not form.cancel_button:
        press(form, Qt.Key.Key_Tab)
        passed.append(form.focusWidget())
        assert len(passed) < 40
    assert passed[-2] is form.save_button
    assert len(passed) > len(form.fields)


def test_a_day_that_is_none_is_told_before_anything_is_saved(
    qtbot: QtBot, roster: RosterTab
) -> None:
    roster.mediators.add.click()
    dialog = dialog_of(qtbot, MediatorForm)
    write(dialog.name, "欧阳秀英")
    write(dialog.term_ends_on, "明年")
    save(qtbot, dialog)
    assert "日期不对" in dialog.fields["term_ends_on"].line.text()


def test_a_change_shows_in_the_panel_and_its_history(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    choose(qtbot, roster, "周正明")
    press(roster, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, MediatorForm)
    dialog.origin.button(MediatorOrigin.INVITED).click()
    save(qtbot, dialog)
    panel = roster.mediators.panel
    qtbot.waitUntil(lambda: panel.note.text() == "特邀")
    qtbot.waitUntil(lambda: len(panel.history.texts()) == 2)
    assert panel.history.texts()[0] == "09-18 调整 林小禾，产生方式：聘任 → 特邀"


def test_who_was_slower_keeps_what_was_typed(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk, told: Told
) -> None:
    choose(qtbot, roster, "周正明")
    roster.mediators.panel.change.click()
    dialog = dialog_of(qtbot, MediatorForm)
    write(dialog.employer, "乙")
    card = roster.mediators.panel.card
    assert card is not None

    other = replace(card.draft, employer="甲所")
    local_desk.write(change_mediator, card.row.id, card.version, other)
    save(qtbot, dialog)
    assert told == ["这条记录刚才被别人改过，没有保存。请重新打开，看过新内容以后再改。"]
    assert dialog.isVisible()
    assert dialog.employer.text() == "青石镇司法所乙"


def test_closing_with_something_typed_asks_first(
    qtbot: QtBot, roster: RosterTab, asked: Asked
) -> None:
    roster.mediators.add.click()
    dialog = dialog_of(qtbot, MediatorForm)
    write(dialog.name, "欧")
    asked.answer = False
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(asked) == 1
    asked.answer = True
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(MediatorForm))


def test_somebody_with_open_cases_leaves_after_a_warning(
    qtbot: QtBot, local_desk: Desk, at: Clock
) -> None:
    take_up(local_desk, at)
    roster = shown(qtbot, local_desk)
    choose(qtbot, roster, "周正明")
    press(roster, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, EndForm)
    write(dialog.reason, "退休")
    save(qtbot, dialog)
    assert dialog.busy.text().startswith("手上还有1件没有办完")
    assert "周正明" in in_force(local_desk)
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: names(roster) == ["许小雨"])
    assert in_force(local_desk) == ["许小雨"]


def test_who_left_is_found_under_all_and_may_come_back(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    choose(qtbot, roster, "周正明")
    roster.mediators.panel.end.click()
    dialog = dialog_of(qtbot, EndForm)
    write(dialog.reason, "办错")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: names(roster) == ["许小雨"])
    roster.mediators.past.button(True).click()
    qtbot.waitUntil(lambda: "周正明" in names(roster))
    choose(qtbot, roster, "周正明")
    panel = roster.mediators.panel
    assert not panel.change.isVisible()
    panel.reinstate.click()
    back = dialog_of(qtbot, ReasonForm)
    write(back.reason, "离任办错了")
    save(qtbot, back)
    qtbot.waitUntil(panel.end.isVisible)
    assert "周正明" in in_force(local_desk)


def test_an_open_case_leads_to_its_matter(qtbot: QtBot, local_desk: Desk, at: Clock) -> None:
    story = take_up(local_desk, at)
    roster = shown(qtbot, local_desk)
    choose(qtbot, roster, "周正明")
    cases = roster.mediators.panel.open_cases
    lines = cases.item(0).data(LINES)
    assert (lines.title.startswith("楼上水管漏水"), lines.tag) == (True, "剩 29 天")
    with qtbot.waitSignal(roster.matter_asked) as heard:
        place = cases.visualItemRect(cases.item(0)).center()
        QTest.mouseClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert heard.args == [story.no]


def test_the_figures_say_what_the_bars_show(qtbot: QtBot, local_desk: Desk, at: Clock) -> None:
    settle(local_desk, at)
    roster = shown(qtbot, local_desk)
    choose(qtbot, roster, "周正明")
    panel = roster.mediators.panel
    assert panel.bars.accessibleDescription() == "2026-09 办结 1 件，成功 1 件"
    assert panel.figures.text().startswith("办结 1 件 · 成功 1 · 成功率 100%")
    assert not panel.bars.grab().toImage().isNull()


def test_a_dispatcher_reads_and_has_no_buttons(qtbot: QtBot, sqlite_url: str, at: Clock) -> None:
    desk = desk_as(sqlite_url, Post.DISPATCHER)
    roster = shown(qtbot, desk)
    choose(qtbot, roster, "周正明")
    panel = roster.mediators.panel
    for button in (roster.mediators.add, panel.change, panel.end, panel.reinstate):
        assert not button.isVisible()
    assert panel.reveal.isVisible()
    roster.choice.button(1).click()
    assert not roster.committees.add.isVisible()
    desk.close()


@pytest.mark.parametrize(
    ("post", "expected"),
    [(Post.DISPATCHER, True), (Post.COMMITTEE_CHIEF, True), (Post.INTAKE_CLERK, False)],
)
def test_the_tab_is_there_for_who_keeps_rosters_or_assigns(
    sqlite_url: str, at: Clock, post: Post, expected: bool
) -> None:
    [kind] = [kind for kind in TABS if kind.title == "调解员名册"]
    desk = desk_as(sqlite_url, post)
    assert kind.is_for(desk.actor) is expected
    desk.close()


def test_a_committee_is_founded_and_its_number_shown_while_typing(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    roster.choice.button(1).click()
    press(roster, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, CommitteeForm)
    write(dialog.full_name, "柳巷社区人民调解委员会")
    write(dialog.code, "LX-TJ")
    write(dialog.number_prefix, "柳巷")
    assert dialog.example.text() == "下一份协议：柳巷人调字〔2026〕第1号"
    dialog.agreement_pattern.clear()
    write(dialog.agreement_pattern, "{org}第{n}号")
    assert "看不出下一个编号" in dialog.example.text()
    save(qtbot, dialog)
    assert "同号" in dialog.fields["agreement_pattern"].line.text()
    dialog.agreement_pattern.clear()
    write(dialog.agreement_pattern, "{org}人调字[{yyyy}]{n:03}号")
    save(qtbot, dialog)
    panel = roster.committees.panel
    qtbot.waitUntil(lambda: panel.title.text() == "柳巷社区人民调解委员会")
    assert panel.number.text() == "柳巷人调字[2026]001号"
    assert len(local_desk.read(committees)) == 2


def test_too_few_members_are_only_advised(qtbot: QtBot, roster: RosterTab) -> None:
    roster.choice.button(1).click()
    qtbot.waitUntil(roster.committees.panel.change.isVisible)
    press(roster, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, CommitteeForm)
    dialog.member_count.clear()
    write(dialog.member_count, "2")
    dialog.woman_count.setFocus()
    assert "3到9人" in dialog.advice.text()
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: "委员 2 人" in roster.committees.panel.facts.text())


def test_a_committee_with_mediators_is_not_dissolved_and_says_why(
    qtbot: QtBot, roster: RosterTab
) -> None:
    roster.choice.button(1).click()
    end = roster.committees.panel.end
    qtbot.waitUntil(end.isVisible)
    assert not end.isEnabled()
    assert end.toolTip() == "还有2位调解员在任，请先给他们办离任"
    assert end.accessibleDescription() == end.toolTip()


def test_a_committee_without_mediators_is_dissolved(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    draft = CommitteeDraft("AX-TJ", "安心社区调委会", date(2026, 9, 1), "安心")
    key = local_desk.write(add_committee, draft)
    roster.choice.button(1).click()
    page = roster.committees
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.table.choose([row.id for row in page.model.rows()].index(key))
    qtbot.waitUntil(
        lambda: page.panel.title.text() == "安心社区调委会" and page.panel.end.isEnabled()
    )
    press(roster, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, EndForm)
    write(dialog.reason, "并入街道")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.past.button(True).click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_what_another_desk_changes_appears(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    choose(qtbot, roster, "周正明")
    card = local_desk.read(mediator_card, roster.mediators.model.rows()[1].id)

    draft = replace(card.draft, name="周正明（东村）", term_ends_on=date(2026, 10, 1))
    local_desk.write(change_mediator, card.row.id, card.version, draft)
    qtbot.waitUntil(lambda: "周正明（东村）" in names(roster))
    panel = roster.mediators.panel
    qtbot.waitUntil(lambda: panel.title.text() == "周正明（东村）")
    assert panel.term.text() == "任期 13 天后到"
