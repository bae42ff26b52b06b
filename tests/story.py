"""Telling a journey as people do it: at a time, an action, its facts; then the states."""

from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk
from app.intake.commands import register_matter
from app.intake.types import MatterDraft
from app.matter.act import Done, act, form_of
from app.matter.due import run_due
from app.matter.queries import matter_detail
from app.matter.types import DeadlineView, MatterDetail
from app.schema import read
from db.enums import Action
from tests.conftest import Clock


@dataclass
class Story:
    """One matter and its records by short names: A1 A2 (slips), C1, G1, P1 P2 (items)."""

    desk: Desk
    at: Clock
    no: str = ""
    done: list[Done] = field(default_factory=list)

    def register(self, when: str, draft: MatterDraft) -> "Story":
        self.at.set(when)
        self.no = self.desk.write(register_matter, draft).no
        return self

    def do(self, when: str, action: str, on: str = "", **facts: Any) -> Done:
        """Do `action` at `when`, on the record with the short name `on`."""
        self.at.set(when)
        kind = Action(action)
        form = read(form_of(kind), facts)
        target = str(self.record(on).id) if on else None
        done = self.desk.write(act, self.no, kind, form, target)
        self.done.append(done)
        return done

    def passes(self, when: str) -> None:
        """Time goes on, and the calendar does what it does by itself."""
        self.at.set(when)
        self.desk.write(run_due)

    @property
    def detail(self) -> MatterDetail:
        return self.desk.read(matter_detail, self.no)

    def record(self, name: str) -> Any:
        detail, place = self.detail, int(name[1:]) - 1
        match name[0]:
            case "A":
                return detail.assignments[place]
            case "C":
                return detail.cases[place]
            case "G":
                return detail.agreements[place]
            case _:
                return [item for a in detail.agreements for item in a.items][place]

    def states(self) -> str:
        """Every state in one line: `IN_HANDLING A:ISSUED C:PROPOSED G:DRAFT P:PENDING`."""
        detail = self.detail
        parts = [str(detail.state)]
        parts += [f"A:{slip.state}" for slip in detail.assignments]
        parts += [f"C:{case.state}" for case in detail.cases]
        for agreement in detail.agreements:
            parts.append(f"G:{agreement.state}")
            parts += [f"P:{item.state}" for item in agreement.items]
        return " ".join(parts)

    def due(self, code: str, on: str = "") -> str:
        """The due day of the latest limit `code` of a record, as `MM-DD`; `-` if it has ended."""
        limit = self.limit(code, on)
        if limit.ended:
            return "-"
        return limit.due_on.strftime("%m-%d") if limit.due_on else "stopped"

    def limit(self, code: str, on: str = "") -> DeadlineView:
        target = self.record(on).id if on else self.detail.id
        found = [d for d in self.detail.deadlines if d.code == code and d.target_id == target]
        return found[-1]


MONEY = {
    "clause": 1,
    "payer": 2,
    "payee": 1,
    "kind": "MONEY",
    "amount": "12000.00",
    "method": "TRANSFER",
    "schedule": [
        {"amount": "6000.00", "due_on": "2026-10-16"},
        {"amount": "6000.00", "due_on": "2026-10-30"},
    ],
}
FACTS = "2026年9月12日楼上水管漏水，泡坏楼下客厅吊顶和墙面，双方对赔偿数额有争议。"
CLAUSES = [
    "马铁柱赔偿陈桂香吊顶、墙面修理费人民币壹万贰仟元整（¥12,000.00），分两期付清。",
    "双方就本次漏水再无其他争议。",
]


def consents(day: str) -> list[dict[str, Any]]:
    return [
        {"party": no, "agreed": True, "given_on": day, "means": "当面", "rights_told_on": day}
        for no in (1, 2)
    ]


def factors(total: int) -> dict[str, Any]:
    """Four factors adding up to `total`, at most 25 each."""
    share = [total // 4] * 4
    share[0] += total - sum(share)
    names = ("nature", "duration", "intensity", "parties")
    return dict(zip(names, share, strict=True)) | {"difficulty": "COMPLEX", "reason": "四项因素"}


def signatures(*who: dict[str, Any], on: str) -> dict[str, Any]:
    return {"signatures": [entry | {"signed_on": on} for entry in who]}
