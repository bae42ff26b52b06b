"""Sentences about what is done to a matter: what blocks, what warns, what to think of."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

TEXTS: dict[str, str] = {
    "TIME_FUTURE": "发生的时间还没有到",
    "TIME_BEFORE_MATTER": "发生的时间早于登记的时间，请核对",
    "FIELD_OBJECT": "这里应当是花括号 {{ }} 里的一组内容",
    "FIELD_LIST": "这里应当是方括号 [ ] 里的一个列表",
    "YEAR_RANGE": "年份不对，只能是{first}年到{last}年",
    "NUMBER_RANGE": "这个数字太大，请核对",
    "JSON_NUMBER": "文件里有一个数字长得读不了，请核对",
    "TIME_BEFORE_RECORD": "发生的时间早于这张单、这个案件或者这份协议开始的时间，请核对",
    "SIGNED_TWICE": "{who}的{kind}已经记过了",
    "SIGNED_ALREADY": ("{who}{on}的{kind}已经记过了，不用再记；日期记错的，写上对的日期再记一次"),
    "NOTHING_TO_REGISTER": "文件里一件事项也没有",
    "EXTERNAL_TAKEN": "这个外部编号已经登记在事项{no}上了，是同一件事就不用再登",
    "EXTERNAL_IN_LIST": "这个外部编号和第{n}件的一样，是同一件事就只登一件",
    "EXTERNAL_TWICE": "同一个外部编号写了两次",
    "WINDOW_FORM": "窗口只能用1到8个数字或者字母，它要编进事项的编号里",
    "ID_OF_ORGANISATION": (
        "单位没有身份证号：信用代码填在信用代码一栏，代表单位来的人另加一位代理人"
    ),
    "FAULTS_MORE": "错误太多，后面的还没有核对，请先改好上面这些",
    "STDIN_TWICE": ("标准输入只有一个，不能又读密码又读内容：密码可以放在 FENGQIAO_PASSWORD 里"),
    "FILE_NOT_UTF8": "文件{path}不是 UTF-8 编码的文字，请另存为 UTF-8 再试",
    "TYPE_RETIRED": "这个纠纷类型现在不用了，请选别的类型",
    "TEXT_EMPTY": "这一项不能空着",
    "OVERRULED_UNKNOWN": (
        "没有编号为“{rule}”、说明理由就可以继续的提醒，请核对编号；拦住的事要先改好"
    ),
    "TARGET_NEEDED": "这件事项里有好几条可以办，请写明是哪一条：{ids}",
    "SCORE_RANGE": "每项分数在0到{most}之间",
    "BELONGS_TO_STEP": "这一项说的是整个这一步，请写到最外面，不要写在协议里",
    "NOTHING_CORRECTED": "没有要更正的内容：写出来的和现在登记的一样，或者什么也没有写",
    "CORRECT_REASON": "要改掉原来写着的内容，请写明为什么改；只补上空着的，不用写",
    "FROM_CARD": "这是按身份证号登记的，要改就把对的身份证号写上",
    "ID_WITH_KIND": "改了证件种类，请把证件号码也写上",
    "PARTY_ON_PAPER": (
        "协议已经定稿，上面写的是原来的，不能再改：先把协议作废，改好以后再定稿；空着的可以补"
    ),
    "ANSWER_MISSING": "当场答复的，请写下怎么答复的",
    "ROUTE_MISSING": "引导到别处的，请选走哪条法定途径",
    "GUIDED_TO_MISSING": "引导到别处的，请写明去哪个单位",
    "MEDIATION_MISSING": "当场调解成功的，请写明调委会、调解员和协议内容",
    "DISPOSITION_AT_WINDOW": "在窗口了结只有三种：当场答复、当场调解、引导至法定途径",
    "ASSIGNMENTS_EMPTY": "请至少选一个承办单位",
    "LEAD_TWICE": "主办单位只能有一个",
    "UNIT_TWICE": "单位{unit}已经有一张没办完的交办单",
    "UNIT_UNKNOWN": "没有代码为{code}的在用单位",
    "DUE_PAST": "办结日期不能早于交办那天",
    "SUPERVISE_DUE_PAST": "要求办完的日期已经过去了，请写督办那天或者以后的日期",
    "COMMITTEE_UNKNOWN": "代码{code}不是人民调解委员会，请核对",
    "RETURN_LATE": "退单期限{due_on}已经过了；还要退，请写明理由",
    "PARTIES_NOT_ANSWERED": "还没有答复当事人，请先答复并写明日期",
    "ASSISTANT_OPEN": "协办单位{unit}还没有办完；现在结案请写明理由",
    "CLOSE_BY_DIRECTOR": "{why}，要由中心负责人结案",
    "REVISIT_OF_AGREEMENT": "履行回访记在协议上，满意度回访记在事项上，请选对",
    "REVISIT_OWN_CASE": "办过、调过这件事的人不能做满意度回访，请换一位同事",
    "SATISFACTION_MISSING": "请选满意度；没有评价的选“未评价”",
    "ARCHIVE_OWED": "协议还有{count}项没有履行完，归档以后不能再记；还要归档请写明理由",
    "MERGE_INTO": "不能并到{no}：并入的事项要是另一件，而且还在办",
    "EXTEND_BOTH": "调解延期要双方当事人都同意",
    "ENDS_BEFORE": "结束时间早于开始时间",
    "MEETING_BEFORE_MATTER": (
        "调解的时间早于事项登记的时间，请核对；登记以前别处开的会，把当时的笔录作为材料加进来"
    ),
    "ATTENDEES_EMPTY": "请写明到场的当事人",
    "PARTY_UNKNOWN": "当事人里没有第{no}位",
    "M1_MISSING": "还没有{who}是否同意调解的记录（自愿原则，人民调解法第3、17条）",
    "M1_REFUSED": "{who}明确拒绝调解，不能调解（人民调解法第3、17条）",
    "M2": "“{words}”：调解不收任何费用，协议里不能有调解收费（人民调解法第4条）",
    "M4": "请至少选一位调解员，并写明是双方选的还是调委会指定的（人民调解法第19条）",
    "M5": "请了别人来帮忙调解，还没有记当事人同意（人民调解法第20条）",
    "M6": "还没有告知{who}权利和义务，先告知才能往下办（人民调解法第23条）",
    "M8": "可能激化，请及时报告公安或有关部门，并记下报给了谁、什么时候（人民调解法第25条）",
    "M9": "调解员{mediator}和当事人{who}{why}，请考虑换一位；双方都同意的写明理由",
    "M10": "请写明已告知可以通过仲裁、行政、司法等途径维权（人民调解法第26条）",
    "M11": "这件事法院正在办（{number}），当事人起诉的应当终止调解（人民调解法第3条）",
    "M12": "案卷里还缺{what}，不能归档（人民调解法第27条）",
    "M12_ID_PROOF": "案卷里还没有当事人身份证明，当地要求的请把复印件补进材料",
    "M13": "请写明协议内容，至少一条（人民调解法第28条）",
    "M13_WRITTEN": "没有当场履行完，或者事情重大复杂，最好写成书面协议；坚持口头的请写明理由",
    "M14": "还缺{who}的签名，协议还不生效（人民调解法第29条）",
    "M16": "当事人每方一份、调委会留一份，至少要{least}份（人民调解法第29条）",
    "M21": "“{words}”涉及身份关系或确权，法院不受理司法确认（民诉法解释第355条）",
    "M22": "第{no}条没有写{what}，内容不明确，法院可能不确认（民诉法解释第358条）",
    "M22_VAGUE": "“{words}”说得不明确，请写清楚具体的时间和数目",
    "M29": "{where}已经受理或处理过（{number}），一般不再受理调解；还要受理请写明理由",
    "M30": "公安移送的案件履行完了，请让当事人写申请书，连同履行证明交公安机关",
    "M31": "涉及未成年人受侵害或家庭暴力，请马上报告公安，并记下报告情况",
    "MEDIATOR_UNKNOWN": "本调委会名册里没有调解员“{name}”",
    "MEDIATOR_NOT_OF_CASE": "“{name}”不是本案的调解员",
    "MEDIATOR_SIGNS": "调解员要签名，不能只按指印",
    "HOST_ONE": "有几位调解员的，请指定其中一位主持",
    "CHANGE_REASON": "更换调解员请写明理由",
    "FACTS_SHORT": "纠纷主要事实至少写{least}个字",
    "COPIES_RANGE": "份数在1到99之间",
    "CLAUSE_UNKNOWN": "没有第{no}条，请核对是哪一条的履行",
    "PAYS_SELF": "给付人和受领人不能是同一个人",
    "WHAT_MISSING": "请写明给什么东西、做什么事",
    "AMOUNT_MISSING": "请填写金额",
    "PAYEE_MISSING": "请写明钱付给谁",
    "INSTALMENTS_UNLIKE_TOTAL": "各期加起来是{sum_fen}，和总额{total_fen}不一样",
    "DUE_AND_SCHEDULE": "已经分期的，不再写一个总的期限",
    "SCHEDULE_ORDER": "各期的日期要从早到晚",
    "PARTY_LACKS": "{who}还缺{what}，协议书必须写明（人民调解法第29条）",
    "ITEM_LACKS": "第{no}条没有写明{what}",
    "DUE_BEFORE_SIGNING": "第{no}条的履行期限早于签订日期",
    "WAIVER": "“{words}”：不能要求当事人放弃起诉等权利，也不能限制人身自由（人民调解法第3条）",
    "WORDS_UNLIKE_FIGURES": "大写“{words}”和小写“{figures}”不一样",
    "GLYPH_MISSING": "“{character}”字在字库里找不到，印出来会是方框，请核对这个字",
    "SIGNATURES_EMPTY": "请至少写一个签名",
    "SIGNER_ONE": "一个签名要么是一位当事人的，要么是一位调解员的",
    "SIGNED_BEFORE_FINAL": "日期早于定稿的日期",
    "SIGNS_FOR_WHOM": "只有这位当事人的代理人或监护人才能代签",
    "AGENT_MAY_NOT_SETTLE": "{who}的授权里没有“承认、变更、放弃调解请求”，代签请写明理由",
    "SEALED_ALREADY": "已经盖过章了",
    "SEALED_FEWER": "盖章的份数少于协议写的{copies}份，请写明理由",
    "DECIDED_MISSING": "请填写法院作出决定的日期",
    "PERFORMANCE_STATE": (
        "履行只能记部分履行或者已履行，到期以后还可以记不履行；逾期由程序按日期自己标出"
    ),
    "EXTEND_RANGE": "延长的数目在1到{most}之间",
    "MORE_THAN_OWED": "超过了应付的数目，还欠{left_fen}",
    "SUPPLEMENT_TO": "没有编号为{number}的已生效协议",
    "ATTACHMENT_UNKNOWN": "材料里没有{id}",
    "NOT_FINAL": "协议还没有定稿，现在只能打印草稿：加上 --draft",
    "FILE_NOT_THERE": "找不到文件{path}",
    "FILE_LARGE": "文件太大，一份材料最多{most}MB",
    "FILE_UNREADABLE": "文件{path}读不出来，请检查权限",
    "FILE_EMPTY": "文件{path}是空的",
    "FILE_NAME": "文件名“{name}”不能用，请另起一个名字",
}

_WORDS: dict[str, str] = {
    "risk": "红色、橙色事项",
    "major": "重大事项",
    "dissatisfied": "当事人不满意的事项",
    "late": "超过期限的事项",
    "id": "证件号码相同",
    "name": "姓名相同",
    "phone": "电话相同",
    "employer": "单位相同",
    "relative": "登记有亲属关系",
    "agreement": "已生效的协议",
    "record": "调解记录",
    "ways": "告知其他途径的记录",
    "method": "给付方式",
    "due_on": "期限",
    "what": "给什么东西、做什么事",
}
"""What the identifiers in `why` and `what` are called."""
_LACKS: dict[str, str] = {"name": "姓名或名称", "address": "地址", "phone": "电话"}


def shown(code: str, values: Mapping[str, Any]) -> dict[str, str]:
    """The values of a problem as people read them: amounts, dates, terms."""
    return {key: _shown(code, key, value) for key, value in values.items()}


def _shown(code: str, key: str, value: Any) -> str:
    if isinstance(value, Enum):
        from app.glossary import term

        return term(value)
    if key.endswith("_fen"):
        from app.identifiers.money import figures

        return figures(value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if key == "what" and code == "PARTY_LACKS":
        return _LACKS.get(value, str(value))
    return _WORDS.get(value, str(value)) if key in ("why", "what") else str(value)
