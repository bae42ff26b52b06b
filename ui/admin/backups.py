"""备份与恢复: a backup with progress that can be stopped, a look into one, and the way back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.admin.archive import Progress
from app.admin.backup import Archived, backup, free_name
from app.admin.backups import BackupRow, backups
from app.admin.last_backup import is_old
from app.admin.restoring import is_on_this_pc
from app.admin.types import Finding, Level
from app.admin.verify import verify
from app.desk import Desk, account_address, has_whole
from app.errors import Cancelled
from app.messages.admin import LEVELS, finding_text
from app.permissions import Permission
from ui import ask, background, errors, theme, words
from ui.admin.handover import Handover, Replacement
from ui.admin.restore import RestoreDialog
from ui.admin.section import Section
from ui.admin.server_backup import ServerBackupDialog
from ui.admin.server_restore import ServerRestoreDialog
from ui.places import documents
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import label, restyle, tag
from ui.widgets.panel import RowStack, empty_note
from ui.widgets.row import Lines, RowButton
from ui.widgets.scroller import Scroller

_BACK_UP = "fengqiao db backup 备份文件.zip"
_HOW = (
    "恢复会换掉现在的数据：先打开备份核对，给您看里面是什么，您确定了才换。"
    "现在的数据会另外留着，不会丢。备份是另一台电脑做的，要准备好打印的恢复码。"
)
_ON_A_SERVER = (
    "恢复会换掉服务器上的数据，所有人都看得到：先打开备份核对，给您看里面是什么、还有谁开着程序，"
    "大家都退出了、您确定了才换。原来的数据另外留着，不会丢。要用服务器自己的账号。"
)
_BY_ACCOUNT = (
    "数据在服务器上，备份里有全部内容，要用服务器自己的账号做。按“现在备份”马上做一份；"
    "每天的备份，请在服务器上定时运行下面这一句（怎么定时，见帮助“几台电脑合用一台服务器”）。"
)
_NONE_YET = "还没有做过备份。按“现在备份”，存到另一块硬盘或者 U 盘上。"
_COLOURS = {Level.OK: "ok", Level.WARNING: "orange", Level.ERROR: "red"}


class BackupSection(Section):
    """`told` after each look into a backup, for whoever waits for it."""

    topics = frozenset({"parameter"})
    told = Signal()
    _progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._stop = Event()
        self.make = Button("现在备份", "Alt+N", primary=True)
        self.cancel = Button("停下")
        self.look = Button("核对一份备份…")
        self.bar = QProgressBar()
        self.state = label("", "mute")
        self.last = label("", "")
        self.list = RowStack(8)
        self.empty = empty_note(_NONE_YET)
        self.findings = RowStack(8)
        self.restore = Button("用备份恢复…", "Alt+R")
        where = "" if is_on_this_pc(desk) else f" --database {account_address(desk)}"
        self.command_backup = _command(f"{_BACK_UP}{where} --user {desk.actor.login}")
        self._lay_out()
        self._set_busy(is_on=False)
        self.make.clicked.connect(self._make)
        self.cancel.clicked.connect(self._cancel)
        self.look.clicked.connect(self._look)
        self.restore.clicked.connect(self._restore)
        self._progressed.connect(self._progress)

    def reload(self) -> None:
        background.run(self, partial(self._desk.read, backups), done=self._show)

    def start(self) -> None:
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: Sequence[BackupRow]) -> None:
        self.list.show_rows([_Row(row) for row in rows])
        self.empty.setVisible(not rows)
        if not rows:
            self.last.setText("还没有备份过")
        else:
            self.last.setText(f"上一次备份：{words.moment(rows[0].at)}")
        restyle(self.last, role="warn" if not rows or is_old(rows[0].at) else "")

    def _make(self) -> None:
        if not has_whole(self._desk):
            dialog = ServerBackupDialog(self._desk, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(self.reload)
            dialog.open()
            return
        near = documents() / free_name(documents())
        path = ask.save_as(self, "备份到哪里", near, "备份 (*.zip)")
        if path is None:
            return
        self._stop.clear()
        self._set_busy(is_on=True)
        self.state.setText("正在备份，别人可以继续用……")
        background.run(
            self,
            partial(_kept_or_stopped, self._desk, path, self.stop_if_asked),
            done=self._made,
            failed=self._not_made,
            pool=background.writer,
        )

    def stop_if_asked(self, done: int, whole: int) -> None:  # on the writer's thread
        """Tell how far it is. Raises Cancelled once it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._progressed.emit(done, whole)

    def _progress(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        if whole:
            self.state.setText(f"正在备份，已经装进 {done} 个文件，共 {whole} 个")

    def _cancel(self) -> None:
        self._stop.set()
        self.state.setText("正在停下……")
        self.cancel.setEnabled(False)

    def _made(self, made: Archived | None) -> None:
        self._set_busy(is_on=False)
        if made is None:
            self.state.setText("已经停下，什么也没有留下。")
            return
        size = f"{made.size / 1_000_000:.1f} MB"
        lost = f"，有 {len(made.missing)} 个材料文件早就丢失或损坏" if made.missing else ""
        self.state.setText(f"备份好了：{made.path}（{size}）{lost}。建议马上核对一次。")
        self.reload()

    def _not_made(self, error: Exception) -> None:
        self._set_busy(is_on=False)
        self.state.setText("没有备份成。")
        errors.show(self, error)

    def _look(self) -> None:
        path = ask.open_file(self, "核对哪一份备份", documents())
        if path is None:
            return
        self._set_busy(is_on=True, can_stop=False)
        self.state.setText(f"正在核对 {path.name} ……")
        background.run(
            self,
            partial(verify, path),
            done=lambda found: self._looked(path, found),
            failed=self._not_looked,
        )

    def _looked(self, path: Path, found: Sequence[Finding]) -> None:
        self._set_busy(is_on=False)
        bad = sum(each.level is not Level.OK for each in found)
        self.state.setText(
            f"{path.name} 有 {bad} 个问题，请看下面。"
            if bad
            else f"{path.name} 完整，可以放心保管。"
        )
        self.findings.show_rows([_Finding(each) for each in found])
        self.told.emit()

    def _not_looked(self, error: Exception) -> None:
        self._set_busy(is_on=False)
        self.state.setText("没有核对成。")
        errors.show(self, error)

    def _restore(self) -> None:
        kind = RestoreDialog if is_on_this_pc(self._desk) else ServerRestoreDialog
        dialog = kind(self._desk, self)
        dialog.ready.connect(self._hand_over)
        dialog.open()

    def _hand_over(self, left: Replacement, login: str) -> None:
        """The window closes; what is in use cannot be replaced (ui/admin/handover.py)."""
        handover = Handover(left, login, self.window())
        if not self.window().close():
            handover.give_up()
            self.state.setText("窗口没有关上，所以没有恢复。什么也没有改。")

    def _set_busy(self, *, is_on: bool, can_stop: bool = True) -> None:
        self.make.setEnabled(not is_on)
        self.look.setEnabled(not is_on)
        bar(self.restore, "正在备份或者核对，做完再恢复。" if is_on else "")
        self.cancel.setVisible(is_on and can_stop)
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.setVisible(is_on)

    def _lay_out(self) -> None:
        now = Card("备份")
        now.head.addStretch(1)
        now.head.addWidget(self.last)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for button in (self.make, self.look, self.cancel):
            line.addWidget(button)
        line.addStretch(1)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("备份的进度")
        self.state.setWordWrap(True)
        now.body.addLayout(line)
        for part in (self.bar, self.state, self.command_backup, self.findings):
            now.body.addWidget(part)
        self.command_backup.setVisible(not has_whole(self._desk))
        if not has_whole(self._desk):
            self.state.setText(_BY_ACCOUNT)
        self.findings.hide()
        done = Card("最近的备份")
        done.body.addWidget(self.empty)
        done.body.addWidget(self.list)
        self._stack_up(now, done, self._way_back())

    def _way_back(self) -> Card:
        """How to restore; with a button where it can be done from here."""
        card = Card("恢复")
        how = label(_HOW if is_on_this_pc(self._desk) else _ON_A_SERVER, "mute")
        how.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.restore)
        line.addStretch(1)
        card.body.addWidget(how)
        card.body.addLayout(line)
        if not self._desk.actor.may(Permission.RESTORE):
            card.hide()
        return card

    def _stack_up(self, *cards: QFrame) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(14))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(inner))


def _command(text: str) -> QLabel:
    """A command to be typed or copied elsewhere."""
    shown = label(text, "head")
    shown.setWordWrap(True)
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return shown


class _Row(RowButton):
    """A backup of the past; there is nothing to press, so Tab passes it by."""

    def __init__(self, row: BackupRow) -> None:
        told = "　".join(filter(None, (words.moment(row.at), row.who, row.host, row.folder)))
        super().__init__(Lines(row.file, told))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)


class _Finding(QWidget):
    def __init__(self, finding: Finding) -> None:
        super().__init__()
        message, hint = finding_text(finding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(8))
        mark = tag(LEVELS[finding.level], _COLOURS[finding.level])
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        told = label(f"{message}\n{hint}" if hint else message)
        told.setWordWrap(True)
        row.addWidget(told, 1)


def _kept_or_stopped(desk: Desk, path: Path, progress: Progress) -> Archived | None:
    """None where it was stopped: nobody would be told of a job that was cancelled."""
    try:
        return backup(desk, path, progress)
    except Cancelled:
        return None
