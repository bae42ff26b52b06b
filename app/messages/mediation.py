"""Sentences of the agreement's check-up that no command needs."""

TEXTS: dict[str, str] = {
    "ID_FOR_COURT": "{who}没有登记证件号码，以后申请司法确认时法院要看",
    "DUE_UNREADABLE": "看不出是哪一天，请写成 12-5 或 2026-12-05",
    "TERM_LACKS_AMOUNT": "这一期没写付多少",
    "TERM_LACKS_DUE": "这一期没写哪天付，法院可能不予确认",
    "CLAUSE_EMPTY": "这一条还没有写；不要的话请删掉",
}
