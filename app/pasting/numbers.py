"""Identity numbers, telephones, and the numbers other systems gave."""

import re
from collections.abc import Iterator
from datetime import date

from app.identifiers import id_number, phone
from app.pasting.types import Finding, Kind

_ID = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])")
_GAP = r"[ -]?"
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z.])(?:(?:\+|00)86{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}(?![0-9A-Za-z]|\.\d\d)"
)
_AREA = re.compile(
    r"(?<![0-9A-Za-z-])\(?0\d{2,3}[)—– -]{0,2}[2-9]\d{6,7}(?:(?:-|转|分机)\d{1,6})?(?![0-9A-Za-z])"
)
_SERVICE = re.compile(r"(?<![0-9A-Za-z-])[48]00-?\d{3}-?\d{4}(?![0-9A-Za-z])")
_LOCAL = re.compile(
    r"(?:电话|座机|固话|手机|联系方式|号码|打)[是为:号码\s]{0,4}([2-9]\d{6,7})(?![0-9A-Za-z元块年]|-\d)"
)
_OUTER = re.compile(
    r"(?:工单|受理|信访|警情|接警|报警|事件|诉求|流水|平台|转办|交办|登记|案件|派单|来信|任务|单据)?"
    r"(?:编号|单号|流水号|警号|号码|号)[是为:|\s]{0,4}"
    r"((?=[^\s,。;]*\d{3})(?:[A-Za-z]|[\u4e00-\u9fff]{1,6}(?=[-\d〔\[(]))?[-A-Za-z0-9〔〕\[\]第字号_/]{5,40})"
)
_MOBILE_DIGITS, _LOOK = 11, 8
_COURT = re.compile(
    r"[(〔\[]\d{4}[)〕\]]\s?[\u4e00-\u9fff]{1,3}\d{2,6}[\u4e00-\u9fff]{1,4}\d{1,6}号"
)
_LETTER = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:\([\u4e00-\u9fff]{1,3}\))?[\u4e00-\u9fff]{0,4}字?[〔\[(]\d{4}[〕\])](?:第)?\d{1,6}号"
)
_NOT_OUTER = re.compile(r"(?:手机|电话|联系|身份证|证件|车牌|房|门牌|账|卡|银行)\w{0,2}$")


_SPOKEN_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {
    "幺": "1"
}
_SPOKEN = re.compile(
    r"(?<![零一二三四五六七八九幺十百千万])[一幺三](?:[,\s]?[零一二三四五六七八九幺]){10,17}(?![零一二三四五六七八九幺十百千万])"
)
"""幺三八零零…, as a telephone that listens writes it down."""


def spoken(text: str, today: date) -> Iterator[Finding]:
    """Numbers said digit by digit, of eleven or eighteen."""
    for found in _SPOKEN.finditer(text):
        number = "".join(_SPOKEN_DIGITS.get(sign, "") for sign in found[0])
        if len(number) == _MOBILE_DIGITS and phone.check(number).valid:
            yield Finding(Kind.PHONE, *found.span(), number)
        elif id_number.check(number, today).valid:
            yield Finding(Kind.ID_NUMBER, *found.span(), number)


def ids(text: str, today: date) -> Iterator[Finding]:
    """Those whose form, day and check character are right; no other is offered."""
    for found in _ID.finditer(text):
        number = id_number.normalise(found[0].replace("-", ""))
        if id_number.check(number, today).valid:
            yield Finding(Kind.ID_NUMBER, *found.span(), number)


def phones(text: str) -> Iterator[Finding]:
    """Mobile and service numbers, landlines with their area's number or behind a word for it."""
    for pattern in (_MOBILE, _SERVICE, _AREA, _LOCAL):
        for found in pattern.finditer(text):
            start, end = found.span(pattern.groups)
            checked = phone.check(text[start:end])
            if checked.valid:
                yield Finding(Kind.PHONE, start, end, checked.normal)


def outer_numbers(text: str) -> Iterator[Finding]:
    """Of a hotline order, a petition, a report to the police, or a court's case."""
    for found in _OUTER.finditer(text):
        if not _NOT_OUTER.search(text[max(0, found.start() - _LOOK) : found.start() + 2]):
            yield Finding(Kind.EXTERNAL_NUMBER, *found.span(1), found[1])
    for found in (*_COURT.finditer(text), *_LETTER.finditer(text)):
        yield Finding(Kind.EXTERNAL_NUMBER, *found.span(), found[0])
