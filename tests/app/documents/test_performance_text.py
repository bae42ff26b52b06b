"""履行方式、时限 in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents.performance import performance_text, problems, sentence
from app.documents.types import Instalment, PerformanceLine
from db.enums import PerformanceKind, PerformanceMethod
from tests.app.documents.papers import a_payment

TWO = (Instalment(400_000, date(2026, 10, 31)), Instalment(600_000, date(2026, 11, 30)))


def test_a_payment_says_who_to_whom_how_much_by_when_and_how() -> None:
    assert sentence(a_payment()) == (
        "当事人甲于2026年11月30日前（含当日）向当事人乙支付"
        "人民币壹万元整（¥10,000.00）；支付方式：转账。"
    )


def test_instalments_are_listed_with_their_days() -> None:
    assert sentence(a_payment(due_on=None, instalments=TWO, what="修理费")) == (
        "当事人甲向当事人乙支付修理费人民币壹万元整（¥10,000.00），分二期付清："
        "第一期人民币肆仟元整（¥4,000.00），于2026年10月31日前（含当日）付清，"
        "第二期人民币陆仟元整（¥6,000.00），于2026年11月30日前（含当日）付清；支付方式：转账。"
    )


def test_a_payment_on_the_spot_says_so() -> None:
    line = a_payment(on_the_spot=True, method=PerformanceMethod.CASH, place="街道调解室")
    assert sentence(line) == (
        "当事人甲于签订本协议时向当事人乙支付人民币壹万元整（¥10,000.00），"
        "已当场付清；支付方式：现金；履行地点：街道调解室。"
    )


@pytest.mark.parametrize(
    ("kind", "what", "text"),
    [
        (PerformanceKind.GOODS, "玉米500公斤", "向当事人乙交付玉米500公斤。"),
        (PerformanceKind.ACT, "把排水管改到自家院内。", "完成以下事项：把排水管改到自家院内。"),
        (PerformanceKind.APOLOGY, "书面", "向当事人乙赔礼道歉（书面）。"),
        (PerformanceKind.CEASE, "", "停止侵害。"),
        (PerformanceKind.CEASE, "占用通道", "停止占用通道。"),
    ],
)
def test_what_is_not_money(kind: PerformanceKind, what: str, text: str) -> None:
    line = PerformanceLine("当事人甲", kind, "当事人乙", what=what, due_on=date(2026, 5, 1))
    assert sentence(line) == f"当事人甲于2026年5月1日前（含当日）{text}"


def test_several_obligations_are_numbered_and_the_note_follows() -> None:
    text = performance_text((a_payment(), a_payment()), "一方迟延的，双方另行协商。")
    first, second, note = text.split("\n")
    assert first.startswith("（一）") and second.startswith("（二）")
    assert note == "一方迟延的，双方另行协商。"
    assert not performance_text((a_payment(),), "").startswith("（一）")


def test_a_payment_without_its_sum_leaves_a_blank_and_is_no_final_paper() -> None:
    line = a_payment(amount_fen=None)
    assert "支付人民币　　　　　　　　元（¥" in sentence(line)
    (problem,) = problems((line,))
    assert (problem.field, problem.code) == ("performance[0].amount", "PAPER_NO_AMOUNT")


def test_instalments_that_do_not_add_up_are_found() -> None:
    right = a_payment(instalments=TWO)
    wrong = replace(right, amount_fen=1_000_001)
    (problem,) = problems((right, wrong))
    assert (problem.field, problem.code) == (
        "performance[1].instalments",
        "PAPER_INSTALMENTS_DIFFER",
    )
    assert problem.values == {"sum": "¥10,000.00", "total": "¥10,000.01"}
