"""Putting a backup in place: choose one, see what it holds, say yes."""

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.admin.archive import Progress
from app.admin.backups import BackupRow, at_hand, backups
from app.admin.restore import Who
from app.admin.restore_local import Staged, discard
from app.admin.restoring import Prepared, approve, database_file, prepare, take_code
from app.desk import Desk
from app.errors import Cancelled, DomainError, InfrastructureError, Invalid
from app.messages import error_text, problem_text
from ui import ask, background, errors
from ui.admin.restore_steps import DecideStep, PickStep, WaitStep
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label, restyle


class RestoreDialog(SmallDialog):
    """`ready` carries what was staged and the login of who restores; nothing in use has been
    touched by then."""

    ready = Signal(object, str)
    _progressed = Signal(float, float)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("用备份恢复", 720, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._stop = Event()
        self._prepared: Prepared | None = None
        self._is_working = False
        self.pick, self.wait, self.decide = PickStep(), WaitStep(), DecideStep()
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.cancel = Button("取消", "Esc")
        self.again = Button("换一份")
        self.restore = Button("恢复", "Ctrl+Return", primary=True)
        for part in (self.pick, self.wait, self.decide, self.trouble):
            self.column.addWidget(part)
        self.add_buttons(self.again, self.restore, leave=self.cancel)
        self._tell("")
        self._step(self.pick)
        self._connect()
        background.run(self, partial(_known, desk), done=self.pick.show_known)

    def choose(self, path: Path) -> None:
        """Unpack the backup and look into it."""
        self._stop.clear()
        self._tell("")
        self.wait.begin(path.name)
        self._is_working = True
        self._step(self.wait)
        background.run(
            self,
            partial(_prepared_or_stopped, self._desk, path, self.stop_if_asked),
            done=self._looked,
            failed=self._not_looked,
            pool=background.writer,
        )

    def stop_if_asked(self, done: int, whole: int) -> None:  # on the writer's thread
        """Tell how far it is, in bytes. Raises Cancelled once it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._progressed.emit(done, whole)

    def reject(self) -> None:
        """What is under way is stopped first; what was unpacked does not stay."""
        if self._is_working:
            self._ask_to_stop()
            return
        self._forget()
        super().reject()

    def _choose_other(self) -> None:
        places = QStandardPaths.StandardLocation
        near = QStandardPaths.writableLocation(places.DocumentsLocation) or Path.home()
        path = ask.open_file(self, "用哪一份备份", Path(near))
        if path is not None:
            self.choose(path)

    def _ask_to_stop(self) -> None:
        self._stop.set()
        self.wait.end()

    def _looked(self, prepared: Prepared | None) -> None:
        self._is_working = False
        self._prepared = prepared
        if prepared is None or self._stop.is_set():  # asked when it was as good as done
            self._forget()
            self._tell("已经停下，什么也没有改。", role="mute")
            self._step(self.pick)
            return
        target, login = database_file(self._desk), self._desk.actor.login
        self.decide.show_contents(prepared.contents, target, login)
        self._step(self.decide)

    def _not_looked(self, error: Exception) -> None:
        self._is_working = False
        self._step(self.pick)
        self._show_error(error)

    def _restore(self) -> None:
        answers = self.decide.answers()
        if self._prepared is None or self._is_working or answers is None:
            return
        self._tell("")
        self._hold(is_on=True)
        staged, (who, code) = self._prepared.staged, answers
        background.run(
            self,
            partial(_approve, self._desk, staged, who, code),
            done=lambda _none: self._approved(staged, who.login),
            failed=self._refused,
            pool=background.writer,
        )

    def _approved(self, staged: Staged, login: str) -> None:
        self._prepared = None  # from here on it is theirs who are told
        self._is_working = False
        self.accept()
        self.ready.emit(staged, login)

    def _refused(self, error: Exception) -> None:
        self._hold(is_on=False)
        if not self.decide.refuse(error):
            self._show_error(error)

    def _hold(self, *, is_on: bool) -> None:
        """Nothing can be pressed while it is being decided."""
        self._is_working = is_on
        for part in (self.decide, self.cancel, self.again, self.restore):
            part.setEnabled(not is_on)

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self._tell(f"{problem_text(error.problems[0])}。")
        elif isinstance(error, (DomainError, InfrastructureError)):
            self._tell(error_text(error))
        else:
            errors.show(self, error)

    def _tell(self, text: str, role: str = "error") -> None:
        restyle(self.trouble, role=role)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _again(self) -> None:
        self._forget()
        self._tell("")
        self._step(self.pick)

    def _forget(self) -> None:
        """Take away what was unpacked; nobody has to wait for that."""
        if self._prepared is not None:
            staged, self._prepared = self._prepared.staged, None
            background.run(self, partial(discard, staged), pool=background.writer)

    def _step(self, shown: PickStep | WaitStep | DecideStep) -> None:
        for part in (self.pick, self.wait, self.decide):
            part.setVisible(part is shown)
        for button in (self.again, self.restore):
            button.setVisible(shown is self.decide)
        self.cancel.setVisible(shown is not self.wait)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)  # where there is nothing to fill in
        shown.start()

    def _connect(self) -> None:
        self.pick.chosen.connect(self.choose)
        self.pick.other.clicked.connect(self._choose_other)
        self.wait.stop.clicked.connect(self._ask_to_stop)
        self._progressed.connect(self.wait.show_progress)
        self.cancel.clicked.connect(self.reject)
        self.again.clicked.connect(self._again)
        self.restore.clicked.connect(self._restore)


def _known(desk: Desk) -> tuple[tuple[BackupRow, Path], ...]:
    return at_hand(desk.read(backups), desk.actor.host)


def _prepared_or_stopped(desk: Desk, path: Path, progress: Progress) -> Prepared | None:
    """None where it was stopped: nobody would be told of a job that was cancelled."""
    try:
        return prepare(desk, path, progress)
    except Cancelled:
        return None


def _approve(desk: Desk, staged: Staged, who: Who, code: str) -> None:
    if code:
        take_code(staged, code)
    approve(desk, staged, who)
