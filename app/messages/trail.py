"""What an audit entry changed, in words: tables, columns and values as people call them."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import cache

from app.clock import local
from app.glossary import term
from app.messages.fields import FIELDS
from app.messages.upkeep import KINDS, action_text

TABLES: dict[str, str] = {
    "agreement_clause": "协议条款",
    "assessment": "研判",
    "calendar_day": "节假日",
    "calendar_year": "放假安排",
    "case_mediator": "案件的调解员",
    "clock_stop": "暂停计时",
    "consent": "同意调解",
    "contact_attempt": "联系",
    "deadline": "期限",
    "deadline_rule": "期限规则",
    "dictionary_entry": "字典",
    "event": "经过",
    "extension": "延期",
    "external_number": "外部编号",
    "governance_center": "本中心",
    "private_number": "证件号码和电话号码",
    "issued_paper": "印出的文书",
    "judicial_confirmation": "司法确认",
    "matter_relation": "事项关联",
    "mediation_case": "调解案件",
    "mediation_committee": "调委会",
    "mediation_session": "调解",
    "mediator_number": "调解员的电话号码",
    "old_password": "用过的密码",
    "parameter": "设置",
    "performance_item": "履行内容",
    "performance_record": "履行记录",
    "prior_recourse": "去过的地方",
    "revisit": "回访",
    "seal_use": "用印",
    "session_attendance": "到场",
    "sheet_layout": "表格的对应",
    "signature": "签名",
    "staff_post": "岗位",
    "supervision": "督办",
    "told": "说明",
    "visit": "来访",
    "visitor": "来访人",
    "voided_number": "作废的编号",
}
"""Those that are not called as what an entry is about (KINDS)."""
COLUMNS: dict[str, str] = {
    "accepted_at": "受理时间",
    "accepted_on": "受理日期",
    "acknowledged_at": "签收时间",
    "acknowledged_by": "签收人",
    "action": "做了什么",
    "added_at": "添加时间",
    "agreement_pattern": "协议编号的写法",
    "amount_fen": "金额（分）",
    "approved_at": "认可时间",
    "archived_on": "归档日期",
    "area_code": "辖区",
    "assessed_at": "研判时间",
    "bring": "要带什么",
    "came_before": "来过没有",
    "case_code": "查询码",
    "certificate_no": "证书编号",
    "civil_to_criminal_averted": "防止民转刑",
    "closed_at": "结案时间",
    "closed_on": "结案日期",
    "code": "代码",
    "concluded_on": "结束日期",
    "contact_person": "联系人",
    "contacted_at": "联系时间",
    "day": "日期",
    "detail": "详细情况",
    "dictionary": "哪本字典",
    "disabled_at": "停用时间",
    "draft": "是不是草稿",
    "due_at": "到期时间",
    "duration_score": "积累时间得分",
    "education": "文化程度",
    "effective_on": "生效日期",
    "ending": "文件类型",
    "engagement": "专职、兼职",
    "extendable": "可不可以延长",
    "failed_sign_ins": "登录失败次数",
    "finalised_at": "定稿时间",
    "first_contact_at": "首次联系时间",
    "fixed_due_on": "写定的到期日",
    "form": "文书",
    "found": "找到几件",
    "from_state": "原来的状态",
    "fulfilled_fen": "已履行（分）",
    "fulfilled_on": "履行日期",
    "full_name": "全称",
    "grade": "等级",
    "handler_phone": "经办人电话",
    "id_masked": "证件号码",
    "identifier": "标识",
    "industry": "行业",
    "inquiry_phone": "查询电话",
    "instalment": "第几期",
    "intensity_score": "冲突程度得分",
    "is_default": "是不是默认值",
    "is_off": "休不休息",
    "is_online": "用不用本系统",
    "is_professional": "是不是专业性调委会",
    "is_reminder": "是不是提醒",
    "issued_at": "发出时间",
    "last": "最后一个号",
    "last_signed_in_at": "上次登录",
    "locked_until": "锁到什么时候",
    "maps_to": "对应的综治分类",
    "media_type": "文件类型",
    "member_count": "委员人数",
    "met_at": "调解时间",
    "must_change_password": "要不要先改密码",
    "nature_score": "性质得分",
    "no": "编号",
    "notified_court_on": "通报法院日期",
    "number_prefix": "编号字头",
    "object_id": "对象编号",
    "object_type": "对象",
    "on_behalf_person": "替谁录入",
    "on_behalf_unit": "替哪个单位录入",
    "on_platform": "录进省平台没有",
    "ordinal": "第几个",
    "origin": "来源",
    "outcome_reason": "结果的原因",
    "parent_code": "上级辖区",
    "parties_score": "当事人情况得分",
    "password_changed_at": "改密码时间",
    "period": "统计期间",
    "phone_masked": "电话",
    "political_status": "政治面貌",
    "proposed_at": "提请时间",
    "purpose": "用来做什么",
    "recorded_at": "录入时间",
    "registered_at": "登记时间",
    "registered_on": "登记日期",
    "relatives": "亲属",
    "replaced_at": "换掉的时间",
    "replaced_by": "换成哪个",
    "revisited_by": "回访人",
    "risk_from": "原来的风险等级",
    "risk_to": "现在的风险等级",
    "roll_if_holiday": "遇休息日顺不顺延",
    "round": "第几次",
    "size": "大小（字节）",
    "sort": "次序",
    "special_marks": "特别标记",
    "specialities": "专长",
    "start_event": "从什么时候起算",
    "started_on": "起算日期",
    "state_before": "原来的状态",
    "stationed_form": "入驻方式",
    "target": "哪一份",
    "term_ends_on": "任期到",
    "term_starts_on": "任期从",
    "titles": "各列的标题",
    "to_state": "后来的状态",
    "total_fen": "总金额（分）",
    "track": "哪一条线",
    "type": "类型",
    "valid_from": "起用日期",
    "valid_to": "停用日期",
    "value": "值",
    "void_reason": "作废原因",
    "voided_on": "作废日期",
    "warn_at": "什么时候提醒",
    "woman_count": "女委员人数",
    "year": "年份",
}
HIDDEN = frozenset(
    {
        *("id", "version", "seq", "series", "row", "words", "ciphertext"),
        "digest",
        *("hash", "prev_hash", "seal", "key_check", "password_hash", "sha256", "content", "host"),
        *(
            "before",
            "after",
            "name_key",
            "stage",
            "is_owed",
            "next_due_at",
            "next_due_on",
            "late_after",
            "counts_as",
            "counts_on",
        ),
        *("reference_version",),
    }
)
"""What only the program reads."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_SAID = {"True": "是", "False": "否", "…": "（不写出来）"}


def change_lines(changes: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A line for each field that changed, `table.column` with its value before and after; keys
    and what only the program reads are left out."""
    for field, before, after in changes:
        table, _, column = field.partition(".")
        if column in HIDDEN or column.endswith("_id"):
            continue
        texts = (before, after) if before else (after,)
        told = [_value(table, column, text) for text in texts]
        yield f"{table_text(table)} · {column_text(column)}：{' → '.join(told)}"


def table_text(table: str) -> str:
    """What a table holds; one this program does not know keeps its name."""
    return TABLES.get(table) or KINDS.get(table, table)


def column_text(column: str) -> str:
    """What a column is called; one this program does not know keeps its name."""
    return COLUMNS.get(column) or FIELDS.get(column, column)


def _value(table: str, column: str, text: str) -> str:
    if column == "action":
        return action_text(text)
    if _MOMENT.match(text):
        return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M:%S}"
    kind = _enumeration(table, column)
    if kind is not None and text in {str(member.value) for member in kind}:
        return term(kind(text))
    return _SAID.get(text, text)


@cache
def _enumeration(table: str, column: str) -> type[Enum] | None:
    from db.models import Base  # heavy, and only the auditor wants it

    known = Base.metadata.tables.get(table)
    of = known.columns[column].type if known is not None and column in known.columns else None
    return getattr(of, "enum_class", None)
