"""What the places a column can go to are called at the window."""

from collections.abc import Mapping

from app.exchange.fields import Ask
from app.exchange.types import RowState, Target

TARGETS: Mapping[Target, str] = {
    Target.NUMBER: "原系统的编号",
    Target.SUMMARY: "事情经过",
    Target.DEMAND: "有什么要求",
    Target.APPEAL_KIND: "是什么事（诉求类别）",
    Target.DISPUTE_TYPE: "纠纷类型",
    Target.CHANNEL: "怎么来的（来源）",
    Target.ARRIVED_AT: "来的时间",
    Target.OCCURRED_ON: "哪天发生的",
    Target.AREA: "所属辖区",
    Target.PLACE: "在哪里发生的",
    Target.INVOLVED_COUNT: "涉及多少人",
    Target.PERSON_NAME: "来访人姓名",
    Target.PERSON_PHONE: "来访人电话",
    Target.PERSON_NAME_PHONE: "来访人姓名和电话（一格里）",
    Target.PERSON_ID: "来访人证件号码",
    Target.PERSON_ADDRESS: "来访人住址",
    Target.OTHER_NAME: "对方姓名",
    Target.OTHER_PHONE: "对方电话",
    Target.OTHER_NAME_PHONE: "对方姓名和电话（一格里）",
    Target.OTHER_ID: "对方证件号码",
    Target.OTHER_ADDRESS: "对方住址",
}
STATES: Mapping[RowState, str] = {
    RowState.READY: "可以登记",
    RowState.KNOWN: "已经登记过",
    RowState.BAD: "有问题",
    RowState.TAKEN: "已登记",
}
ASKS: Mapping[Ask, str] = {
    Ask.SUMMARY: "事件简述",
    Ask.TITLE: "事件名称",
    Ask.NO: "本中心编号",
    Ask.REGISTERED_ON: "登记日期",
    Ask.OCCURRED_ON: "发生日期",
    Ask.KIND: "诉求类别",
    Ask.TYPE: "纠纷类型",
    Ask.CATEGORY: "事件类别",
    Ask.CHANNEL: "来源渠道",
    Ask.AREA: "所属辖区",
    Ask.PLACE: "发生地点",
    Ask.INVOLVED: "涉及人数",
    Ask.SCALE: "事件规模",
    Ask.RISK: "风险等级",
    Ask.DEMAND: "当事人要求",
    Ask.APPLICANT_NAME: "主要当事人姓名",
    Ask.APPLICANT_GENDER: "主要当事人性别",
    Ask.APPLICANT_ID: "主要当事人证件号码",
    Ask.APPLICANT_PHONE: "主要当事人电话",
    Ask.APPLICANT_ADDRESS: "主要当事人住址",
    Ask.RESPONDENT_NAME: "对方姓名",
    Ask.RESPONDENT_ID: "对方证件号码",
    Ask.RESPONDENT_PHONE: "对方电话",
    Ask.RESPONDENT_ADDRESS: "对方住址",
    Ask.UNITS: "承办单位",
    Ask.STATE: "办理状态",
    Ask.RESOLVED: "化解是否成功",
    Ask.ANSWER: "化解情况",
}
"""As the platform calls it where nobody has said otherwise: the items of GB/T 31000-2015, as far as
the centre knows them (domain/03 table C)."""
