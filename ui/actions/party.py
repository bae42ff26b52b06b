"""The form for a party: who it is first, then what is known of that one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.enums import PartyKind
from app.errors import Problem
from app.matter import forms
from app.matter.needs.party import has
from app.matter.types import PartyView
from ui import privacy
from ui.actions.editor import Editor
from ui.actions.editors import Line, Words
from ui.actions.form import FormEditor, refines
from ui.actions.spec import Spec

_PERSONS = (PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS)
_OF_PERSONS = (
    *("id_number", "certificate_kind", "gender", "birth_date", "ethnicity", "occupation"),
    "employer",
)
_OF_ORGANISATIONS = ("uscc", "legal_representative", "legal_representative_title")
_LINE_OF_ITS_OWN = frozenset({"party", "address", "certificate_kind"})
"""So that what is wrong with the fields above is said right below them."""
_NUMBERS = {"id_number": "id_masked", "phone": "phone_masked"}
_NOT_SHOWN = ("party", *_NUMBERS, "reason")
"""What has no value of before: a number stands grey, under stars."""


@refines(forms.CorrectPartyForm)
class PartyEditor(FormEditor):
    """Shows what is known of the party chosen; what is left as it was is not sent."""

    _party: PartyView | None = None

    def make_fields(self) -> Iterator[None]:
        self._typed_before: dict[int, dict[str, Any]] = {}
        yield from super().make_fields()

    def refresh(self) -> None:
        chosen = self.context.detail.party(self.peek("party"))
        if chosen is not None and (self._party is None or chosen.id != self._party.id):
            self._choose(chosen)
        super().refresh()
        if self.peek("no_phone_reason"):
            self.places["phone"].set_trouble(None)

    def is_asked(self, name: str) -> bool:
        if name == "party":
            return True
        if self._party is None or not _fits(self._party.kind, name):
            return False
        return self._replaces() if name == "reason" else super().is_asked(name)

    def show_now(self, value: Any) -> None:
        """Whose they are comes before the values."""
        if isinstance(value, Mapping) and value.get("party") is not None:
            super().show_now({"party": value["party"]})
        super().show_now(value)

    def restore(self, state: Any) -> None:
        """Whose it was comes before what was typed."""
        if typed := state["typed"]:
            self.build()
            self.places["party"].asks.restore(typed["party"])
            self.refresh()
        super().restore(state)

    def clear(self) -> None:
        self._party = None
        if self.is_built:
            self._typed_before.clear()
        super().clear()

    def read(self, path: str, problems: list[Problem]) -> Any:
        form, party = super().read(path, problems), self._party
        if form is None or party is None:
            return form
        problems += [Problem(name, "CANNOT_EMPTY") for name in self._emptied(form, party)]
        same = [n for n in _shown(self) if getattr(form, n) == getattr(party, n)]
        return replace(form, **dict.fromkeys(same))

    def _emptied(self, form: Any, party: PartyView) -> list[str]:
        """Fields in which nothing stands any more."""
        shown = [n for n in _shown(self) if not self.places[n].isHidden()]
        return [n for n in shown if has(party, n) and getattr(form, n) is None]

    def _replaces(self) -> bool:
        """Whether something that stood there would be changed."""
        party = self._party
        if party is None:
            return False
        new = [n for n in _NUMBERS if has(party, n) and self.peek(n) is not None]
        gone = has(party, "phone") and self.peek("no_phone_reason") is not None
        return (
            bool(new)
            or gone
            or any(has(party, n) and self.peek(n) != getattr(party, n) for n in _shown(self))
        )

    def _choose(self, party: PartyView) -> None:
        """Show another party; what was typed for the one before is there again on coming back."""
        names = [name for name in self.places if name != "party"]
        if self._party is not None:
            typed = {name: self.places[name].asks.state() for name in names}
            self._typed_before[self._party.ordinal] = typed
        self._party = party
        for name in names:
            known = None if name in _NOT_SHOWN else getattr(party, name)
            self.places[name].asks.show_value(known)
            self.places[name].set_trouble(None)
        for name, state in self._typed_before.get(party.ordinal, {}).items():
            self.places[name].asks.restore(state)
        for name, masked in _NUMBERS.items():
            number = self.places[name].asks
            if isinstance(number, Line):
                number.edit.setPlaceholderText(getattr(party, masked) or "")

    def _editor(self, spec: Spec, name: str) -> Editor:
        asks = super()._editor(spec, name) if spec.name != "party" else self._people(name)
        asks.is_wide = asks.is_wide or spec.name in _LINE_OF_ITS_OWN
        if spec.name == "birth_date":
            privacy.cover(asks.widget)
        return asks

    def _people(self, name: str) -> Editor:
        """Everybody in sight, since there are few."""
        asks = Words(name, self.context.parties())
        privacy.cover(asks.widget)
        return asks


def _shown(editor: PartyEditor) -> list[str]:
    """The fields that show what is known."""
    return [name for name in editor.places if name not in _NOT_SHOWN]


def _fits(kind: PartyKind, name: str) -> bool:
    """Whether such a party has this; a one-person business has a card and a credit code."""
    if name in _OF_PERSONS:
        return kind in _PERSONS
    return name not in _OF_ORGANISATIONS or kind is not PartyKind.NATURAL_PERSON
