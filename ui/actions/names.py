"""What a record is called among the others of its matter."""

from app.enums import Track
from app.glossary import term
from app.identifiers.money import figures
from app.matter.act import Option, targets
from app.matter.types import AgreementView, AssignmentView, CaseView, ItemView, MatterDetail


def target_text(detail: MatterDetail, option: Option) -> str:
    """青石镇城建办（主办） for a slip, its number for an agreement; the matter's own number."""
    found = (seen for track, seen in targets(detail) if str(seen.id) == option.target)
    match next(found, detail):
        case AssignmentView() as slip:
            return f"{slip.unit}（{term(slip.role)}）"
        case CaseView() as case:
            return case.committee
        case AgreementView() as paper:
            return paper.number or f"{term(paper.form)}（{term(paper.state)}）"
        case ItemView() as item:
            return item_text(detail, item)
    return detail.no


def item_text(detail: MatterDetail, item: ItemView) -> str:
    """马铁柱：¥6,000.00，2026-10-16以前."""
    payer = next((party for party in detail.parties if party.id == item.payer_id), None)
    what = figures(item.amount_fen) if item.amount_fen is not None else item.what or term(item.kind)
    until = f"，{item.due_on}以前" if item.due_on else ""
    return f"{payer.name if payer and payer.name else ''}：{what}{until}"


def group_text(track: Track) -> str:
    """The heading for what can be done to records of a track."""
    return "这件事项" if track is Track.MATTER else term(track)
