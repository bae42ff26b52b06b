"""Masking: each row of the table of domain/09 section 2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identifiers import mask


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("371502190001010011", "371***********0011"),
        ("11010519491231002X", "110***********002X"),
        ("371502000101001", "371********1001"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_identity_numbers(number: str, masked: str) -> None:
    assert mask.mask_id_number(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800138000", "138****8000"),
        ("+86 138-0013-8000", "138****8000"),
        ("0635-2000000", "0635-*****00"),
        ("06352000000", "0635-*****00"),
        ("010-20000000-801", "010-******00-***"),
        ("2000000", "*****00"),
        ("12345", "12345"),
        ("400-123-4567", "400-123-4567"),
        ("+1 212 555 0100", "**********00"),
        ("1234", "****"),
    ],
)
def test_telephones(number: str, masked: str) -> None:
    assert mask.mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("王小明", "王*明"),
        ("欧阳小明", "欧**明"),
        ("买买提·艾力", "买***"),
        ("张", "*"),
        ("", ""),
        ("𣲗𬱖", "𣲗*"),
        ("葛\U000e0100小\U000e0101明", "葛\U000e0100*明"),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask.mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("某区某街道幸福路12号", "某区某街道***"),
        ("甲省乙市丙区丁街道戊社区7号楼3单元", "甲省乙市丙区丁街道戊社区***"),
        ("沙镇镇三里村5组", "沙镇镇三里村***"),
        ("三里村五组张家大院", "三里村***"),
        ("丁街道幸福新村3号楼", "丁街道***"),
        ("景德镇市丙区昌江路5号", "景德镇市丙区***"),
        ("丙区镇前路８号", "丙区***"),
        ("丙区阳光小区5号楼", "丙区***"),
        ("丙区菜市场东8号", "丙区***"),
        ("幸福路12号", "***"),
        ("12号幸福村", "***"),
        ("某区某街道", "某区某街道"),
        ("", ""),
    ],
)
def test_addresses(address: str, masked: str) -> None:
    assert mask.mask_address(address) == masked


def test_bank_cards() -> None:
    assert mask.mask_bank_card("6222 0212 3456 1234") == "**** **** **** 1234"
    assert mask.mask_bank_card("12345678") == "********"


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("证件371502190001010011。", "证件371***********0011。"),
        ("证件371502 19000101 0011", "证件371***********0011"),
        ("ID３７１５０２１９０００１０１００１１", "ID371***********0011"),
        ("月份抄错37150219001301001X", "月份抄错**** **** **** 001X"),
        ("旧号371502000101001", "旧号371********1001"),
        ("电话１３８００１３８０００，", "电话138****8000，"),
        ("打138 0013 8000或0635-2000000转12", "打138****8000或0635-*****00-**"),
        ("tel13800138000x", "tel138****8000x"),
        ("+86-13800138000", "138****8000"),
        ("（0635）2000000", "0635-*****00"),
        ("卡6222 0212 3456 7890 123", "卡**** **** **** 0123"),
    ],
)
def test_numbers_in_free_text(written: str, masked: str) -> None:
    assert mask.mask_text(written) == masked


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-03 赔偿10,000.00元",
        "代码91350100M000100Y43",
        "代码11371500004000016F",
        "N2371502MA3C000110",
        "2026年第12号，共3页（一）２０２６",
        "张三说他不同意",
    ],
)
def test_what_is_nobodys_number_stays(written: str) -> None:
    assert mask.mask_text(written) == written


def test_a_credit_code_of_digits_alone_stays() -> None:
    assert mask.mask_text("913715020000000031") == "913715020000000031"


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
words = st.text("张三说，。（）\n元年月日A-", max_size=10)


@given(words, mobiles, words, mobiles)
def test_no_mobile_number_comes_through(a: str, one: str, b: str, other: str) -> None:
    masked = mask.mask_text(f"{a}{one}，{b}{other}")
    assert one not in masked
    assert other not in masked


@given(st.text())
def test_masking_takes_any_text(text: str) -> None:
    mask.mask_text(text)
    mask.mask_address(text)
    mask.mask_phone(text)
    assert len(mask.mask_id_number(text)) <= 2 * len(text)
