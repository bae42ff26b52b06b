"""What is taken along from 统计图表: pictures of the charts, and the table; all of it audited."""

import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from db.enums import Post
from db.models import AuditEntry
from db.session import reading
from tests.conftest import desk_as, unguarded
from tests.ui.conftest import Told
from tests.ui.counting import desk as desk
from tests.ui.counting import opened, settled
from tests.ui.counting import tab as tab
from ui import ask, background
from ui.statistics.tab import StatisticsTab


def _audited(desk: Desk) -> list[tuple[str, str]]:
    with reading(unguarded(desk)) as session:
        rows = sa.select(AuditEntry.object_id, AuditEntry.after).where(
            AuditEntry.action == "export"
        )
        return [(row.object_id, row.after) for row in session.execute(rows)]


def _choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> list[str]:
    proposed: list[str] = []

    def save_as(_parent: QWidget | None, _title: str, name: Path, _kind: str) -> Path:
        proposed.append(name.name)
        return file

    monkeypatch.setattr(ask, "save_as", save_as)
    return proposed


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("name", ["months", "ways"])
def test_a_chart_is_saved_as_a_picture_and_audited(
    tab: StatisticsTab, desk: Desk, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, name: str, place: int,
) -> None:  # fmt: skip
    proposed = _choose(monkeypatch, tmp_path / "chart")
    assert tab.charts is not None
    tab.charts.cards[name].menu.actions()[place].trigger()
    qtbot.waitUntil(lambda: background.is_idle() and tab.as_of.text().startswith("已存到"))
    ending = (".png", ".svg")[place]
    content = (tmp_path / f"chart{ending}").read_bytes()
    assert proposed[0].endswith(f"20260101-20260918{ending}")
    if place == 0:
        assert content.startswith(b"\x89PNG")
    else:
        assert b"<text" not in content
        assert content.count(b"<path") > 6
        assert "2026-01-01 至 2026-09-18，全部辖区，全部类型。口径：" in content.decode()
    assert [(what, ending in after) for what, after in _audited(desk)] == [(name, True)]


def test_a_chart_is_copied_for_a_slide(tab: StatisticsTab, desk: Desk, qtbot: QtBot) -> None:
    assert tab.charts is not None
    tab.charts.cards["types"].copying.click()
    qtbot.waitUntil(lambda: "已经复制" in tab.as_of.text())
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2560, 1440)
    assert "clipboard" in _audited(desk)[0][1]


def test_the_table_goes_to_excel_as_filtered(
    tab: StatisticsTab, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.filters.kind.show_value("CONTRACT")
    tab.filters.kind.activated.emit(0)
    settled(qtbot)
    _choose(monkeypatch, tmp_path / "table.xlsx")
    tab.excel.click()
    qtbot.waitUntil(lambda: background.is_idle() and tab.as_of.text().startswith("已存到"))
    with zipfile.ZipFile(tmp_path / "table.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        chart = book.read("xl/charts/chart1.xml").decode()
    assert "2026-01-01 至 2026-09-18，合同纠纷" in texts
    assert "2025年" in chart
    assert "2026年" in chart


def test_a_place_that_cannot_be_written_is_told(
    tab: StatisticsTab, qtbot: QtBot, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken.xlsx").mkdir()
    _choose(monkeypatch, tmp_path / "taken.xlsx")
    tab.excel.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("没能存到")


def test_who_may_only_look_takes_nothing_along(qtbot: QtBot, desk: Desk, sqlite_url: str) -> None:
    looking = desk_as(sqlite_url, Post.UNIT_CHIEF, name="韩志")
    tab = opened(qtbot, looking)
    assert tab.excel.isHidden()
    assert tab.charts is not None
    assert all(card.saving.isHidden() for card in tab.charts.cards.values())
    assert all(card.copying.isHidden() for card in tab.charts.cards.values())
    assert tab.cards[0].card is not None
    assert tab.cards[0].card.numerator == 0
    looking.close()
