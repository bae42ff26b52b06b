"""Sentences only the window needs: what was typed half, before it is a matter at all."""

LINES: dict[str, str] = {
    "OWN": "服务器就是这台电脑。",
    "PLAIN": "线路没有加密，网线上看得到内容。请告诉管理员。",
    "ENCRYPTED": "线路加密了；没有核对服务器的证书。",
    "VERIFIED": "线路加密了，服务器的证书核对过。",
}
"""How the line to the server is guarded, by db.tls.Line."""

TEXTS: dict[str, str] = {
    "DAY_UNREADABLE": "看不出是哪一天，请写成 10-3 或 2026-10-03；记不清可以空着，在经过里写",
    "COUNT_UNREADABLE": "人数请写数字，如 4",
}
