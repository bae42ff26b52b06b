"""A matter as plain lines for people at a terminal."""

from collections.abc import Iterator

from app.clock import local
from app.glossary import term
from app.identifiers.money import figures
from app.matter.types import AgreementView, CaseView, DeadlineView, ItemView, MatterDetail
from app.messages.deeds import Deed, deeds
from db.enums import Track


def lines(detail: MatterDetail) -> Iterator[str]:
    """Header, people, slips, cases, agreements, what is due, what happened."""
    kind = term(detail.dispute_type or detail.appeal_kind)
    yield f"{detail.no}  {term(detail.state)}  {kind}  查询码 {detail.case_code}"
    yield detail.summary
    for party in detail.parties:
        name = party.name or f"（{party.no_name_reason}）"
        yield f"  {party.ordinal}. {term(party.role)} {name} {party.phone_masked or ''}".rstrip()
    for slip in detail.assignments:
        yield f"交办 {slip.unit}（{term(slip.role)}）{term(slip.state)}  {slip.id}"
    for case in detail.cases:
        yield from _case(case)
    for agreement in detail.agreements:
        yield from _agreement(agreement)
    yield from _limits(detail)
    yield from map(_deed, deeds(detail))


def _deed(deed: Deed) -> str:
    """One line for each thing done, whatever it moved; why, and what is personal, stays away."""
    when = local(deed.at).strftime("%Y-%m-%d %H:%M")
    behalf = f"（代录：{deed.behalf}）" if deed.behalf else ""
    return f"{when}  {deed.what}  {deed.who}{behalf}  {'，'.join(deed.moves)}".rstrip()


def _case(case: CaseView) -> Iterator[str]:
    people = "、".join(mediator.name for mediator in case.mediators)
    yield f"调解 {case.committee} {term(case.state)} {people}  {case.id}"


def _agreement(agreement: AgreementView) -> Iterator[str]:
    number = agreement.number or "（还没有编号）"
    yield f"{term(agreement.form)} {number} {term(agreement.state)}  {agreement.id}"
    for item in agreement.items:
        yield f"  {_item(item)}  {item.id}"


def _item(item: ItemView) -> str:
    what = figures(item.amount_fen) if item.amount_fen is not None else item.what or ""
    due = f"{item.due_on}到期" if item.due_on else "没有写期限"
    return f"第{item.clause}条 {what} {due} {term(item.state)}"


def _limits(detail: MatterDetail) -> Iterator[str]:
    for limit in detail.deadlines:
        if limit.is_running:
            yield f"期限 {limit.name}（{term(Track(limit.track))}）：{_due(limit)}"
            for line in limit.explanation:
                yield f"    {line}"


def _due(limit: DeadlineView) -> str:
    if limit.is_stopped:
        return "暂停计时"
    missing = "" if limit.calendar_complete else "（放假安排没有录全，暂按周末推算）"
    default = "（默认值，请按本地规定核对）" if limit.is_default else ""
    return f"{limit.due_on}到期{default}{missing}"
