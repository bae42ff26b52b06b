"""履行方式、时限 in sentences (domain/02 section 4.3); each sum once, in words and figures."""

from app.documents.types import Instalment, PerformanceLine
from app.documents.wording import amount, chinese_number, day
from app.errors import Problem
from app.glossary import term
from app.identifiers import money
from db.enums import PerformanceKind

_BLANK_SUM = "人民币　　　　　　　　元（¥　　　　　　）"
"""In a draft, for a sum not agreed yet."""

AS_AGREED = "按上列协议内容履行。"
"""Where way and time stand in the clauses alone: the law asks for them, and 无 would deny them."""


def performance_text(lines: tuple[PerformanceLine, ...], note: str) -> str:
    """A paragraph for each line, numbered （一）（二） if there are several, then the note."""
    sentences = [sentence(line) for line in lines]
    if len(sentences) > 1:
        sentences = [f"（{chinese_number(n)}）{text}" for n, text in enumerate(sentences, start=1)]
    return "\n".join([*sentences, note])


def sentence(line: PerformanceLine) -> str:
    """One obligation in one sentence or two."""
    what = _DUTIES[line.kind](line)
    return what + "".join(f"；{part}" for part in _circumstances(line)) + "。"


def problems(lines: tuple[PerformanceLine, ...]) -> list[Problem]:
    """PAPER_NO_AMOUNT for a payment without its sum, PAPER_INSTALMENTS_DIFFER where the parts
    do not add up to it."""
    return [
        problem for n, line in enumerate(lines) for problem in _of_line(line, f"performance[{n}]")
    ]


def _of_line(line: PerformanceLine, path: str) -> list[Problem]:
    if line.kind is PerformanceKind.MONEY and line.amount_fen is None:
        return [Problem(f"{path}.amount", "PAPER_NO_AMOUNT")]
    total = sum(part.amount_fen for part in line.instalments)
    if not line.instalments or total == line.amount_fen:
        return []
    values = {"sum": money.figures(total), "total": money.figures(line.amount_fen or 0)}
    return [Problem(f"{path}.instalments", "PAPER_INSTALMENTS_DIFFER", values=values)]


def _circumstances(line: PerformanceLine) -> list[str]:
    paid = line.kind is PerformanceKind.MONEY and line.method is not None
    how = [f"支付方式：{term(line.method)}"] if paid and line.method else []
    where = [f"履行地点：{line.place}"] if line.place else []
    return how + where


def _by(line: PerformanceLine) -> str:
    """Until when; the day itself counts, and the paper says so."""
    if line.on_the_spot:
        return "于签订本协议时"
    return f"于{day(line.due_on)}前（含当日）" if line.due_on else ""


def _to(line: PerformanceLine) -> str:
    return f"向{line.payee}" if line.payee else ""


def _money(line: PerformanceLine) -> str:
    total = _BLANK_SUM if line.amount_fen is None else amount(line.amount_fen)
    if line.instalments:
        count = chinese_number(len(line.instalments))
        parts = "，".join(_instalment(n, part) for n, part in enumerate(line.instalments, start=1))
        return f"{line.payer}{_to(line)}支付{line.what}{total}，分{count}期付清：{parts}"
    done = "，已当场付清" if line.on_the_spot else ""
    return f"{line.payer}{_by(line)}{_to(line)}支付{line.what}{total}{done}"


def _instalment(number: int, part: Instalment) -> str:
    by = f"于{day(part.due_on)}前（含当日）付清"
    return f"第{chinese_number(number)}期{amount(part.amount_fen)}，{by}"


def _goods(line: PerformanceLine) -> str:
    done = "，已当场交清" if line.on_the_spot else ""
    return f"{line.payer}{_by(line)}{_to(line)}交付{line.what}{done}"


def _act(line: PerformanceLine) -> str:
    done = "，已当场履行" if line.on_the_spot else ""
    return f"{line.payer}{_by(line)}完成以下事项：{line.what.rstrip('。')}{done}"


def _apology(line: PerformanceLine) -> str:
    done = "，已当场履行" if line.on_the_spot else ""
    how = f"（{line.what}）" if line.what else ""
    return f"{line.payer}{_by(line)}{_to(line)}赔礼道歉{how}{done}"


def _cease(line: PerformanceLine) -> str:
    return f"{line.payer}{_by(line)}停止{line.what.rstrip('。') or '侵害'}"


_DUTIES = {
    PerformanceKind.MONEY: _money,
    PerformanceKind.GOODS: _goods,
    PerformanceKind.ACT: _act,
    PerformanceKind.APOLOGY: _apology,
    PerformanceKind.CEASE: _cease,
}
