"""The text as the rules read it: as long as the pasted one, so that every place stays the same."""

import re

MOST = 100_000
"""Characters read of one text; a long letter has 3,000."""

_HALF = {full: full - 0xFEE0 for full in range(0xFF10, 0xFF5B) if chr(full).isalnum()}
_SIGNS = {
    ord(full): half for full, half in zip("：，；（）－．＋　〇\u00a0", ":,;()-.+ 零 ", strict=True)
}
_SENT = re.compile(
    r"^.{0,20}?(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*$"
    r"|^[\s—–=*-]*\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[\s—–=*-]*$",
    re.MULTILINE,
)
"""The line a chat puts above each message: a nickname and when it was sent."""
_STAMPED = re.compile(
    r"(?:来电|受理|派单|登记|接报|上报|提交|创建|生成|发送|转办|交办|截止|办结|打印|出生|回复)"
    r"(?:时间|日期|时限)?[:\s]*\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}[日号]?(?:\s*\d{1,2}[:时点]\d{0,2}(?::\d{2})?分?)?"
)
"""When a paper was written, or somebody born, is not when it happened."""


def cleaned(text: str) -> str:
    """Digits, letters and common signs in half width, character by character."""
    return text[:MOST].translate(_HALF).translate(_SIGNS)


def without_stamps(text: str) -> str:
    """The same with blanks where only somebody's clock speaks."""
    for pattern in (_SENT, _STAMPED):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """The same with a sign no rule knows in place of what is found already."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = "\ufffc" * (end - start)
    return "".join(signs)
