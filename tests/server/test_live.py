"""What one desk commits the others hear of at once; a busy machine is waited for."""

from collections.abc import Callable, Iterator
from queue import Queue

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from app.changes import listen
from app.desk import Desk
from app.intake.commands import register_matter
from db.enums import Post
from tests.builders import a_draft
from ui import changes as looking
from ui.changes import Changes

Named = Callable[..., Desk]
PATIENCE_S = 60


@pytest.fixture
def two(named: Named) -> tuple[Desk, Desk]:
    return named("林小禾", Post.INTAKE_CLERK), named("高远", Post.DISPATCHER)


@pytest.fixture
def news(two: tuple[Desk, Desk]) -> Iterator["Queue[str]"]:
    """The hashes the second desk hears; the first word is that it listens."""
    heard: Queue[str] = Queue()
    listener = listen(two[1], heard.put)
    assert listener is not None
    assert heard.get(timeout=PATIENCE_S) == ""
    yield heard
    listener.stop()


def test_a_commit_is_heard_with_its_hash(two: tuple[Desk, Desk], news: "Queue[str]") -> None:
    two[0].write(register_matter, a_draft())
    assert news.get(timeout=PATIENCE_S) == two[0].sealed[-1]


def test_what_is_taken_back_is_not_heard(two: tuple[Desk, Desk], news: "Queue[str]") -> None:
    def taken_back(session: object, actor: object) -> None:
        register_matter(session, actor, a_draft())  # type: ignore[arg-type]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        two[0].write(taken_back)
    two[0].write(register_matter, a_draft())
    assert news.get(timeout=PATIENCE_S) == two[0].sealed[-1]


def test_a_broken_connection_is_made_again(
    two: tuple[Desk, Desk], news: "Queue[str]", prepared: str
) -> None:
    with psycopg.connect(prepared, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    broken, again = news.get(timeout=PATIENCE_S), news.get(timeout=PATIENCE_S)
    assert (broken, again) == ("", "")
    two[0].write(register_matter, a_draft())
    assert news.get(timeout=PATIENCE_S) == two[0].sealed[-1]


def test_a_word_that_is_not_ours_is_news_of_unknown_kind(news: "Queue[str]", prepared: str) -> None:
    with psycopg.connect(prepared, autocommit=True) as connection:
        connection.execute("NOTIFY fengqiao, 'Unsinn'")
    assert news.get(timeout=PATIENCE_S) == ""


def test_the_window_is_told_without_looking_all_the_time(
    qtbot: QtBot, two: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LOOK_MS", 3_600_000)
    monkeypatch.setattr(looking, "LISTENING_LOOK_MS", 3_600_000)
    changes = Changes(two[1])
    changes.watch()
    listener = changes._listener
    assert listener is not None
    qtbot.waitUntil(lambda: listener.is_listening and changes._seq is not None)
    with qtbot.waitSignal(changes.changed, timeout=PATIENCE_S * 1000) as told:
        two[0].write(register_matter, a_draft())
    assert {"matter", "party"} <= told.args[0]
    changes.stop()
