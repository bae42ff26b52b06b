"""What the fields of a dialog choose from: the matter, the record meant, and the database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.desk import Desk
from app.enums import Action, MatterState
from app.glossary import term
from app.intake.queries import matters_page
from app.intake.types import MatterRow
from app.matter.act import Option, targets
from app.matter.choices import Choices, action_choices
from app.matter.scope import may_touch
from app.matter.types import AgreementView, CaseView, MatterDetail, PartyView
from ui import background

MOST_MATTERS = 200
"""Of the newest matters are offered; an older one is written by its number."""
_OPEN = {
    MatterState.REGISTERED,
    MatterState.ASSESSED,
    MatterState.IN_HANDLING,
    MatterState.ANSWERED,
}
Options = Sequence[tuple[str, str]]
"""Key and word of each thing offered."""


class Context(QObject):
    """`loaded` when the units, committees and mediators have come from the database; never, if the
    dialog it belongs to is gone by then."""

    loaded = Signal()

    def __init__(
        self, desk: Desk, detail: MatterDetail, option: Option, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.detail, self.option = desk, detail, option
        self.choices = Choices()
        self._matters: Sequence[MatterRow] = ()

    def load(self) -> None:
        background.run(self, self._read, done=self._offer)

    def may(self, *, on_behalf: bool) -> bool:
        """Whether the actor may do it for the own part, or on behalf of the unit."""
        option = self.option
        return may_touch(
            self.desk.actor,
            option.action,
            option.track,
            self.target,
            self.detail,
            on_behalf=on_behalf,
        )

    @property
    def target(self) -> Any:
        """The record acted on; the matter where it is gone meanwhile."""
        found = (seen for _, seen in targets(self.detail) if str(seen.id) == self.option.target)
        return next(found, self.detail)

    @property
    def case(self) -> CaseView | None:
        """The case of the record acted on."""
        target = self.target
        if isinstance(target, AgreementView):
            return self.detail.case_of(target)
        return target if isinstance(target, CaseView) else None

    def parties(self) -> Sequence[tuple[int, str]]:
        return [(party.ordinal, party_text(party)) for party in self.detail.parties]

    def papers(self) -> Options:
        """The agreements in force, which a supplement may change."""
        return [
            (str(a.id), a.number or "口头协议") for a in self.detail.agreements if a.effective_on
        ]

    def attached(self) -> Options:
        return [(str(a.id), f"{a.name}（{term(a.kind)}）") for a in self.detail.attachments]

    def units(self) -> Options:
        return [(unit.code, unit.name) for unit in self.choices.units]

    def unit_names(self) -> Options:
        return [(unit.name, unit.name) for unit in self.choices.units]

    def committees(self) -> Options:
        return [(each.code, each.name) for each in self.choices.committees]

    def mediators(self, committee: UUID | None = None) -> Options:
        """Those of `committee`, or of the case's, or all."""
        wanted = committee or (self.case.committee_id if self.case else None)
        found = (m for m in self.choices.mediators if wanted in (None, m.committee_id))
        return [(str(m.id), m.name) for m in found]

    def open_matters(self) -> Options:
        """The newest matters that another can be merged into, names masked."""
        return [
            (row.no, f"{row.no}　{row.who}　{row.title}")
            for row in self._matters
            if row.state in _OPEN and row.no != self.detail.no
        ]

    def _read(self) -> tuple[Choices, Sequence[MatterRow]]:
        choices = self.desk.read(action_choices)
        if self.option.action is not Action.MERGE:
            return choices, ()
        return choices, self.desk.read(matters_page, limit=MOST_MATTERS)

    def _offer(self, found: tuple[Choices, Sequence[MatterRow]]) -> None:
        self.choices, self._matters = found
        self.loaded.emit()


def party_text(party: PartyView) -> str:
    """A party by name and role: 陈桂香（申请人）."""
    return f"{party.name or party.no_name_reason or '姓名不详'}（{term(party.role)}）"
