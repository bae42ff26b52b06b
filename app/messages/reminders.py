"""Sentences for what the calendar says about a matter; app/matter/reminders.py decides when."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.matter.types import Reminder

TEXTS: dict[str, str] = {
    "M17_SOON": "{who}应当履行的{what}还有{days}天到期（{due_on}），请提醒一下（人民调解法第31条）",
    "M17_TODAY": "{who}应当履行的{what}今天到期，请问一下办了没有（人民调解法第31条）",
    "M17_OVERDUE": "{who}应当履行的{what}过期{days}天了，请督促履行（人民调解法第31条）",
    "M19": (
        "协议生效第{day}天了；双方要申请司法确认的，要在{due_on}以前一起去法院（人民调解法第33条）"
    ),
    "M23": "法院确认有效的协议到期没有履行，可以向法院申请执行（民事诉讼法第206条）",
    "M23_REJECTED": (
        "法院没有确认这份协议，双方可以变更协议、重新调解，或者起诉（民事诉讼法第206条）"
    ),
    "M27": (
        "劳动争议过了15天还没有达成协议，请告诉双方可以申请劳动仲裁（劳动争议调解仲裁法第14条）"
    ),
    "M27_PAYMENT_ORDER": (
        "约定的钱到期没有付，劳动者可以凭协议向法院申请支付令（劳动争议调解仲裁法第16条）"
    ),
    "LIMIT_SOON": "“{name}”还有{days}天到期（{due_on}）",
    "LIMIT_TODAY": "“{name}”今天到期",
    "LIMIT_OVER": "“{name}”超期{days}天了（{due_on}到期）",
    "LIMIT_BEGINS": "“{name}”可以做了，{due_on}以前做完",
}


def reminder_text(reminder: "Reminder") -> str:
    """What to think of, as one sentence without a full stop."""
    due_on = f"{reminder.due_on.month}月{reminder.due_on.day}日" if reminder.due_on else ""
    return TEXTS[reminder.code].format(**_words(reminder.values), due_on=due_on)


def _words(values: Mapping[str, object]) -> dict[str, object]:
    words = dict(values)
    owed = words.pop("owed_fen", None)
    if isinstance(owed, int):
        from app.identifiers.money import figures

        words["what"] = figures(owed)
    return words
