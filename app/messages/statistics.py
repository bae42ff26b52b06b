"""Sentences about reports."""

TEXTS: dict[str, str] = {
    "PERIOD_BACKWARDS": "结束的日期不能早于开始的日期",
    "STATS_ENDING": "现在还不能存成 {ending} 文件，可以用的有：{known}",
}
