"""The words of the dialogs that do something to a matter: titles, labels, hints, answers."""

from app.messages.fields import FIELDS, ITEMS
from db.enums import Action

TEXTS: dict[str, str] = {
    "MOMENT_UNREADABLE": "看不出是什么时候，请写成 10-3 14:30 或 2026-10-03 14:30",
    "DAY_UNREADABLE_HERE": "看不出是哪一天，请写成 10-3 或 2026-10-03",
    "WHOLE_UNREADABLE": "请写整数，如 3",
    "PICK_UNKNOWN": "名单里没有“{text}”，请从名单里选一个",
    "CANNOT_EMPTY": "原来写着的不能改成空的；写错了，就改成对的",
    "OVERRULE_REASON": "要继续办，请写明理由",
}
"""Problems that only a dialog can meet: what was typed is not yet a value."""

TITLES: dict[Action, str] = {
    Action.ASSESS: "研判",
    Action.SETTLE_AT_WINDOW: "在窗口了结",
    Action.ASSIGN: "交办给单位",
    Action.ACKNOWLEDGE: "签收交办单",
    Action.RETURN: "退单",
    Action.RECALL: "撤回交办单",
    Action.DECLINE: "不予受理",
    Action.SUB_ASSIGN: "转派给经办人",
    Action.REPORT: "反馈办理结果",
    Action.APPROVE: "认可反馈",
    Action.SEND_BACK: "退回重办",
    Action.SUSPEND: "暂停计时",
    Action.RESUME: "恢复计时",
    Action.EXTEND: "延长期限",
    Action.CONTACT: "记录联系",
    Action.REMIND: "记录催办",
    Action.SUPERVISE: "督办",
    Action.MERGE: "并到另一件事项",
    Action.SPLIT: "拆回单独办理",
    Action.PROPOSE_MEDIATION: "提请人民调解",
    Action.ACCEPT_MEDIATION: "受理调解",
    Action.APPOINT: "确定调解员",
    Action.RECORD_SESSION: "记录一次调解",
    Action.AGREE: "起草调解协议",
    Action.FINALISE: "协议定稿编号",
    Action.RECORD_SIGNATURES: "记录签名",
    Action.RECORD_SEAL: "记录用印",
    Action.RECORD_ORAL_AGREEMENT: "登记口头协议",
    Action.RECORD_PERFORMANCE: "记录履行",
    Action.APPLY_CONFIRMATION: "司法确认",
    Action.FAIL: "调解不成",
    Action.TERMINATE: "终止调解",
    Action.CLOSE: "结案",
    Action.REVISIT: "回访",
    Action.REOPEN: "重新办理",
    Action.WITHDRAW: "当事人撤回",
    Action.ARCHIVE: "归档",
    Action.VOID: "作废",
    Action.ATTACH: "添加材料",
    Action.CORRECT: "更正登记",
    Action.CORRECT_PARTY: "补充、更正当事人",
}

_SAVE: dict[Action, str] = {
    Action.ASSESS: "保存研判",
    Action.SETTLE_AT_WINDOW: "了结",
    Action.ASSIGN: "交办",
    Action.ACKNOWLEDGE: "签收",
    Action.SUB_ASSIGN: "转派",
    Action.REPORT: "提交反馈",
    Action.EXTEND: "延期",
    Action.CONTACT: "记下来",
    Action.REMIND: "记下来",
    Action.SUPERVISE: "发出督办",
    Action.MERGE: "并案",
    Action.SPLIT: "拆回",
    Action.PROPOSE_MEDIATION: "提请调解",
    Action.APPOINT: "确定",
    Action.RECORD_SESSION: "保存记录",
    Action.AGREE: "保存草稿",
    Action.FINALISE: "定稿编号",
    Action.RECORD_SIGNATURES: "保存签名",
    Action.RECORD_SEAL: "保存用印",
    Action.RECORD_ORAL_AGREEMENT: "登记",
    Action.RECORD_PERFORMANCE: "保存履行",
    Action.APPLY_CONFIRMATION: "保存",
    Action.REVISIT: "保存回访",
    Action.WITHDRAW: "撤回这件事项",
    Action.RECALL: "撤回",
    Action.ATTACH: "添加",
    Action.CORRECT: "保存更正",
    Action.CORRECT_PARTY: "保存",
}

LABELS: dict[str, str] = {
    "AcknowledgeForm.person": "谁签收的",
    "ArchiveForm.note": "归档说明",
    "ArchiveForm.retention": "保管期限",
    "AssessForm.duration": "积累时间",
    "AssessForm.escalation_risk": "可能激化吗",
    "AssessForm.intensity": "冲突程度",
    "AssessForm.mandatory_report": "未成年人受侵害或家庭暴力吗",
    "AssessForm.nature": "性质",
    "AssessForm.parties": "当事人情况",
    "AssessForm.reason": "为什么这样研判",
    "AssessForm.risk_level": "改为别的等级",
    "AssessForm.disposition": "打算怎么办",
    "AssignForm.reason": "为什么交给他们",
    "AssignForm.source": "调委会的案件来源",
    "AttachForm.kind": "哪一类材料",
    "AttachForm.name": "给人看的名字",
    "AttachForm.path": "文件",
    "CloseForm.result": "怎么办结的",
    "CloseForm.resolved": "化解了吗",
    "CorrectPartyForm.party": "哪一位当事人",
    "CorrectPartyForm.reason": "为什么要改",
    "CorrectForm.occurred_on": "从何时起",
    "CorrectForm.place": "事发地",
    "CorrectForm.reason": "为什么要改",
    "ConfirmationForm.state": "现在怎样",
    "ConsentDraft.agreed": "同意调解吗",
    "ConsentDraft.given_on": "哪天表示的",
    "ConsentDraft.means": "怎样表示的",
    "ConsentDraft.rights_told_on": "哪天告知权利义务",
    "ContactForm.contacted_by": "谁联系的",
    "ContactForm.phone": "打的哪个电话",
    "ContactForm.reached": "联系上了吗",
    "ContactForm.whom": "联系了谁",
    "EndCaseForm.reason": "为什么没有调成",
    "EndCaseForm.refused": "是当事人拒绝调解吗",
    "ExtendForm.amount": "延长多少",
    "ExtendForm.unit": "天数单位",
    "ExtendForm.parties_agreed": "双方都同意延期吗",
    "FinaliseForm.made_on": "落款日期",
    "AgreeForm.made_on": "落款日期",
    "MediatorDraft.is_host": "由这位主持吗",
    "MediatorDraft.selection_mode": "怎么产生的",
    "OnBehalf.at": "什么时候",
    "OnBehalf.person": "单位里谁办的",
    "OnBehalf.scan": "回执联扫描件",
    "PerformanceForm.amount": "这次给付的金额（元）",
    "PerformanceForm.note": "履行情况",
    "PerformanceForm.state": "履行得怎样",
    "PerformanceDraft.amount": "总金额（元）",
    "PerformanceDraft.due_on": "哪天以前",
    "PerformanceDraft.payee": "给谁",
    "PerformanceDraft.payer": "谁来履行",
    "PerformanceDraft.schedule": "分期（一次付清不用写）",
    "PerformanceTerm.amount": "这一期的金额（元）",
    "PerformanceTerm.due_on": "哪天以前",
    "ReportForm.parties_answered_on": "哪天答复了当事人",
    "ReportForm.resolve_method": "用什么方式化解的",
    "ReportForm.resolved": "化解了吗",
    "RevisitForm.fulfilled": "履行了吗",
    "RevisitForm.measures": "准备怎么办",
    "RevisitForm.new_dispute": "有新的纠纷吗",
    "RevisitForm.way": "怎样回访的",
    "SealForm.copies": "盖了几份",
    "SealForm.straddle": "盖骑缝章了吗",
    "SessionForm.attendees": "哪些当事人到场",
    "SessionForm.escalation_risk": "可能激化吗",
    "SessionForm.outcome": "这次调得怎样",
    "SessionForm.participants": "还有谁帮忙调解",
    "SessionForm.participants_agreed": "当事人同意请他们来吗",
    "SessionForm.record": "调解过程和各方意见",
    "SettleForm.disposition": "怎样了结",
    "SignatureDraft.kind": "怎样签的",
    "SignatureDraft.mediator": "调解员",
    "SignatureDraft.signed_by": "由谁代签",
    "SignatureDraft.signed_on": "哪天签的",
    "SubAssignForm.handler": "经办人",
    "SubAssignForm.phone": "经办人电话",
    "SuperviseForm.demand": "要求做什么",
    "SuperviseForm.due_on": "哪天以前做到",
    "SuperviseForm.why": "为什么督办",
    "SuspendForm.since": "从哪天起暂停",
    "ResumeForm.until": "暂停到哪天",
    "WithdrawForm.by": "谁来撤回的",
    "WithdrawForm.statement": "本人怎么说的",
    "RETURN.reason": "为什么不归这个单位办",
    "DECLINE.reason": "为什么不受理",
    "occurred_at": "什么时候的事",
    "ways_told": "告知了哪些别的途径",
    "reported_at": "什么时候报告的",
}
"""`Form.field`, else `ACTION.field`, else `field`; what is not here is called as in FIELDS."""

HINTS: dict[str, str] = {
    "AssessForm.reason": "四项各看到了什么，如：吵过三次，没有动手，家里有病人",
    "AssignForm.reason": "如：属于城建管理，归口办理",
    "AssignmentDraft.unit": "单位名称里的字",
    "AssignmentDraft.goal": "要办成什么样",
    "AssignmentDraft.measures": "要注意什么、先做什么",
    "AcknowledgeForm.person": "姓名",
    "ReturnForm.reason": "法定职责是哪里的，依据是什么",
    "ReturnForm.suggestion": "应该交给哪个单位",
    "ReportForm.result": "查明了什么、做了什么、结果怎样",
    "CloseForm.result": "一两句话写清结果",
    "ContactForm.said": "对方说了什么",
    "ContactForm.whom": "姓名",
    "EndCaseForm.reason": "分歧在哪里",
    "MergeForm.into": "编号，或者从名单里选",
    "MergeForm.reason": "为什么是同一件事",
    "SessionForm.record": "双方怎么说、怎么劝的、谈到哪一步",
    "SessionForm.place": "如：调解室",
    "SessionForm.participants": "亲属、邻居、专家等，没有可不填",
    "SettleForm.answer": "怎么答复的，本人满意不满意",
    "SettleForm.guided_to": "去哪个单位",
    "SettleForm.guided_basis": "依据哪条规定",
    "SuperviseForm.demand": "要求单位做什么",
    "WithdrawForm.statement": "照本人的话写",
    "AttachForm.name": "不填就用文件名",
    "ArchiveForm.dossier_no": "如：2026-调-18",
    "OnBehalf.person": "回执联上签字的人",
    "facts": "什么时候、在哪里、为了什么事、争议是什么",
    "reported_to": "报给了谁，如：青石派出所值班室",
    "SuspendForm.reason": "如：等房屋漏水检测报告",
}

ANSWERS: dict[str, tuple[str, str]] = {
    "reached": ("联系上了", "没联系上"),
    "resolved": ("化解了", "没有化解"),
    "agreed": ("同意", "不同意"),
    "fulfilled": ("履行了", "没有履行"),
    "new_dispute": ("有", "没有"),
    "escalation_risk": ("可能", "不会"),
    "is_public": ("公开", "不公开"),
    "participants_agreed": ("同意", "不同意"),
    "parties_agreed": ("都同意", "没有都同意"),
    "refused": ("是", "不是"),
    "straddle": ("盖了", "没盖"),
    "is_host": ("是", "不是"),
}
"""What yes and no are in these fields."""

SUGGESTED: dict[str, tuple[str, ...]] = {
    "means": ("当面", "电话", "书面", "微信"),
    "retention": ("短期", "长期", "永久"),
}
"""Usual texts of a field in which anything may be written."""


def title_of(action: Action) -> str:
    return TITLES[action]


def button_of(action: Action) -> str:
    """What the button says that does it."""
    return _SAVE.get(action, TITLES[action])


def label_of(form: str, field: str, action: Action | None = None) -> str:
    """What the field is called in its dialog; `form` is the name of its class."""
    keys = [f"{form}.{field}", f"{action.name}.{field}" if action else field, field]
    found = next((LABELS[key] for key in keys if key in LABELS), None)
    return found or FIELDS.get(field, field)


def hint_of(form: str, field: str) -> str:
    """What stands grey in the field while it is empty."""
    return HINTS.get(f"{form}.{field}") or HINTS.get(field, "")


def answers_of(field: str) -> tuple[str, str]:
    return ANSWERS.get(field, ("是", "否"))


def item_of(field: str, place: int) -> str:
    """One entry of a list, from 0: 第1张交办单."""
    return ITEMS.get(field, FIELDS.get(field, field) + "第{n}项").format(n=place + 1)
