"""What other systems call their columns and their kinds: words, no rules.

Written from the forms of domain/02 and from what hotlines, petition offices, courts and the police
commonly head their lists with. A sheet that says it otherwise is put right once and remembered.
"""

from collections.abc import Mapping

from app.exchange.types import Target
from db.enums import AppealKind, DisputeType, ExternalSystem, IntakeChannel

_T = Target

TITLES: Mapping[Target, tuple[str, ...]] = {
    _T.NUMBER: ("工单编号", "工单号", "事项编号", "平台编号", "外部编号", "信访编号", "信访件编号",
                "接警编号", "警情编号", "接警单编号", "案号", "立案号", "受理编号", "登记编号",
                "事件编号", "案件编号", "流水号", "单号", "编号", "业务编号", "任务编号"),
    _T.SUMMARY: ("事情经过", "诉求内容", "诉求描述", "事项内容", "反映内容", "反映问题", "问题描述",
                 "主要内容", "内容描述", "事件描述", "事件简述", "事件概况", "简要案情", "警情内容",
                 "报警内容", "信访内容", "案情简介", "纠纷简要情况", "纠纷情况", "事由", "内容",
                 "工单内容", "诉求标题", "标题", "事件名称", "信访事项", "问题概述", "概况"),
    _T.DEMAND: ("要求", "主要要求", "信访请求", "诉讼请求", "当事人请求", "希望", "具体诉求"),
    _T.APPEAL_KIND: ("诉求类别", "诉求类型", "工单类型", "事项类别", "事项类型", "问题性质",
                     "信访目的", "诉求性质", "业务类型", "工单性质"),
    _T.DISPUTE_TYPE: ("纠纷类型", "纠纷类别", "矛盾类型", "矛盾纠纷类型", "案由", "事件类别",
                      "事件类型", "问题分类", "内容分类", "警情类别"),
    _T.CHANNEL: ("来源", "来源渠道", "诉求来源", "受理渠道", "受理方式", "信访形式", "登记渠道",
                 "反映渠道", "信息来源"),
    _T.ARRIVED_AT: ("来电时间", "来访时间", "来访日期", "受理时间", "登记时间", "接警时间",
                    "报警时间", "登记日期", "信访日期", "派单时间", "收到时间", "收件日期",
                    "上报时间", "创建时间", "诉求时间", "来信日期", "反映时间"),
    _T.OCCURRED_ON: ("发生日期", "发生时间", "事发时间", "事发日期", "案发时间", "纠纷发生时间",
                     "纠纷发生日期"),
    _T.AREA: ("所属辖区", "辖区", "所属区域", "所属乡镇", "乡镇", "乡镇街道", "街道", "镇街",
              "事发地区", "地区", "所在地区", "事发街道",
              "属地", "所属街道", "问题属地", "行政区划", "区划代码"),
    _T.PLACE: ("发生地点", "事发地点", "事发地", "地点", "问题地址", "事发地址", "诉求地址",
               "案发地点", "纠纷发生地点", "具体位置"),
    _T.INVOLVED_COUNT: ("涉及人数", "涉及人员数", "人数", "涉事人数", "参与人数"),
    _T.PERSON_NAME: ("姓名", "来访人", "来访人姓名", "来电人", "来电人姓名", "诉求人",
                     "诉求人姓名", "反映人", "反映人姓名", "信访人", "信访人姓名", "报警人",
                     "报警人姓名", "投诉人", "投诉人姓名", "联系人", "联系人姓名", "申请人",
                     "申请人姓名", "原告", "原告姓名", "当事人", "当事人姓名", "甲方", "申请方姓名",
                     "主要当事人", "主要当事人姓名"),
    _T.PERSON_PHONE: ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "来电号码",
                      "来访人电话", "来电人电话", "诉求人电话", "反映人电话", "信访人电话",
                      "报警电话", "报警人电话", "申请人电话", "申请人联系方式", "申请人联系电话",
                      "投诉人电话", "原告电话", "当事人电话", "联系人电话", "主叫号码"),
    _T.PERSON_NAME_PHONE: ("姓名及电话", "姓名电话", "姓名及联系方式", "联系人及电话",
                           "来电人及电话", "申请人及电话", "申请人及联系方式", "反映人及电话",
                           "信访人及电话"),
    _T.PERSON_ID: ("身份证", "身份证号", "身份证号码", "证件号", "证件号码", "公民身份号码",
                   "来访人身份证号", "来访人证件号码", "信访人证件号码", "申请人身份证号",
                   "申请人证件号码", "申请人身份证", "原告身份证号", "当事人身份证号"),
    _T.PERSON_ADDRESS: ("住址", "地址", "联系地址", "家庭住址", "居住地", "居住详址", "现住址",
                        "来访人住址", "申请人住址", "申请人地址", "信访人住址", "信访人地址",
                        "户籍地址", "诉求人地址", "原告住址"),
    _T.OTHER_NAME: ("对方", "对方姓名", "被申请人", "被申请人姓名", "被反映人", "被反映单位",
                    "被投诉人", "被投诉单位", "被投诉对象", "被告", "被告姓名", "被诉主体",
                    "涉事单位", "涉事对象", "乙方", "对方当事人", "反映对象", "被申请方姓名"),
    _T.OTHER_PHONE: ("对方电话", "被申请人电话", "被申请人联系方式", "被申请人联系电话",
                     "被投诉人电话", "被告电话", "对方联系方式", "对方联系电话"),
    _T.OTHER_NAME_PHONE: ("对方及电话", "被申请人及电话", "被申请人及联系方式", "被告及电话"),
    _T.OTHER_ID: ("对方身份证号", "对方证件号码", "被申请人身份证号", "被申请人身份证",
                  "被申请人证件号码", "被告身份证号"),
    _T.OTHER_ADDRESS: ("对方住址", "对方地址", "被申请人住址", "被申请人地址", "被告住址"),
}  # fmt: skip

SYSTEMS: tuple[tuple[ExternalSystem, IntakeChannel, tuple[str, ...]], ...] = (
    (ExternalSystem.PROVINCIAL_PLATFORM, IntakeChannel.SUPERIOR_ASSIGN,
     ("省平台", "综治平台", "省综治", "综治中心平台")),
    (ExternalSystem.HOTLINE_12345, IntakeChannel.HOTLINE_12345,
     ("12345", "热线", "工单", "来电人", "派单")),
    (ExternalSystem.POLICE, IntakeChannel.POLICE_110, ("警情", "接警", "报警", "110")),
    (ExternalSystem.COURT, IntakeChannel.COURT_PRE_LITIGATION, ("诉前", "案号", "原告", "立案")),
    (ExternalSystem.PETITION, IntakeChannel.UNIT_PUSH, ("信访",)),
)  # fmt: skip
"""What tells a system by the file's name or the titles, the surest first."""

KINDS: Mapping[AppealKind, tuple[str, ...]] = {
    AppealKind.INQUIRY: ("咨询", "咨询类", "政策咨询", "法律咨询"),
    AppealKind.HELP_REQUEST: ("求助", "求助类", "求决", "求决类", "救助", "困难求助"),
    AppealKind.DISPUTE: ("纠纷", "矛盾纠纷", "纠纷类", "民间纠纷", "调解"),
    AppealKind.COMPLAINT: ("投诉", "举报", "投诉举报", "投诉类", "举报类", "检举控告"),
    AppealKind.SUGGESTION: ("建议", "意见", "意见建议", "建议类", "表扬建议"),
    AppealKind.PETITION: ("信访", "信访事项", "申诉", "申诉求决"),
}
CHANNELS: Mapping[IntakeChannel, tuple[str, ...]] = {
    IntakeChannel.WALK_IN: ("来访", "走访", "个人访", "集体访", "窗口", "现场"),
    IntakeChannel.LETTER: ("来信", "写信", "信件", "书信", "邮寄"),
    IntakeChannel.PHONE: ("来电", "电话", "电话反映"),
    IntakeChannel.ONLINE: ("网络", "网上信访", "小程序", "微信", "网站", "APP", "网上"),
    IntakeChannel.HOTLINE_12345: ("12345", "12345热线", "热线", "市长热线", "政务热线"),
    IntakeChannel.GRID_REPORT: ("网格", "网格员", "网格上报", "网格员上报"),
    IntakeChannel.PATROL_SCREENING: ("排查", "排查发现", "摸排"),
    IntakeChannel.POLICE_110: ("110", "警情", "公安", "派出所", "警情流转", "110警情"),
    IntakeChannel.COURT_PRE_LITIGATION: ("法院", "诉前", "诉前调解", "法院委派", "诉前委派"),
    IntakeChannel.SUPERIOR_ASSIGN: ("上级交办", "交办", "上级转办"),
    IntakeChannel.UNIT_PUSH: ("部门推送", "部门转办", "部门移送", "转办"),
    IntakeChannel.MEETING: ("会议交办", "会议"),
    IntakeChannel.LEADER_RECEPTION: ("领导接访", "接访"),
    IntakeChannel.OTHER: ("其他", "其它"),
}
TYPES: Mapping[DisputeType, tuple[str, ...]] = {
    DisputeType.MARRIAGE_FAMILY: ("婚姻家庭", "婚恋家庭", "家庭", "婚姻", "离婚", "继承", "赡养",
                                  "抚养", "离婚纠纷", "婚恋", "情感"),
    DisputeType.NEIGHBOR: ("邻里", "相邻", "相邻关系", "邻里关系", "相邻关系纠纷"),
    DisputeType.HOUSE_HOMESTEAD: ("房屋宅基地", "宅基地", "房屋", "房屋宅基"),
    DisputeType.CONTRACT: ("合同", "合同及相关", "民间借贷", "借贷", "买卖合同", "租赁合同"),
    DisputeType.PRODUCTION_BUSINESS: ("生产经营", "经营"),
    DisputeType.DAMAGE_COMPENSATION: ("损害赔偿", "人身损害", "侵权", "侵权相关", "人身损害赔偿"),
    DisputeType.FOREST_LAND: ("山林土地", "土地", "林权", "土地承包", "山林"),
    DisputeType.LAND_ACQUISITION_DEMOLITION: ("征地拆迁", "拆迁", "征地", "征收补偿"),
    DisputeType.ENVIRONMENT: ("环境污染", "环境保护", "环境", "噪音", "环保"),
    DisputeType.LABOR: ("劳动争议", "劳动人事争议", "劳动", "劳资", "劳动纠纷", "劳资纠纷"),
    DisputeType.LABOR_MIGRANT_WAGE: ("拖欠农民工工资", "农民工工资", "欠薪", "讨薪", "拖欠工资"),
    DisputeType.CONSUMER: ("消费", "消费维权", "消费者权益"),
    DisputeType.CONSUMER_TOURISM: ("旅游",),
    DisputeType.CONSUMER_ECOMMERCE: ("电子商务", "网购"),
    DisputeType.MEDICAL: ("医疗", "医患", "医患纠纷", "医疗损害"),
    DisputeType.TRAFFIC_ACCIDENT: ("道路交通事故", "交通事故", "交通", "道路交通"),
    DisputeType.PROPERTY_MANAGEMENT: ("物业", "物业服务", "物业管理", "物业服务合同"),
    DisputeType.VILLAGE_AFFAIRS: ("村务管理", "村务"),
    DisputeType.OTHER: ("其他", "其它"),
}  # fmt: skip
"""Beside the names of domain/03 table A, with and without 纠纷 at the end."""
