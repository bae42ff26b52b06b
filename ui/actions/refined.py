"""Forms that say more than their fields: whose row it is, the score as it adds up."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from app.errors import Problem
from app.glossary import term
from app.matter import forms
from app.matter.actions.desk import level_of
from ui.actions.context import Context, party_text
from ui.actions.editors import Pick
from ui.actions.form import FormEditor, refines
from ui.widgets.label import label

_FACTORS = ("nature", "duration", "intensity", "parties")


@refines(forms.AssessForm)
class AssessEditor(FormEditor):
    """Four scores, and what they come to while one types."""

    total: QLabel

    def __init__(self, form: type[Any], context: Context, *, is_nested: bool = True) -> None:
        super().__init__(form, context, is_nested=is_nested)
        context.loaded.connect(self.refresh)

    def after(self, name: str) -> QWidget | None:
        if name != _FACTORS[-1]:
            return None
        self.total = label("", "mute")
        return self.total

    def refresh(self) -> None:
        super().refresh()
        scores = [self.peek(name) for name in _FACTORS]
        told = [score for score in scores if score is not None]
        level = level_of(sum(told), self.context.choices.risk_levels)
        colour = term(level) if level else "一般"
        rest = f"，还差{len(scores) - len(told)}项" if len(told) < len(scores) else ""
        self.total.setText(f"每项0到25分。合计 {sum(told)} 分：{colour}{rest}")


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
        if name != "goal":
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

    def __init__(self, form: type[Any], context: Context, *, is_nested: bool = True) -> None:
        self._committee: str | None = None
        super().__init__(form, context, is_nested=is_nested)

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
