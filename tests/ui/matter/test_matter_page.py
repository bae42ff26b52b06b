"""The page of one matter, used as a person uses it."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Action, Post
from app.errors import DatabaseBusy
from app.intake.commands import register_matter
from app.matter.act import act, form_of
from app.matter.queries import matter_detail
from app.schema import read
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.story import Story
from tests.ui.conftest import Told, papers, press
from tests.ui.matter.conftest import texts
from ui import ask, background, privacy
from ui.actions import ActionDialog
from ui.changes import Changes
from ui.matter import page as page_module
from ui.matter.deadlines import Limit
from ui.matter.page import MatterPage
from ui.widgets.row import RowButton

ALT = Qt.KeyboardModifier.AltModifier
STATEMENTS = 29
"""Of opening a matter with something in every part, whatever the size of the database."""


def call(desk: Desk, no: str) -> None:
    """What another desk does meanwhile."""
    form = read(form_of(Action.CONTACT), {"whom": "马铁柱", "reached": True})
    slip = desk.read(matter_detail, no).assignments[0]
    desk.write(act, no, Action.CONTACT, form, str(slip.id))


def test_the_head_says_where_it_stands_whose_it_is_and_what_is_due(page: MatterPage) -> None:
    head = texts(page.header)
    assert {"20260918-1-001", "◆ 黄", "办理中", "邻里纠纷"} <= set(head)
    assert "主办 青石镇城建办 · 调解员 周正明" in head
    assert "承办单位办理 11-06 周五" in head
    assert "还有 17 天" in head


def test_opening_reads_so_much_and_no_more(
    qtbot: QtBot, page: MatterPage, own_desk: Desk, no: str
) -> None:
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    sa.event.listen(own_desk.engine, "before_cursor_execute", note)
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    sa.event.remove(own_desk.engine, "before_cursor_execute", note)
    assert len(sent) == STATEMENTS


def test_escape_goes_back(qtbot: QtBot, page: MatterPage) -> None:
    with qtbot.waitSignal(page.closed):
        press(page, Qt.Key.Key_Escape)


def test_each_part_is_one_key_away(qtbot: QtBot, page: MatterPage) -> None:
    for place, card in enumerate(page.sections.cards):
        press(page, Qt.Key(Qt.Key.Key_1 + place), ALT)
        assert page.sections.anchors[place].isChecked()
        assert card.visibleRegion().boundingRect().height() > 0
        assert page.sections.area.hasFocus()
    assert not page.only_look.isVisible()
    titles = [anchor.text() for anchor in page.sections.anchors]
    assert titles == [
        "概况",
        "当事人 3",
        "交办 2",
        "调解 1",
        "协议 1",
        "期限 3",
        "材料 1",
        "回访",
    ]


def test_scrolling_marks_the_part_in_view(page: MatterPage) -> None:
    area = page.sections.area
    area.verticalScrollBar().setValue(page.sections.cards[4].y())
    assert page.sections.anchors[4].isChecked()


def test_what_another_desk_does_shows_and_nothing_moves(
    qtbot: QtBot, page: MatterPage, own_desk: Desk, url: str, no: str
) -> None:
    changes = Changes(own_desk, page)
    changes.changed.connect(page.topics_changed)
    press(page, Qt.Key.Key_5, ALT)
    bar = page.sections.area.verticalScrollBar()
    place, card = bar.value(), page.sections.cards[0]
    other = desk_as(url, name="吴分流")
    call(other, no)
    page.topics_changed(frozenset({"event"}))
    qtbot.waitUntil(lambda: "吴分流" in "".join(texts(page.timeline)))
    qtbot.waitUntil(background.is_idle)
    assert bar.value() == place
    assert page.sections.cards[0] is card
    other.close()


def test_what_is_not_of_matters_is_not_read_again(
    page: MatterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "reload", lambda: pytest.fail("read again"))
    page.topics_changed(frozenset({"mediator", "draft"}))


def test_a_line_opened_stays_open_when_something_else_changes(
    qtbot: QtBot, page: MatterPage, story: Story, no: str
) -> None:
    first = page.sections.parts[5].findChildren(Limit)[0]
    first.button.click()
    call(story.desk, no)
    page.topics_changed(frozenset({"matter"}))
    qtbot.waitUntil(lambda: "马铁柱，联系上了" in texts(page.timeline))
    qtbot.waitUntil(lambda: page.detail is not None and len(page.detail.contacts) == 2)
    assert first.lines.isVisibleTo(page)


def test_a_matter_that_is_not_there_is_told_with_a_way_back(qtbot: QtBot, page: MatterPage) -> None:
    page.open("20260918-1-999")
    qtbot.waitUntil(lambda: "找不到" in page.nothing.told.text())
    assert page.nothing.told.text() == "找不到事项 20260918-1-999，请核对。"
    with qtbot.waitSignal(page.closed):
        press(page, Qt.Key.Key_Escape)


def test_whoever_may_not_see_matters_is_told(qtbot: QtBot, url: str, no: str) -> None:
    desk = desk_as(url, Post.STATISTICIAN, name="石立秋")
    page = MatterPage(desk)
    qtbot.addWidget(page)
    page.open(no)
    qtbot.waitUntil(lambda: "您的岗位不能查看事项" in page.nothing.told.text())
    desk.close()


def test_whoever_only_looks_is_told_so_and_prints_nothing(qtbot: QtBot, url: str, no: str) -> None:
    desk = desk_as(url, Post.JUSTICE_OFFICE, name="钟司法")
    page = MatterPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    assert not page.bar.buttons
    assert page.only_look.isVisible()
    assert not page.papers.isVisible()
    desk.close()


def test_a_busy_database_can_be_asked_again(
    qtbot: QtBot, page: MatterPage, no: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise DatabaseBusy

    with monkeypatch.context() as patch:
        patch.setattr(page_module, "matter_detail", busy)
        page.open(no)
        qtbot.waitUntil(page.nothing.again.isVisible)
    press(page, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: page.detail is not None)
    assert page.stack.currentWidget() is not page.nothing


def test_another_matter_takes_its_place_from_the_top(
    qtbot: QtBot, page: MatterPage, own_desk: Desk
) -> None:
    other = own_desk.write(register_matter, a_draft(summary="夜里装修太吵")).no
    press(page, Qt.Key.Key_5, ALT)
    page.open(other)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    assert page.header.number.text() == other
    assert "夜里装修太吵" in texts(page.sections.parts[0])
    assert page.sections.area.verticalScrollBar().value() == 0
    assert texts(page.timeline).count("登记") == 1


def test_a_matter_merged_into_another_leads_there(
    qtbot: QtBot, page: MatterPage, story: Story, no: str
) -> None:
    other = Story(story.desk, story.at).register("2026-10-20 11:00", a_draft())
    other.do("2026-10-20 11:05", "merge", into=no, reason="同一件漏水")
    page.open(other.no)
    qtbot.waitUntil(lambda: page.detail is not None)
    way = next(b for b in page.sections.parts[0].findChildren(QPushButton))
    assert way.text() == f"打开 {no}"
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.no == no)


def test_what_is_to_be_thought_of_is_said(
    qtbot: QtBot, page: MatterPage, at: Clock, no: str
) -> None:
    assert not page.notes.isVisible()
    at.set("2026-10-29 09:00")
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    assert page.notes.isVisible()
    assert any("马铁柱应当履行的¥6,000.00还有1天到期" in text for text in texts(page.notes))


def test_only_the_matter_asked_for_last_is_shown(
    qtbot: QtBot, page: MatterPage, own_desk: Desk, no: str
) -> None:
    other = own_desk.write(register_matter, a_draft()).no
    page.open(other)
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    assert page.header.number.text() == no
    assert page.detail is not None
    assert page.detail.no == no


def test_what_is_done_here_shows_here(qtbot: QtBot, page: MatterPage, no: str) -> None:
    QTest.mouseClick(page.bar.buttons[Action.APPROVE], Qt.MouseButton.LeftButton)
    dialog = page.findChild(ActionDialog)
    assert dialog is not None
    qtbot.waitUntil(background.is_idle)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.acted):
        press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "认可反馈 青石镇人民调解委员会" in texts(page.timeline))
    qtbot.waitUntil(lambda: "已认可" in texts(page.sections.parts[2]))
    again = page.bar.buttons.get(Action.APPROVE)
    assert again is None or not again.isEnabled()


def test_every_control_can_be_understood_without_eyes(page: MatterPage) -> None:
    controls = [*page.findChildren(QAbstractButton), page.sections.area, page.timeline.area]
    assert len(controls) > 20
    assert [each for each in controls if not each.accessibleName()] == []


def test_tab_goes_through_the_page_as_one_reads_it(page: MatterPage) -> None:
    """From a part's key on: what there is to press in the middle, then what can be done."""
    press(page, Qt.Key.Key_2, ALT)
    names: list[str] = []
    while len(names) < 40 and "登记回执" not in names:
        press(page, Qt.Key.Key_Tab)
        focused = page.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
    assert names[0] == "记外部编号…"
    assert set(names[1:7]) == {"看完整电话…", "看完整号码…"}
    assert names[7] == "承办单位办理怎么算的"
    places = [names.index(name) for name in ("另存为：漏水照片.jpg", "认可反馈", "登记回执")]
    assert places == sorted(places)


def test_the_papers_there_are_can_be_printed(qtbot: QtBot, page: MatterPage) -> None:
    rows = page.papers.findChildren(RowButton)
    assert [row.text() for row in rows] == [
        "登记回执",
        "交办单",
        "交办单",
        "人民调解受理登记表",
        "人民调解记录",
        "人民调解记录",
        "人民调解协议书",
    ]
    rows[2].click()
    qtbot.waitUntil(lambda: bool(papers()))
    assert papers()[0].windowTitle() == "交办单 20260918-1-001"


def test_f8_covers_people_and_stories_at_once(page: MatterPage) -> None:
    press(page, Qt.Key.Key_2, ALT)
    labels = page.findChildren(QLabel)
    covers = {label: label.graphicsEffect() for label in labels}
    told = {label.text() for label, cover in covers.items() if cover}
    assert {"陈桂香", "138****8000", "371***********0046"} <= told
    assert any(text.startswith("楼上水管漏水") for text in told)
    privacy.toggle()
    assert all(cover.isEnabled() for cover in covers.values() if cover)
    uncovered = "".join(label.text() for label, cover in covers.items() if not cover)
    assert not any(secret in uncovered for secret in ("陈桂香", "马铁柱", "138****", "槐树街"))


def test_a_file_is_saved_where_one_likes(
    qtbot: QtBot, page: MatterPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "copy.jpg"
    monkeypatch.setattr(ask, "save_as", lambda *_args: chosen)
    button = page.sections.parts[6].findChild(QWidget, "save")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chosen.exists() and background.is_idle())
    assert chosen.read_bytes() == b"a picture of a ceiling" * 100


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot,
    page: MatterPage,
    tmp_path: Path,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(ask, "save_as", lambda *_args: tmp_path / "folder")
    button = page.sections.parts[6].findChild(QWidget, "save")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert "写不了文件" in told[0]


def test_a_number_can_be_copied_with_the_mouse(page: MatterPage) -> None:
    QTest.mouseDClick(page.header.number, Qt.MouseButton.LeftButton)
    page.header.number.setSelection(0, 14)
    QTest.keyClick(page.header.number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "20260918-1-001"
