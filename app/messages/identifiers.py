"""Sentences about identity numbers, credit codes, telephones, amounts and typed text."""

TEXTS: dict[str, str] = {
    "ID_NUMBER_OLD_NUMBER": "这是15位的旧身份证号，换成18位是{converted}，请和证件核对后再填",
    "ID_NUMBER_INVALID_LENGTH": "身份证号应当是18位，现在是{length}位",
    "ID_NUMBER_INVALID_FORM": "身份证号前17位只能是数字，最后一位是数字或者X，开头不能是0",
    "ID_NUMBER_INVALID_DATE": "身份证号里的出生日期“{birth}”不存在，请再核对第7到14位",
    "ID_NUMBER_FUTURE_DATE": "身份证号里的出生日期“{birth}”还没有到，请再核对第7到14位",
    "ID_NUMBER_INVALID_CHECK": "身份证号和它的最后一位对不上，多半有一位抄错了，请再核对",
    "ID_NUMBER_AGE_OVER_120": "按身份证号算，年龄超过120岁，请确认没有抄错",
    "ID_NUMBER_REGION_UNKNOWN": "身份证号的前6位不在地区表里，请确认没有抄错",
    "USCC_INVALID_LENGTH": "统一社会信用代码应当是18位，现在是{length}位",
    "USCC_INVALID_CHARSET": "统一社会信用代码只有数字和大写字母，并且没有字母I、O、S、V、Z",
    "USCC_INVALID_FORM": "统一社会信用代码的第3到8位应当是数字，请再核对",
    "USCC_INVALID_CHECK": "统一社会信用代码和它的最后一位对不上，多半有一位抄错了，请再核对",
    "USCC_KIND_UNCOMMON": "统一社会信用代码的开头两位不常见，请确认没有抄错",
    "USCC_BODY_CHECK": "统一社会信用代码第9到17位的组织机构代码对不上，请确认没有抄错",
    "PHONE_INVALID": "电话号码不对：手机号是11位，固定电话请写成“区号-号码”",
    "PHONE_UNITS_ONLY": "这是单位用的短号码，请留当事人本人或者家人的电话",
    "AMOUNT_ERROR_FORM": "金额只能写数字，比如 1234.50",
    "AMOUNT_ERROR_NEGATIVE": "金额不能是负数",
    "AMOUNT_ERROR_SCALE": "金额最多到分，小数点后只能有两位",
    "AMOUNT_ERROR_RANGE": "金额太大，最多是 999,999,999,999.99 元",
    "AMOUNT_WORDS_UNREADABLE": "大写金额“{text}”写得不对，请按数字金额重新生成",
    "TEXT_BROKEN": "文字里有损坏的字符，请删掉后重新输入",
    "NAME_EMOJI": "姓名或者名称里不能有图形符号“{character}”",
    "NAME_PRIVATE": (
        "姓名或者名称里的“{character}”（{code}）是别的程序自己造的字，印不出来，"
        "请改成正常的字；打不出来的先写拼音"
    ),
    "CHECK_ID": "{normal} 是有效的身份证号：{sex}，{born} 出生，{age}岁",
    "CHECK_USCC": "{normal} 是有效的统一社会信用代码",
    "CHECK_PHONE_MOBILE": "{normal} 是手机号",
    "CHECK_PHONE_LANDLINE": "{normal} 是固定电话",
    "CHECK_PHONE_SERVICE": "{normal} 是服务电话",
    "CHECK_PHONE_SHORT": "{normal} 是单位的短号码",
    "CHECK_AMOUNT": "{figures} {words}",
}

SEX_WORDS: dict[str, str] = {"MALE": "男", "FEMALE": "女"}
