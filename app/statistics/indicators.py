"""The indicators of domain/04 section 3 that the overview shows, each with its formula."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.statistics.rules import percent
from app.statistics.types import Card, Scope, Selection


@dataclass(frozen=True, slots=True)
class Indicator:
    """`counted` and `of` name rules of app.statistics.measures: numerator and denominator."""

    key: str
    label: str
    formula: str
    words: tuple[str, ...]
    counted: str
    of: str | None = None
    is_now: bool = False
    """It stands as of this moment, whatever the period, and has no year before."""


INDICATORS: tuple[Indicator, ...] = (
    Indicator("registered", "登记", "期内登记的事项，不计作废", ("登记",), "registered"),
    Indicator(
        "successRate",
        "调解成功率",
        "调解成功 ÷ 调解案件总数（C3 ÷ C1）：期内办结的人民调解，书面、口头协议算成功",
        ("调解成功", "办结的调解", "没有成功"),
        "agreed",
        "concluded",
    ),
    Indicator(
        "onTimeRate",
        "限时办结率",
        "按期办结 ÷（已办结 ＋ 已超期未办结）：期内登记的事项，在办未到期的不算",
        ("按期办结", "应办结", "没有按期"),
        "on_time",
        "closed_or_late",
    ),
    Indicator(
        "satisfactionRate",
        "群众满意率",
        "（满意 ＋ 基本满意）÷ 有效评价：期内回访的事项看最后一次评价，没评价的不算",
        ("满意", "作了评价", "不满意"),
        "pleased",
        "rated",
    ),
    Indicator(
        "fulfilRate",
        "协议履行率",
        "已履行 ÷ 已到履行期：期内有约定到期的事项，到期的都履行了才算",
        ("已履行", "已到履行期", "没有履行"),
        "performed",
        "performance_due",
    ),
    Indicator("overdue", "已超期", "眼下最近的时限已经过了的事项，不分登记时间",
              ("已超期",), "overdue",
              is_now=True),
)  # fmt: skip

STEPS: tuple[tuple[str, str, str], ...] = (
    ("disputes", "登记纠纷", "期内登记的矛盾纠纷，不计作废"),
    ("taken_up", "受理调解", "其中调委会已受理的"),
    ("ended", "已有结果", "其中调解已经办结的，成功、不成都算"),
    ("settled", "达成协议", "其中达成书面或者口头协议的"),
    ("kept", "协议履行", "其中协议生效、没有未履行事项的"),
)


def selections(indicator: Indicator, scope: Scope) -> list[Selection]:
    """What has to be counted for it: the numerator, and the denominator where there is one."""
    rules = [indicator.counted, *([indicator.of] if indicator.of else [])]
    return [Selection(rule, scope) for rule in rules]


def card(indicator: Indicator, scope: Scope, now: list[int], before: list[int]) -> Card:
    """`now` and `before`: the counts of `selections` in the period and a year before."""
    counted = selections(indicator, scope)
    value, earlier = _value(now), None if indicator.is_now else _value(before)
    return Card(
        key=indicator.key,
        label=indicator.label,
        unit="%" if indicator.of else "件",
        formula=indicator.formula,
        words=indicator.words,
        value=value,
        numerator=now[0],
        denominator=now[1] if indicator.of else None,
        counted=counted[0],
        of=counted[1] if indicator.of else None,
        change=_change(value, earlier, is_share=indicator.of is not None),
        is_now=indicator.is_now,
    )


def _value(counted: list[int]) -> int | Decimal | None:
    match counted:
        case [count]:
            return count
        case [numerator, denominator]:
            return percent(numerator, denominator)
        case _:
            return None


def _change(
    now: int | Decimal | None, before: int | Decimal | None, *, is_share: bool
) -> Decimal | None:
    """Percentage points between the shares as shown, or percent of the count a year before.

    None (shown as —) without a year before to compare with (domain/04 3 and 4.4).
    """
    if now is None or before is None:
        return None
    if is_share:
        return Decimal(now) - Decimal(before)
    if not before:
        return None
    return (Decimal(100) * (Decimal(now) - before) / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
