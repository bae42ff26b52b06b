"""The words of a search's answer."""

WHY: dict[str, str] = {
    "no": "编号",
    "case_code": "查询码",
    "external_number": "外部编号",
    "id_number": "身份证号",
    "phone": "电话",
    "name": "姓名",
    "pinyin": "拼音",
    "initials": "拼音首字母",
    "text": "事情里的词",
}
"""Why something was found, by the codes of app.search.types.Found."""

NOTHING = "没有找到。电话和身份证号要写全；姓名可以只写两个字，或者写拼音首字母。"
