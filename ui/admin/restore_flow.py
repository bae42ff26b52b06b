"""Putting a backup in place, step by step: choose one, see what it holds, say yes."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.admin.backups import BackupRow, at_hand, backups
from app.desk import Desk
from app.errors import Cancelled, DomainError, InfrastructureError, Invalid
from app.messages import error_text, problem_text
from ui import ask, background, errors
from ui.admin.restore_steps import PickStep
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import restyle
from ui.widgets.step import Step, WaitStep, wrapped


class RestoreFlow(SmallDialog):
    """`ready` carries what is left to do and the login of who restores; nothing in use has been
    touched by then. A subclass knows where the backup goes: its `decide` has what is asked."""

    ready = Signal(object, str)

    def __init__(self, desk: Desk, decide: Step, parent: QWidget | None = None) -> None:
        super().__init__("用备份恢复", 720, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._found: Any = None
        self._is_working = False
        self.pick, self.wait, self._last = PickStep(), WaitStep("核对的进度"), decide
        self.trouble = wrapped("", "error")
        self.cancel = Button("取消", "Esc")
        self.again = Button("换一份")
        self.restore = Button("恢复", "Ctrl+Return", primary=True)
        self.add_first()
        for part in (self.pick, self.wait, decide, self.trouble):
            self.column.addWidget(part)
        self.add_buttons(*self.buttons(), leave=self.cancel)
        self.tell("")
        self._connect()
        self.step(self.first())
        background.run(self, partial(_known, desk), done=self.pick.show_known)

    def add_first(self) -> None:
        """Put into the column what comes before the choice."""

    def first(self) -> Step:
        """Where it begins."""
        return self.pick

    def buttons(self) -> tuple[Button, ...]:
        return self.again, self.restore

    def look(self, path: Path) -> Any:
        """Verify the backup and say what it holds. Called on another thread."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Let it be decided."""
        raise NotImplementedError

    def approve(self) -> Any:
        """A call for another thread that gives what is left to do and the login of who restores;
        None, with a word at the field, where something is missing."""
        raise NotImplementedError

    def refuse(self, error: Exception) -> bool:
        """Show at its field what was refused; whether it belongs to one."""
        raise NotImplementedError

    def forget(self, found: Any) -> None:
        """It is not to be restored after all."""

    def choose(self, path: Path) -> None:
        """Look into the backup."""
        self.tell("")
        self.wait.begin(f"正在打开、核对 {path.name} ……")
        self._is_working = True
        self.step(self.wait)
        background.run(
            self,
            partial(_found_or_stopped, self, path),
            done=self._looked,
            failed=self.fall_back,
            pool=background.writer,
        )

    def reject(self) -> None:
        """What is under way is stopped first; what was unpacked does not stay."""
        if self._is_working:
            self.wait.end()
            return
        self._forget()
        super().reject()

    def _choose_other(self) -> None:
        path = ask.open_file(self, "用哪一份备份", documents())
        if path is not None:
            self.choose(path)

    def _looked(self, found: Any) -> None:
        self._is_working = False
        self._found = found
        if found is None or self.wait.is_stopped:  # asked when it was as good as done
            self._forget()
            self.tell("已经停下，什么也没有改。", role="mute")
            self.step(self.pick)
            return
        self.show_found(found)
        self.step(self._last)

    def fall_back(self, error: Exception) -> None:
        """What was under way failed."""
        self._is_working = False
        self.step(self.pick)
        self.show_error(error)

    def _restore(self) -> None:
        if self._found is None or self._is_working:
            return
        work = self.approve()
        if work is None:
            return
        self.tell("")
        self.hold(is_on=True)
        background.run(
            self, work, done=self._approved, failed=self._refused, pool=background.writer
        )

    def _approved(self, left: tuple[object, str]) -> None:
        self._found = None  # from here on it is theirs who are told
        self._is_working = False
        self.accept()
        self.ready.emit(*left)

    def _refused(self, error: Exception) -> None:
        self.hold(is_on=False)
        if not self.refuse(error):
            self.show_error(error)

    def hold(self, *, is_on: bool) -> None:
        """Nothing can be pressed while it is being decided."""
        self._is_working = is_on
        for part in (self._last, self.cancel, self.again, self.restore):
            part.setEnabled(not is_on)

    def show_error(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.tell(f"{problem_text(error.problems[0])}。")
        elif isinstance(error, (DomainError, InfrastructureError)):
            self.tell(error_text(error))
        else:
            errors.show(self, error)

    def tell(self, text: str, role: str = "error") -> None:
        restyle(self.trouble, role=role)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _again(self) -> None:
        self._forget()
        self.tell("")
        self.step(self.pick)

    def _forget(self) -> None:
        if self._found is not None:
            found, self._found = self._found, None
            self.forget(found)

    def step(self, shown: Step) -> None:
        """Show this step alone, with its buttons."""
        for part in (self.pick, self.wait, self._last):
            part.setVisible(part is shown)
        for button in (self.again, self.restore):
            button.setVisible(shown is self._last)
        self.cancel.setVisible(shown is not self.wait)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)  # where there is nothing to fill in
        shown.start()

    def _connect(self) -> None:
        self.pick.chosen.connect(self.choose)
        self.pick.other.clicked.connect(self._choose_other)
        self.cancel.clicked.connect(self.reject)
        self.again.clicked.connect(self._again)
        self.restore.clicked.connect(self._restore)


def _known(desk: Desk) -> tuple[tuple[BackupRow, Path], ...]:
    return at_hand(desk.read(backups), desk.actor.host)


def _found_or_stopped(dialog: RestoreFlow, path: Path) -> Any:
    """None where it was stopped: nobody would be told of a job that was cancelled."""
    try:
        return dialog.look(path)
    except Cancelled:
        return None
