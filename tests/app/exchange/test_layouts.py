"""How a kind of sheet is read: guessed from its titles, put right once, known at every desk."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import Desk
from app.errors import Invalid, NotPermitted
from app.exchange.guess import guessed
from app.exchange.layouts import faults_of, keep_layout, layout_for
from app.exchange.synonyms import TITLES as KNOWN
from app.exchange.types import Layout, RowState, Target
from app.exchange.wording import TARGETS
from app.exchange.workbook import result_text
from app.messages import error_text
from db.enums import AppealKind, DisputeType, ExternalSystem, IntakeChannel, Post
from tests.conftest import OpenAs
from tests.sheets import LIANG, TITLES, a_sheet, changed, checked


@pytest.mark.parametrize(
    ("titles", "told", "system", "columns"),
    [
        (TITLES, "导出.xlsx", ExternalSystem.HOTLINE_12345,
         {"工单编号": Target.NUMBER, "来电人": Target.PERSON_NAME, "诉求内容": Target.SUMMARY}),
        (("信访编号", "信访人", "信访请求", "信访内容", "信访日期"), "", ExternalSystem.PETITION,
         {"信访编号": Target.NUMBER, "信访人": Target.PERSON_NAME, "信访请求": Target.DEMAND}),
        (("接警编号", "报警人", "报警电话", "警情内容", "事发地"), "", ExternalSystem.POLICE,
         {"报警电话": Target.PERSON_PHONE, "事发地": Target.PLACE}),
        (("案号", "原告", "被告", "案由", "案情简介"), "", ExternalSystem.COURT,
         {"原告": Target.PERSON_NAME, "被告": Target.OTHER_NAME, "案由": Target.DISPUTE_TYPE}),
        (("市民诉求内容", "序号"), "随便.xlsx", ExternalSystem.OTHER,
         {"市民诉求内容": Target.SUMMARY}),
    ],
)  # fmt: skip
def test_the_first_time_it_is_guessed_from_the_titles(
    titles: tuple[str, ...], told: str, system: ExternalSystem, columns: dict[str, Target]
) -> None:
    found = guessed(titles, told)
    assert found.system is system
    assert {title: found.columns.get(title) for title in columns} == columns


def test_no_title_stands_for_two_things() -> None:
    all_titles = [title for titles in KNOWN.values() for title in titles]
    assert sorted(all_titles) == sorted(set(all_titles))
    assert set(TARGETS) == set(KNOWN) == set(Target)


def test_what_was_put_right_is_known_at_every_desk(open_as: OpenAs) -> None:
    one, other = (open_as(Post.INTAKE_CLERK, name=name) for name in ("登记员甲", "登记员乙"))
    layout = Layout(
        "市热线日报", {"诉求内容": Target.SUMMARY, "工单编号": Target.NUMBER},
        ExternalSystem.HOTLINE_12345, AppealKind.COMPLAINT, IntakeChannel.HOTLINE_12345,
        {Target.APPEAL_KIND: {"表扬": "", "其它": "INQUIRY"}, Target.DISPUTE_TYPE: {},
         Target.CHANNEL: {}},
    )  # fmt: skip
    one.write(keep_layout, TITLES, layout)
    assert other.read(layout_for, TITLES[::-1], "") == (layout, True)
    other.write(keep_layout, TITLES, replace(layout, name="热线"))
    assert one.read(layout_for, TITLES, "")[0].name == "热线"


def test_others_neither_read_nor_keep_it(open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.HANDLER).write(keep_layout, TITLES, guessed(TITLES, ""))


@pytest.mark.parametrize(
    ("columns", "name", "said"),
    [
        ({"甲": Target.NUMBER}, "表", "还没有说哪一列是事情经过"),
        ({"甲": Target.SUMMARY}, " ", "请给这种表起个名字"),
        ({"甲": Target.SUMMARY, "乙": Target.NUMBER, "丙": Target.NUMBER}, "表",
         "“乙”和“丙”都对应到“原系统的编号”，请只留一个"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_by_is_not_kept(
    local_desk: Desk, columns: dict[str, Target], name: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        local_desk.write(keep_layout, list(columns), Layout(name, columns))
    assert said in error_text(refused.value)


def test_several_columns_may_make_the_story() -> None:
    assert faults_of(Layout("表", {"标题": Target.SUMMARY, "内容": Target.SUMMARY})) == []


def test_a_word_is_asked_for_once(local_desk: Desk, tmp_path: Path) -> None:
    file = a_sheet(tmp_path / "12345.xlsx", changed(LIANG, 工单类型="热点"))
    first = checked(local_desk, file)
    assert dict(first.strange) == {(Target.APPEAL_KIND, "热点"): 1}
    words = {Target.APPEAL_KIND: {"热点": str(AppealKind.COMPLAINT)}}
    local_desk.write(keep_layout, first.header.titles, replace(first.layout, words=words))
    again = checked(local_desk, file)
    assert [result_text(row) for row in again.rows] == ["可以登记"]


def test_our_own_names_and_usual_words_are_known(local_desk: Desk, tmp_path: Path) -> None:
    words = ("邻里纠纷", "邻里", "相邻关系", "NEIGHBOR", "邻 里")
    rows = [changed(LIANG, 工单编号=f"G{n}", 工单类型="纠纷", 纠纷类型=word)
            for n, word in enumerate(words)]  # fmt: skip
    found = checked(local_desk, a_sheet(tmp_path / "12345.xlsx", *rows))
    assert {row.state for row in found.rows} == {RowState.READY}
    assert DisputeType.NEIGHBOR == "NEIGHBOR"


def test_bad_rows_put_right_are_read_by_the_same_layout(local_desk: Desk) -> None:
    layout = replace(guessed(TITLES, ""), name="市热线日报")
    local_desk.write(keep_layout, TITLES, layout)
    found, is_kept = local_desk.read(layout_for, ("原因", "原表第几行", *TITLES), "")
    assert (is_kept, found.name) == (True, "市热线日报")
