"""Sentences of keeping staff, units, limits, holidays and dictionaries; words of the audit."""

import re

from app.glossary import term
from db.enums import Action, FormKind

TEXTS: dict[str, str] = {
    "STAFF_LAST_ADMIN_POST": "这是最后一个系统管理员，去掉这个岗位以后就没有人能管理用户了",
    "STAFF_BOTH_HELD": "同时是系统管理员和审计员，自己查自己，请分给两个人",
    "STAFF_ADMIN_WORKS": "系统管理员还有别的岗位，人手够的话请分开，管理员不看案件内容",
    "STAFF_NO_MEDIATOR": "有人民调解员岗位，但还没有对应到名册上的调解员，看不到自己的案件",
    "STAFF_NO_COMMITTEE": "有调委会主任岗位，但没有写单位，管不了名册，也看不到案件",
    "MEDIATOR_TAKEN": "“{name}”已经对应到另一个用户，一位调解员只能对应一个",
    "UNIT_BUSY": "还有{count}张交办单没有办完，停用以后不会再交办，没办完的请另外安排",
    "UNIT_IS_COMMITTEE": "调委会请在“调解员名册”里添加",
    "AREA_CODE": "代码是12位数字，也可以只写前2、4、6、9位，后面自动补0",
    "AREA_PARENT": "它的上一级（{code}）不在本中心的辖区里，请先添加上一级，或者核对代码",
    "AREA_THERE": "代码{code}已经有了，撤并过的也不能再用",
    "AREA_OWN": "这是本中心自己的辖区，不能停用",
    "AREA_HAS_BELOW": "下面还有{count}个村、社区在用，请先处理它们",
    "AREA_USED": "有{count}个单位的辖区是这里，停用以后请给它们改辖区",
    "LIMIT_AMOUNT": "数量要在0到{most}之间",
    "LIMIT_WARN": "提前提醒的天数要写成整数，用空格隔开，比如 7 3 1",
    "LIMIT_SOURCE": "请写明依据，比如哪个文件、哪次会议",
    "LIMIT_SINCE": "新的写法要从现在这一版开始（{before}）以后的某一天起",
    "LIMIT_PAST": "只能从今天或者以后起改，已经开始计算的期限不变",
    "TERM_LAST_DAY": "最后一天要在启用以后，并且不晚于今天",
    "RISK_RANGE": "分数要在{low}到{high}之间，红、橙、黄要一个比一个低",
    "RISK_NO_ROOM": "别的颜色之间没有空出来的分数，请先改别的颜色",
    "RISK_SAME": "和另一种颜色的分数一样，分不出是哪一种",
    "RISK_RED_NEEDED": "红色不能停用，两小时内响应的规定照它算",
    "TERM_NEEDED": "“其他纠纷”不能停用，别的类型都不合适时要用它",
}

KINDS: dict[str, str] = {
    **{kind.lower(): term(kind) for kind in FormKind},
    "centre": "本中心",
    "staff": "用户",
    "unit": "单位",
    "committee": "调委会",
    "mediator": "调解员",
    "limit": "期限规则",
    "calendar": "节假日历",
    "term": "字典",
    "area": "辖区",
    "database": "数据库",
    "permission": "权限",
    "matter": "事项",
    "assignment": "交办单",
    "case": "调解案件",
    "agreement": "协议",
    "performance_item": "履行",
    "performance": "履行",
    "attachment": "材料",
    "party": "当事人",
    "report": "报表",
    "chart": "图",
    "work_list": "清单",
    "search": "查找",
    "phone": "电话",
    "id_number": "证件号码",
    "sheet_layout": "表格的对应",
    "platform_list": "省平台导入表",
}
"""What an audit entry is about: a paper by its form, but an agreement is written or by word."""
_NAMELESS = {"chart", "report"}
"""Known by a name of the program; what was taken out stands below."""

_ACTIONS: dict[str, str] = {
    "register": "登记事项",
    "import": "从表格登记",
    "layout_keep": "改表格的对应",
    "number_add": "记外部编号",
    "search": "查找",
    "reveal": "看完整号码",
    "print": "打印",
    "export": "导出",
    "sign_in": "登录",
    "run_due": "到期处理",
    "demo": "填示范数据",
    "work_list": "导出清单",
    "take_out": "取出材料",
    "staff_add": "添加用户",
    "staff_change": "修改用户",
    "staff_password": "改密码",
    "staff_disable": "停用用户",
    "staff_enable": "启用用户",
    "staff_unlock": "解锁用户",
    "staff_adopt": "认领用户",
    "mediator_add": "聘任调解员",
    "mediator_change": "调整调解员",
    "mediator_end": "调解员离任",
    "mediator_reinstate": "恢复调解员",
    "committee_add": "设立调委会",
    "committee_change": "调整调委会",
    "committee_end": "撤销调委会",
    "centre_change": "改本中心的资料",
    "unit_add": "添加单位",
    "unit_change": "修改单位",
    "unit_end": "停用单位",
    "area_add": "添加辖区",
    "area_rename": "辖区改名",
    "area_end": "停用辖区",
    "limit_change": "改期限规则",
    "calendar_mark": "标节假日",
    "calendar_unmark": "取消节假日标记",
    "calendar_confirm": "确认全年放假安排",
    "term_retire": "停用字典项",
    "term_restore": "恢复字典项",
    "risk_change": "改风险等级",
    "backup": "备份",
    "restore": "恢复备份",
    "restore_start": "准备换成备份",
    "db_init": "建立数据库",
    "db_upgrade": "升级数据库",
    "db_move": "从单机搬来数据库",
}
_KEY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RESULTS: dict[str, str] = {"DONE": "", "DENIED": "被拒绝", "FAILED": "没成功"}


def action_text(action: str) -> str:
    """What was done; a name this program does not know stays as it is."""
    if action in _ACTIONS:
        return _ACTIONS[action]
    return term(Action(action)) if action in set(Action) else action


def thing_text(kind: str, name: str) -> str:
    """What it was done to; a key nobody can read is left out."""
    is_told = kind not in _NAMELESS and not _KEY.fullmatch(name)
    return f"{KINDS.get(kind, kind)} {name if is_told else ''}".strip()
