"""Every action is done once with its dialog, by hand, and the matter is as it should be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.enums import (
    Action,
    AttachmentKind,
    Difficulty,
    Disposition,
    LegalRoute,
    RevisitWay,
    RiskLevel,
    Satisfaction,
    SelectionMode,
    SessionOutcome,
    SupervisionReason,
)
from app.matter.types import MatterDetail
from tests.app.matter.conftest import StoryAt
from tests.app.matter.conftest import stages as stages
from tests.app.matter.conftest import story_at as story_at
from tests.builders import a_draft
from tests.story import Story
from tests.ui.actions import dialog_at, opened, put, submit
from tests.ui.actions import no_dialog_left as no_dialog_left
from tests.ui.conftest import Told, write
from ui import ask
from ui.actions.editors import FilePath, Pick

A = Action
Entries = dict[str, Any]
SCORES = {"nature": "15", "duration": "10", "intensity": "10", "parties": "8"}
CONSENTS = {
    f"consents[{i}].{name}": value
    for i in (0, 1)
    for name, value in (("agreed", True), ("rights_told_on", "今天"))
}
MEETING = {
    "place": "青石镇调解室",
    "record": "双方核对了修理报价，就赔偿数额协商。",
    "outcome": SessionOutcome.SUCCESS,
}
WAYS = (LegalRoute.LITIGATION, LegalRoute.ARBITRATION)
TEXT = {
    "facts": "楼上水管漏水，泡坏楼下吊顶，双方对赔偿数额有争议。",
    "clauses[0]": "马铁柱当场赔偿陈桂香人民币叁佰元整（¥300.00）。",
}

ENTRIES: dict[Action, Entries] = {
    A.ASSESS: SCORES | {"difficulty": Difficulty.SIMPLE, "reason": "吵过三次，没有动手"},
    A.SETTLE_AT_WINDOW: {
        "disposition": Disposition.ANSWERED_ON_SPOT,
        "answer": "讲清了赔偿的办法",
    },
    A.ASSIGN: {"assignments[0].unit": "青石镇城建办", "reason": "归口办理"},
    A.ACKNOWLEDGE: {"person": "韩志"},
    A.RETURN: {"reason": "不归我们管"},
    A.RECALL: {"reason": "派错了"},
    A.DECLINE: {"reason": "属于法院管辖", "ways_told": WAYS},
    A.SUB_ASSIGN: {"handler": "韩志"},
    A.REPORT: {"result": "已修复漏点", "resolve_method": "联合", "resolved": True},
    A.APPROVE: {"note": "情况属实"},
    A.SEND_BACK: {"reason": "还没有答复当事人"},
    A.SUSPEND: {"reason": "等检测报告"},
    A.RESUME: {},
    A.EXTEND: {"amount": "5", "approved_by": "方静", "reason": "等检测报告"},
    A.CONTACT: {"reached": True},
    A.REMIND: {"whom": "韩志", "reached": False},
    A.SUPERVISE: {
        "why": SupervisionReason.NOT_HANDLED,
        "demand": "请三日内办理",
        "due_on": "3天后",
    },
    A.SPLIT: {"reason": "其实是另一处墙面"},
    A.PROPOSE_MEDIATION: {"committee": "青石", "source": "主动"},
    A.ACCEPT_MEDIATION: CONSENTS | {"accepted_by": "孙同和"},
    A.APPOINT: {"mediators[0].mediator": "周", "mediators[0].selection_mode": SelectionMode.CHOSEN},
    A.RECORD_SESSION: MEETING,
    A.AGREE: TEXT | {"recorder": "许小雨"},
    A.FINALISE: {},
    A.RECORD_SIGNATURES: {},
    A.RECORD_SEAL: {"approved_by": "孙同和"},
    A.RECORD_ORAL_AGREEMENT: TEXT,
    A.RECORD_PERFORMANCE: {"note": "当面转账"},
    A.APPLY_CONFIRMATION: {"court": "东昌府区人民法院"},
    A.FAIL: {"reason": "谈不拢", "ways_told": WAYS},
    A.TERMINATE: {"reason": "起诉了", "ways_told": WAYS},
    A.REVISIT: {
        "way": RevisitWay.PHONE,
        "satisfaction": Satisfaction.SATISFIED,
        "findings": "说都好了",
    },
    A.REOPEN: {"reason": "回访不满意"},
    A.WITHDRAW: {"statement": "我们自己谈好了", "ways_told": WAYS},
    A.VOID: {"reason": "写错了"},
    A.CORRECT: {"summary": "楼上暖气漏水。", "reason": "听错了"},
    A.CORRECT_PARTY: {"party": 2, "employer": "青石建材厂"},
}
"""What is typed or clicked, field by field; the rest the dialog knows."""
OWN_TEST = {A.MERGE, A.ATTACH, A.CLOSE, A.ARCHIVE}

Seen = Callable[[MatterDetail], object]
SEEN: dict[Action, tuple[Seen, object]] = {
    A.ASSESS: (lambda d: (d.state, d.risk_level), ("ASSESSED", RiskLevel.ORANGE)),
    A.SETTLE_AT_WINDOW: (lambda d: (d.state, d.answer), ("SETTLED_AT_WINDOW", "讲清了赔偿的办法")),
    A.ASSIGN: (lambda d: [(s.unit, s.role) for s in d.assignments], [("青石镇城建办", "LEAD")]),
    A.ACKNOWLEDGE: (lambda d: d.assignments[0].acknowledged_by, "韩志"),
    A.RETURN: (lambda d: d.assignments[0].state, "RETURNED"),
    A.RECALL: (lambda d: d.assignments[0].state, "RECALLED"),
    A.DECLINE: (lambda d: d.assignments[0].state, "DECLINED"),
    A.SUB_ASSIGN: (lambda d: d.assignments[0].handler, "韩志"),
    A.REPORT: (
        lambda d: (d.assignments[0].state, d.assignments[0].resolve_method),
        ("REPORTED", "JOINT"),
    ),
    A.APPROVE: (lambda d: d.assignments[0].state, "APPROVED"),
    A.SEND_BACK: (lambda d: d.assignments[0].state, "IN_PROGRESS"),
    A.SUSPEND: (lambda d: d.assignments[0].state, "SUSPENDED"),
    A.RESUME: (lambda d: d.assignments[0].state, "IN_PROGRESS"),
    A.EXTEND: (lambda d: d.events[-1].action, "extend"),
    A.CONTACT: (lambda d: (d.contacts[-1].whom, d.contacts[-1].reached), ("陈桂香", True)),
    A.REMIND: (lambda d: (d.contacts[-1].whom, d.contacts[-1].is_reminder), ("韩志", True)),
    A.SUPERVISE: (lambda d: d.events[-1].action, "supervise"),
    A.SPLIT: (lambda d: d.state, "REGISTERED"),
    A.PROPOSE_MEDIATION: (
        lambda d: [(c.state, c.source) for c in d.cases],
        [("PROPOSED", "PROACTIVE")],
    ),
    A.ACCEPT_MEDIATION: (
        lambda d: (d.cases[0].state, d.cases[0].accepted_by),
        ("ACCEPTED", "孙同和"),
    ),
    A.APPOINT: (lambda d: [m.name for m in d.cases[0].mediators], ["周正明"]),
    A.RECORD_SESSION: (
        lambda d: (d.cases[0].sessions[0].round, d.cases[0].sessions[0].outcome),
        (1, "SUCCESS"),
    ),
    A.AGREE: (lambda d: (d.agreements[0].state, len(d.agreements[0].clauses)), ("DRAFT", 1)),
    A.FINALISE: (lambda d: d.agreements[0].number, "青石人调字〔2026〕第1号"),
    A.RECORD_SIGNATURES: (
        lambda d: (d.agreements[0].state, len(d.agreements[0].signatures)),
        ("SIGNED", 3),
    ),
    A.RECORD_SEAL: (lambda d: d.agreements[0].state, "EFFECTIVE"),
    A.RECORD_ORAL_AGREEMENT: (
        lambda d: (d.agreements[0].form, d.cases[0].state),
        ("ORAL", "AGREED"),
    ),
    A.RECORD_PERFORMANCE: (lambda d: d.agreements[0].items[0].fulfilled_fen, 600000),
    A.APPLY_CONFIRMATION: (lambda d: d.agreements[0].confirmation is not None, True),
    A.FAIL: (lambda d: d.cases[0].state, "FAILED"),
    A.TERMINATE: (lambda d: d.cases[0].state, "TERMINATED"),
    A.REVISIT: (lambda d: d.revisits[0].satisfaction, "SATISFIED"),
    A.REOPEN: (lambda d: d.state, "IN_HANDLING"),
    A.WITHDRAW: (lambda d: (d.state, d.cases[0].state), ("WITHDRAWN", "TERMINATED")),
    A.VOID: (lambda d: d.agreements[0].state, "VOIDED"),
    A.CORRECT: (lambda d: d.summary, "楼上暖气漏水。"),
    A.CORRECT_PARTY: (lambda d: [p.employer for p in d.parties], [None, "青石建材厂"]),
}


def test_every_action_is_done_here() -> None:
    assert ENTRIES.keys() == SEEN.keys()
    assert ENTRIES.keys() | OWN_TEST == set(Action)


@pytest.mark.parametrize("action", ENTRIES)
def test_it_is_done_by_hand(qtbot: QtBot, story_at: StoryAt, told: Told, action: Action) -> None:
    dialog = opened(qtbot, story_at, action)
    for path, value in ENTRIES[action].items():
        put(dialog, path, value)
    look, expected = SEEN[action]
    assert look(submit(qtbot, dialog).detail) == expected


def test_a_matter_is_merged_into_another(qtbot: QtBot, story_at: StoryAt, told: Told) -> None:
    story = story_at("issued")
    other = Story(story.desk, story.at).register("2026-09-20 09:06", a_draft())
    dialog = dialog_at(qtbot, story, Action.MERGE)
    put(dialog, "into", other.no)
    put(dialog, "reason", "同一件漏水")
    assert submit(qtbot, dialog).detail.merged_into == other.no


def test_a_matter_to_go_on_with_is_chosen_by_what_it_is_about(
    qtbot: QtBot, story_at: StoryAt, told: Told
) -> None:
    story = story_at("issued")
    draft = a_draft(summary="楼上第二次漏水，又泡了卧室。")
    other = Story(story.desk, story.at).register("2026-09-20 09:06", draft)
    dialog = dialog_at(qtbot, story, Action.MERGE)
    into = dialog.form.places["into"].asks
    assert isinstance(into, Pick)
    into.pick.setFocus()
    offered = [into.pick.itemText(i) for i in range(into.pick.count())]
    assert [text.split("　")[0] for text in offered] == [other.no]
    put(dialog, "into", offered[0])
    put(dialog, "reason", "同一件漏水")
    assert submit(qtbot, dialog).detail.merged_into == other.no


def test_a_file_is_added(
    qtbot: QtBot, story_at: StoryAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "墙面.txt"
    photo.write_text("照片", encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_: photo)
    dialog = opened(qtbot, story_at, Action.ATTACH)
    looked = dialog.form.places["path"].asks
    assert isinstance(looked, FilePath)
    looked.look.click()
    put(dialog, "kind", AttachmentKind.EVIDENCE)
    assert [a.name for a in submit(qtbot, dialog).detail.attachments] == ["墙面.txt"]


@pytest.mark.parametrize(
    ("action", "entries", "state"),
    [
        (Action.CLOSE, {}, "CLOSED"),
        (Action.ARCHIVE, {"retention": "长期"}, "ARCHIVED"),
    ],
)
def test_what_warns_is_done_with_a_reason(
    qtbot: QtBot, story_at: StoryAt, told: Told, action: Action, entries: Entries, state: str
) -> None:
    dialog = opened(qtbot, story_at, action)
    for path, value in entries.items():
        put(dialog, path, value)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.overrulings.stops()))
    assert dialog.save.text() == "仍然继续"
    for field in dialog.overrulings.stops():
        write(field, "另册跟进")
    detail = submit(qtbot, dialog).detail
    assert detail.state == state
    assert "另册跟进" in (detail.events[-1].detail or "")
