"""Where this PC keeps its own things, and the few choices that belong to the PC."""

import os
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from app.errors import EnvironmentTrouble


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one PC; the centre's own stand in the database."""

    database: str
    window: str = "1"


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
    named = os.environ.get("FENGQIAO_HOME")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("fengqiao", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(why="home", path=str(folder)) from error
    return folder


def load() -> Settings:
    """Settings from settings.toml; built-in ones where the file says nothing."""
    folder = home()
    chosen: dict[str, object] = {"database": str(folder / "fengqiao.sqlite")}
    file = folder / "settings.toml"
    if file.is_file():
        try:
            chosen |= tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise EnvironmentTrouble(why="settings", path=str(file)) from error
    known = {key: str(chosen[key]) for key in ("database", "window") if key in chosen}
    return Settings(**known)


def save(settings: Settings) -> None:
    """Write settings.toml whole, so that a crash leaves the old or the new one."""
    import tomli_w

    file = home() / "settings.toml"
    draft = file.with_suffix(".new")
    draft.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
    draft.replace(file)
