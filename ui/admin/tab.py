"""系统管理: what the posts allow to keep, one section beside the other."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk import Desk, Topics
from app.permissions import Permission
from ui import background
from ui.admin.section import Section
from ui.tab import Tab
from ui.widgets.panel import PanelHead, SideColumn
from ui.widgets.row import Lines, RowButton
from ui.widgets.stack import Stack

_NAV = 176


@dataclass(frozen=True, slots=True)
class SectionKind:
    """`place` names the section's class as `module:Class`; imported when first looked at."""

    title: str
    needs: Permission
    place: str

    def make(self, desk: Desk) -> Section:
        module, _, name = self.place.partition(":")
        return cast("Callable[[Desk], Section]", getattr(import_module(module), name))(desk)


SECTIONS: tuple[SectionKind, ...] = (
    SectionKind("人员与岗位", Permission.MANAGE_STAFF, "ui.admin.staff:StaffSection"),
    SectionKind("本中心", Permission.MANAGE_DICTIONARIES, "ui.admin.centre:CentreSection"),
    SectionKind("区划", Permission.MANAGE_DICTIONARIES, "ui.admin.areas:AreaSection"),
    SectionKind("单位", Permission.MANAGE_DICTIONARIES, "ui.admin.units:UnitSection"),
    SectionKind("字典", Permission.MANAGE_DICTIONARIES, "ui.admin.dictionaries:DictionarySection"),
    SectionKind("期限规则", Permission.MANAGE_DEADLINES, "ui.admin.limits:LimitSection"),
    SectionKind("节假日历", Permission.MANAGE_DEADLINES, "ui.admin.calendar:CalendarSection"),
    SectionKind("备份与恢复", Permission.BACKUP, "ui.admin.backups:BackupSection"),
    SectionKind("审计", Permission.VIEW_AUDIT, "ui.admin.audit:AuditSection"),
)


class AdminTab(Tab):
    """The sections this person may keep; the first is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.kinds = [kind for kind in SECTIONS if desk.actor.may(kind.needs)]
        self.buttons = [RowButton(Lines(kind.title)) for kind in self.kinds]
        self.sections: dict[str, Section] = {}
        self._stack = Stack()
        self._place = 0
        self._lay_out()
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, place=place: self.choose(place))
        self.choose(0)

    def choose(self, place: int) -> None:
        """Bring a section into view; it is made now if it was never looked at."""
        self._place = place
        kind = self.kinds[place]
        if kind.title not in self.sections:
            made = self.sections[kind.title] = kind.make(self._desk)
            self._stack.addWidget(made)
            background.soon(made, made.reload)
        for other, (button, each) in enumerate(zip(self.buttons, self.kinds, strict=True)):
            button.tell(Lines(each.title), is_on=other == place)
        self._stack.setCurrentWidget(self.sections[kind.title])

    def start(self) -> None:
        QTimer.singleShot(0, self, lambda: self.section().start())

    def section(self) -> Section:
        """The one in view."""
        return self.sections[self.kinds[self._place].title]

    def follow(self, topics: Topics) -> None:
        for section in self.sections.values():
            section.topics_changed(topics)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        head, rest = PanelHead("系统管理"), QWidget()
        row.addWidget(SideColumn("left", _NAV, head, *self.buttons, rest))
        row.addWidget(self._stack, 1)
