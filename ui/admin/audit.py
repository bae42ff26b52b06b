"""审计: what was done, by whom, to what; and whether the trail is whole."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import clock
from app.admin.audit_log import AuditFilter, AuditRow, audit_choices, audit_page, check_chain
from app.admin.types import Finding, Level
from app.desk import Desk
from app.enums import Post
from app.glossary import term
from app.messages.admin import finding_text
from app.messages.trail import change_lines
from app.messages.upkeep import RESULTS, action_text, thing_text
from ui import background, errors, privacy
from ui.admin.section import ListSection
from ui.reading import read_day
from ui.widgets.button import Button
from ui.widgets.label import label, restyle
from ui.widgets.late_choice import LateChoice
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import DateEdit
from ui.widgets.paged_model import Column

_MOST_CHANGES = 60


def _time(row: AuditRow) -> str:
    return f"{clock.local(row.at):%Y-%m-%d %H:%M:%S}"


_COLUMNS: tuple[Column[AuditRow], ...] = (
    Column("做了什么", lambda row: action_text(row.action)),
    Column("时间", _time),
    Column("谁", lambda row: row.name or row.login),
    Column("对什么", lambda row: thing_text(row.object_type, row.object_id)),
    Column("结果", lambda row: RESULTS.get(row.result, row.result)),
)
_WIDTHS = {0: 0, 1: 164, 2: 88, 3: 0, 4: 72}


class AuditSection(ListSection[AuditRow]):
    topics = frozenset({"audit_entry"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "审计记录",
            _COLUMNS,
            _WIDTHS,
            empty="没有符合的记录。",
            choose="在左边选一条记录，这里看改了什么。",
            key=lambda row: row.seq,
            spare=(4,),
            parent=parent,
        )
        self.who: LateChoice[str] = LateChoice("谁", "所有人")
        self.action: LateChoice[str] = LateChoice("做了什么", "所有操作")
        self.thing = LineEdit("对什么", "事项编号等，从头写")
        self.since, self.until = DateEdit("从哪天"), DateEdit("到哪天")
        self.since.setPlaceholderText("从哪天")
        self.until.setPlaceholderText("到哪天")
        self.check = Button("核对有没有被改过")
        self.chain = label("", "small")
        self.chain.setWordWrap(True)
        self.chain.hide()
        for widget, width, stretch in (
            (self.who, 112, 0),
            (self.action, 132, 0),
            (self.thing, 150, 1),
            (self.since, 108, 0),
            (self.until, 108, 0),
            (self.check, 0, 0),
            (self.chain, 300, 1),
        ):
            self.filters.add(widget, width, stretch)
        self.changes = label("", "small")
        self.changes.setWordWrap(True)
        self.panel.head.addWidget(self.changes)
        privacy.cover(self.changes)  # names and numbers of the matters are among them
        self.who.typed.connect(self.model.reload)
        self.action.typed.connect(self.model.reload)
        for edit in (self.thing, self.since, self.until):
            edit.left.connect(self._asked)
        self.check.clicked.connect(self._check)
        background.soon(self, self._ask_choices)

    def page(self, after: AuditRow | None, limit: int) -> Sequence[AuditRow]:
        return self._desk.read(audit_page, self._find(), after=after, limit=limit)

    def start(self) -> None:
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, row: AuditRow) -> None:
        self.panel.title.setText(action_text(row.action))
        self.panel.note.setText(f"第 {row.seq} 条")
        posts = "、".join(_posts(row.posts))
        facts = (
            f"{_time(row)}",
            f"{row.name or row.login}（登录名 {row.login}）",
            f"岗位：{posts}" if posts else "",
            f"电脑：{row.host}",
            thing_text(row.object_type, row.object_id),
            f"理由：{row.reason}" if row.reason else "",
            RESULTS.get(row.result, row.result),
        )
        self.panel.show_facts(facts)
        self.changes.setText("\n".join(_change_lines(row)))

    def _find(self) -> AuditFilter:
        return AuditFilter(
            login=self.who.value(),
            action=self.action.value(),
            thing=self.thing.text().strip(),
            since=_day(self.since),
            until=_day(self.until),
        )

    def _asked(self) -> None:
        """A day that is none is marked, and does not narrow the list."""
        for edit in (self.since, self.until):
            is_wrong = bool(edit.text().strip()) and _day(edit) is None
            restyle(edit, problem="block" if is_wrong else "")
            edit.setAccessibleDescription("日期不对，请写成 2026-10-03" if is_wrong else "")
            edit.setToolTip(edit.accessibleDescription())
        self.model.reload()

    def _ask_choices(self) -> None:
        background.run(self, partial(self._desk.read, audit_choices), done=self._offer)

    def _offer(self, choices: tuple[Sequence[str], Sequence[str]]) -> None:
        logins, actions = choices
        self.who.offer([(login, login or "系统") for login in logins])
        self.action.offer([(action, action_text(action)) for action in actions if action])

    def _check(self) -> None:
        self.check.setEnabled(False)
        self._tell("正在核对每一条……", "small")
        background.run(
            self,
            partial(self._desk.read, check_chain),
            done=self._checked,
            failed=self._not_checked,
        )

    def _checked(self, found: Sequence[Finding]) -> None:
        self.check.setEnabled(True)
        is_well = all(finding.level is Level.OK for finding in found)
        lines = ("：".join(filter(None, finding_text(finding))) for finding in found)
        self._tell("\n".join(lines), "saved" if is_well else "error")

    def _not_checked(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self._tell("没有核对成。", "error")
        errors.show(self, error)

    def _tell(self, text: str, role: str) -> None:
        restyle(self.chain, role=role)
        self.chain.setText(text)
        self.chain.show()


def _day(edit: DateEdit) -> date | None:
    return read_day(edit.text(), clock.today()) if edit.text().strip() else None


def _posts(text: str) -> Iterator[str]:
    known = set(Post)
    for word in text.split():
        yield term(Post(word)) if word in known else word


def _change_lines(row: AuditRow) -> Iterator[str]:
    lines = list(change_lines(row.changes))
    yield from lines[:_MOST_CHANGES]
    if len(lines) > _MOST_CHANGES:
        yield f"……还有 {len(lines) - _MOST_CHANGES} 项"
