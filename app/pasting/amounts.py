"""Amounts of money as people write them: 15000元, 1.5万, 两万三, 三千五百块."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from app.pasting.types import Finding, Kind, Part

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2, "俩": 2}
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_PLAIN = str.maketrans("仟佰拾", "千百十", ", ")
"""Formal signs as the usual ones, and nothing between figures."""
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?: \d{3})+(?=元)|\d{1,12}(?:\.\d{1,4})?"
_HAN = "[零一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]"
_NUMBER = rf"(?:(?:{_FIGURE})\s?[万亿千百]?[\d一二三四五六七八九]?(?:千|百)?|{_HAN}+)"
_YUAN = r"(?:元钱|元整|元|块钱|块|圆整|圆|人民币)"
_JIAO = r"(?:([\d一二三四五六七八九])[角毛])?(?:([\d一二三四五六七八九])分)?"
_WITH_UNIT = re.compile(
    rf"(?P<sign>[¥￥]\s?|人民币\s?|(?<![A-Za-z])RMB\s?)?(?P<number>{_NUMBER})\s?(?:余|多|来)?(?P<yuan>{_YUAN})"
    rf"(?:(?<=块)([\d一二三四五六七八九])(?![\d十百千万]))?{_JIAO}"
)
_SIGNED = re.compile(rf"[¥￥]\s?(?P<number>{_FIGURE})(?P<myriad>万)?")
_MYRIAD = re.compile(
    rf"(?<![\d一二三四五六七八九十百千两第几数好.])(?P<number>(?:{_FIGURE})\s?[万千]\s?\d?千?|{_HAN}*[万千]{_HAN}*)"
)
_BARE = re.compile(
    r"(?:赔偿?|花了?|充了?|欠了?我?|借了?|还了?|已还|给了?|要|肯出|修车|每月|抚养费|押金|退还?|共计|总共|合计|收了?|交了?|付了?|损失|价值|工资|按|只报|"
    rf"转了?|定金|房租|其中我|即)\s?(?P<number>{_FIGURE}|{_HAN}*百{_HAN}*)(?![\d.,]*\d|\s?[元块万千百年月日号天点次个户人亩斤棵岁楼平米公里%余多])"
)
"""Figures without a unit behind a word for paying."""
_LEAST_BARE = 100
_A_PIECE = tuple("儿地砖石玻肉布板")
_COUNTED = re.compile(
    r"\s?(?:余|多|来)?(?:平|㎡|亩|斤|公斤|吨|人|户|名|口|里|公里|米|次|年|天|日|个|棵|株|只|头|度|件|份|张|台|辆|套|步|遍|册|字|瓶|袋|箱|条|粒|颗|块砖|分之|家)"
)
_NOT_BEFORE = re.compile(r"(?:第|好几|几|数|上|千|百|每|一分|成|[A-Za-z\d.\-])$")
_IS_NOT = re.compile(r"(?:不是|并非|没有|不到|不值)\s?$")
_ASKED = re.compile(
    r"(?:要求|请求|诉求|希望|主张|索要|索赔|想要|想让|讨要|追讨|追要|要回|赔|退|返还|退还|补偿|归还|还清|支付)"
    r"[^。;!?\n了过已]{0,24}$"
)


def amounts(text: str) -> Iterator[Finding]:
    """Each with what it is worth in yuan; what is asked for has the applicant's part."""
    taken = 0
    longest_first = sorted(_found(text), key=lambda found: (found[0], -found[1]))
    for start, end, value in longest_first:
        if start < taken or _IS_NOT.search(text[max(0, start - 4) : start]):
            continue
        taken = end
        asked = bool(_ASKED.search(text[max(0, start - 32) : start]))
        yield Finding(Kind.AMOUNT, start, end, f"{value:.2f}", Part.APPLICANT if asked else None)


def _found(text: str) -> Iterator[tuple[int, int, Decimal]]:
    for found in _WITH_UNIT.finditer(text):
        value = worth(found["number"])
        if value is None or _stands_apart(text, found.start("number"), found["sign"]):
            continue
        if found["yuan"] == "块" and (value < 10 or text.startswith(_A_PIECE, found.end())):
            continue  # 一块地, 两块砖
        jiao = _digit(found[4]) or _digit(found[5])
        value += Decimal(jiao) / 10 + Decimal(_digit(found[6])) / 100
        yield found.start(), found.end(), value
    for found in _SIGNED.finditer(text):
        value = worth(found["number"] + (found["myriad"] or ""))
        if value is not None:
            yield found.start(), found.end(), value
    for found in _BARE.finditer(text):
        value = worth(found["number"])
        if value is not None and value >= _LEAST_BARE and not _COUNTED.match(text, found.end()):
            yield *found.span("number"), value
    for found in _MYRIAD.finditer(text):
        value = worth(found["number"])
        if value is not None and value >= 1000 and not _COUNTED.match(text, found.end()):
            yield found.start(), found.end(), value


def _stands_apart(text: str, start: int, sign: str | None) -> bool:
    """第3元, 几千元, A12元: no amount begins here."""
    return not sign and bool(_NOT_BEFORE.search(text[max(0, start - 2) : start]))


def _digit(sign: str | None) -> int:
    if not sign:
        return 0
    return int(sign) if sign.isdigit() and sign.isascii() else _DIGITS[sign]


def worth(number: str) -> Decimal | None:
    """What a number in figures, Chinese signs or both says; None for what is none.

    Colloquially the last unit is left out: 两万三 is 23,000, 3万5 is 35,000, 一百二 is 120.
    """
    try:
        return _value(number.translate(_PLAIN)) or None
    except (KeyError, InvalidOperation):
        return None


def _value(signs: str) -> Decimal:
    for sign, unit in _UNITS:
        head, found, tail = signs.partition(sign)
        if found:
            times = Decimal(1) if sign == "十" and not head else _value(head)
            return times * unit + (_rest(tail, unit) if tail else 0)
    if signs[:1] in _DIGITS:
        return Decimal("".join(str(_DIGITS[sign]) for sign in signs))
    return Decimal(signs)


def _rest(signs: str, unit: int) -> Decimal:
    """What follows a unit: a digit alone is of the next smaller one."""
    if len(signs) == 1:
        return _value(signs) * unit / 10
    return _value(signs.lstrip("零"))
