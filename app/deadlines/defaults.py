"""The built-in limits of domain/05 section 3; a centre may change them by rows with later dates.

The mark at the end of each source is the domain page's: 【核】 compared with the law, 【旁】 from a
second source, 【设】 our own choice, 【待核】 not verified. The last two are defaults to confirm.
Limits set by law move off a holiday, those set inside the centre do not (domain/05 1), except
where the table there says otherwise.
"""

from datetime import date

from app.deadlines.types import Rule
from db.enums import DeadlineUnit

BUILT_IN_FROM = date(2000, 1, 1)
"""Before any matter this program could hold: the built-in limits apply to whatever is entered."""

_OWN_CHOICES = ("【设】", "【待核】")
_DAY, _WORKDAY, _MONTH, _HOUR = (
    DeadlineUnit.DAY,
    DeadlineUnit.WORKDAY,
    DeadlineUnit.MONTH,
    DeadlineUnit.HOUR,
)


def _rule(
    code: str,
    name: str,
    amount: int,
    unit: DeadlineUnit,
    start_event: str,
    source: str,
    *,
    roll: bool = False,
    extendable: bool = False,
    warn_at: tuple[int, ...] | None = None,
) -> Rule:
    return Rule(
        code=code,
        amount=amount,
        unit=unit,
        roll_if_holiday=roll,
        warn_at=_warn_at(amount, unit) if warn_at is None else warn_at,
        extendable=extendable,
        source=source,
        is_default=any(mark in source for mark in _OWN_CHOICES),
        valid_from=BUILT_IN_FROM,
        valid_to=None,
        name=name,
        start_event=start_event,
    )


def _warn_at(amount: int, unit: DeadlineUnit) -> tuple[int, ...]:
    """【设】 A month ahead for a year, a week and a day for weeks, the day before for days."""
    if unit is DeadlineUnit.MONTH:
        return (30, 7, 1)
    if unit is DeadlineUnit.HOUR or amount <= 1:
        return ()
    return (7, 3, 1) if amount >= 30 else (3, 1) if amount >= 10 else (1,)


_PETITION = (
    _rule("PETITION_FORWARD", "信访事项登记并转送、交办", 15, _DAY, "收到信访事项",
          "《信访条例》22条【核】", roll=True),
    _rule("PETITION_NOTICE", "直接提出的信访事项书面告知", 15, _DAY, "收到信访事项",
          "《信访条例》23条【核】", roll=True),
    _rule("PETITION_NOTICE2", "转送、交办的信访事项告知", 15, _DAY, "收到转送、交办",
          "《信访条例》23条【核】", roll=True),
    _rule("PETITION_OBJECT", "对转送、交办提出异议", 5, _WORKDAY, "收到转送、交办",
          "《信访条例》23条【核】"),
    _rule("PETITION_HANDLE", "信访事项办结", 60, _DAY, "受理",
          "《信访条例》34条【核】，限31条第6项事项", roll=True, extendable=True),
    _rule("PETITION_EXTEND", "信访事项延长办理", 30, _DAY, "原期限届满",
          "《信访条例》34条【核】，须本机关负责人批准并告知理由", roll=True),
    _rule("REVIEW_APPLY", "申请复查", 30, _DAY, "收到答复",
          "《信访条例》35条【核】", roll=True),
    _rule("REVIEW", "作出复查意见", 30, _DAY, "收到复查请求",
          "《信访条例》35条【核】", roll=True),
    _rule("RECHECK_APPLY", "申请复核", 30, _DAY, "收到复查意见",
          "《信访条例》36条【核】", roll=True),
    _rule("RECHECK", "作出复核意见", 30, _DAY, "收到复核请求",
          "《信访条例》36条【核】，听证时间不计", roll=True),
)  # fmt: skip

_MEDIATION = (
    _rule("MEDIATION", "人民调解", 30, _DAY, "受理",
          "SF/T 0083—2020《全国人民调解工作规范》30日【待核】；司法部令75号33条一个月【旁】；"
          "深圳条例25条30日【核】", extendable=True),
    _rule("MEDIATION_EXTEND", "人民调解延长", 30, _DAY, "原期限届满",
          "深圳、宁波条例【核】双方同意可延长；上限【待核】", extendable=True),
    _rule("COURT_REFERRED", "法院委派调解", 30, _DAY, "法院移送",
          "《特邀调解规定》27条、《在线调解规则》24条【核】", roll=True, extendable=True),
    _rule("COURT_ENTRUSTED", "立案后委托调解（普通程序）", 15, _DAY, "法院移送",
          "《在线调解规则》24条【核】", roll=True, extendable=True),
    _rule("COURT_ENTRUSTED_SUMMARY", "立案后委托调解（简易程序）", 7, _DAY, "法院移送",
          "《在线调解规则》24条【核】", roll=True, extendable=True),
    _rule("MEDICAL", "医疗纠纷人民调解", 30, _WORKDAY, "受理",
          "《医疗纠纷预防和处理条例》38条【待核】", extendable=True),
    _rule("LABOR", "劳动争议调解", 15, _DAY, "收到调解申请",
          "《劳动争议调解仲裁法》14条【核】", roll=True),
    _rule("TRAFFIC_APPLY", "交通事故申请交警调解", 10, _DAY, "收到认定书等",
          "《道路交通事故处理程序规定》86条【核】", roll=True),
    _rule("TRAFFIC_MEDIATE", "交警调解作出文书", 10, _DAY, "调解开始",
          "《道路交通事故处理程序规定》90条【核】", roll=True),
)  # fmt: skip

_CONFIRMATION = (
    _rule("CONFIRM_APPLY", "共同申请司法确认", 30, _DAY, "协议生效",
          "《人民调解法》33条、《民事诉讼法》205条【核】", roll=True),
    _rule("CONFIRM_ACCEPT", "法院决定是否受理司法确认", 3, _DAY, "收到申请",
          "《司法确认规定》4条【核】", roll=True),
    _rule("CONFIRM_REVIEW", "法院审查司法确认", 15, _DAY, "受理",
          "《司法确认规定》5条【核】，可延长10日", roll=True, extendable=True),
    _rule("CONFIRM_SPECIAL", "法院审查司法确认（特别程序）", 30, _DAY, "立案",
          "《民事诉讼法》187条【核】", roll=True),
    _rule("CONFIRM_REVOKE", "案外人申请撤销确认", 12, _MONTH, "知道权益受损",
          "《司法确认规定》10条【核】", roll=True),
)  # fmt: skip

_LOCAL = (
    _rule("SHENZHEN_TRANSFER", "行政调解移送（深圳）", 3, _WORKDAY, "收到申请",
          "深圳条例45条【核】"),
    _rule("SHENZHEN_ACCEPT", "行政调解是否受理（深圳）", 5, _WORKDAY, "收到申请",
          "深圳条例46条【核】"),
    _rule("SHENZHEN_ACCEPT_COMPLEX", "行政调解是否受理（深圳，复杂）", 10, _WORKDAY, "收到申请",
          "深圳条例46条【核】"),
    _rule("HOTLINE", "12345求助、投诉", 5, _WORKDAY, "派单", "各地自定【待核】",
          extendable=True),
    _rule("HOTLINE_INQUIRY", "12345咨询", 1, _WORKDAY, "派单", "各地自定【待核】"),
    _rule("HOTLINE_COMPLEX", "12345疑难事项", 15, _WORKDAY, "派单", "各地自定10至15日【待核】",
          extendable=True),
    _rule("LINYI_GENERAL", "一般问题回复（临沂）", 3, _DAY, "收到", "地方实践材料【旁】"),
    _rule("LINYI_COMPLEX", "复杂问题回复（临沂）", 5, _DAY, "收到", "地方实践材料【旁】"),
)  # fmt: skip

_CENTRE = (
    _rule("REGISTER", "登记", 0, _DAY, "来访", "当场登记【设】"),
    _rule("DISPATCH", "研判分流", 1, _WORKDAY, "登记", "中心内部时限【设】"),
    _rule("DISPATCH_RED", "研判分流（红色等级）", 2, _HOUR, "登记", "中心内部时限【设】"),
    _rule("ACK", "签收", 1, _WORKDAY, "派单", "中心内部时限【设】"),
    _rule("RETURN", "退单", 2, _WORKDAY, "派单", "中心内部时限【设】"),
    _rule("FIRST_CONTACT", "首次联系当事人", 1, _WORKDAY, "签收", "中心内部时限【设】"),
    _rule("HANDLE", "承办单位办理", 15, _WORKDAY, "签收", "一般事项，中心内部时限【设】",
          extendable=True),
    _rule("REVISIT_EARLIEST", "最早可以回访", 7, _DAY, "协议履行期满或结案",
          "《人民调解法》31条只要求监督履行，期限【设】", warn_at=()),
    _rule("REVISIT", "回访", 30, _DAY, "协议履行期满或结案",
          "《人民调解法》31条只要求监督履行，期限【设】"),
    _rule("PERFORMANCE_REVISIT", "履行回访", 30, _DAY, "协议履行期满",
          "《人民调解法》31条只要求监督履行，期限【设】"),
    _rule("SATISFACTION_REVISIT", "满意度回访", 30, _DAY, "结案", "中心内部时限【设】"),
    _rule("ARCHIVE", "归档", 30, _DAY, "结案", "中心内部时限【设】"),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_PETITION, *_MEDIATION, *_CONFIRMATION, *_LOCAL, *_CENTRE)
"""All built-in limits. MEDICAL and appraisals: the time of an appraisal is entered as a stop."""
