"""A window in settings.toml that no number can carry is told at sign-in."""

from pathlib import Path

from app import settings
from tests.cli.conftest import Cli


def test_signing_in_names_the_file_and_the_field(local_cli: Cli) -> None:
    file: Path = settings.home() / "settings.toml"
    file.write_text('window = "一号"', encoding="utf-8")
    try:
        said = local_cli("matter", "list")
    finally:
        file.unlink()
    assert said.status == 3
    assert f"设置文件 {file} 里的 window 写的是“一号”" in said.err


def test_a_window_in_full_width_signs_in(local_cli: Cli) -> None:
    file: Path = settings.home() / "settings.toml"
    file.write_text('window = "Ａ２"', encoding="utf-8")
    try:
        assert local_cli("matter", "list").status == 0
    finally:
        file.unlink()
