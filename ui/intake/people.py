"""The cards of the people: who came, for whom if not for himself, and the other sides."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.enums import VisitorRelation
from app.glossary import term
from ui import theme
from ui.intake.entry import Person
from ui.intake.person_card import PersonCard
from ui.widgets.button import Button, IconButton
from ui.widgets.field import Field
from ui.widgets.label import tag
from ui.widgets.segments import Segments

MOST_OTHERS = 20
"""Further sides are told in the story; a paper has no room for them."""


class VisitorCard(PersonCard):
    """Who came, and how he stands to the person concerned if he came for another."""

    relation_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("来访人", parent=parent)
        self._own = tag("本人就是当事人")
        relations = [(each, term(each)) for each in VisitorRelation if each is not _SELF]
        self._relation = Segments("是当事人的什么人", relations)
        self._relation.changed.connect(self.typed)
        self.for_another = Button("替别人来", "F5")
        self.for_another.setCheckable(True)
        self.for_another.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.for_another.toggled.connect(self._toggled)
        self.head.addWidget(self._own)
        self.head.addWidget(self._relation)
        self.head.addStretch(1)
        self.head.addWidget(self.for_another)
        self._toggled(is_on=False)

    def relation(self) -> VisitorRelation:
        chosen = self._relation.chosen()
        return chosen[0] if self.for_another.isChecked() and chosen else _SELF

    def show_relation(self, relation: VisitorRelation) -> None:
        other = relation is not _SELF
        self._relation.choose([relation if other else VisitorRelation.RELATIVE])
        self.for_another.setChecked(other)

    def stops(self) -> list[QWidget]:
        relation = [self._relation.stop()] if self.for_another.isChecked() else []
        return [*relation, *super().stops()]

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001  a signal's argument
        if is_on and not self._relation.chosen():
            self._relation.choose([VisitorRelation.RELATIVE])
        self._own.setVisible(not is_on)
        self._relation.setVisible(is_on)
        self.relation_changed.emit()


class OtherCard(PersonCard):
    """One other side, which can be taken away again."""

    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("对方", units=True, number_later=True, parent=parent)
        self.remove = IconButton("close", "去掉这一方（Shift+F6）")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removal_asked)
        self.head.addWidget(self.remove)


class People(QWidget):
    """All cards. `typed` and `left` as of a card, `left` with the card's place before it."""

    typed = Signal()
    left = Signal(str)
    stops_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self.visitor = VisitorCard()
        self.concerned = PersonCard("当事人", units=True)
        self.others: list[OtherCard] = []
        self.add = Button("再加一方", "F6")
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.add_other)
        QShortcut(QKeySequence("Shift+F6"), self, self._remove_current)
        for place, card in (("visitor", self.visitor), ("concerned", self.concerned)):
            self._connect(card, place)
            self._column.addWidget(card)
        self.visitor.relation_changed.connect(self._relation_changed)
        self.concerned.hide()

    def persons(self) -> tuple[Person, ...]:
        """The other sides."""
        return tuple(card.person() for card in self.others)

    def show_people(
        self,
        visitor: Person,
        relation: VisitorRelation,
        concerned: Person,
        others: tuple[Person, ...],
    ) -> None:
        self.visitor.show_person(visitor)
        self.visitor.show_relation(relation)
        self.concerned.show_person(concerned)
        while len(self.others) > len(others):
            self._drop(self.others[-1])
        while len(self.others) < len(others):
            self._append()
        for card, person in zip(self.others, others, strict=True):
            card.show_person(person)
        self._others_changed()

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Every field with its place in the form, hidden ones too."""
        cards = [("visitor", self.visitor), ("concerned", self.concerned)]
        for place, card in (*cards, *((f"others[{i}]", c) for i, c in enumerate(self.others))):
            for name, field in card.fields.items():
                yield f"{place}.{name}", field

    def stops(self) -> list[QWidget]:
        cards = (self.visitor, self.concerned, *self.others)
        return [stop for card in cards if not card.isHidden() for stop in card.stops()]

    def add_other(self) -> None:
        """One more side, with the cursor in its name."""
        if len(self.others) >= MOST_OTHERS:
            return
        self._append()
        self._others_changed()
        self.typed.emit()
        self.others[-1].name.setFocus()

    def _append(self) -> None:
        card = OtherCard()
        card.typed.connect(self.typed)
        card.left.connect(lambda name: self._other_left(card, name))
        card.removal_asked.connect(lambda: self._remove(card))
        self.others.append(card)
        self._column.addWidget(card)

    def _other_left(self, card: OtherCard, name: str) -> None:
        if card in self.others:  # a card that is being taken away loses the focus too
            self.left.emit(f"others[{self.others.index(card)}].{name}")

    def _remove(self, card: OtherCard) -> None:
        place = self.others.index(card)
        self._drop(card)
        self._others_changed()
        self.typed.emit()
        self.others[min(place, len(self.others) - 1)].name.setFocus()

    def _remove_current(self) -> None:
        """The side the cursor is in, else the last."""
        if len(self.others) > 1:
            cursor = QApplication.focusWidget()
            here = [card for card in self.others if cursor and card.isAncestorOf(cursor)]
            self._remove([*self.others, *here][-1])

    def _drop(self, card: OtherCard) -> None:
        self.others.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _others_changed(self) -> None:
        """Titles count, the first card carries the button, only one of several can go."""
        several = len(self.others) > 1
        for place, card in enumerate(self.others):
            card.rename(f"对方 {place + 1}" if several else "对方")
            card.remove.setVisible(several)
        if self.others:
            self.others[0].head.insertWidget(3, self.add)
            self.add.setEnabled(len(self.others) < MOST_OTHERS)
        self.stops_changed.emit()

    def _relation_changed(self) -> None:
        self.concerned.setVisible(self.visitor.for_another.isChecked())
        self.stops_changed.emit()
        self.typed.emit()

    def _connect(self, card: PersonCard, place: str) -> None:
        card.typed.connect(self.typed)
        card.left.connect(lambda name: self.left.emit(f"{place}.{name}"))


_SELF = VisitorRelation.SELF
