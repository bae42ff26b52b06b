"""Sentences of the rosters, and the words of their history."""

TEXTS: dict[str, str] = {
    "MEDIATOR_UNDER_AGE": "调解员要是成年公民，开始的那天要满{least}岁",
    "MEDIATOR_NAMESAKE": (
        "这个调委会已经有一位在任的“{name}”。文书按姓名写调解员，请加以区别，如“{name}（东村）”"
    ),
    "MEDIATOR_BUSY": "手上还有{count}件没有办完，离任以后要由调委会主任另外指定调解员",
    "TERM_BACKWARDS": "任期结束的日期不能早于开始的日期",
    "END_BEFORE_START": "最后一天不能早于开始的那天（{since}）",
    "COMMITTEE_ENDED": "这个调委会已经撤销，请选别的",
    "COMMITTEE_SERVED": "还有{count}位调解员在任，请先给他们办离任",
    "COMMITTEE_BUSY": "还有{count}件调解案件没有办完，撤销以前请先安排好由谁接着办",
    "UNIT_CODE_TAKEN": "代码“{code}”已经有单位在用，请换一个",
    "COUNT_NEGATIVE": "人数不能小于0",
    "WOMEN_MORE_THAN_MEMBERS": "妇女委员不会比委员还多，请核对",
    "M25.members": "调委会委员应当有{fewest}到{most}人（《人民调解法》第八条）",
    "M25.women": "调委会应当有妇女委员（《人民调解法》第八条）",
    "PATTERN_BROKEN": "编号写法里的花括号只能是 {{org}}、{{yyyy}}、{{n}}，补零写成 {{n:03}}",
    "PATTERN_SHORT": "编号写法里要有年份 {{yyyy}} 和序号 {{n}}，不然会有两份协议同号",
}

HISTORY: dict[str, str] = {
    "mediator_add": "聘任",
    "mediator_change": "调整",
    "mediator_end": "离任",
    "mediator_reinstate": "恢复在任",
    "committee_add": "设立",
    "committee_change": "调整",
    "committee_end": "撤销",
}
"""What an entry of the history is called, by the action of the audit."""

FIELDS: dict[str, str] = {
    "committee": "所在调委会",
    "name": "姓名",
    "full_name": "全称",
    "gender": "性别",
    "birth_date": "出生日期",
    "phone": "电话",
    "phone_masked": "电话",
    "employer": "工作单位",
    "relatives": "近亲属",
    "engagement": "专职还是兼职",
    "origin": "产生方式",
    "political_status": "政治面貌",
    "education": "文化程度",
    "grade": "等级",
    "specialities": "专长",
    "certificate_no": "证号",
    "term_starts_on": "任期开始",
    "term_ends_on": "任期到",
    "notified_court_on": "通报法院的日期",
    "type": "类型",
    "is_professional": "行业性专业性",
    "industry": "行业",
    "number_prefix": "编号里的简称",
    "agreement_pattern": "编号写法",
    "member_count": "委员人数",
    "woman_count": "妇女委员",
    "contact_person": "联系人",
    "address": "地址",
    "valid_from": "开始的日期",
    "valid_to": "最后一天",
}
"""The words for what changed."""

PHONE_AGAIN = "重新填过，看得见的几位没有变"
"""Of a telephone that changed under the same stars, or was typed once more."""
