"""Carrying a demonstration matter as far as its plot says, by the same commands people use."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app import clock
from app.demo.stories import Plot
from app.desk import Desk
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, PartyDraft, RecourseDraft, VisitorDraft
from app.matter.act import act, form_of
from app.matter.due import run_due
from app.matter.types import MatterDetail
from app.schema import read
from db.enums import Action, AppealKind, PartyKind, PartyRole, RecourseKind

_ORGANISATIONS = ("公司", "饭馆", "超市", "健身房", "建筑队", "委员会", "管理处", "保障所",
                  "民政所", "市政所", "电器店")  # fmt: skip
_HANDED = ("assigned", "in_mediation", "in_effect", "failed", "oral", "archived")
_FILED = {"oral_filed": "oral", "failed_filed": "failed", "reported_filed": "assigned"}
"""Matters that go on to the archive from where others still stand."""
Step = tuple[str, str, dict[str, Any]]


def tell(desk: Desk, plot: Plot, started: datetime, now: datetime) -> str:
    """Register the matter at `started` and go on, a day a step, never beyond `now`; its number."""
    with clock.fixed(started):
        no = desk.write(register_matter, _draft(plot)).no
    moment = started
    told: MatterDetail | None = None
    for action, on, facts in _steps(plot, started):
        moment = min(now, moment + timedelta(days=1 if plot.days_ago else 0))
        kind = Action(action)
        target = _target(told, on) if told and on else None
        with clock.fixed(moment):
            told = desk.write(act, no, kind, read(form_of(kind), facts), target).detail
    if plot.reach in ("in_effect", "archived"):
        desk.write(run_due)
    return no


def _target(told: MatterDetail, on: str) -> str:
    """The record a step is about: assignment, case, agreement, or performance item."""
    items = [item for agreement in told.agreements for item in agreement.items]
    records: dict[str, Any] = {
        "A": told.assignments, "C": told.cases, "G": told.agreements, "P": items
    }  # fmt: skip
    return str(records[on][0].id)


def _draft(plot: Plot) -> MatterDraft:
    ours, theirs = plot.people
    kind = PartyKind.ENTERPRISE if theirs.endswith(_ORGANISATIONS) else PartyKind.NATURAL_PERSON
    phone = f"0635-20{sum(map(ord, ours)) % 100000:05}"
    return MatterDraft(
        appeal_kind=plot.appeal,
        channel=plot.channel,
        summary=plot.summary,
        demand=plot.demand,
        dispute_type=plot.kind if plot.appeal is AppealKind.DISPUTE else None,
        area="371502105000",
        involved_count=2,
        mediation_willingness=plot.willing if plot.appeal is AppealKind.DISPUTE else None,
        visitors=(VisitorDraft(name=ours, phone=phone),),
        parties=(
            PartyDraft(role=PartyRole.APPLICANT, name=ours, phone=phone, address="青石镇槐树街"),
            PartyDraft(
                role=PartyRole.RESPONDENT,
                kind=kind,
                name=theirs,
                phone="0635-2000009",
                address="青石镇建设路",
            ),
        ),
        prior_recourse=(RecourseDraft(RecourseKind.NONE),),
    )


def _steps(plot: Plot, started: datetime) -> Iterator[Step]:
    """The actions up to the plot's reach."""
    day = clock.local(started).date()
    match plot.reach:
        case "answered_at_window":
            yield "settle_at_window", "", _settled("ANSWERED_ON_SPOT", answer="已讲清办法和窗口")
            yield "close", "", {"result": "当场答复", "resolved": True}
        case "guided":
            yield _GUIDED
        case "answered_filed":
            yield "settle_at_window", "", _settled("ANSWERED_ON_SPOT", answer="已讲清办法和窗口")
            yield from _closed("当场答复", day + timedelta(days=2))
        case "guided_filed":
            yield _GUIDED
            yield from _closed("已引导到别处", day + timedelta(days=2))
        case "assessed" | "assigned" | "in_mediation" | "in_effect" | "failed" | "oral":
            yield from _handling(plot, day)
        case "archived":
            yield from _handling(plot, day)
            yield from _to_the_end(day)
        case "oral_filed" | "failed_filed" | "reported_filed":
            yield from _handling(replace(plot, reach=_FILED[plot.reach]), day)
            yield from _filed(plot, day)


def _settled(disposition: str, **more: Any) -> dict[str, Any]:
    return {"disposition": disposition, **more}


_GUIDED: Step = (
    "settle_at_window",
    "",
    _settled("GUIDED", guided_route="ADJUDICATION", guided_to="SC", guided_basis="消费投诉"),
)


def _handling(plot: Plot, day: Any) -> Iterator[Step]:
    yield (
        "assess",
        "",
        {
            "nature": 8,
            "duration": 8,
            "intensity": 7,
            "parties": 4,
            "difficulty": "SIMPLE",
            "reason": "邻里小事，积累时间不长",
        },
    )
    if plot.reach not in _HANDED:
        return
    unit = "ZJ" if plot.reach == "assigned" else "QS-TJ"
    yield (
        "assign",
        "",
        {
            "assignments": [{"unit": unit, "role": "LEAD"}],
            "reason": "属地办理",
            "source": "BY_APPLICATION",
        },
    )
    yield "acknowledge", "A", {"person": "韩志"}
    if plot.reach == "assigned":
        return
    told = str(day + timedelta(days=3))
    yield (
        "accept_mediation",
        "C",
        {
            "consents": [
                {
                    "party": n,
                    "agreed": True,
                    "given_on": told,
                    "means": "当面",
                    "rights_told_on": told,
                }
                for n in (1, 2)
            ],
            "accepted_by": "孙同和",
        },
    )
    yield "appoint", "C", {"mediators": [{"mediator": "周正明", "selection_mode": "CHOSEN"}]}
    met = f"{day + timedelta(days=5)}T08:00:00"
    if plot.reach == "in_mediation":
        return
    yield (
        "record_session",
        "C",
        {
            "started_at": met,
            "place": "青石镇调解室",
            "attendees": [1, 2],
            "record": "双方陈述经过，核对票据，协商处理办法。",
            "outcome": "CONTINUE",
            "recorder": "许小雨",
        },
    )
    yield from _ended(plot, day)


def _ended(plot: Plot, day: Any) -> Iterator[Step]:
    facts = f"{plot.summary}双方对处理办法有争议。"
    on = str(day + timedelta(days=7))
    if plot.reach == "failed":
        yield (
            "fail",
            "C",
            {
                "reason": "数额差距大，协商不成",
                "ways_told": ["LITIGATION", "ARBITRATION", "RECONSIDERATION"],
            },
        )
        return
    if plot.reach == "oral":
        yield (
            "record_oral_agreement",
            "C",
            {
                "facts": facts,
                "clauses": ["晚上九点以后不放音响，双方互相体谅。"],
                "agreed_on": str(day + timedelta(days=5)),
                "recorder": "许小雨",
            },
        )
        return
    money = {
        "clause": 1,
        "payer": 2,
        "payee": 1,
        "kind": "MONEY",
        "amount": "4200.00",
        "method": "TRANSFER",
        "due_on": str(day + timedelta(days=15)),
    }
    yield (
        "agree",
        "C",
        {
            "facts": facts,
            "recorder": "许小雨",
            "made_on": on,
            "performance": [money],
            "clauses": ["对方一次付给申请人人民币肆仟贰佰元整（¥4,200.00）。"],
        },
    )
    yield "finalise", "G", {}
    yield (
        "record_signatures",
        "G",
        {
            "signatures": [
                {"party": 1, "signed_on": str(day + timedelta(days=9))},
                {"party": 2, "signed_on": str(day + timedelta(days=9))},
                {"mediator": "周正明", "signed_on": str(day + timedelta(days=9))},
            ]
        },
    )
    yield (
        "record_seal",
        "G",
        {
            "sealed_on": str(day + timedelta(days=10)),
            "copies": 3,
            "sealed_by": "许小雨",
            "approved_by": "孙同和",
        },
    )


def _to_the_end(day: Any) -> Iterator[Step]:
    yield "approve", "A", {}
    paid = day + timedelta(days=11)
    yield "record_performance", "P", {"state": "FULFILLED", "done_on": str(paid)}
    yield from _closed("达成协议并已履行", paid)


def _filed(plot: Plot, day: Any) -> Iterator[Step]:
    """From the unit's report, or from the end of a mediation, to the archive."""
    by_unit = plot.reach == "reported_filed"
    if by_unit:
        result = {"result": "已上门处理，当事人认可", "resolve_method": "EXPLAIN", "resolved": True}
        yield "contact", "A", {"whom": "申请人", "reached": True, "said": "约了上门时间"}
        yield "report", "A", {**result, "parties_answered_on": str(day + timedelta(days=5))}
    yield "approve", "A", {}
    ended = day + timedelta(days=7 if by_unit else 8)
    resolved = plot.reach != "failed_filed"
    yield from _closed(
        "已处理" if resolved else "调解不成，已讲明别的途径", ended, resolved=resolved
    )


def _closed(result: str, revisited: Any, *, resolved: bool = True) -> Iterator[Step]:
    ways = {} if resolved else {"ways_told": ["LITIGATION"]}
    yield "close", "", {"result": result, "resolved": resolved, **ways}
    yield (
        "revisit",
        "",
        {
            "kind": "SATISFACTION_REVISIT",
            "revisited_on": str(revisited),
            "way": "PHONE",
            "visited": "申请人",
            "findings": "满意",
            "satisfaction": "SATISFIED",
        },
    )
    yield "archive", "", {"retention": "长期"}
