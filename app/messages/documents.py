"""Sentences about papers that cannot be printed."""

TEXTS: dict[str, str] = {
    "PAPER_GLYPH_MISSING": (
        "“{character}”（{code}）在这台电脑的字库里找不到，印出来会是方框，所以没有打印；"
        "请核对这个字，或者装上带有它的字体再打印"
    ),
    "PAPER_TOO_FEW_COPIES": (
        "当事人每方一份、调委会留一份：{parties}方当事人至少要{least}份，现在是{copies}份"
    ),
    "PAPER_NO_AMOUNT": "这一项是付钱的，还没有写金额",
    "PAPER_INSTALMENTS_DIFFER": "各期加起来是{sum}，和总额{total}不一样，请核对各期金额",
    "PAPER_NO_NUMBER": "协议书还没有编号，现在只能打印草稿；定稿取号以后再打印正式文本",
}
