"""What can be done to a matter now: a button for each action, the rest behind 更多…"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from app.desk import Desk
from app.enums import Action, Track
from app.errors import StateForbids
from app.glossary import term
from app.matter.act import Done, Option, actions_of
from app.matter.types import MatterDetail
from app.messages import error_text
from app.messages.common import state_text
from ui import theme
from ui.actions.dialog import ActionDialog, start
from ui.actions.names import group_text, target_text
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.wrap_row import WrapRow

MOST = 6
"""Buttons beside each other; more would have to be read instead of seen."""
_SELDOM = (
    Action.CONTACT,
    Action.CORRECT,
    Action.CORRECT_PARTY,
    Action.ATTACH,
    Action.REMIND,
    Action.SUPERVISE,
    Action.EXTEND,
    Action.SUSPEND,
    Action.MERGE,
    Action.RECALL,
    Action.DECLINE,
    Action.TERMINATE,
    Action.REOPEN,
    Action.WITHDRAW,
    Action.VOID,
)
"""What is not on the straight way comes last, in this order."""
_ONCE = frozenset(
    {
        Action.ASSESS,
        Action.ASSIGN,
        Action.PROPOSE_MEDIATION,
        Action.APPOINT,
        Action.SUB_ASSIGN,
        Action.AGREE,
    }
)
"""What as a rule is done once; doing it again comes after the next step."""


class ActionBar(QWidget):
    """`acted` with what came of an action begun here. `only` these actions, `primary` the loud
    one; what the state forbids is grey, what the post forbids is not there."""

    acted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        only: Collection[Action] | None = None,
        primary: Action | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._only, self._primary = desk, only, primary
        self._detail: MatterDetail | None = None
        self.buttons: dict[Action, Button] = {}
        self.more: Button | None = None
        self._row = WrapRow(gap=8)
        self.setLayout(self._row)

    def show_matter(self, detail: MatterDetail | None) -> None:
        """Offer what can be done to it now; nothing for None. The keyboard stays on the bar."""
        had_focus = self.window().focusWidget() in self.findChildren(QWidget)
        self._clear()
        self._detail = detail
        if detail is None:
            return
        self._offer(detail)
        if had_focus:
            QTimer.singleShot(0, self, self.take_focus)  # new buttons are not shown before

    def take_focus(self) -> None:
        """What was pressed is gone with its step, and the focus would land anywhere."""
        possible = [button for button in self.buttons.values() if button.isEnabled()]
        for button in [*possible, *([self.more] if self.more else [])][:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, detail: MatterDetail) -> None:
        options = self._options(detail)
        done = {event.action for event in detail.events}
        done |= {Action.PROPOSE_MEDIATION} if detail.cases else set()
        beside = _beside(options, done, everything=self._only is not None)
        for action in beside:
            self._row.add(self._button(action, options[action]))
        rest = {action: found for action, found in options.items() if action not in beside}
        if rest:
            self.more = Button("更多…", parent=self)
            self.more.setMenu(self._menu(self.more, rest))
            self._row.add(self.more)

    def begin(self, option: Option, preset: Mapping[str, object] | None = None) -> ActionDialog:
        """Open the dialog of one of the options."""
        if self._detail is None:
            raise LookupError(option.action)
        return start(self, self._desk, self._detail, option, done=self._done, preset=preset)

    def _done(self, done: Done) -> None:
        self.acted.emit(done)

    def _options(self, detail: MatterDetail) -> dict[Action, list[Option]]:
        found: dict[Action, list[Option]] = {}
        for option in actions_of(detail, self._desk.actor):
            if self._only is None or option.action in self._only:
                found.setdefault(option.action, []).append(option)
        return found

    def _button(self, action: Action, options: Sequence[Option]) -> Button:
        primary = action is self._primary and options[0].allowed
        several = len(options) > 1
        made = Button(term(action), "Ctrl+Return" if primary else "", primary=primary, parent=self)
        if not options[0].allowed:
            made.setEnabled(False)
            made.setToolTip(reason(options[0]))
            made.setAccessibleDescription(reason(options[0]))
        elif several:
            menu = QMenu(made)
            self._list(menu, options)
            made.setMenu(menu)
        else:
            made.clicked.connect(lambda: self.begin(options[0]))
        self.buttons[action] = made
        return made

    def _menu(self, owner: QWidget, rest: Mapping[Action, Sequence[Option]]) -> QMenu:
        """Filled when it is first asked for, which takes longer than to make the bar. It goes with
        `owner`, or the menus of all that was ever shown would stay."""
        menu = QMenu(owner)
        menu.aboutToShow.connect(lambda: self._fill(menu, rest))
        return menu

    def _fill(self, menu: QMenu, rest: Mapping[Action, Sequence[Option]]) -> None:
        """By what it is done to; what cannot be done now stands apart and says why."""
        if not menu.isEmpty():
            return
        for track in Track:
            here = [each for each in rest.values() if each[0].track is track and each[0].allowed]
            if here:
                _heading(menu, group_text(track))
            for options in here:
                self._entry(menu, options)
        forbidden = [options[0] for options in rest.values() if not options[0].allowed]
        if forbidden:
            menu.addSeparator()
            _list_forbidden(_inner(menu, "现在还办不了的"), forbidden)

    def _entry(self, menu: QMenu, options: Sequence[Option]) -> None:
        word = term(options[0].action)
        if len(options) > 1:
            self._list(_inner(menu, word), options)
        else:
            menu.addAction(word).triggered.connect(lambda: self.begin(options[0]))

    def _list(self, menu: QMenu, options: Iterable[Option]) -> None:
        """Several records told apart by their names."""
        for option in options:
            entry: QAction = menu.addAction(self._name(option))
            entry.triggered.connect(lambda _checked=False, option=option: self.begin(option))

    def _name(self, option: Option) -> str:
        if option.track is Track.MATTER or self._detail is None:
            return "整件事项"
        return target_text(self._detail, option)

    def _clear(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.more = {}, None


def reason(option: Option) -> str:
    """Why it cannot be done now."""
    if option.forbidden_by is None:
        return ""
    return error_text(StateForbids(option.action, *option.forbidden_by))


def _inner(menu: QMenu, title: str) -> QMenu:
    """A menu in the menu, which owns it; Qt 6.9 leaves one made by `addMenu` to Python."""
    made = QMenu(title, menu)
    menu.addMenu(made)
    return made


def _heading(menu: QMenu, text: str) -> None:
    """Words above a group; a style sheet takes away those of Qt's own sections."""
    words = label(text, "small")
    words.setContentsMargins(*(theme.px(n) for n in (12, 6, 12, 2)))
    heading = QWidgetAction(menu)
    heading.setDefaultWidget(words)
    heading.setEnabled(False)
    menu.addAction(heading)


def _list_forbidden(menu: QMenu, options: Iterable[Option]) -> None:
    menu.setToolTipsVisible(True)
    for option in options:
        track, state = option.forbidden_by or (option.track, option.state)
        entry = menu.addAction(f"{term(option.action)}：{term(track)}{state_text(track, state)}")
        entry.setToolTip(reason(option))
        entry.setEnabled(False)


def _beside(
    options: Mapping[Action, Sequence[Option]], done: Collection[str], *, everything: bool
) -> list[Action]:
    """The actions to be seen at once, in the order of the work."""

    def rank(action: Action) -> int:
        if action in _SELDOM:
            return 2 + _SELDOM.index(action)
        return int(action in _ONCE and action in done)

    ranked = sorted(options, key=rank)
    possible = [action for action in ranked if options[action][0].allowed]
    if everything and len(options) <= MOST:
        return ranked
    return possible if len(possible) == len(options) <= MOST else possible[: MOST - 1]
