"""Sentences only the window needs: what was typed half, before it is a matter at all."""

TEXTS: dict[str, str] = {
    "DAY_UNREADABLE": "看不出是哪一天，请写成 10-3 或 2026-10-03；记不清可以空着，在经过里写",
    "COUNT_UNREADABLE": "人数请写数字，如 4",
}
