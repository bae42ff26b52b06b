"""Agreements, who signed them, and whether what they promise is done."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.enums import AgreementForm, AgreementState, PerformanceState
from app.glossary import term
from app.identifiers.money import figures
from app.matter.types import AgreementView, ConfirmationView, ItemView, MatterDetail, SignatureView
from ui.matter.blocks import Entry, Fact, Part
from ui.matter.cases import Names, names_of
from ui.matter.marks import day_text
from ui.widgets.label import tag

_KINDS = {
    AgreementState.DRAFT: "orange",
    AgreementState.FINALISED: "accent",
    AgreementState.SIGNED: "accent",
    AgreementState.EFFECTIVE: "ok",
}
_DONE = {
    PerformanceState.FULFILLED: "ok",
    PerformanceState.PARTLY_FULFILLED: "yellow",
    PerformanceState.OVERDUE: "red",
    PerformanceState.DEFAULTED: "red",
}
_NUMERALS = "〇一二三四五六七八九十"


class Agreements(Part):
    """Each paper with its clauses and signatures, then what is to be performed."""

    title = "协议"
    empty = "还没有起草协议。"

    def seen(self, detail: MatterDetail) -> object:
        return detail.agreements, detail.parties, detail.cases

    def count(self, detail: MatterDetail) -> int:
        return len(detail.agreements)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        names = names_of(detail)
        for agreement in detail.agreements:
            yield _agreement(agreement, detail)
            yield from (_item(item, names) for item in agreement.items)


def _agreement(agreement: AgreementView, detail: MatterDetail) -> Entry:
    effective, written = agreement.effective_on, agreement.form is AgreementForm.WRITTEN
    return Entry(
        agreement_text(agreement),
        [tag(term(agreement.state), _KINDS.get(agreement.state, "plain"))],
        facts=[
            Fact("事实", agreement.facts, personal=True, is_wide=True),
            Fact("责任", agreement.liabilities, personal=True, is_wide=True),
            *(
                Fact(f"第{_numeral(n)}条", text, personal=True, is_wide=True)
                for n, text in enumerate(agreement.clauses, 1)
            ),
            Fact("履行说明", agreement.performance_note, personal=True, is_wide=True),
            Fact("落款", day_text(agreement.made_on)),
            Fact("份数", f"{agreement.copies} 份" if written else None),
            Fact("签名", _signed(agreement, detail), personal=True, is_wide=True),
            Fact("用印", day_text(agreement.sealed_on) if agreement.sealed_on else None),
            Fact("生效", day_text(effective) if effective else None),
            Fact("司法确认", _confirmed(agreement.confirmation), is_wide=True),
        ],
    )


def agreement_text(agreement: AgreementView) -> str:
    """书面协议 青石人调字〔2026〕第1号; an agreement by word has a day and no number."""
    if agreement.form is AgreementForm.ORAL:
        return f"{term(agreement.form)} {day_text(agreement.made_on)}"
    return f"{term(agreement.form)} {agreement.number or '还没有编号'}"


def _signed(agreement: AgreementView, detail: MatterDetail) -> str:
    names = dict(names_of(detail))
    names |= {mediator.id: mediator.name for mediator in detail.case_of(agreement).mediators}

    def one(signature: SignatureView) -> str:
        signer = signature.party_id or signature.mediator_id
        name = names.get(signer, "调解员") if signer else "调解员"
        return f"{name}{term(signature.kind)}（{day_text(signature.signed_on)}）"

    return "、".join(map(one, agreement.signatures))


def _confirmed(asked: ConfirmationView | None) -> str | None:
    if asked is None:
        return None
    told = (asked.court, f"{day_text(asked.applied_on)}申请", term(asked.state), asked.case_number)
    return "，".join(filter(None, told))


def _item(item: ItemView, names: Names) -> Entry:
    """第一条第2期 ¥6,000.00, from whom to whom, by when."""
    part = f"第{item.instalment}期" if item.total_fen not in (None, item.amount_fen) else ""
    what = figures(item.amount_fen) if item.amount_fen is not None else item.what or ""
    payee = f" 给 {names[item.payee_id]}" if item.payee_id else ""
    return Entry(
        f"第{_numeral(item.clause)}条{part} {what}",
        [tag(term(item.state), _DONE.get(item.state, "plain"))],
        facts=[
            Fact("谁给谁", f"{names[item.payer_id]}{payee}", personal=True),
            Fact("做什么", term(item.kind)),
            Fact("方式", term(item.method) if item.method else None),
            Fact("期限", day_text(item.due_on) if item.due_on else "没有写期限"),
            Fact("已履行", _fulfilled(item)),
            Fact("地点", item.place, personal=True),
        ],
    )


def _fulfilled(item: ItemView) -> str:
    sum_ = figures(item.fulfilled_fen) if item.fulfilled_fen else ""
    return " ".join(filter(None, (day_text(item.fulfilled_on) if item.fulfilled_on else "", sum_)))


def _numeral(n: int) -> str:
    return _NUMERALS[n] if n < len(_NUMERALS) else str(n)
