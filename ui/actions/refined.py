"""Forms that say more than their fields: whose row it is, the score as it adds up."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.enums import RiskLevel
from app.errors import Problem
from app.matter import forms
from app.matter.actions.desk import level_of
from ui import theme
from ui.actions.context import party_text
from ui.actions.editors import Pick
from ui.actions.form import FormEditor, refines
from ui.matter.marks import risk_mark
from ui.widgets.label import label, restyle, tag

_FACTORS = ("nature", "duration", "intensity", "parties")


@refines(forms.AssessForm)
class AssessEditor(FormEditor):
    """Four scores, and what they come to while one types."""

    total: QLabel
    colour: QLabel

    def make_fields(self) -> Iterator[None]:
        yield from super().make_fields()
        self.context.loaded.connect(self.refresh)

    def after(self, name: str) -> QWidget | None:
        if name != _FACTORS[-1]:
            return None
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.total, self.colour = label("", "mute"), tag("")
        row.addWidget(self.total)
        row.addWidget(self.colour)
        row.addStretch(1)
        return line

    def refresh(self) -> None:
        super().refresh()
        told = [score for name in _FACTORS if (score := self.peek(name)) is not None]
        if not told:
            self.total.setText("每项0到25分，加起来就是等级")
            self.colour.hide()
            return
        left = len(_FACTORS) - len(told)
        self.total.setText(f"合计 {sum(told)} 分" + (f"，还有{left}项没打分" if left else ""))
        self._show_level(level_of(sum(told), self.context.choices.risk_levels))

    def _show_level(self, level: RiskLevel | None) -> None:
        mark = risk_mark(level)
        self.colour.setText(mark.text if level else "一般")
        restyle(self.colour, tag=mark.kind)
        self.colour.show()


@refines(forms.CorrectForm)
class CorrectEditor(FormEditor):
    """Shows what was registered; what is left as it was is not sent."""

    def read(self, path: str, problems: list[Problem]) -> Any:
        form = super().read(path, problems)
        if form is None:
            return None
        names = [name for name in self.places if name != "reason"]
        same = [n for n in names if getattr(form, n) == getattr(self.context.detail, n)]
        return replace(form, **dict.fromkeys(same))


@refines(forms.ConsentDraft)
class ConsentEditor(FormEditor):
    """Of one side, where it is known which."""

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        party = self.context.detail.party(self.peek("party"))
        if party is not None:
            self.title = party_text(party)
            self.fix("party", party.ordinal)


@refines(forms.SignatureDraft)
class SignatureEditor(FormEditor):
    """Of one side or mediator, where it is known whose."""

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        given = value if isinstance(value, dict) else {}
        party = self.context.detail.party(given.get("party"))
        case = self.context.case
        mediators = case.mediators if case else ()
        mediator = next((m for m in mediators if str(m.id) == given.get("mediator")), None)
        if party is not None:
            self.title = party_text(party)
            self.fix("party", party.ordinal)
        elif mediator is not None:
            self.title = f"{mediator.name}（调解员）"
            self.fix("party", None)
            self.fix("mediator", str(mediator.id))


@refines(forms.AssignmentDraft)
class SlipEditor(FormEditor):
    """With whom to ring up at the unit."""

    contact: QLabel

    def after(self, name: str) -> QWidget | None:
        if name != "due_on":
            return None
        self.contact = label("", "small")
        self.contact.setWordWrap(True)
        return self.contact

    def refresh(self) -> None:
        super().refresh()
        code = self.peek("unit")
        unit = next((u for u in self.context.choices.units if u.code == code), None)
        parts = [unit.contact or "没有登记联系人", unit.phone or "没有电话"] if unit else []
        if unit and not unit.is_online:
            parts.append("没有上线，回执由中心代录")
        self.contact.setText("　".join(parts))
        self.contact.setVisible(bool(parts))


@refines(forms.SpotMediation)
class SpotEditor(FormEditor):
    """The mediators are those of the committee chosen."""

    _committee: str | None = None

    def refresh(self) -> None:
        super().refresh()
        code = self.peek("committee")
        if code == self._committee:
            return
        self._committee = code
        found = next((c for c in self.context.choices.committees if c.code == code), None)
        mediator = self.places["mediator"].asks
        if found is not None and isinstance(mediator, Pick):
            mediator.offer(self.context.mediators(found.id))
