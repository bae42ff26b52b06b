"""What the places a column can go to are called at the window."""

from collections.abc import Mapping

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
