"""Every part of the page says what was registered and done."""

import pytest
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.matter.queries import matter_detail
from tests.app.matter.stages import ON_SPOT
from tests.builders import a_draft
from tests.conftest import Clock
from tests.story import CLAUSES, FACTS, Story
from tests.ui.matter.conftest import fact, texts
from ui.matter.agreements import Agreements
from ui.matter.blocks import Part, Value
from ui.matter.cases import Cases
from ui.matter.deadlines import Deadlines, Limit
from ui.matter.facts import People, Slips
from ui.matter.files import Files, size_text
from ui.matter.overview import Overview
from ui.matter.revisits import Revisits
from ui.matter.timeline import Timeline


def shown(qtbot: QtBot, desk: Desk, no: str, part: Part) -> Part:
    qtbot.addWidget(part)
    part.show_matter(desk.read(matter_detail, no))
    part.show()
    return part


def test_the_overview_tells_the_story_and_what_is_asked(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    part = shown(qtbot, own_desk, no, Overview())
    assert texts(part)[0].startswith("楼上水管漏水")
    assert fact(part, "想要什么") == ["赔偿修理费12000元"]
    assert fact(part, "发生在") == ["青石镇 槐树街8号"]
    assert fact(part, "发生日期") == ["09-12 周六"]
    assert fact(part, "纠纷类型") == ["邻里纠纷"]
    assert fact(part, "去过") == ["信访，已有结论，信访2026-7"]
    assert fact(part, "外部编号") == ["12345热线 GD2026091800077"]


def test_people_have_their_numbers_under_stars(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, People(own_desk))
    assert {"138****8000", "0635-*****00", "371***********0046"} <= set(texts(part))
    assert not any(n in text for text in texts(part) for n in ("371502190102030046", "13800138000"))
    assert fact(part, "民族") == ["汉族"]


def test_an_agent_says_for_whom_and_what_he_may_do(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, People(own_desk))
    assert "代理人，代表陈桂香" in texts(part)
    assert fact(part, "代理权限") == ["代为承认、变更、放弃调解请求"]


def test_slips_have_their_state_their_dates_and_what_came_back(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    part = shown(qtbot, own_desk, no, Slips())
    assert [t for t in texts(part) if t.startswith("青石镇")] == [
        "青石镇城建办",
        "青石镇人民调解委员会",
    ]
    assert fact(part, "签收") == ["09-21 周一 09:40", "09-21 周一 14:10"]
    assert fact(part, "签收人") == ["韩志", "孙同和"]
    assert fact(part, "目标") == ["查明漏点"]
    assert fact(part, "结果") == ["调解达成协议"]
    assert fact(part, "对方说") == ["愿意谈"]


def test_a_case_has_its_consents_and_meetings(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, Cases())
    assert {"青石镇人民调解委员会", "达成协议", "第1次调解", "第2次调解"} <= set(texts(part))
    assert fact(part, "意愿")[0] == "陈桂香 09-21 周一同意调解，09-21 周一告知了权利义务"
    assert fact(part, "调解员") == ["周正明（主持，调委会指定，0635-*****02）"]
    assert fact(part, "到场") == ["陈桂香、马铁柱"] * 2
    assert "10-09 周五 09:00—10:20 · 青石镇调解室" in texts(part)


def test_an_agreement_has_its_clauses_signatures_and_performance(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    part = shown(qtbot, own_desk, no, Agreements())
    assert fact(part, "事实") == [FACTS]
    assert (fact(part, "第一条"), fact(part, "第二条")) == ([CLAUSES[0]], [CLAUSES[1]])
    assert fact(part, "签名") == [
        "陈桂香签名（10-09 周五）、陈桂香按指印（10-09 周五）、"
        "马铁柱签名（10-09 周五）、周正明签名（10-09 周五）"
    ]
    assert {"已生效", "第一条第1期 ¥6,000.00", "第一条第2期 ¥6,000.00"} <= set(texts(part))
    assert fact(part, "谁给谁") == ["马铁柱 给 陈桂香"] * 2
    assert fact(part, "已履行") == ["10-15 周四 ¥6,000.00"]


def test_an_agreement_by_word_has_a_day_and_no_number(
    qtbot: QtBot, own_desk: Desk, at: Clock
) -> None:
    spoken = Story(own_desk, at).register("2026-10-20 10:31", a_draft())
    spoken.do("2026-10-20 11:05", "settle_at_window", **ON_SPOT)
    told = texts(shown(qtbot, own_desk, spoken.no, Agreements()))
    assert told[:2] == ["口头协议 09-18 周五", "已生效"]
    assert not any("编号" in text for text in told)


def test_a_limit_says_how_much_is_left_and_how_it_was_counted(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    part = shown(qtbot, own_desk, no, Deadlines())
    first = part.findChildren(Limit)[0]
    assert "承办单位办理" in texts(first)
    assert "还有 17 天" in texts(first)
    assert not first.lines.isVisible()
    first.button.click()
    assert first.lines.isVisible()
    assert "交办单上写明2026年11月6日（周五）到期。" in texts(first.lines)


def test_limits_that_are_done_with_are_folded_away(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, Deadlines())
    assert not any("已办" in texts(limit) for limit in part.findChildren(Limit))
    button = next(b for b in part.findChildren(QPushButton) if b.text().startswith("办完的"))
    button.click()
    met = [limit for limit in part.findChildren(Limit) if "已办" in texts(limit)]
    assert len(met) > 3
    assert all(limit.isVisible() for limit in met)
    button.click()
    assert not any(limit.isVisible() for limit in met)


def test_what_is_shown_is_copied_by_the_right_button(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, People(own_desk))
    phone = next(v for v in part.findChildren(Value) if v.text() == "138****8000")
    place = phone.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, phone.mapToGlobal(place))
    QApplication.sendEvent(phone, event)
    menu = phone.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "138****8000"
    menu.close()


@pytest.mark.parametrize(
    ("now", "mark"),
    [
        ("2026-11-05 09:00", "▲ 还有 1 天"),
        ("2026-11-06 09:00", "▲ 今天到期"),
        ("2026-11-09 09:00", "● 超期 3 天"),
    ],
)
def test_time_is_told_in_colour_shape_and_words(
    qtbot: QtBot, own_desk: Desk, no: str, at: Clock, now: str, mark: str
) -> None:
    at.set(now)
    part = shown(qtbot, own_desk, no, Deadlines())
    limits = [limit for limit in part.findChildren(Limit) if "承办单位办理" in texts(limit)]
    assert mark in texts(limits[0])


def test_files_are_listed_with_their_kind_and_size(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    part = shown(qtbot, own_desk, no, Files(own_desk))
    assert texts(part) == ["漏水照片.jpg", "证据材料", "2 KB"]
    assert size_text(3_500_000) == "3.3 MB"


def test_a_revisit_says_how_satisfied_people_are(qtbot: QtBot, story: Story, no: str) -> None:
    story.do(
        "2026-11-06 10:20",
        "revisit",
        "G1",
        kind="PERFORMANCE_REVISIT",
        revisited_on="2026-11-06",
        way="PHONE",
        visited="陈桂香",
        findings="钱已付一半",
        fulfilled=False,
    )
    part = shown(qtbot, story.desk, no, Revisits())
    assert texts(part) == ["履行回访", "没有履行", "11-06 周五"]


@pytest.mark.parametrize("kind", [Slips, Cases, Agreements, Revisits])
def test_what_has_not_begun_says_so(
    qtbot: QtBot, own_desk: Desk, at: Clock, kind: type[Part]
) -> None:
    fresh = Story(own_desk, at).register("2026-10-20 11:00", a_draft())
    part = shown(qtbot, own_desk, fresh.no, kind())
    assert texts(part) == [kind.empty]
    assert kind.empty


def test_the_timeline_reads_from_the_first_to_the_newest(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.show_events(own_desk.read(matter_detail, no))
    told = texts(line)
    assert told.index("登记") < told.index("签收 青石镇城建办") < told.index("添加材料")
    assert "09-21 周一 09:40 · 林小禾" in told
    assert "代录 青石镇城建办 韩志" in told
    assert "09-21 周一 14:05 补录" in told
    assert "四项因素" in told
