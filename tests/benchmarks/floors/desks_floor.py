"""The floor of saving at a server: psycopg sends what the program sent, and nothing else is done.

The statements of a whole matter are heard once from a desk at work. They are sent again under the
same role, for another matter each time: new keys, codes, names and digests, made before the clock
runs, and the number that the server gives it.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg.pq import PipelineStatus

from app.desk import Desk
from app.intake.types import MatterDraft
from app.names import name_key
from app.numbers import case_code
from app.search.words import name_words
from db.types import new_id
from tests.many_desks import AtWork, Turn

_DIGEST = re.compile("[0-9a-f]{64}")
_DRAWN = "guard.draw_number"


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement with its values; of several rows; without waiting for the answer."""

    sql: str
    values: Any
    is_many: bool
    is_piped: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What one turn sent: its save, and its look."""

    name: str
    save: tuple[Sent, ...]
    look: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """All turns of one matter, and what is another in each: who did it, the people, number, code
    and the keys made since."""

    turns: tuple[Heard, ...]
    staff_id: UUID
    draft: MatterDraft
    no: str
    code: str
    since: UUID


@contextmanager
def _listening(engine: sa.Engine) -> Iterator[list[Sent]]:
    """What is sent on new connections of the engine, also past SQLAlchemy (db/batch.py)."""
    heard = list[Sent]()

    def note(cursor: Any, sql: object, values: Any, *, is_many: bool) -> None:
        is_piped = cursor.connection.pgconn.pipeline_status != PipelineStatus.OFF
        heard.append(Sent(str(sql), values, is_many, is_piped))

    class Cursor(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            note(self, query, params, is_many=False)
            return super().execute(query, params, **more)

        def executemany(self, query: Any, params_seq: Any, **more: Any) -> None:
            rows = list(params_seq)
            note(self, query, rows, is_many=True)
            super().executemany(query, rows, **more)

    def listen(driver: Any, _record: object) -> None:
        driver.cursor_factory = Cursor

    engine.dispose()
    sa.event.listen(engine, "connect", listen)
    yield heard
    sa.event.remove(engine, "connect", listen)
    engine.dispose()


def heard_from(one: AtWork, draft: MatterDraft) -> Template:
    """One matter, done by the program."""
    turns = list[Heard]()
    with _listening(one.desk.engine) as sent:
        since = new_id()
        for turn in one.journey(draft):
            save = _heard(sent, turn.save)
            turns.append(Heard(turn.name, save, _heard(sent, turn.look)))
    no, code = next(reversed(one.journal.registered.items()))
    return Template(tuple(turns), one.desk.actor.staff_id, draft, no, code, since)


def _heard(sent: list[Sent], work: Callable[[], object]) -> tuple[Sent, ...]:
    sent.clear()
    work()
    return tuple(sent)


class Bare:
    """A connection of the desk's role alone, which does the matter of the template again."""

    def __init__(self, desk: Desk, template: Template, drafts: Iterator[MatterDraft]) -> None:
        raw = desk.engine.raw_connection()
        driver: Any = raw.driver_connection
        raw.detach()
        self._connection: psycopg.Connection[Any] = driver
        self._template, self._drafts = template, drafts
        self._staff_id = desk.actor.staff_id
        self._ready = list[tuple[Heard, ...]]()
        self._no = ""

    def close(self) -> None:
        self._connection.close()

    def make_ready(self, matters: int) -> None:
        """Make what these matters send."""
        while len(self._ready) < matters:
            self._ready.append(_another(self._template, self._staff_id, next(self._drafts)))

    def turns(self) -> Iterator[Turn]:
        """One matter after the other, without end."""
        while True:
            self.make_ready(1)
            for turn in self._ready.pop():
                save, look = partial(self._save, turn.save), partial(self._look, turn.look)
                yield Turn(turn.name, save, look)

    def _save(self, sent: tuple[Sent, ...]) -> bool:
        self._send(sent)
        self._connection.commit()
        return True

    def _look(self, sent: tuple[Sent, ...]) -> None:
        self._connection.autocommit = True
        self._send(sent)
        self._connection.autocommit = False

    def _send(self, sent: tuple[Sent, ...]) -> None:
        for is_piped, statements in groupby(sent, key=lambda each: each.is_piped):
            with self._connection.pipeline() if is_piped else nullcontext():
                cursors = [self._execute(each) for each in statements]
            for cursor in cursors:
                if cursor.description:
                    cursor.fetchall()

    def _execute(self, sent: Sent) -> psycopg.Cursor[Any]:
        cursor = self._connection.cursor()
        values = _exchanged(sent.values, self._numbered)
        if sent.is_many:
            cursor.executemany(sent.sql, values)
        else:
            cursor.execute(sent.sql, values)
        if _DRAWN in sent.sql:
            (number,) = cursor.fetchone() or (0,)
            self._no = f"{self._template.no.rpartition('-')[0]}-{number:03}"
        return cursor

    def _numbered(self, value: Any) -> Any:
        is_told = type(value) is str and self._template.no in value
        return value.replace(self._template.no, self._no) if is_told else value


def _another(template: Template, staff_id: UUID, draft: MatterDraft) -> tuple[Heard, ...]:
    """The same turns by somebody else for another matter, but for its number."""
    code = case_code()
    words = _words(template.draft, draft)
    words |= {template.code: code, template.code.lower(): code.lower()}
    keys, digests = {template.staff_id: staff_id}, dict[str, str]()

    def other(value: Any) -> Any:
        if type(value) is UUID:
            is_new = value > template.since
            return keys.setdefault(value, new_id()) if is_new else keys.get(value, value)
        if type(value) is not str:
            return value
        if _DIGEST.fullmatch(value):
            return digests.setdefault(value, secrets.token_hex(32))
        if value in words:
            return words[value]
        return " ".join(words.get(word, word) for word in value.split(" "))

    def of(sent: tuple[Sent, ...]) -> tuple[Sent, ...]:
        return tuple(replace(each, values=_exchanged(each.values, other)) for each in sent)

    return tuple(Heard(turn.name, of(turn.save), of(turn.look)) for turn in template.turns)


def _words(before: MatterDraft, after: MatterDraft) -> dict[str, str]:
    """How names are written and sound, old to new."""
    found = dict[str, str]()
    for old, new in zip(before.parties, after.parties, strict=True):
        pairs = [(old.name, new.name), (name_key(old.name or ""), name_key(new.name or ""))]
        pairs += zip(name_words(old.name), name_words(new.name), strict=True)
        found |= {one: other for one, other in pairs if one and other}
    return found


def _exchanged(values: Any, other: Callable[[Any], Any]) -> Any:
    if isinstance(values, dict):
        return {name: _exchanged(value, other) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return type(values)(_exchanged(value, other) for value in values)
    return other(values)
