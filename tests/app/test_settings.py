"""The choices of one PC."""

from pathlib import Path

import pytest

from app import settings
from app.errors import EnvironmentTrouble
from app.settings import Look


def write(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_without_a_file_everything_is_built_in(own_home: Path) -> None:
    chosen = settings.load()
    assert chosen.database == str(own_home / "fengqiao.sqlite")
    assert (chosen.text_size, chosen.look, chosen.lock_after) == (100, Look.SYSTEM, 15)


def test_what_is_kept_is_there_the_next_time(own_home: Path) -> None:
    settings.keep(text_size=125, look="dark")
    assert settings.keep(lock_after=5) == settings.load()
    chosen = settings.load()
    assert (chosen.text_size, chosen.look, chosen.lock_after) == (125, Look.DARK, 5)


def test_one_choice_leaves_the_others_as_they_stand(own_home: Path) -> None:
    write(own_home, 'database = "postgresql://server/centre"\nwindow = "4"\nlater = [1, 2]\n')
    settings.keep(text_size=112)
    text = (own_home / "settings.toml").read_text(encoding="utf-8")
    assert "later" in text
    assert settings.load().database == "postgresql://server/centre"
    assert settings.load().window == "4"


@pytest.mark.parametrize(
    "text",
    [
        'text_size = 90\nlook = "pink"\nlock_after = 0',
        'text_size = "big"\nlook = 3\nlock_after = "never"',
        'text_size = 1e9\nlook = ""\nlock_after = 100000',
        "text_size = true\nlock_after = true",
    ],
)
def test_values_nobody_knows_fall_back(own_home: Path, text: str) -> None:
    write(own_home, text)
    chosen = settings.load()
    assert (chosen.text_size, chosen.look, chosen.lock_after) == (100, Look.SYSTEM, 15)


def test_a_file_that_is_no_settings_file_is_named(own_home: Path) -> None:
    write(own_home, "text_size = = 3")
    with pytest.raises(EnvironmentTrouble, match="settings"):
        settings.load()


def test_a_file_that_cannot_be_written_is_told(own_home: Path) -> None:
    (own_home / "settings.new").mkdir(parents=True)
    with pytest.raises(EnvironmentTrouble) as refused:
        settings.keep(text_size=125)
    assert refused.value.values["why"] == "cannot_write"
