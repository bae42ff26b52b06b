"""What the words of an agreement give away: fees, waivers, vague terms, amounts that differ."""

import re
from collections.abc import Iterator

from app.errors import Invalid
from app.identifiers.money import check, fen_of_words

_MEDIATOR = "调委会|调解委员会|调解员|综治中心"
_FEE = re.compile(
    rf"(?<!不收)(?<!不收取)(?<!不交)(?<!免收)(?<!没有)调解(服务|手续|工作|咨询)?费"
    rf"|[向给][^。；，,]{{0,8}}({_MEDIATOR})[^。；，,]{{0,8}}(费|酬|\d元)"
)
_WAIVER = re.compile(
    r"(不得|放弃|不再|不能|不许)((?!可以|有权)[^。；，,]){0,12}(起诉|诉讼|仲裁|诉权|告状|上访|信访)"
)
_LIBERTY = re.compile(r"(不得离开|限制人身|拘禁|以罚代刑|不予追究刑事)")
_VAGUE = re.compile(r"尽快|适当|相关|及时|合理期限|有条件时|视情况")
_STATUS = re.compile(r"离婚|解除婚姻|收养|亲子关系|抚养权归|监护权|变更抚养")
_TITLE = re.compile(r"所有权归|归.{1,8}所有|产权归|确权|专利权归|商标权归")
_WORDS = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+"
_PAIR = re.compile(rf"人民币({_WORDS})[（(][¥￥]?([\d,]+(?:\.\d+)?)元?[）)]")


def fee_words(text: str) -> str:
    """The words that speak of a fee for mediating, if any (M2)."""
    return _found(_FEE, text)


def waiver_words(text: str) -> str:
    """The words that give up going to court, or take somebody's liberty (domain/02 4.4)."""
    return _found(_WAIVER, text) or _found(_LIBERTY, text)


def vague_words(text: str) -> str:
    """A term that a court cannot enforce (M22)."""
    return _found(_VAGUE, text)


def unconfirmable_words(text: str) -> str:
    """Status or title, which a court does not confirm (M21)."""
    return _found(_STATUS, text) or _found(_TITLE, text)


def unlike_amounts(text: str) -> Iterator[tuple[str, str]]:
    """Words and figures that stand together and differ, as (words, figures)."""
    for match in _PAIR.finditer(text):
        words, figures = match.groups()
        try:
            same = fen_of_words(words) == check(figures).fen
        except Invalid:
            same = False
        if not same:
            yield words, figures


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""
