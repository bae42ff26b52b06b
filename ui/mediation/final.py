"""The agreements of a case: which is final, and what it lacks before it is in force."""

from app.enums import AgreementState
from app.matter.needs.agreement import unsigned
from app.matter.types import AgreementView, CaseView, MatterDetail

_LIVING = (AgreementState.FINALISED, AgreementState.SIGNED, AgreementState.EFFECTIVE)


def own_agreements(detail: MatterDetail, case: CaseView) -> list[AgreementView]:
    """Those of this case, the newest last."""
    return [each for each in detail.agreements if each.case_id == case.id]


def final_paper(detail: MatterDetail, case: CaseView) -> AgreementView | None:
    """The agreement of a case that is final, the newest of several."""
    own = reversed(own_agreements(detail, case))
    return next((each for each in own if each.state in _LIVING), None)


def lacking_text(detail: MatterDetail, case: CaseView, paper: AgreementView | None) -> str:
    """What is missing before a final paper is in force (M14)."""
    if paper is None or paper.effective_on is not None:
        return ""
    names = "、".join(unsigned(paper.signatures, detail.sides, case.mediators))
    signatures = f"{names}的签名" if names else ""
    seal = "" if paper.sealed_on else "调委会的印章"
    return f"还缺{'，还有'.join(filter(None, (signatures, seal)))}，协议还不生效。"
