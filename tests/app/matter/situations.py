"""Situations of tests/expected/rules.csv: what is attempted in each, and what came of it.

A table by its sentences, a row a rule of the file: it stays whole as that does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from tempfile import NamedTemporaryFile
from typing import Any

import sqlalchemy as sa

from app.errors import Invalid, Problem, Severity
from app.matter.act import Done, form_of
from app.matter.needs import Situation
from app.matter.queries import roster_of
from app.matter.reminders import reminders
from app.matter.tracks import find
from app.matter.types import MatterDetail, RecourseView, Reminder
from app.schema import read
from db.enums import Action, NumberKind, RecourseKind, RecourseResult, Track
from db.models import Mediator
from db.session import reading, writing
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.stages import BIKE, LATER, MEDIATOR, PAPER, PARTIES, meeting, seal
from tests.builders import a_number
from tests.conftest import unguarded
from tests.story import MONEY, Story, consents, factors, signatures

WAYS = ["ARBITRATION", "RECONSIDERATION", "LITIGATION"]
ASSIGNED = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an attempt: problems that stopped it or were told, or the day's reminders."""

    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    reminders: tuple[Reminder, ...] = ()
    detail: MatterDetail | None = None


SITUATIONS: dict[str, Callable[[StoryAt], Told]] = {}
"""By the sentence of the expected table."""


def situation(sentence: str) -> Callable[[Callable[[StoryAt], Told]], Callable[[StoryAt], Told]]:
    def keep(tell: Callable[[StoryAt], Told]) -> Callable[[StoryAt], Told]:
        SITUATIONS[sentence] = tell
        return tell

    return keep


def attempt(story: Story, action: str, on: str = "", **facts: Any) -> Told:
    """Do it, one minute after the stage ended."""
    try:
        done: Done = story.do(now(), action, on, **facts)
    except Invalid as refused:
        return Told(refused.problems, stopped=True)
    return Told(done.reminders, detail=done.detail)


def judge(story: Story, action: str, on: str, facts: dict[str, Any], **changes: Any) -> Told:
    """Ask the rules of the table about a matter as it cannot come about by commands yet."""
    detail = replace(story.detail, **changes)
    track = {"": Track.MATTER, "C": Track.CASE, "G": Track.AGREEMENT}[on[:1]]
    seen: Any = {"": [detail], "C": detail.cases, "G": detail.agreements}[on[:1]][0]
    step = find(track, seen.state, Action(action))
    assert step is not None
    case = detail.cases[0] if detail.cases else None
    with reading(unguarded(story.desk)) as session:
        roster = roster_of(session, case.committee_id, detail.id) if case else ()
    today = story.detail.events[-1].recorded_at.date()
    form = read(form_of(Action(action)), facts)
    asked = Situation(detail, seen, form, story.desk.actor, today, today, roster)
    found = tuple(problem for need in step.needs for problem in need(asked))
    return Told(found, stopped=any(p.severity is not Severity.REMIND for p in found))


def on_day(story: Story, day: str, **changes: Any) -> Told:
    """The reminders of a day."""
    detail = replace(story.detail, **changes)
    return Told(reminders=reminders(detail, date.fromisoformat(day)))


def with_third_party(story: Story, **consent: Any) -> dict[str, Any]:
    """A third party who came in after acceptance; with `consent` it is on record."""
    detail, case = story.detail, story.record("C1")
    third = replace(detail.parties[1], id=detail.id, ordinal=3, name="李守田")
    changes: dict[str, Any] = {"parties": (*detail.parties, third)}
    if consent:
        given = replace(case.consents[0], party_id=third.id, **consent)
        changes["cases"] = (replace(case, consents=(*case.consents, given)),)
    return changes


def pay(day: str, **more: Any) -> dict[str, Any]:
    return {"state": "FULFILLED", "done_on": day} | more


# M1 M6: consent and rights


def refusing() -> list[dict[str, Any]]:
    yes, no = consents("2026-09-21")
    return [yes, no | {"agreed": False, "means": "电话"}]


@situation("申请人同意调解，被申请人马铁柱在电话里明确拒绝，要受理。")
def _(at: StoryAt) -> Told:
    return attempt(
        at("contacted"), "accept_mediation", "C1", consents=refusing(), accepted_by="孙同和"
    )


@situation("申请人和被申请人的同意都有记录，要受理。")
@situation("权利义务已在受理当日告知申请人和被申请人并留痕，要受理。")
@situation("登记时填了既往途径为无，要受理人民调解。")
def _(at: StoryAt) -> Told:
    given = consents("2026-09-21")
    return attempt(at("contacted"), "accept_mediation", "C1", consents=given, accepted_by="孙同和")


@situation("受理以后追加了第三人，第三人的同意还没有记录，要指定调解员开始调解。")
def _(at: StoryAt) -> Told:
    story = at("accepted")
    return judge(story, "appoint", "C1", {"mediators": ASSIGNED}, **with_third_party(story))


@situation("申请人、被申请人和后来追加的第三人都有同意记录，要指定调解员开始调解。")
def _(at: StoryAt) -> Told:
    story = at("accepted")
    changes = with_third_party(story, agreed=True)
    return judge(story, "appoint", "C1", {"mediators": ASSIGNED}, **changes)


@situation("各方都同意调解，权利义务还没有告知被申请人，要受理。")
def _(at: StoryAt) -> Told:
    given = consents("2026-09-21")
    del given[1]["rights_told_on"]
    return attempt(at("contacted"), "accept_mediation", "C1", consents=given, accepted_by="孙同和")


@situation("受理以后追加的第三人没有被告知权利义务，要起草协议书。")
def _(at: StoryAt) -> Told:
    story = at("met")
    changes = with_third_party(story, agreed=True, rights_told_on=None)
    return judge(story, "agree", "C1", PAPER, **changes)


@situation("全部当事人在首次调解以前都已被告知权利义务，要起草协议书。")
def _(at: StoryAt) -> Told:
    return attempt(at("met"), "agree", "C1", **PAPER)


# M2 M16 M22: the text of the agreement


def final(at: StoryAt, stage: str = "met", **paper: Any) -> Told:
    story = at(stage)
    story.do(now(), "agree", "C1", **(PAPER | paper))
    return attempt(story, "finalise", "G1")


@situation("协议条款写着双方各付调解服务费200元，要定稿。")
def _(at: StoryAt) -> Told:
    return final(at, clauses=[*PAPER["clauses"], "双方各付调解服务费200元。"])


@situation("协议条款写着房屋渗漏鉴定费1200元由被申请人承担，要定稿。")
def _(at: StoryAt) -> Told:
    clauses = [*PAPER["clauses"], "房屋渗漏鉴定费1200元由马铁柱承担。"]
    fee = {"clause": 3, "amount": "1200.00", "due_on": "2026-10-16", "schedule": []}
    return final(at, clauses=clauses, performance=[MONEY, MONEY | fee])


@situation("三方当事人的协议书份数填3，要定稿。")
def _(at: StoryAt) -> Told:
    return final(at, "by_three_mediated", copies=3)


@situation("三方当事人的协议书份数填4，要定稿。")
def _(at: StoryAt) -> Told:
    return final(at, "by_three_mediated", copies=4)


@situation("条款写被申请人赔偿6000元，没有写什么时候付，要定稿。")
def _(at: StoryAt) -> Told:
    money = {key: MONEY[key] for key in ("clause", "payer", "payee", "kind", "method")}
    return final(
        at,
        clauses=["马铁柱赔偿陈桂香修理费人民币陆仟元整（¥6,000.00）。"],
        performance=[money | {"amount": "6000.00"}],
    )


@situation("条款写被申请人在10月16日以前以转账方式赔偿6000元，要定稿。")
def _(at: StoryAt) -> Told:
    money = {key: MONEY[key] for key in ("clause", "payer", "payee", "kind", "method")}
    return final(
        at,
        clauses=["马铁柱在2026年10月16日以前转账赔偿陈桂香人民币陆仟元整（¥6,000.00）。"],
        performance=[money | {"amount": "6000.00", "due_on": "2026-10-16"}],
    )


# M3 M4 M9: how it begins, and who mediates


@situation("提请调解时没有选是当事人申请、主动调解还是委托移送。")
def _(at: StoryAt) -> Told:
    return attempt(at("assessed"), "propose_mediation", committee="QS-TJ")


@situation("提请调解时写明由当事人申请。")
def _(at: StoryAt) -> Told:
    story = at("assessed")
    return attempt(story, "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")


def appoint(at: StoryAt, *mediators: dict[str, Any], stage: str = "accepted") -> Told:
    return attempt(at(stage), "appoint", "C1", mediators=list(mediators))


@situation("指定周正明为调解员，没有写是调委会指定还是当事人选择。")
def _(at: StoryAt) -> Told:
    return appoint(at, {"mediator": "周正明"})


@situation("写明周正明由调委会指定。")
@situation("拟指定的调解员与各方姓名、证件、单位都不同，也没有登记亲属关系。")
def _(at: StoryAt) -> Told:
    return appoint(at, *ASSIGNED)


@situation("调解员一个也没有填，要进入调解中。")
def _(at: StoryAt) -> Told:
    return appoint(at)


@situation("当事人从名册里选了两名调解员，产生方式写明是当事人选择。")
def _(at: StoryAt) -> Told:
    return appoint(
        at,
        {"mediator": "周正明", "selection_mode": "CHOSEN", "is_host": True},
        {"mediator": "许小雨", "selection_mode": "CHOSEN"},
    )


@situation("拟指定的调解员周正明与被申请人登记在同一个工作单位。")
def _(at: StoryAt) -> Told:
    return appoint(at, *ASSIGNED, stage="colleague_accepted")


def known_as(story: Story, id_number: str = "", **values: Any) -> Story:
    """The mediator 周正明 with other particulars on the roster."""
    with writing(unguarded(story.desk)) as session:
        mediator = session.scalars(sa.select(Mediator).where(Mediator.name == "周正明")).one()
        for name, value in values.items():
            setattr(mediator, name, value)
        if id_number:
            session.add(a_number(mediator, NumberKind.ID, id_number))
    return story


@situation("拟指定的调解员与申请人的证件号码相同。")
def _(at: StoryAt) -> Told:
    story = known_as(at("accepted"), id_number="371502190102030046")
    return attempt(story, "appoint", "C1", mediators=ASSIGNED)


@situation("拟指定的调解员与申请人只是同姓，姓名、证件、单位都不同。")
def _(at: StoryAt) -> Told:
    story = known_as(at("accepted"), name="陈正明", id_number="371502190001010011X")
    named = [{"mediator": "陈正明", "selection_mode": "ASSIGNED"}]
    return attempt(story, "appoint", "C1", mediators=named)


# M5 M8 M11: at the meeting


def meet(at: StoryAt, **more: Any) -> Told:
    return attempt(at("in_mediation"), "record_session", "C1", **meeting("2026-09-22", **more))


@situation("邀请了邻居参加调解会，没有记录当事人同意邀请。")
def _(at: StoryAt) -> Told:
    return meet(at, participants="邻居赵大娘")


@situation("邀请了社区干部参加调解会，各方当事人同意邀请已记录。")
def _(at: StoryAt) -> Told:
    return meet(at, participants="社区干部吴主任", participants_agreed=True)


@situation("调解会上一方扬言要带人上门，记录标了可能激化，没有报告记录。")
def _(at: StoryAt) -> Told:
    return meet(at, escalation_risk=True)


@situation("调解会平和，没有标可能激化。")
@situation("各方都没有起诉，登记第二次调解会。")
def _(at: StoryAt) -> Told:
    return meet(at)


@situation("登记第二次调解会时，申请人已在9月29日向法院起诉。")
def _(at: StoryAt) -> Told:
    sued = RecourseView(RecourseKind.COURT, RecourseResult.PENDING, "（2026）鲁1502民初18号")
    story = at("met")
    return judge(story, "record_session", "C1", meeting("2026-10-09"), prior_recourse=(sued,))


# M8 M31: on assessing


def assess(at: StoryAt, **more: Any) -> Told:
    return attempt(at("registered"), "assess", **(factors(30) | more))


@situation("研判认为双方可能打起来、可能引起治安案件，没有向公安报告的记录。")
def _(at: StoryAt) -> Told:
    return assess(at, escalation_risk=True)


@situation("研判认为双方可能打起来，已记录当日向派出所报告。")
def _(at: StoryAt) -> Told:
    return assess(at, escalation_risk=True, reported_to="青石派出所")


@situation("来访人说孩子在家被打，研判标了家庭暴力，没有报告公安的记录。")
def _(at: StoryAt) -> Told:
    return assess(at, mandatory_report=True)


@situation("研判标了家庭暴力，已记录当日向公安报告。")
def _(at: StoryAt) -> Told:
    return assess(at, mandatory_report=True, reported_to="青石派出所")


# M10: the ways told


@situation("调解不成，没有告知可以通过仲裁、行政、司法等途径维权的记录。")
def _(at: StoryAt) -> Told:
    return attempt(at("in_mediation"), "fail", "C1", reason="谈不拢")


@situation("调解不成，已告知各方可以申请仲裁、找行政机关处理或向法院起诉。")
def _(at: StoryAt) -> Told:
    return attempt(at("in_mediation"), "fail", "C1", reason="谈不拢", ways_told=WAYS)


@situation("一方已经起诉，要终止调解，没有告知途径的记录。")
def _(at: StoryAt) -> Told:
    return attempt(at("in_mediation"), "terminate", "C1", reason="已经起诉")


@situation("一方已经起诉，已告知各方仲裁、行政、诉讼途径，要终止调解。")
def _(at: StoryAt) -> Told:
    return attempt(at("in_mediation"), "terminate", "C1", reason="已经起诉", ways_told=WAYS)


@situation("调委会不受理一起在审案件的调解申请，没有告知途径的记录。")
def _(at: StoryAt) -> Told:
    return attempt(at("issued"), "decline", "C1", reason="法院正在审理", ways_told=[])


@situation("调委会不受理，已告知申请人向正在审理的法院主张。")
def _(at: StoryAt) -> Told:
    told = ["LITIGATION"]
    return attempt(at("issued"), "decline", "C1", reason="法院正在审理", ways_told=told)


def failed_and_answered(at: StoryAt) -> Story:
    story = at("lead_done")
    story.do(now(), "fail", "C1", reason="谈不拢", ways_told=WAYS)
    return story


CLOSE: dict[str, Any] = {"result": "调解不成", "resolved": False, "overruled": LATER}


@situation("调解不成的事项要结案，案卷里没有告知仲裁、行政、诉讼途径的文字。")
def _(at: StoryAt) -> Told:
    story = failed_and_answered(at)
    untold = replace(story.record("C1"), ways_told=())
    facts = CLOSE | {"parties_answered_on": "2026-09-23"}
    return judge(story, "close", "", facts, cases=(untold,), ways_told=())


@situation("调解不成的事项要结案，三条途径已经告知，也已答复当事人。")
def _(at: StoryAt) -> Told:
    facts = CLOSE | {"parties_answered_on": "2026-09-23", "ways_told": WAYS}
    return attempt(failed_and_answered(at), "close", **facts)


# M12 M13: the dossier, and agreements by word


def closed(at: StoryAt) -> Story:
    """Closed with every item paid and every slip done, so that only the papers are in question."""
    story = at("closed")
    for item in ("P1", "P2"):
        story.do(now(), "record_performance", item, **pay("2026-10-14"))
    return story


@situation("达成书面协议的案卷要归档，没有一份调解记录。")
def _(at: StoryAt) -> Told:
    story = closed(at)
    with_proof(story)
    bare = replace(story.record("C1"), sessions=())
    return judge(story, "archive", "", {"retention": "长期"}, cases=(bare,))


@situation("受理登记表、告知书、身份证明、调解记录、协议书都在，按需的授权委托书没有，要归档。")
def _(at: StoryAt) -> Told:
    story = closed(at)
    with_proof(story)
    return attempt(story, "archive", retention="长期")


def with_proof(story: Story) -> None:
    """The copy of somebody's card among the files."""
    with NamedTemporaryFile(suffix=".txt") as file:
        file.write("身份证复印件".encode())
        file.flush()
        story.do(now(), "attach", path=file.name, kind="ID_PROOF")


def by_word(at: StoryAt, **changes: Any) -> Told:
    story = at("by_word")
    day = "2026-09-22"
    at_once = [BIKE["performance"][0] | {"due_on": day}]
    facts = BIKE | {"agreed_on": day, "performance": at_once}
    return attempt(story, "record_oral_agreement", "C1", **(facts | changes))


@situation("登记口头协议，协议内容空着。")
def _(at: StoryAt) -> Told:
    return by_word(at, clauses=[], performance=[])


@situation("登记口头协议，写明被申请人当日搬走楼道杂物、双方互相道歉。")
def _(at: StoryAt) -> Told:
    clauses = ["马铁柱当日搬走楼道杂物。", "双方互相道歉。"]
    return by_word(at, clauses=clauses, performance=[])


@situation("口头协议约定10月15日以前才履行，没有当场履行完，要登记为口头协议。")
def _(at: StoryAt) -> Told:
    return by_word(at, performance=[BIKE["performance"][0] | {"due_on": "2026-10-15"}])


@situation("口头协议约定的300元已当场付清，当事人没有要求写书面协议，纠纷简单。")
def _(at: StoryAt) -> Told:
    return by_word(at)


# M14: nothing takes effect before all have signed and sealed


@situation("各方都签了名，章也盖了，调解员没有签名，要置生效日。")
def _(at: StoryAt) -> Told:
    story = at("finalised")
    story.do(now(), "record_signatures", "G1", **signatures(*PARTIES, on="2026-10-09"))
    return attempt(story, "record_seal", "G1", **seal("2026-10-09"))


@situation("各方和调解员10月9日签名，10月10日盖章，生效日置为10月10日。")
def _(at: StoryAt) -> Told:
    story = at("signed")
    story.at.set("2026-10-10 09:15")
    return attempt(story, "record_seal", "G1", **seal("2026-10-10"))


def three_sealed(at: StoryAt) -> Story:
    story = at("by_three_mediated")
    story.at.set("2026-10-09 10:00")
    story.do(now(), "agree", "C1", **PAPER)
    story.do(now(), "finalise", "G1")
    story.do(now(), "record_seal", "G1", **seal("2026-10-09", copies=4))
    return story


@situation("三方当事人只有两方签名，调解员签了名，章已盖，要置生效日。")
def _(at: StoryAt) -> Told:
    two = signatures(*PARTIES, MEDIATOR, on="2026-10-09")
    return attempt(three_sealed(at), "record_signatures", "G1", **two)


@situation("三方当事人和调解员都签了名，章先已盖好，最后一方10月12日签名，生效日置为10月12日。")
def _(at: StoryAt) -> Told:
    story = three_sealed(at)
    two = signatures(*PARTIES, MEDIATOR, on="2026-10-09")
    story.do(now(), "record_signatures", "G1", **two)
    story.at.set("2026-10-12 09:00")
    return attempt(story, "record_signatures", "G1", **signatures({"party": 3}, on="2026-10-12"))


# M17 M19 M23 M27: by the calendar


@situation("第二期10月30日到期，今天是10月27日，还没有付。")
def _(at: StoryAt) -> Told:
    return on_day(at("paid"), "2026-10-27")


@situation("第二期10月30日到期，今天是10月26日，还没有付。")
def _(at: StoryAt) -> Told:
    return on_day(at("paid"), "2026-10-26")


@situation("第二期10月30日到期，今天是10月30日，还没有付。")
def _(at: StoryAt) -> Told:
    return on_day(at("paid"), "2026-10-30")


def all_paid(at: StoryAt, day: str) -> Story:
    story = at("paid")
    story.do(f"{day} 10:00", "record_performance", "P2", **pay(day))
    return story


@situation("第二期10月30日到期，已在10月28日付清，今天是10月30日。")
def _(at: StoryAt) -> Told:
    return on_day(all_paid(at, "2026-10-28"), "2026-10-30")


@situation("第二期10月30日到期，今天是10月31日，还没有付。")
def _(at: StoryAt) -> Told:
    story = at("paid")
    story.passes("2026-10-31 00:00")
    return on_day(story, "2026-10-31")


@situation("第二期10月30日到期，10月30日当天付清，今天是10月31日。")
def _(at: StoryAt) -> Told:
    story = all_paid(at, "2026-10-30")
    story.passes("2026-10-31 00:00")
    return on_day(story, "2026-10-31")


@situation("协议10月10日生效，今天是10月30日，双方没有申请司法确认。")
def _(at: StoryAt) -> Told:
    return on_day(at("in_effect"), "2026-10-30")


@situation("协议10月10日生效，今天是10月29日，双方没有申请司法确认。")
def _(at: StoryAt) -> Told:
    return on_day(at("in_effect"), "2026-10-29")


@situation("协议10月10日生效，今天是11月6日，双方没有申请司法确认。")
def _(at: StoryAt) -> Told:
    return on_day(at("in_effect"), "2026-11-06")


ASKED = {"court": "东昌府区人民法院", "applied_on": "2026-10-20"}


@situation("协议10月10日生效，双方10月20日已共同申请司法确认，今天是11月6日。")
def _(at: StoryAt) -> Told:
    story = at("in_effect")
    story.do("2026-10-20 10:00", "apply_confirmation", "G1", **ASKED)
    return on_day(story, "2026-11-06")


def confirmed(story: Story) -> Story:
    told = ASKED | {"state": "CONFIRMED", "decided_on": "2026-10-28"}
    story.do("2026-10-28 10:00", "apply_confirmation", "G1", **told)
    return story


@situation("法院裁定协议有效，第二期到期没有付。")
def _(at: StoryAt) -> Told:
    return on_day(confirmed(at("paid")), "2026-10-31")


@situation("法院裁定协议有效，各期都已按时付清。")
def _(at: StoryAt) -> Told:
    return on_day(confirmed(all_paid(at, "2026-10-28")), "2026-10-31")


@situation("劳动争议9月21日收到调解申请，今天是10月7日，没有达成协议。")
def _(at: StoryAt) -> Told:
    return on_day(at("wages_mediated"), "2026-10-07")


@situation("劳动争议9月21日收到调解申请，今天是10月5日，没有达成协议。")
def _(at: StoryAt) -> Told:
    return on_day(at("wages_mediated"), "2026-10-05")


# M21 M29 M30


@situation("协议约定解除收养关系，要申请司法确认。")
def _(at: StoryAt) -> Told:
    story = at("in_effect")
    agreement = replace(story.record("G1"), clauses=("双方解除收养关系。",))
    facts = ASKED | {"applied_on": "2026-10-10"}
    return judge(story, "apply_confirmation", "G1", facts, agreements=(agreement,))


@situation("协议约定楼上漏水赔偿，要申请司法确认。")
def _(at: StoryAt) -> Told:
    story = at("in_effect")
    story.at.set("2026-10-20 10:00")
    return attempt(story, "apply_confirmation", "G1", **ASKED)


@situation("登记时填了法院正在办、案号也记了，要受理人民调解。")
def _(at: StoryAt) -> Told:
    given = consents("2026-09-21")
    return attempt(
        at("in_court_proposed"), "accept_mediation", "C1", consents=given, accepted_by="孙同和"
    )


def paid_up(story: Story) -> Told:
    story.do(now(), "record_performance", "P1", **pay("2026-10-09"))
    return attempt(story, "record_performance", "P2", **pay("2026-10-09"))


@situation("派出所移送的案件，协议款已全部付清，还没有出申请书和履行证明。")
def _(at: StoryAt) -> Told:
    return paid_up(at("from_police_mediated_sealed"))


@situation("当事人自己申请调解的邻里案件，协议款已全部付清。")
def _(at: StoryAt) -> Told:
    return paid_up(at("in_effect"))
