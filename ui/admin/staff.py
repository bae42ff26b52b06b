"""人员与岗位: who signs in, with which posts; passwords are shown once, on paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.admin.commands import add_staff, disable_staff, enable_staff, first_password, set_password
from app.admin.queries import staff_members
from app.admin.staff import (
    StaffCard,
    change_staff,
    mediator_options,
    staff_card,
    unit_options,
    unlock_staff,
)
from app.admin.types import StaffDraft, StaffRow
from app.desk import Desk
from app.enums import Post
from app.glossary import term
from app.messages import problem_text
from app.names import sounds_like
from ui import ask, background, theme, words
from ui.admin.section import ListSection
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.late_choice import LateChoice
from ui.widgets.line_edit import LineEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import Segments


def _state(row: StaffRow) -> str:
    if row.is_disabled:
        return "停用"
    return "要改密码" if row.must_change_password else "在用"


_COLUMNS: tuple[Column[StaffRow], ...] = (
    Column("姓名", lambda row: row.name),
    Column("登录名", lambda row: row.login),
    Column("岗位", lambda row: "、".join(term(post) for post in row.posts)),
    Column("单位", lambda row: row.unit or ""),
    Column("状态", _state),
)
_WIDTHS = {0: 100, 1: 100, 2: 0, 3: 0, 4: 96}


class StaffSection(ListSection[StaffRow]):
    topics = frozenset({"staff", "staff_post", "unit", "mediator"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "人员",
            _COLUMNS,
            _WIDTHS,
            empty="没有符合的人员。",
            choose="在左边选一个人，这里看岗位和能做的事。",
            key=lambda row: row.login,
            spare=(1, 3),
            parent=parent,
        )
        self._card: StaffCard | None = None
        self._units: Sequence[tuple[str, str]] = ()
        self._mediators: Sequence[tuple[UUID, str]] = ()
        self.search = LineEdit("找人", "姓名、登录名或拼音首字母")
        self.add = Button("添加人员", "Alt+N", primary=True)
        self.filters.add(self.search, 220, 1)
        self.filters.add(self.add)
        self.remarks = label("", "warn")
        self.remarks.setWordWrap(True)
        self.change = Button("修改", "Alt+E")
        self.reset = Button("重设密码")
        self.unlock = Button("解锁")
        self.disable = Button("停用")
        self.enable = Button("启用")
        self.panel.head.addWidget(self.remarks)
        self.panel.add_buttons(self.change, self.reset, self.unlock, self.disable, self.enable)
        self._connect()

    def page(self, after: StaffRow | None, _limit: int) -> Sequence[StaffRow]:
        """All at once: a centre has some dozens."""
        if after is not None:
            return ()
        text = self.search.text()
        return [
            row
            for row in self._desk.read(staff_members)
            if sounds_like(row.name, text)
            or "".join(text.casefold().split()) in row.login.casefold()
        ]

    def reload(self) -> None:
        super().reload()
        background.run(self, partial(self._desk.read, unit_options), done=self._know_units)
        background.run(self, partial(self._desk.read, mediator_options), done=self._know_mediators)

    def start(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, row: StaffRow) -> None:
        background.run(self, partial(self._desk.read, staff_card, row.login), done=self._show_card)

    def _know_units(self, options: Sequence[tuple[str, str]]) -> None:
        self._units = options

    def _know_mediators(self, options: Sequence[tuple[UUID, str]]) -> None:
        self._mediators = options

    def _show_card(self, card: StaffCard) -> None:
        if card.row.login != self._chosen:
            return
        self._card = card
        row = card.row
        self.panel.title.setText(row.name)
        self.panel.note.setText("已锁住" if card.is_locked else _state(row))
        seen = words.moment(row.last_signed_in_at) if row.last_signed_in_at else "还没有登录过"
        mediator = next((text for key, text in self._mediators if key == card.mediator), "")
        facts = (
            f"登录名 {row.login}",
            "、".join(term(post) for post in row.posts) or "没有岗位",
            row.unit or "没有写单位",
            f"名册上是 {mediator}" if mediator else "",
            f"上次登录 {seen}",
        )
        self.panel.show_facts(facts)
        self.remarks.setText("\n".join(problem_text(remark) for remark in card.remarks))
        self.remarks.setVisible(bool(card.remarks))
        self.change.setVisible(not row.is_disabled)
        self.reset.setVisible(not row.is_disabled and row.login != self._desk.actor.login)
        self.unlock.setVisible(card.is_locked)
        self.disable.setVisible(not row.is_disabled)
        self.enable.setVisible(row.is_disabled)

    def _connect(self) -> None:
        self.search.typed.connect(self.model.reload)
        self.add.clicked.connect(self._add)
        self.change.clicked.connect(self._change)
        self.reset.clicked.connect(self._reset)
        self.unlock.clicked.connect(lambda: self._do(unlock_staff))
        self.disable.clicked.connect(self._disable)
        self.enable.clicked.connect(lambda: self._do(enable_staff))
        self.table.activated.connect(lambda _index: self._change())

    def _add(self) -> None:
        form = StaffForm(self._desk, self._units, self._mediators, parent=self)
        self.open_form(form, lambda made: PasswordShown(self, *made).open())

    def _change(self) -> None:
        if self._card is not None and not self._card.row.is_disabled:
            form = StaffForm(self._desk, self._units, self._mediators, self._card, parent=self)
            self.open_form(form)

    def _disable(self) -> None:
        if self._card is None:
            return
        question = f"停用以后，“{self._card.row.name}”不能再登录，以前的记录都保留。"
        if ask.confirm(self, question, yes="停用", no="不停用"):
            self._do(disable_staff)

    def _reset(self) -> None:
        if self._card is None:
            return
        login = self._card.row.login
        if not ask.confirm(
            self, f"给“{login}”一个新密码，旧的马上不能用。", yes="重设", no="不重设"
        ):
            return
        password = first_password()
        self._run(
            partial(self._desk.write, set_password, login, password),
            lambda _done: PasswordShown(self, login, password).open(),
        )

    def _do(self, command: Callable[..., Any]) -> None:
        if self._card is not None:
            self._run(partial(self._desk.write, command, self._card.row.login), lambda _done: None)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def done(result: Any) -> None:
            self.reload()
            then(result)

        background.run(self, work, done=done, pool=background.writer)


class StaffForm(FormDialog):
    """Somebody new, with a first password, or what somebody is and may do."""

    def __init__(
        self,
        desk: Desk,
        units: Sequence[tuple[str, str]],
        mediators: Sequence[tuple[UUID, str]],
        card: StaffCard | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, f"修改 {card.row.name}" if card else "添加人员", parent=parent)
        self._card = card
        self.name = LineEdit("姓名")
        self.login = LineEdit("登录名", "空着就用姓名")
        self.phone = LineEdit("电话")
        self.posts = Segments("岗位", [(post, term(post)) for post in Post], several=True)
        self.unit: LateChoice[str] = LateChoice("单位", "不属于哪个单位")
        self.unit.offer(units)
        self.mediator: LateChoice[UUID] = LateChoice("名册上的调解员", "不是调解员")
        self.mediator.offer(mediators)
        row = self.section()
        self.add(row, "name", "姓名", self.name, 160)
        if card is None:
            self.add(row, "login", "登录名", self.login, 160)
        self.add(row, "phone", "电话", self.phone, 170)
        row = self.section()
        self.add(row, "post", "岗位（可选几个）", self.posts, 300, 1)
        row = self.section()
        self.add(row, "unit", "单位", self.unit, 280, 1)
        if card is not None:
            self.add(row, "mediator", "名册上的调解员", self.mediator, 280, 1)
            self._show(card)

    def work(self) -> Callable[[], Any]:
        draft = StaffDraft(
            name=self.name.text(),
            posts=self.posts.chosen(),
            login=self.login.text() or None,
            unit=self.unit.value(),
            phone=self.phone.text() or None,
        )
        if self._card is not None:
            login, version = self._card.row.login, self._card.version
            mediator = self.mediator.value()
            return partial(self._desk.write, change_staff, login, version, draft, mediator)
        return partial(_add_with_password, self._desk, draft)

    def _show(self, card: StaffCard) -> None:
        self.name.setText(card.row.name)
        self.phone.setText(card.phone or "")
        self.posts.choose(card.row.posts)
        self.unit.show_value(card.unit_code)
        self.mediator.show_value(card.mediator)


def _add_with_password(desk: Desk, draft: StaffDraft) -> tuple[str, str]:
    """The login and its first password."""
    password = first_password()
    desk.write(add_staff, draft, password)
    return draft.login or draft.name, password


class PasswordShown(SmallDialog):
    """A first password, shown once, to be copied onto paper."""

    def __init__(self, parent: QWidget, login: str, password: str) -> None:
        super().__init__("第一次登录的密码", 400, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.password = label(password, "code")
        self.password.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.password.setAccessibleName(f"密码 {password}")
        told = label(
            f"请抄给“{login.strip()}”，关掉以后就看不到了。登录以后要先改成自己的密码。", "mute"
        )
        told.setWordWrap(True)
        self.column.addWidget(self.password)
        self.column.addWidget(told)
        self.column.addSpacing(theme.px(4))
        self.done_button = Button("抄好了", primary=True)
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        self.add_buttons(self.done_button)
