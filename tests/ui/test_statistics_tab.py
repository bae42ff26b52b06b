"""统计图表: figures and charts as they are shown, and what lies behind them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from app.statistics.behind import behind
from tests.builders import TOWN, a_draft
from tests.ui.conftest import press
from tests.ui.counting import desk as desk
from tests.ui.counting import settled
from tests.ui.counting import tab as tab
from ui import theme
from ui.statistics.behind_dialog import BehindDialog
from ui.statistics.chart import Chart
from ui.statistics.picture import image
from ui.statistics.tab import StatisticsTab

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _click(widget: QWidget, place: QPoint) -> None:
    QTest.mouseClick(widget, LEFT, NO_KEY, place)


def _chart(tab: StatisticsTab, name: str) -> Chart:
    assert tab.charts is not None
    return tab.charts.cards[name].chart


def _listed(qtbot: QtBot, tab: StatisticsTab) -> list[str]:
    """The numbers of the matters in the open list, which is then closed."""
    settled(qtbot)
    assert tab.behind is not None
    numbers = [row.no for row in tab.behind.model.rows()]
    assert tab.behind.isVisible()
    assert len(numbers) == tab.behind.count()
    tab.behind.close_button.click()
    return numbers


def test_cards_show_the_figures_and_last_years(tab: StatisticsTab) -> None:
    said = [card.accessibleName() for card in tab.cards]
    assert said[0] == "登记，4，同比 上升 100.0%"
    assert said[1] == "调解成功率，—，同比 —，0比0"
    assert said[5].startswith("已超期，")
    assert tab.cards[1].toolTip().startswith("调解成功 ÷ 调解案件总数")
    assert tab.as_of.text().startswith("截至 09-18 周五 10:31")


def test_a_card_lists_exactly_its_matters(tab: StatisticsTab, qtbot: QtBot) -> None:
    for button in tab.cards:
        button.click()
        numbers = _listed(qtbot, tab)
        assert button.card is not None
        assert len(numbers) == button.card.numerator
    tab.cards[0].click()
    assert _listed(qtbot, tab)[0].startswith("20260918")


def test_a_rate_lists_its_parts_one_by_one(tab: StatisticsTab, qtbot: QtBot) -> None:
    tab.cards[2].click()
    settled(qtbot)
    assert tab.behind is not None
    card = tab.cards[2].card
    assert card is not None
    assert card.denominator is not None
    for place, count in enumerate((card.numerator, card.denominator,
                                   card.denominator - card.numerator)):  # fmt: skip
        QTest.mouseClick(tab.behind.part.button(place), LEFT)
        settled(qtbot)
        assert tab.behind.model.rowCount() == tab.behind.count() == count
    tab.behind.close()


@pytest.mark.parametrize("name", ["months", "types", "ways", "steps"])
def test_a_click_on_each_bar_and_point_lists_its_matters(
    tab: StatisticsTab, qtbot: QtBot, name: str
) -> None:
    chart = _chart(tab, name)
    shown = [point for point in chart.points if point.y or name != "months"]
    assert shown
    for point in shown:
        place = chart.place_of(point).toPoint()
        if name != "months":
            place -= QPoint(3 if point.x else 0, 0)
        _click(chart.viewport(), place)
        assert len(_listed(qtbot, tab)) == point.bar.count


def test_the_keyboard_reaches_every_bar(tab: StatisticsTab, qtbot: QtBot) -> None:
    chart = _chart(tab, "types")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for point in chart.points:
        QTest.keyClick(chart, Qt.Key.Key_Return)
        assert len(_listed(qtbot, tab)) == point.bar.count
        tab.activateWindow()
        qtbot.waitUntil(chart.hasFocus)
        QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == chart.points[-1].told


def test_the_keyboard_goes_along_the_months_and_between_the_years(
    tab: StatisticsTab, qtbot: QtBot
) -> None:
    chart = _chart(tab, "months")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2026年3月 0件"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "2025年3月 1件"
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert _listed(qtbot, tab) == ["20250304-1-001"]


def test_the_mouse_over_a_bar_tells_its_value(tab: StatisticsTab, qtbot: QtBot) -> None:
    chart = _chart(tab, "types")
    for point in chart.points:
        place = chart.place_of(point).toPoint() - QPoint(3, 0)
        QTest.mouseMove(chart.viewport(), place)
        assert chart.toolTip() == point.told


def test_enter_on_a_matter_opens_it(tab: StatisticsTab, qtbot: QtBot) -> None:
    tab.cards[0].click()
    settled(qtbot)
    assert tab.behind is not None
    with qtbot.waitSignal(tab.matter_asked) as asked:
        QTest.keyClick(tab.behind.view, Qt.Key.Key_Return)
    assert asked.args == ["20260918-1-001"]


def test_a_double_click_on_a_matter_opens_it(tab: StatisticsTab, qtbot: QtBot) -> None:
    tab.cards[0].click()
    settled(qtbot)
    assert tab.behind is not None
    view = tab.behind.view
    place = view.visualRect(tab.behind.model.index(1, 0)).center()
    with qtbot.waitSignal(tab.matter_asked) as asked:
        _click(view.viewport(), place)
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, place)
    assert asked.args == ["20260917-1-001"]


def test_a_long_list_comes_in_pages(
    tab: StatisticsTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    tab.cards[0].click()
    settled(qtbot)
    assert isinstance(tab.behind, BehindDialog)
    rows = list(tab.behind.model.rows())
    selection = tab.behind._parts[0][2]
    first = desk.read(behind, selection, limit=3)
    assert [*first, *desk.read(behind, selection, after=first[-1], limit=3)] == rows
    tab.behind.close()


def test_another_period_counts_other_days(tab: StatisticsTab, qtbot: QtBot) -> None:
    for word, count in (("本月", 3), ("本周", 2), ("本季", 3), ("本年", 4)):
        QTest.mouseClick(tab.filters.period.button(word), LEFT)
        settled(qtbot)
        assert tab.cards[0].card is not None
        assert tab.cards[0].card.numerator == count


def test_days_of_ones_own_choice(tab: StatisticsTab, qtbot: QtBot) -> None:
    QTest.mouseClick(tab.filters.period.button("自选"), LEFT)
    assert tab.filters.since.hasFocus()
    tab.filters.since.setText("2025-1-1")
    tab.filters.until.setText("昨日昨")
    press(tab.filters.since, Qt.Key.Key_Return)
    assert not tab.filters.trouble.isHidden()
    assert tab.filters.until.property("problem") == "block"
    tab.excel.click()  # leads to what is wrong instead of doing nothing
    assert tab.filters.until.hasFocus()
    tab.filters.until.setText("2025-12-31")
    press(tab.filters.until, Qt.Key.Key_Return)
    settled(qtbot)
    assert tab.filters.trouble.isHidden()
    assert tab.cards[0].accessibleName() == "登记，2，同比 —"
    assert tab.charts is not None
    assert tab.charts.cards["months"].title.text() == "2025年每月登记"


def test_area_and_type_leave_fewer(tab: StatisticsTab, qtbot: QtBot) -> None:
    def count() -> int:
        settled(qtbot)
        assert tab.cards[0].card is not None
        return tab.cards[0].card.numerator

    filters = tab.filters
    filters.kind.show_value("NEIGHBOR")
    filters.kind.activated.emit(0)
    assert count() == 1
    filters.kind.show_value(None)
    filters.area.show_value(TOWN)
    filters.area.activated.emit(0)
    assert count() == 2


def test_where_there_is_nothing_a_sentence_says_so(tab: StatisticsTab, qtbot: QtBot) -> None:
    tab.filters.kind.show_value("MEDICAL")
    tab.filters.kind.activated.emit(0)
    settled(qtbot)
    assert tab.charts is not None
    for card in tab.charts.cards.values():
        assert card.chart.isHidden()
        assert not card.empty.isHidden()
        assert not card.saving.isEnabled()
        assert not card.copying.isEnabled()


def _counted(monkeypatch: pytest.MonkeyPatch, tab: StatisticsTab) -> list[int]:
    calls: list[int] = []
    reload: Callable[[], Any] = tab.reload

    def noted() -> None:
        calls.append(1)
        reload()

    monkeypatch.setattr(tab, "reload", noted)
    tab._calm.timeout.disconnect()
    tab._calm.timeout.connect(lambda: tab.reload())
    return calls


def test_many_changes_elsewhere_redraw_once(
    tab: StatisticsTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    calls = _counted(monkeypatch, tab)
    assert tab._calm.interval() >= 2000
    tab._calm.setInterval(150)
    desk.write(register_matter, a_draft())
    for _ in range(5):
        tab.topics_changed(frozenset({"matter", "event"}))
    assert not calls
    qtbot.waitUntil(lambda: bool(calls))
    settled(qtbot)
    assert len(calls) == 1
    assert tab.cards[0].accessibleName().startswith("登记，5，")


def test_changes_of_other_things_redraw_nothing(tab: StatisticsTab) -> None:
    tab.topics_changed(frozenset({"staff", "attachment"}))
    assert not tab._calm.isActive()


def test_a_hidden_tab_waits_until_it_is_looked_at(
    tab: StatisticsTab, qtbot: QtBot, desk: Desk
) -> None:
    tab.hide()
    desk.write(register_matter, a_draft())
    tab.topics_changed(frozenset({"matter"}))
    assert not tab._calm.isActive()
    tab.show()
    settled(qtbot)
    assert tab.cards[0].accessibleName().startswith("登记，5，")


def test_charts_follow_the_theme_and_pictures_stay_light(tab: StatisticsTab, qtbot: QtBot) -> None:
    chart = _chart(tab, "types")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme(theme.DARK))
    try:
        qtbot.waitUntil(lambda: chart._look.scheme is theme.DARK)
        assert tab.charts is not None
        corner = image(tab.charts.cards["types"].picture("", "")).pixelColor(5, 5)
        assert corner.name() == "#ffffff"
    finally:
        theme.apply(app, theme.Theme(theme.LIGHT))
        qtbot.waitUntil(lambda: chart._look.scheme is theme.LIGHT)
