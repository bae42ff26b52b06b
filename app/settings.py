"""Where this PC keeps its own things, and the few choices that belong to the PC."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.errors import EnvironmentTrouble
from db.home import home_path

TEXT_SIZES = (100, 112, 125, 150)
"""Per cent of the size the window is drawn for."""
LOCK_MINUTES = range(1, 241)


class Look(StrEnum):
    """Light, dark, or as the desktop is."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one PC; the centre's own stand in the database.

    `text_size` in per cent, `lock_after` in minutes without a key or a movement of the mouse.
    """

    database: str
    window: str = "1"
    text_size: int = 100
    look: Look = Look.SYSTEM
    lock_after: int = 15


def require_window(window: str) -> None:
    """Raise EnvironmentTrouble for a window no matter's number can carry: said at sign-in, and
    not only when the first visitor of the day is to be registered."""
    from app.intake.normal import normal_window
    from app.intake.rules import WINDOW

    if not WINDOW.fullmatch(normal_window(window)):
        file = home() / "settings.toml"
        raise EnvironmentTrouble(why="settings_window", path=str(file), window=window)


def home() -> Path:
    """The program's own folder, made on first use. `FENGQIAO_HOME` moves it."""
    folder = home_path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(why="home", path=str(folder)) from error
    return folder


def load() -> Settings:
    """Settings from settings.toml; built-in ones where the file says nothing, or nothing that
    is known. Raises EnvironmentTrouble for a file that cannot be read at all."""
    told = _read()
    plain = Settings(str(home() / "fengqiao.sqlite"))
    return Settings(
        database=str(told.get("database", plain.database)),
        window=str(told.get("window", plain.window)),
        text_size=_number(told.get("text_size"), TEXT_SIZES, plain.text_size),
        look=Look(str(told["look"])) if told.get("look") in list(Look) else plain.look,
        lock_after=_number(told.get("lock_after"), LOCK_MINUTES, plain.lock_after),
    )


def keep(**changes: str | int) -> Settings:
    """Write `changes` into settings.toml, whole or not at all; what else stands there stays.

    The settings from now on. Raises EnvironmentTrouble where nothing can be written.
    """
    import tomli_w

    file = _file()
    draft = file.with_suffix(".new")
    try:
        draft.write_text(tomli_w.dumps({**_read(), **changes}), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise EnvironmentTrouble(why="cannot_write", path=str(file)) from error
    return load()


def _file() -> Path:
    return home() / "settings.toml"


def _read() -> Mapping[str, object]:
    file = _file()
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EnvironmentTrouble(why="settings", path=str(file)) from error


def _number(told: object, known: Collection[int], plain: int) -> int:
    return told if type(told) is int and told in known else plain
