"""Figures in the words of the window."""

from decimal import Decimal

from app.statistics.rules import shown
from app.statistics.types import Bar, Card, Scope, Selection

UP, DOWN = "▲", "▼"
MOST_BARS = 9


def big(card: Card) -> str:
    """The figure itself: 3,412, 95.8%, or — where there is nothing to divide by."""
    if card.value is None:
        return shown(None)
    return f"{card.value}%" if card.unit == "%" else f"{card.value:,}"


def change(card: Card) -> tuple[str, str]:
    """How it stands beside the year before, and the role of its colour: ok, red or mute."""
    if card.is_now:
        return (f"最长 {card.longest} 天", "red") if card.numerator else ("没有超期的", "ok")
    if card.change is None:
        return "同比 —", "mute"
    unit = " 个百分点" if card.unit == "%" else "%"
    if not card.change:
        return f"同比持平 0.0{unit}", "mute"
    mark = UP if card.change > 0 else DOWN
    if card.unit != "%":  # more matters are neither good nor bad
        return f"同比 {mark} {_plain(card.change)}{unit}", "mute"
    return f"{mark} {_plain(card.change)}{unit}", "ok" if card.change > 0 else "red"


def parts(card: Card) -> str:
    """1,063 / 1,110; empty for a count."""
    if card.denominator is None:
        return ""
    return f"{card.numerator:,} / {card.denominator:,}"


def spoken(card: Card) -> str:
    """The whole card for a screen reader."""
    told, _ = change(card)
    told = told.replace(UP, "上升").replace(DOWN, "下降")
    return "，".join(filter(None, (card.label, big(card), told, parts(card).replace(" / ", "比"))))


def _plain(value: Decimal) -> str:
    return str(abs(value))


def short(label: str) -> str:
    """A type without the word all types share: 邻里纠纷 as 邻里."""
    return label.removesuffix("纠纷") or label


def most(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """At most `MOST_BARS`: the smallest together in a last one."""
    if len(bars) <= MOST_BARS:
        return bars
    head, rest = bars[: MOST_BARS - 1], bars[MOST_BARS - 1 :]
    keys = tuple(key for bar in rest for key in bar.counted.kinds or ())
    counted = Selection(rest[0].counted.rule, rest[0].counted.scope, kinds=keys)
    together = Bar("rest", f"其余{len(rest)}类", sum(bar.count or 0 for bar in rest), counted)
    return *head, together


def period(scope: Scope) -> str:
    """2026-01-01 至 2026-11-22."""
    return f"{scope.since} 至 {scope.until}"
