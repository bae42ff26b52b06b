"""The tabs there are, in the order of the work; each is imported when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from app.desk import Desk
from app.enums import Action
from app.permissions import Actor, Permission
from ui.tab import Tab

Waiting = Callable[..., int]
"""A query for `Desk.read`."""


@dataclass(frozen=True, slots=True)
class TabKind:
    """One tab: shown to who may do any of `needs` (a Permission or an Action).

    `place` names its class as `module:Class`. `waiting` names the query that counts what waits
    for this person, asked before the tab is ever opened; empty where the tab counts by itself.
    `library` is one that takes long to import: it is there before the first look at the tab.
    """

    title: str
    needs: tuple[str, ...]
    place: str
    waiting: str = ""
    library: str = ""

    def is_for(self, actor: Actor) -> bool:
        return any(actor.may(need) for need in self.needs)

    def make(self, desk: Desk) -> Tab:
        return cast("Tab", _named(self.place)(desk))

    def count(self) -> Waiting | None:
        return cast("Waiting", _named(self.waiting)) if self.waiting else None


TABS: tuple[TabKind, ...] = (
    TabKind("接待登记", (Permission.REGISTER,), "ui.intake.tab:IntakeTab"),
    TabKind(
        "分流交办",
        (Action.ASSESS, Action.SUPERVISE, Action.RETURN),
        "ui.dispatch.tab:DispatchTab",
        "app.dispatch.queries:waiting",
    ),
    TabKind(
        "调解办理",
        (Action.ACCEPT_MEDIATION, Action.RECORD_SESSION),
        "ui.mediation.tab:MediationTab",
        "app.mediation.queries:waiting",
    ),
    TabKind("调解员名册", (Permission.MANAGE_ROSTER, Action.ASSIGN), "ui.roster.tab:RosterTab"),
    TabKind(
        "统计图表",
        (Permission.VIEW_STATS,),
        "ui.statistics.tab:StatisticsTab",
        library="pyqtgraph",
    ),
    TabKind(
        "系统管理",
        (
            Permission.MANAGE_STAFF,
            Permission.MANAGE_DICTIONARIES,
            Permission.MANAGE_DEADLINES,
            Permission.BACKUP,
            Permission.VIEW_AUDIT,
        ),
        "ui.admin.tab:AdminTab",
    ),
)


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
