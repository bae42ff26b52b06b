"""Who else is at work on a matter just now, for the page and the dialogs of it.

Every window at a server tells what it is at, again every `HEARTBEAT_MS`, and forgets others it has
not heard of for `FORGET_S`: a PC that was switched off says nothing. A local file has no others.
"""

import logging
from functools import partial
from time import monotonic
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.desk import Desk, is_at_server
from app.enums import Action
from app.glossary import term
from app.presence import Message, Word, opened, sealed, tell
from ui import background

HEARTBEAT_MS, FORGET_S = 20_000, 50.0
log = logging.getLogger(__name__)


class Presence(QObject):
    """`changed` with a matter's id when others came to it or left."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = uuid4().hex
        self._own: dict[UUID, list[str]] = {}
        self._others: dict[UUID, dict[str, tuple[float, Message]]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(HEARTBEAT_MS)
        self._timer.timeout.connect(self._beat)
        if is_at_server(desk):
            self._timer.start()
        _of[desk] = ref(self)

    def stop(self) -> None:
        """The window goes: say so, and nothing more."""
        self._timer.stop()
        for matter in self._own:
            self._tell(Word.GONE, matter)
        self._own.clear()
        _of.pop(self._desk, None)

    def begin(self, matter: UUID, doing: str) -> None:
        """Somebody here is at this now."""
        self._own.setdefault(matter, []).append(doing)
        self._tell(Word.HERE, matter, doing)

    def end(self, matter: UUID, doing: str) -> None:
        """No longer."""
        own = self._own.get(matter, [])
        if doing in own:
            own.remove(doing)
        if own:
            return
        self._own.pop(matter, None)
        self._tell(Word.GONE, matter)

    def ask(self, matter: UUID) -> None:
        """Who is at it? The answers come as `changed`."""
        self._tell(Word.WHO, matter)

    def others(self, matter: UUID) -> str:
        """高远正在办“研判”; empty if nobody else is known to be at it."""
        known = self._others.get(matter, {}).values()
        told = sorted({f"{m.name}正在办“{_text(m.doing)}”" for _, m in known})
        return "，".join(told)

    @Slot(str)
    def hear(self, text: str) -> None:
        """Something was told through the server."""
        message = opened(self._desk.office.keys, text)
        if message is None or message.place == self._place:
            return
        match message.word:
            case Word.WHO:
                for doing in self._own.get(message.matter, ())[-1:]:
                    self._tell(Word.HERE, message.matter, doing)
            case Word.HERE:
                self._others.setdefault(message.matter, {})[message.place] = monotonic(), message
                self.changed.emit(message.matter)
            case Word.GONE:
                self._forget(message.matter, message.place)

    def _beat(self) -> None:
        for matter, doings in self._own.items():
            self._tell(Word.HERE, matter, doings[-1])
        late = monotonic() - FORGET_S
        heard = [(m, p, at) for m, places in self._others.items() for p, (at, _) in places.items()]
        for matter, place, at in heard:
            if at < late:
                self._forget(matter, place)

    def _forget(self, matter: UUID, place: str) -> None:
        places = self._others.get(matter, {})
        if places.pop(place, None) is None:
            return
        if not places:
            del self._others[matter]
        self.changed.emit(matter)

    def _tell(self, word: Word, matter: UUID, doing: str = "") -> None:
        if not is_at_server(self._desk):
            return
        message = Message(word, matter, self._place, self._desk.actor.name, doing)
        text = sealed(self._desk.office.keys, message)
        background.run(
            self,
            partial(self._desk.read, tell, text),
            failed=_unheard,
            pool=background.writer,  # one thread: who leaves is not heard before who comes
        )


_of: WeakKeyDictionary[Desk, "ref[Presence]"] = WeakKeyDictionary()


def of(desk: Desk) -> Presence | None:
    """The one of the window of this desk; None where there is no window."""
    found = _of.get(desk)
    return found() if found is not None else None


def _text(doing: str) -> str:
    return term(Action(doing)) if doing in set(Action) else "这件事项"


def _unheard(error: Exception) -> None:
    """Others learn it with the next beat; that the server is gone is told elsewhere."""
    log.info("presence not told: %s", type(error).__name__)
