"""The dialog of one action on one record: its form, what is wrong with it, and the way on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.desk import Desk
from app.enums import Action
from app.errors import (
    DomainError,
    InfrastructureError,
    Invalid,
    Problem,
    Severity,
    StaleRecord,
)
from app.matter.act import Done, Option, act
from app.matter.forms import Form, Overruling
from app.matter.queries import matter_detail
from app.matter.types import MatterDetail
from app.messages import error_text, problem_text
from app.messages import forms as words
from ui import ask, background, errors, presence
from ui.actions import party as _party  # noqa: F401  its editor announces itself
from ui.actions import refined as _refined  # noqa: F401  its editors announce themselves
from ui.actions.behalf import Behalf
from ui.actions.context import Context
from ui.actions.defaults import defaults, fixed
from ui.actions.form import editor_of
from ui.actions.frame import Frame
from ui.actions.kept import Kept
from ui.actions.make import moment_of
from ui.actions.names import target_text
from ui.actions.overrule import Overrulings
from ui.actions.place import Place
from ui.actions.troubles import Troubles
from ui.slices import Slices, next_turn
from ui.widgets.field import Field

_STALE = "这件事项刚才被别人改过，还没有保存。您写的都在。"
_OWN = "您刚才那一次已经存上了，这次改的还没有保存。您写的都在。"


class ActionDialog(QDialog):
    """`acted` with what came of it, once it is saved."""

    acted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        detail: MatterDetail,
        option: Option,
        parent: QWidget | None = None,
        preset: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._option = desk, option
        self.context = Context(desk, detail, option, self)
        self._is_touched = self._is_saving = False
        self._sent: tuple[Overruling, ...] = ()
        self.setWindowTitle(words.title_of(option.action))
        self.form = editor_of(option.form, self.context, is_nested=False)
        self.behalf = Behalf(self.context)
        self.overrulings = Overrulings()
        self.occurred_at = moment_of(words.label_of("Form", "occurred_at"), "不写就是现在")
        story = " ".join(detail.summary.split())
        self.frame = Frame(self, desk, words.title_of(option.action), self._subject(), story)
        self._when = Place("", self.occurred_at, self, self.frame.foot_line)
        for part in (self.form.widget, self.behalf.widget, self.overrulings.widget):
            self.frame.add(part)
        self.troubles = Troubles(self.frame, self._places)
        self.frame.add_quietly(words.label_of("Form", "occurred_at"), self._when)
        self.save = self.frame.save
        self.save.setText(words.button_of(option.action))
        self.save.setAccessibleName(self.save.text())
        self._preset = preset or {}
        self.kept = Kept(self.context, self._state, self._restore, self)
        self.slices = Slices(self)
        self._presence = presence.of(desk)
        if self._presence is not None:
            self.finished.connect(self._leave)

    def making(self) -> Iterator[None]:
        """Make its fields, one in each step; nothing is to be done with it before the last."""
        yield from self.form.making()
        self.behalf.build()
        yield
        self._fill(self._preset)
        yield
        self._connect()
        self.kept.look()
        self.context.load()

    @property
    def action(self) -> Action:
        """What is done here."""
        return self._option.action

    def is_for(self, detail: MatterDetail, option: Option) -> bool:
        return self.context.detail is detail and self._option == option

    def submit(self) -> None:
        """Save what stands in the form, or show what is wrong with it."""
        if self._is_saving:
            return
        problems: list[Problem] = []
        form = self._read(problems)
        self.overrulings.read("overruled", problems)
        self.troubles.show(problems)
        if form is not None and not problems:
            self._send(form, ())

    def reject(self) -> None:
        """Esc: at once if nothing was typed, else after a question."""
        if self._is_saving:
            return
        if self._is_touched and not ask.confirm(
            self, "写下的内容还没有保存，关掉就没有了。要关掉吗？", yes="关掉", no="接着写"
        ):
            return
        self.kept.drop()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()
        self.frame.fit()
        self.form.focus()
        if self._presence is not None and not event.spontaneous():
            self._presence.begin(self.context.detail.id, self.action)
        self.frame.others.watch(self.context.detail.id)

    def _leave(self) -> None:
        if self._presence is not None:
            self._presence.end(self.context.detail.id, self.action)

    def _fill(self, preset: Mapping[str, object]) -> None:
        for name, value in fixed(self.context).items():
            self.form.fix(name, value)
        self.form.show_value({**defaults(self.context), **preset})

    def _connect(self) -> None:
        for part in (self.form, self.behalf, self.overrulings, self.occurred_at):
            part.typed.connect(self._typed)
            part.left.connect(self._left)
            part.reshaped.connect(self._reshaped)
        self.occurred_at.typed.connect(lambda: self._when.set_trouble(None))
        self.behalf.reshaped.connect(self._share_person)
        self._share_person()
        self.save.clicked.connect(self.submit)
        self.frame.cancel.clicked.connect(self.reject)

    def _share_person(self) -> None:
        """Who of the unit signed is asked for once."""
        if "person" not in self.form.places:
            return
        if self.behalf.is_on:
            self.form.fix("person", None)
        else:
            self.form.ask("person")

    def _subject(self) -> str:
        detail = self.context.detail
        record = target_text(detail, self._option)
        return detail.no if record == detail.no else f"{detail.no}　{record}"

    def _read(self, problems: list[Problem]) -> Form | None:
        """The whole form without its overrulings; None if something is missing."""
        if "person" in self.form.fixed:
            self.form.fixed["person"] = self.behalf.form.peek("person")
        form = self.form.read("", problems)
        behalf = self.behalf.read("on_behalf", problems)
        occurred_at = self.occurred_at.read("occurred_at", problems)
        if not isinstance(form, Form) or problems:
            return None
        return replace(form, on_behalf=behalf, occurred_at=occurred_at)

    def _send(self, form: Form, overruled: tuple[Overruling, ...]) -> None:
        self._set_saving(is_saving=True)
        self._sent = overruled
        detail, option = self.context.detail, self._option
        background.run(
            self,
            lambda: self._desk.write(
                act,
                detail.no,
                option.action,
                replace(form, overruled=overruled),
                option.target,
                version=detail.version,
            ),
            done=self._done,
            failed=lambda error: self._failed(error, form),
            pool=background.writer,
        )

    def _done(self, done: Done) -> None:
        """It goes at once; what follows from it comes after that has been seen."""
        self._set_saving(is_saving=False)
        self._is_touched = False
        self.kept.drop()
        self.hide()
        next_turn(self, lambda: self._tell(done))

    def _tell(self, done: Done) -> None:
        self.accept()
        self.acted.emit(done)
        told = [problem_text(problem) for problem in done.reminders]
        if told:
            ask.note(self.parentWidget(), "已经保存。请再留意：\n" + "\n".join(dict.fromkeys(told)))

    def _failed(self, error: Exception, form: Form) -> None:
        self._set_saving(is_saving=False)
        if isinstance(error, Invalid):
            self._refused(error.problems, form)
        elif isinstance(error, StaleRecord):
            self.frame.tell(
                _OWN if error.values.get("why") == "own" else _STALE,
                again="重新看一看",
                then=self._look_again,
            )
        elif isinstance(error, (DomainError, InfrastructureError)):
            self.frame.tell(error_text(error))
        else:
            errors.show(self, error)

    def _refused(self, problems: Sequence[Problem], form: Form) -> None:
        """Warnings whose reason is written already are overruled with it; the rest is shown."""
        warned = [p for p in problems if p.severity is Severity.WARN]
        blocked = [p for p in problems if p.severity is not Severity.WARN]
        codes = list(dict.fromkeys(p.code for p in warned))
        reasons = self.overrulings.reasons(codes)
        if not blocked and len(reasons) == len(codes) and reasons != self._sent:
            self._send(form, reasons)
            return
        self.overrulings.show_problems(warned)
        go_on = bool(warned) and not blocked
        self.save.setText("仍然继续" if go_on else words.button_of(self._option.action))
        self.troubles.show(blocked)
        if go_on:
            self.troubles.reveal(next(iter(dict(self.overrulings.fields("overruled")).values())))

    def _places(self) -> dict[str, Field]:
        return {
            **dict(self.form.fields("")),
            **dict(self.behalf.fields("on_behalf")),
            "occurred_at": self._when,
            **dict(self.overrulings.fields("overruled")),
        }

    def _typed(self) -> None:
        self._is_touched = True
        self.kept.touched()

    def _state(self) -> Mapping[str, Any] | None:
        """Everything typed, for the disk; it only reads."""
        if not self._is_touched:
            return None
        return {
            "form": self.form.state(),
            "behalf": self.behalf.state(),
            "occurred_at": self.occurred_at.state(),
        }

    def _restore(self, state: Mapping[str, Any]) -> None:
        """What was being written when the dialog was last lost."""
        if self._is_touched:
            return
        self.form.restore(state["form"])
        self.behalf.restore(state["behalf"])
        self.occurred_at.restore(state["occurred_at"])
        self._is_touched = True
        self.frame.tell("上次没有保存的内容已经填回来了。", again="不要了", then=self._begin_anew)
        self._reshaped()

    def _begin_anew(self) -> None:
        self.kept.drop()
        self._is_touched = False
        self.form.clear()
        self._fill(self._preset)
        self.frame.tell("")
        self.form.focus()

    def _left(self) -> None:
        problems: list[Problem] = []
        self._read(problems)
        self.troubles.point_out(problems)

    def _reshaped(self) -> None:
        """Fields came or went: after what is under way, set the way of the Tab key anew."""
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self._order()
        self.frame.fit()

    def _order(self) -> None:
        parts = (self.form, self.behalf, self.overrulings, self.occurred_at)
        chain = [stop for part in parts for stop in part.stops()]
        for before, after in pairwise([*chain, self.save, self.frame.cancel]):
            QWidget.setTabOrder(before, after)

    def _look_again(self) -> None:
        """The matter as it is now; what was typed stays."""
        self.frame.again.setEnabled(False)
        background.run(
            self,
            lambda: self._desk.read(matter_detail, self.context.detail.no),
            done=self._seen,
            failed=self._not_seen,
        )

    def _not_seen(self, error: Exception) -> None:
        self.frame.again.setEnabled(True)
        errors.show(self, error)

    def _seen(self, detail: MatterDetail) -> None:
        self.context.detail = detail
        self.frame.again.setEnabled(True)
        self.frame.tell("已经换成最新的内容，您写的没有动。请核对后再保存。")
        self.form.refresh()

    def _set_saving(self, *, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.save.setEnabled(not is_saving)
        self.frame.told.setText("正在保存…" if is_saving else "")


def start(
    parent: QWidget | None,
    desk: Desk,
    detail: MatterDetail,
    option: Option,
    *,
    done: Callable[[Done], None] | None = None,
    preset: Mapping[str, object] | None = None,
) -> ActionDialog:
    """Open the dialog of `option` over `parent`; `done` is called once it is saved.

    It is shown when all of it is made, some milliseconds at a time: the one being made is given
    back to who asks for it again.
    """
    for coming in _open:
        if coming.slices.is_busy and coming.is_for(detail, option):
            return coming
    dialog = ActionDialog(desk, detail, option, parent.window() if parent else None, preset)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if done is not None:
        dialog.acted.connect(done)
    _open.add(dialog)
    dialog.finished.connect(lambda _result: _open.discard(dialog))
    dialog.slices.run(dialog.making(), dialog.open)
    return dialog


_open: set[ActionDialog] = set()
"""Kept until closed, or Python would take away a dialog that nobody holds."""
