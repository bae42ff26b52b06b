"""The intake form: widgets to one frozen `Entry` and back, in the order of the conversation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.enums import AppealKind, IntakeChannel
from app.glossary import term
from ui import theme, words
from ui.intake.entry import Entry
from ui.intake.people import People
from ui.intake.recourse import RecourseEdit
from ui.intake.story import Story
from ui.widgets.choice import Choice
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.scroller import Scroller
from ui.widgets.segments import Segments
from ui.widgets.wrap_row import WrapRow


class IntakeForm(Scroller):
    """`typed` at every change, `left` with a field's place (`others[1].phone`)."""

    typed = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._arrived_at: datetime | None = None
        self._is_showing = False
        page = QWidget()
        page.setObjectName("page")
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        column.setSpacing(theme.px(8))
        self.people, self.story, self.recourse = People(), Story(), RecourseEdit()
        self.recourse_field = Field("", self.recourse)
        column.addLayout(self._make_top())
        column.addWidget(self.people)
        column.addWidget(self.story, 1)
        column.addWidget(self.recourse_field)
        self.setWidget(page)
        self._connect()
        self.verticalScrollBar().rangeChanged.connect(self._keep_margin)
        self.show_entry(Entry())

    def entry(self) -> Entry:
        """What stands in the form now. Only reads, so that no input method is disturbed."""
        story, people = self.story, self.people
        willingness = story.willingness.chosen()
        return Entry(
            appeal_kind=self._appeal(),
            channel=self.channel.value() or IntakeChannel.WALK_IN,
            relation=people.visitor.relation(),
            visitor=people.visitor.person(),
            concerned=people.concerned.person(),
            others=people.persons(),
            summary=story.summary.toPlainText(),
            demand=story.demand.text(),
            dispute_type=story.dispute_type.value(),
            place=story.place.text(),
            occurred_on=story.occurred_on.text(),
            involved_count=story.involved_count.text(),
            willingness=willingness[0] if willingness else None,
            recourse=self.recourse.recourse(),
            arrived_at=self._arrived_at,
        )

    def show_entry(self, entry: Entry) -> None:
        """Put `entry` into the form, without a signal."""
        self._is_showing = True
        self.appeal.choose([entry.appeal_kind])
        self.channel.show_value(entry.channel)
        self.people.show_people(entry.visitor, entry.relation, entry.concerned, entry.others)
        story = self.story
        story.summary.show_text(entry.summary)
        story.demand.setText(entry.demand)
        story.dispute_type.show_value(entry.dispute_type)
        story.place.show_text(entry.place)
        story.occurred_on.setText(entry.occurred_on)
        story.involved_count.setText(entry.involved_count)
        story.willingness.choose([entry.willingness] if entry.willingness else [])
        self.recourse.show_recourse(entry.recourse)
        self._set_arrived(entry.arrived_at)
        self.story.show_type(is_dispute=entry.appeal_kind is AppealKind.DISPUTE)
        self._is_showing = False
        self._order_stops()

    def put(self, entry: Entry) -> None:
        """Put `entry` into the form as if it had been typed."""
        self.show_entry(entry)
        self._touched()

    def show_troubles(self, troubles: Mapping[str, Trouble]) -> None:
        """Show these under their fields, and nothing under the others."""
        for place, field in self._fields():
            field.set_trouble(troubles.get(place))

    def focus(self, place: str) -> None:
        """Bring the field at `place` into view with the cursor in it."""
        stop = self._stop_of(place)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(stop, 0, theme.px(100))

    def places(self) -> list[str]:
        """Of all fields, in the order of the conversation."""
        return [place for place, _ in self._fields()]

    def names(self) -> Mapping[str, str]:
        """What the user calls each place, in the same order."""
        return {place: field.short for place, field in self._fields()}

    def start(self) -> None:
        """The cursor at the first question."""
        self.verticalScrollBar().setValue(0)
        self.appeal.stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> Sequence[QWidget]:
        """What Tab visits, in order."""
        return (
            self.appeal.stop(),
            self.channel,
            *self.people.stops(),
            *self.story.stops(),
            *self.recourse.stops(),
        )

    def _make_top(self) -> WrapRow:
        self.appeal = Segments("为什么事来", [(each, term(each)) for each in AppealKind])
        self.channel = Choice("怎么来的", [(each, term(each)) for each in IntakeChannel])
        self.channel.setFixedWidth(theme.px(148))
        self.arrived = label("", "small")
        self.arrived.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = WrapRow(gap=12)
        top.add(self.appeal)
        top.add(self.channel)
        top.add(self.arrived, 150, 1)
        return top

    def _connect(self) -> None:
        for part in (self.people, self.story, self.recourse, self.channel):
            part.typed.connect(self._touched)
        self.appeal.changed.connect(self._appeal_chosen)
        self.people.left.connect(self.left)
        self.story.left.connect(self.left)
        self.recourse.left.connect(lambda: self.left.emit("recourse"))
        for part in (self.people, self.recourse):
            part.stops_changed.connect(self._order_stops)
        for each in self.findChildren(Segments):
            each.done.connect(self.focusNextChild)

    def _appeal(self) -> AppealKind:
        return self.appeal.chosen()[0]

    def _appeal_chosen(self) -> None:
        self.story.show_type(is_dispute=self._appeal() is AppealKind.DISPUTE)
        self._order_stops()
        self._touched()

    def _touched(self) -> None:
        if self._is_showing:
            return
        if self._arrived_at is None:
            self._set_arrived(clock.now())
        self.typed.emit()

    def _keep_margin(self, _least: int, most: int) -> None:
        """The right edge stays in line with the buttons below when the scroll bar comes."""
        side = theme.px(16)
        margins = self._column.contentsMargins()
        margins.setRight(side - (self.verticalScrollBar().sizeHint().width() if most else 0))
        self._column.setContentsMargins(margins)

    def _set_arrived(self, moment: datetime | None) -> None:
        self._arrived_at = moment
        self.arrived.setText(f"{words.moment(moment)} 接待" if moment else "")

    def _fields(self) -> Iterator[tuple[str, Field]]:
        yield from self.people.fields()
        yield from self.story.fields.items()
        yield "recourse", self.recourse_field

    def _stop_of(self, place: str) -> QWidget | None:
        editor = dict(self._fields())[place].editor if place in self.places() else None
        if isinstance(editor, Segments):
            return editor.stop()
        return self.recourse.kinds.stop() if editor is self.recourse else editor

    def _order_stops(self) -> None:
        """After what is under way now, since cards may still be coming and going."""
        if not self._is_showing:
            QTimer.singleShot(0, self, self._set_order)

    def _set_order(self) -> None:
        chain = [each for stop in self.stops() for each in _together(stop)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


def _together(stop: QWidget) -> Sequence[QWidget]:
    """A stop, with the other words of its row, which may become the stop."""
    row = stop.parentWidget()
    return row.stops() if isinstance(row, Segments) else (stop,)
