"""What is typed reaches the disk a moment behind the keys."""

import threading
import time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.drafts import Draft, DraftBox
from app.errors import DiskTrouble
from ui import background
from ui.autosave import LONGEST_MS, QUIET_MS, Autosave, Content

PATIENCE_S = 20


class Form:
    """A form of one text."""

    def __init__(self) -> None:
        self.text = ""

    def content(self) -> Content | None:
        return Content(self.text, {"summary": self.text}) if self.text else None


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def box(tmp_path: Path) -> DraftBox:
    return DraftBox(tmp_path / "drafts", bytes(32), UUID(int=1))


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def autosave(box: DraftBox, form: Form, owner: QObject, qtbot: QtBot) -> Autosave:
    return Autosave(box, "intake", form.content, owner)


def texts(box: DraftBox) -> list[str]:
    return sorted(draft.content["summary"] for draft in box.list())


def status(autosave: Autosave) -> str:
    return "saved" if autosave.is_saved else "unsaved"


def write(form: Form, autosave: Autosave, text: str) -> None:
    form.text = text
    autosave.touched()


def fail(draft: Draft) -> None:
    raise DiskTrouble(why="full")


def test_it_saves_soon_after_the_last_key(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave
) -> None:
    began = time.monotonic()
    write(form, autosave, "楼上漏水")
    assert status(autosave) == "unsaved"
    with qtbot.waitSignal(autosave.saved):
        pass
    assert time.monotonic() - began > QUIET_MS / 1000 - 0.1
    assert status(autosave) == "saved"
    assert texts(box) == ["楼上漏水"]


def test_it_saves_within_two_seconds_though_typing_goes_on(
    qtbot: QtBot, form: Form, autosave: Autosave
) -> None:
    """The pause that would save never comes; how busy the machine is decides nothing here."""
    began = time.monotonic()
    saved: list[float] = []
    autosave.saved.connect(lambda: saved.append(time.monotonic() - began))
    while not saved and time.monotonic() - began < PATIENCE_S:
        write(form, autosave, form.text + "字")
        qtbot.wait(QUIET_MS // 4)
    assert saved and saved[0] > LONGEST_MS / 1000 - 0.1
    assert QUIET_MS < LONGEST_MS < 2000


def test_several_forms_keep_their_own_drafts(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave
) -> None:
    for text in ("一", "二"):
        write(form, autosave, text)
        autosave.flush()
        autosave.begin()
    qtbot.waitUntil(background.is_idle)
    assert texts(box) == ["一", "二"]


def test_another_form_is_begun_only_when_this_one_is_safe(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    write(form, autosave, "一")
    autosave.save_then(lambda: begun.append(texts(box)))
    qtbot.waitUntil(lambda: bool(begun))
    assert begun == [["一"]]
    monkeypatch.setattr(box, "save", fail)
    write(form, autosave, "一二")
    with qtbot.waitSignal(autosave.failed):
        autosave.save_then(lambda: begun.append(texts(box)))
    assert len(begun) == 1
    autosave.discard()


def test_going_on_with_a_draft_replaces_it(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave
) -> None:
    draft = Draft("intake", {"summary": "旧"})
    box.save(draft)
    autosave.begin(draft.id)
    write(form, autosave, "新")
    autosave.flush()
    qtbot.waitUntil(background.is_idle)
    assert texts(box) == ["新"]


def test_a_form_emptied_again_leaves_no_draft(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave
) -> None:
    for text in ("楼上漏水", ""):
        write(form, autosave, text)
        autosave.flush()
        qtbot.waitUntil(background.is_idle)
    assert texts(box) == []
    assert autosave.is_saved


def test_discarding_waits_for_the_saving_under_way(
    qtbot: QtBot, box: DraftBox, form: Form, autosave: Autosave
) -> None:
    write(form, autosave, "楼上漏水")
    autosave.flush()
    autosave.discard()
    qtbot.waitUntil(background.is_idle)
    assert texts(box) == []


def test_keys_during_a_slow_save_are_saved_next(
    qtbot: QtBot,
    box: DraftBox,
    form: Form,
    autosave: Autosave,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_go = threading.Event()
    save = box.save

    def slow(draft: Draft) -> None:
        may_go.wait(5)
        save(draft)

    monkeypatch.setattr(box, "save", slow)
    for text in ("一", "一二"):
        write(form, autosave, text)
        autosave.flush()
    assert not autosave.is_saved
    may_go.set()
    qtbot.waitUntil(lambda: autosave.is_saved and background.is_idle())
    assert texts(box) == ["一二"]


def test_a_full_disk_is_told_and_tried_again(
    qtbot: QtBot,
    box: DraftBox,
    form: Form,
    autosave: Autosave,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save = box.save
    monkeypatch.setattr(box, "save", fail)
    monkeypatch.setattr("ui.autosave.AGAIN_MS", 50)
    write(form, autosave, "楼上漏水")
    with qtbot.waitSignal(autosave.failed):
        autosave.flush()
    assert not autosave.is_saved
    monkeypatch.setattr(box, "save", save)
    with qtbot.waitSignal(autosave.saved):
        pass
    assert texts(box) == ["楼上漏水"]


def test_closing_waits_until_it_is_on_the_disk(
    box: DraftBox, form: Form, autosave: Autosave
) -> None:
    write(form, autosave, "楼上漏水")
    assert autosave.save_now()
    assert texts(box) == ["楼上漏水"]


def test_closing_tells_when_it_cannot_be_kept(
    box: DraftBox, form: Form, autosave: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "save", fail)
    write(form, autosave, "楼上漏水")
    assert not autosave.save_now()
    assert not autosave.is_saved
