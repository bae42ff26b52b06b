"""Dialogs that say more than their fields, and ask for no more than the case needs."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.enums import (
    Action,
    Difficulty,
    Disposition,
    LegalRoute,
    PerformanceKind,
    PerformanceMethod,
    PerformanceState,
    RiskLevel,
    SelectionMode,
    SessionOutcome,
)
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.ui.actions import dialog_at, opened, put, submit
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.conftest import Told
from ui.actions import ActionDialog
from ui.actions.refined import AssessEditor, SlipEditor
from ui.actions.rows import Rows

FACTORS = ("nature", "duration", "intensity", "parties")


def asked(dialog: ActionDialog) -> set[str]:
    """The fields that are there now."""
    return set(dict(dialog.form.fields("")))


def rows(dialog: ActionDialog, name: str) -> Rows:
    found = dialog.form.places[name].asks
    assert isinstance(found, Rows)
    return found


@pytest.mark.parametrize(
    ("scores", "colour"),
    [
        (("4", "4", "4", "4"), "一般"),
        (("5", "5", "5", "5"), "◆ 黄"),
        (("10", "10", "10", "10"), "▲ 橙"),
        (("20", "20", "20", "10"), "● 红"),
    ],
)
def test_the_score_adds_up_while_one_types(
    qtbot: QtBot, story_at: StoryAt, scores: tuple[str, ...], colour: str
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    form = dialog.form
    assert isinstance(form, AssessEditor)
    assert not form.colour.isVisible()
    put(dialog, "nature", scores[0])
    assert form.total.text() == f"合计 {scores[0]} 分，还有3项没打分"
    for name, score in zip(FACTORS, scores, strict=True):
        put(dialog, name, score)
    assert form.total.text() == f"合计 {sum(map(int, scores))} 分"
    assert form.colour.text() == colour


def test_the_level_can_be_chosen_against_the_score(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    for name in FACTORS:
        put(dialog, name, "5")
    put(dialog, "risk_level", RiskLevel.RED)
    put(dialog, "difficulty", Difficulty.MAJOR)
    put(dialog, "reason", "扬言要动手")
    assert submit(qtbot, dialog).detail.risk_level is RiskLevel.RED


def test_whom_it_was_reported_to_is_asked_only_where_there_is_danger(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSESS)
    assert "reported_to" not in asked(dialog)
    put(dialog, "mandatory_report", value=True)
    assert {"reported_to", "reported_at"} <= asked(dialog)


def test_whom_to_ring_up_stands_beside_the_unit(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.ASSIGN)
    slip = rows(dialog, "assignments").entries[0][1]
    assert isinstance(slip, SlipEditor)
    assert not slip.contact.isVisible()
    put(dialog, "assignments[0].unit", "青石镇城建办")
    assert slip.contact.text() == "韩志　0635-2000001　没有上线，回执由中心代录"


def test_the_source_is_asked_where_a_committee_is_among_the_units(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    dialog = opened(qtbot, story_at, Action.ASSIGN)
    put(dialog, "assignments[0].unit", "青石镇城建办")
    assert "source" not in asked(dialog)
    rows(dialog, "assignments").add.click()
    put(dialog, "assignments[1].unit", "青石镇人民调解")
    assert "source" in asked(dialog)


def test_several_units_get_their_slips(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.ASSIGN)
    rows(dialog, "assignments").add.click()
    put(dialog, "assignments[0].unit", "城建")
    put(dialog, "assignments[1].unit", "供水")
    put(dialog, "assignments[1].role", "ASSIST")
    put(dialog, "assignments[1].due_on", "5天后")
    put(dialog, "reason", "归口办理")
    slips = submit(qtbot, dialog).detail.assignments
    assert [(s.unit, s.role) for s in slips] == [
        ("青石镇城建办", "LEAD"),
        ("青石镇供水站", "ASSIST"),
    ]


@pytest.mark.parametrize(
    ("way", "fields"),
    [
        (Disposition.ANSWERED_ON_SPOT, {"answer"}),
        (Disposition.GUIDED, {"guided_route", "guided_to", "guided_basis"}),
    ],
)
def test_only_the_chosen_way_of_settling_is_asked_for(
    qtbot: QtBot, story_at: StoryAt, way: Disposition, fields: set[str]
) -> None:
    dialog = opened(qtbot, story_at, Action.SETTLE_AT_WINDOW)
    assert asked(dialog) == {"disposition"}
    put(dialog, "disposition", way)
    assert asked(dialog) == {"disposition", *fields}


def test_people_are_guided_elsewhere(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.SETTLE_AT_WINDOW)
    put(dialog, "disposition", Disposition.GUIDED)
    put(dialog, "guided_route", LegalRoute.ARBITRATION)
    put(dialog, "guided_to", "区劳动人事争议仲裁委员会")
    detail = submit(qtbot, dialog).detail
    assert (detail.guided_route, detail.guided_to) == (
        LegalRoute.ARBITRATION,
        "区劳动人事争议仲裁委员会",
    )


def test_a_quarrel_is_mediated_on_the_spot(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.SETTLE_AT_WINDOW)
    put(dialog, "disposition", Disposition.MEDIATED_ON_SPOT)
    entries: dict[str, Any] = {
        "mediation.committee": "青石镇人民调解委员会",
        "mediation.source": "依申请",
        "mediation.mediator": "周正明",
        "mediation.selection_mode": SelectionMode.ASSIGNED,
        **{f"mediation.consents[{i}].agreed": True for i in (0, 1)},
        **{f"mediation.consents[{i}].rights_told_on": "今天" for i in (0, 1)},
        "mediation.agreement.facts": "马铁柱在楼道里碰倒了陈桂香的自行车。",
        "mediation.agreement.clauses[0]": "马铁柱当场赔偿陈桂香修车费人民币叁佰元整（¥300.00）。",
    }
    for path, value in entries.items():
        put(dialog, path, value)
    detail = submit(qtbot, dialog).detail
    assert [(case.state, [m.name for m in case.mediators]) for case in detail.cases] == [
        ("AGREED", ["周正明"])
    ]


def test_what_is_promised_is_written_row_by_row(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.AGREE)
    put(dialog, "facts", "楼上水管漏水，泡坏楼下吊顶，双方对赔偿数额有争议。")
    put(dialog, "clauses[0]", "马铁柱赔偿陈桂香人民币陆仟元整（¥6,000.00）。")
    rows(dialog, "performance").add.click()
    put(dialog, "performance[0].clause", "1")
    put(dialog, "performance[0].payer", "马铁柱")
    put(dialog, "performance[0].payee", "陈桂香")
    assert "performance[0].amount" not in asked(dialog)
    put(dialog, "performance[0].kind", PerformanceKind.MONEY)
    put(dialog, "performance[0].amount", "6000")
    put(dialog, "performance[0].method", PerformanceMethod.TRANSFER)
    put(dialog, "performance[0].due_on", "10-30")
    item = submit(qtbot, dialog).detail.agreements[0].items[0]
    assert (item.amount_fen, str(item.due_on)) == (600000, "2026-10-30")


def test_a_draft_comes_back_as_it_was_entered(qtbot: QtBot, story_at: StoryAt) -> None:
    story = story_at("drafted")
    before = story.detail.agreements[0]
    dialog = dialog_at(qtbot, story, Action.AGREE, "G1")
    after = submit(qtbot, dialog).detail.agreements[0]
    assert (after.facts, after.clauses, len(after.items)) == (
        before.facts,
        before.clauses,
        len(before.items),
    )


def test_who_has_to_sign_has_a_row_and_who_did_not_come_is_taken_away(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    dialog = opened(qtbot, story_at, Action.RECORD_SIGNATURES)
    signers = rows(dialog, "signatures")
    qtbot.waitUntil(lambda: len(signers.entries) == 3)  # they come one after the other
    titles = [card.title.text() for card, _ in signers.entries]
    assert titles == ["陈桂香（申请人）", "马铁柱（被申请人）", "周正明（调解员）"]
    signers.stops()[-2].click()  # type: ignore[attr-defined]
    detail = submit(qtbot, dialog).detail
    assert (detail.agreements[0].state, len(detail.agreements[0].signatures)) == ("FINALISED", 2)
    assert "还缺周正明的签名" in told[0]


def test_a_witness_is_asked_for_a_fingerprint(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.RECORD_SIGNATURES)
    assert "signatures[0].witness" not in asked(dialog)
    put(dialog, "signatures[0].kind", "FINGERPRINT")
    assert "signatures[0].witness" in asked(dialog)


def test_performance_comes_with_what_is_owed(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.RECORD_PERFORMANCE)
    assert dialog.form.peek("amount") == 600000
    put(dialog, "state", PerformanceState.PARTLY_FULFILLED)
    put(dialog, "amount", "1,000")
    item = submit(qtbot, dialog).detail.agreements[0].items[0]
    assert (item.state, item.fulfilled_fen) == ("PARTLY_FULFILLED", 100000)


def test_the_next_meeting_is_asked_for_where_there_is_one(qtbot: QtBot, story_at: StoryAt) -> None:
    dialog = opened(qtbot, story_at, Action.RECORD_SESSION)
    assert "next_at" not in asked(dialog)
    put(dialog, "outcome", SessionOutcome.CONTINUE)
    assert "next_at" in asked(dialog)


def test_a_correction_shows_what_is_registered_and_sends_what_changed(
    qtbot: QtBot, story_at: StoryAt
) -> None:
    story = story_at("registered")
    before = story.detail
    dialog = dialog_at(qtbot, story, Action.CORRECT)
    assert dialog.form.peek("summary") == before.summary
    put(dialog, "involved_count", "5")
    put(dialog, "reason", "多来了三个人")
    after = submit(qtbot, dialog).detail
    assert (after.involved_count, after.summary) == (5, before.summary)


def test_a_file_of_the_matter_is_the_proof(qtbot: QtBot, story_at: StoryAt, tmp_path: Path) -> None:
    story = story_at("in_effect")
    receipt = tmp_path / "转账回单.txt"
    receipt.write_text("6000元", encoding="utf-8")
    dialog = dialog_at(qtbot, story, Action.RECORD_PERFORMANCE, "P1")
    assert "proof" not in asked(dialog), "there is no file yet"
    dialog.done(0)
    story.do("2026-10-10 09:20", "attach", path=str(receipt), kind="PERFORMANCE_PROOF")
    dialog = dialog_at(qtbot, story, Action.RECORD_PERFORMANCE, "P1")
    put(dialog, "proof", "转账回单")
    assert submit(qtbot, dialog).detail.agreements[0].items[0].state == "FULFILLED"
