"""接待登记: the form in the middle, what was begun and done at the left, hints at the right."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.admin.places import area_options
from app.desk import Desk, Topics, is_at_server
from app.errors import Invalid
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, MatterRow, Registered
from app.outbox import is_unreached
from app.permissions import Permission
from ui import background, errors, theme
from ui.autosave import Autosave
from ui.exchange.doors import Doors
from ui.intake.entry import Entry, in_form
from ui.intake.form import IntakeForm
from ui.intake.hints import Hints
from ui.intake.outbox import Sending
from ui.intake.pasting import PasteDialog
from ui.intake.receipt import show_receipt
from ui.intake.today import Today
from ui.intake.unfinished import Unfinished
from ui.permissions import show_if_may
from ui.tab import Tab
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.panel import SideColumn

LEFT, RIGHT = 232, 262


class IntakeTab(Tab):
    """One desk's intake. `registered` after the commit, `waiting` with the number of drafts."""

    registered = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._is_registering = False
        self._before = Entry()
        """What stood in the form before a text was pasted into it."""
        self.form = IntakeForm()
        self.hints = Hints(desk, self.form, self)
        self.unfinished = Unfinished(desk, self.form, self)
        self.sending = Sending(desk, self)
        self.today = Today(desk)
        self.doors = Doors(desk)
        self.told = label("", "saved")
        self.undo_button = Button("撤回粘贴", "Alt+Z")
        self.undo_button.hide()
        self.clear_button = Button("清空", "Alt+C")
        self.register_button = Button("登记，打印回执", "Ctrl+Return", primary=True)
        self._lay_out()
        self._connect()
        self._load()

    def follow(self, topics: Topics) -> None:
        if "matter" in topics and not self.today.isHidden():
            self.today.reload()

    def start(self) -> None:
        """The cursor at the first question."""
        self.form.start()

    def reached(self) -> None:
        self.sending.send()

    def stop(self) -> None:
        self.sending.stop()

    def autosaves(self) -> Sequence[Autosave]:
        return (self.unfinished.autosave,)

    def register(self) -> None:
        """Register what stands in the form, or lead to the first gap."""
        if self._is_registering:
            return
        if gap := self.hints.first_gap():
            self.form.focus(gap)
            return
        entry, draft, key = self.form.entry(), self.hints.draft(), self.unfinished.autosave.draft_id
        self._set_registering(is_on=True)
        background.run(
            self,
            lambda: self._desk.write(register_matter, draft, key),
            done=self._registered,
            failed=lambda error: self._refused(error, entry, draft, key),
            pool=background.writer,
        )

    def _registered(self, made: Registered) -> None:
        self._begin_next()
        self.told.setText(f"已登记 {made.no}")
        self.registered.emit(made)
        show_receipt(self, self._desk, made.no, "已登记。")

    def _begin_next(self) -> None:
        """The form is done with."""
        self._set_registering(is_on=False)
        self.unfinished.registered()

    def _refused(self, error: Exception, entry: Entry, draft: MatterDraft, key: UUID) -> None:
        if is_at_server(self._desk) and is_unreached(error):
            came = draft.arrived_at or clock.now()
            self.sending.put(key, replace(draft, arrived_at=came), entry)
            return
        self._set_registering(is_on=False)
        if not isinstance(error, Invalid):
            errors.show(self, error)
            return
        gap = self.hints.show_refusal([in_form(problem, entry) for problem in error.problems])
        if gap:
            self.form.focus(gap)

    def _put_off(self) -> None:
        self._begin_next()
        self.told.setText("服务器连不上，先存在这台电脑上了，连上以后自动登记")

    def _sent(self, made: Registered) -> None:
        self.told.setText(f"刚才存下的已登记 {made.no}")
        self.registered.emit(made)

    def _set_registering(self, *, is_on: bool) -> None:
        self._is_registering = is_on
        self.form.setEnabled(not is_on)
        self.register_button.setEnabled(not is_on)

    def _open_matter(self, row: MatterRow) -> None:
        self.matter_asked.emit(row.no)

    def _paste(self) -> None:
        """Look through what was copied elsewhere, and offer what is found."""
        today, areas = clock.today(), tuple(self.hints.areas)
        dialog = PasteDialog(self.form.entry(), self.form.names(), areas, today, self)
        dialog.taken.connect(self._take)
        dialog.paste()
        dialog.open()

    def _take(self, entry: Entry, count: int) -> None:
        self._before = self.form.entry()
        self.form.put(entry)
        self.hints.restart()
        self.told.setText(f"填进了 {count} 处，请核对" if count else "原文放进了事情经过")
        self.undo_button.show()
        self.form.focus("visitor.name")

    def _take_back(self) -> None:
        self.form.put(self._before)
        self.hints.restart()
        self.told.setText("撤回了")

    def _typed(self) -> None:
        self.told.setText("")
        self.undo_button.hide()  # it would take back what was typed since, too

    def _connect(self) -> None:
        self.form.typed.connect(self._typed)
        self.form.story.paste_button.clicked.connect(self._paste)
        self.undo_button.clicked.connect(self._take_back)
        self.clear_button.clicked.connect(self.unfinished.clear)
        self.register_button.clicked.connect(self.register)
        self.sending.kept.connect(self._put_off)
        self.sending.failed.connect(lambda: self._set_registering(is_on=False))
        self.sending.sent.connect(self._sent)
        self.sending.given_back.connect(lambda _told: self.unfinished.reload())
        self.unfinished.showing.connect(self.hints.restart)
        self.unfinished.counted.connect(self.waiting)
        self.today.opened.connect(self._open_matter)
        self.doors.matter_asked.connect(self.matter_asked)

    def _load(self) -> None:
        background.run(self, lambda: self._desk.read(area_options), done=self._offer_areas)
        if show_if_may(self.today, self._desk.actor, Permission.LIST_MATTERS):
            self.today.reload()
        self.unfinished.reload()
        self.sending.look()
        self.hints.restart()

    def _offer_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        self.hints.areas = {name: code for code, name in areas}
        self.form.story.offer_areas(areas)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(
            SideColumn(
                "left", LEFT, self.sending.panel, self.unfinished.panel, self.doors, self.today
            )
        )
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.form, 1)
        middle.addWidget(self._action_bar())
        row.addLayout(middle, 1)
        row.addWidget(SideColumn("right", RIGHT, self.hints.earlier, self.hints.missing, QWidget()))
        QWidget.setTabOrder(self.register_button, self.clear_button)  # what Enter leads to is done

    def _action_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("actions")
        line = QHBoxLayout(bar)
        line.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
        line.setSpacing(theme.px(8))
        line.addWidget(self.told)
        line.addStretch(1)
        line.addWidget(self.undo_button)
        line.addWidget(self.clear_button)
        line.addWidget(self.register_button)
        return bar
