"""Every dictionary of the program: where it comes from, and what may be changed in it.

Dispute types and the categories are rows with days from and to; of the risk colours the centre
says which it uses, and from how many points. All others are part of the program, and here stands
why (domain/03). A table and nothing else.
"""

from dataclasses import dataclass
from enum import Enum

from db import enums

_OURS = "本程序的设定"
_JUSTICE = "司法行政部门人民调解统计的分类"
_REPORTS = "报表按它数，改了就和以前的、和上级的对不上。"
_STEPS = "程序照它决定下一步怎么走、什么时候到期，改了就不知道怎么走。"
_PAPERS = "印在文书上，每一份要写得一样。"
_RECORDS = "已经登记的都这样写，改了以前的就读不懂。"
_STANDARD = "国家标准规定的，各个系统要写得一样。"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`kind` holds its terms; `why_fixed` is empty where something may be changed, and `note`
    then says what. `codes` are those of the standard, in the order of the terms."""

    kind: type[Enum]
    title: str
    source: str
    why_fixed: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the table of entries."""
        return self.kind.__name__


DISPUTE_TYPES = Dictionary(
    enums.DisputeType,
    "纠纷类型",
    _JUSTICE,
    note="名称和顺序跟着统计表，不能改；本地没有的可以停用，以后还能恢复。",
)
RISK_LEVELS = Dictionary(
    enums.RiskLevel,
    "风险等级",
    "各地用的颜色不一样，分数是本程序的设定",
    note="用哪几种颜色、研判多少分起算，由本中心定。",
)
CATEGORIES = Dictionary(
    enums.GovernanceCategory,
    "综治分类",
    "省级综治平台在用的 17 类",
    "要和省平台的一样，录过去才对得上。",
)

DICTIONARIES: tuple[Dictionary, ...] = (
    DISPUTE_TYPES,
    RISK_LEVELS,
    CATEGORIES,
    Dictionary(enums.AppealKind, "诉求类别", _OURS, _STEPS),
    Dictionary(enums.IntakeChannel, "登记渠道", _OURS, _REPORTS),
    Dictionary(
        enums.MediationSource,
        "调解案件来源",
        _JUSTICE,
        _REPORTS,
        codes=("1", "2", "31", "32", "33", "34", "35"),
    ),
    Dictionary(enums.Difficulty, "难易程度", "人民调解统计的“疑难复杂”一栏", _REPORTS),
    Dictionary(
        enums.EventScale, "事件规模", "GB/T 31000—2015", _STANDARD, codes=("01", "02", "03")
    ),
    Dictionary(enums.Disposition, "去向", _OURS, _STEPS),
    Dictionary(enums.LegalRoute, "引导去的法定途径", _OURS, _PAPERS),
    Dictionary(enums.ResolveMethod, "化解方式", _OURS, _REPORTS),
    Dictionary(enums.Outcome, "调解结果", _OURS, _REPORTS),
    Dictionary(enums.MediationWillingness, "调解意愿", _OURS, _STEPS),
    Dictionary(enums.RecourseKind, "以前找过哪里", _OURS, _RECORDS),
    Dictionary(enums.RecourseResult, "以前的结果", _OURS, _RECORDS),
    Dictionary(enums.PartyKind, "当事人类型", _OURS, _STEPS),
    Dictionary(enums.PartyRole, "当事人身份", _OURS, _PAPERS),
    Dictionary(enums.VisitorRelation, "来访人和当事人的关系", _OURS, _RECORDS),
    Dictionary(enums.Gender, "性别", "GB/T 2261.1", _STANDARD, codes=("0", "1", "2", "9")),
    Dictionary(enums.CertificateKind, "证件", _OURS, _STEPS),
    Dictionary(enums.AgentPower, "代理权限", "授权委托书的格式", _PAPERS),
    Dictionary(enums.AgreementForm, "协议的形式", "《人民调解法》第二十八条", _STEPS),
    Dictionary(enums.PerformanceKind, "履行的内容", _OURS, _PAPERS),
    Dictionary(enums.PerformanceMethod, "履行的方式", _OURS, _PAPERS),
    Dictionary(enums.SelectionMode, "调解员怎么确定的", "《人民调解法》第十九条", _PAPERS),
    Dictionary(enums.SessionOutcome, "一次调解的结果", _OURS, _STEPS),
    Dictionary(enums.SignatureKind, "签名的方式", _OURS, _PAPERS),
    Dictionary(enums.ConfirmationState, "司法确认", _OURS, _STEPS),
    Dictionary(enums.RevisitKind, "回访的内容", _OURS, _STEPS),
    Dictionary(enums.RevisitWay, "回访的方式", _OURS, _RECORDS),
    Dictionary(enums.Satisfaction, "满意度", _OURS, _REPORTS),
    Dictionary(enums.SupervisionReason, "督办的原因", _OURS, _RECORDS),
    Dictionary(
        enums.CommitteeType,
        "调委会类型",
        _JUSTICE,
        _REPORTS,
        codes=("1", "2", "3", "4", "5", "6"),
    ),
    Dictionary(enums.MediatorEngagement, "调解员专职兼职", _OURS, _REPORTS),
    Dictionary(enums.MediatorOrigin, "调解员怎么产生的", "《人民调解法》第十三条", _REPORTS),
    Dictionary(enums.UnitKind, "单位类型", _OURS, _STEPS),
    Dictionary(enums.StationedForm, "入驻的方式", _OURS, _RECORDS),
    Dictionary(enums.ExternalSystem, "别的系统", _OURS, _RECORDS),
    Dictionary(enums.AttachmentKind, "材料类型", _OURS, _RECORDS),
)
"""In the order in which they are offered: what can be changed first, then as the work goes."""
