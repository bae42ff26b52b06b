"""How a due date is explained, and the words that go with the colours (domain/05)."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.deadlines.types import Colour, Due, Line

TEXTS: dict[str, str] = {
    "DEADLINE_START_DAY": "从{first}起算，当天不算，第二天是第1天，共{amount}天，休息日也算在内",
    "DEADLINE_START_WORKDAY": "从{first}起算，当天不算，下一个工作日是第1天，共{amount}个工作日",
    "DEADLINE_START_MONTH": (
        "从{first}起算，满{amount}个月，到那个月的同一天为止；那个月没有这一天的，到月底"
    ),
    "DEADLINE_START_HOUR": "从{first}{time}起算，满{amount}小时",
    "DEADLINE_START_SAME_DAY": "{first}当天办完",
    "DEADLINE_OFF_HOLIDAY": "{days}{name}放假，不算工作日",
    "DEADLINE_OFF_WEEKEND": "{days}是周末，不算工作日",
    "DEADLINE_MAKEUP_WORKDAY": "{days}调休上班，算工作日",
    "DEADLINE_STOPPED": "{first}起暂停计时{reason}，{last}恢复，第二天接着算，停了{length}天",
    "DEADLINE_OPEN_STOP": (
        "{first}起暂停计时{reason}，还剩{left}{unit}，恢复后从第二天接着算，现在没有到期日"
    ),
    "DEADLINE_EXTENDED": "{first}{by}同意延长{amount}{unit}，从原来的到期日接着算",
    "DEADLINE_EXTENDED_UNTIL": "{first}{by}同意延长到{until}",
    "DEADLINE_ROLLED": "{first}是{name}，顺延到{last}",
    "DEADLINE_NOT_ROLLED": "{first}是{name}，这一类期限不顺延，请提前办",
    "DEADLINE_HELD": "{first}还在暂停计时，到期日改为恢复的{last}",
    "DEADLINE_WRITTEN": "交办单上写明{last}到期",
    "DEADLINE_DUE": "{first}到期，当天办完不算超期",
    "DEADLINE_DUE_AT": "{first}{time}到期",
    "DEADLINE_CALENDAR_MISSING": "{year}年的放假安排还没有录入，暂按周末推算",
    "EXTENSION_NOT_ALLOWED": "“{name}”不能延长",
    "EXTENSION_TOO_LATE": "原来的期限{due_on}已经到期，到期以后不能再延长",
    "EXTENSION_NOT_LATER": "延长后的日期要晚于原来的到期日{due_on}",
    "DEADLINE_UNKNOWN_RULE": "没有“{rule}”这个期限，可以用的有：{codes}",
    "DEADLINE_NOT_IN_FORCE": "“{rule}”这个期限在{start}还没有实行或者已经停用",
    "DEADLINE_BAD_START": "“{start}”不是日期，请写成 2026-10-03",
    "DEADLINE_NEEDS_TIME": "这个期限按小时算，请写上时间，比如 2026-10-03T09:30",
    "DEADLINE_TOO_FAR": "从“{start}”算起超出了能推算的日期",
}

COLOUR_WORDS: dict[str, str] = {
    "GREEN": "时间还够",
    "YELLOW": "快到期",
    "ORANGE": "马上到期",
    "RED": "已超期",
    "STOPPED": "暂停计时",
}

UNIT_WORDS: dict[str, str] = {"DAY": "天", "WORKDAY": "个工作日", "MONTH": "个月", "HOUR": "小时"}

_WEEKDAYS = "一二三四五六日"


def line_text(line: "Line") -> str:
    """One line of an explanation as a sentence without a full stop."""
    return TEXTS[f"DEADLINE_{line.code}"].format(**_words(line))


def explanation(due: "Due") -> tuple[str, ...]:
    """The whole explanation, a sentence each."""
    return tuple(line_text(line) for line in due.explanation)


def colour_word(colour: "Colour") -> str:
    """The word that stands beside the colour, so that it is never alone."""
    return COLOUR_WORDS[colour]


def day_text(day: date) -> str:
    """`2026年10月8日（周四）`."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _words(line: "Line") -> dict[str, str]:
    words = {key: "" if value is None else str(value) for key, value in line.values.items()}
    words |= {"first": day_text(line.first), "last": day_text(line.last), "days": _days(line)}
    if unit := words.get("unit"):
        words["unit"] = UNIT_WORDS[unit]
    if isinstance(until := line.values.get("until"), date):
        words["until"] = day_text(until)
    return words | _phrases(line)


def _phrases(line: "Line") -> dict[str, str]:
    """Words that are left out, or differ, when something is not known."""
    values = line.values
    return {
        "by": f"由{values['by']}" if values.get("by") else "",
        "reason": f"（{values['reason']}）" if values.get("reason") else "",
        "name": _name(line),
    }


def _name(line: "Line") -> str:
    name = str(line.values.get("name", ""))
    if line.code in ("ROLLED", "NOT_ROLLED"):
        return f"{name}放假" if name else "休息日"
    return name


def _days(line: "Line") -> str:
    if line.first == line.last:
        return day_text(line.first)
    return f"{day_text(line.first)}至{day_text(line.last)}"
