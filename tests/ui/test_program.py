"""`fengqiao`: which words open a window, and what it says where there is none."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ui import __main__ as program
from ui import environment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def run(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """The real program in a process of its own, without a display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        cwd=ROOT, env=kept | variables, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "for_the_window"),
    [
        ([], True),
        (["--demo"], True),
        (["--database", "a.sqlite"], True),
        (["--database=a.sqlite", "--user", "x", "--demo"], True),
        (["tour", "--out", "x"], True),
        (["matter", "list"], False),
        (["--database", "a.sqlite", "matter", "list"], False),
        (["--help"], False),
        (["--password-stdin"], False),
    ],
)
def test_only_the_window_words_come_to_the_window(
    words: list[str], for_the_window: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def note(name: str) -> Callable[[object], int]:
        def called(_argument: object) -> int:
            seen.append(name)
            return 0

        return called

    monkeypatch.setattr("app.cli.main", note("cli"))
    monkeypatch.setattr(program, "_window", note("window"))
    monkeypatch.setattr(program, "_tour", note("window"))
    monkeypatch.setattr(environment, "has_display", lambda: True)
    assert program.main(words) == 0
    assert seen == ["window" if for_the_window else "cli"]


def test_a_command_imports_no_qt() -> None:
    code = (
        "import sys; from ui.__main__ import main; main(['check', 'phone', '13800138000']);"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("no_display")
def test_without_a_display_it_says_so_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([]) == program.ENVIRONMENT
    told = capsys.readouterr().err
    assert told.startswith("这里没有显示屏")
    assert told.count("\n") == 1


def test_a_demo_without_a_display_walks_the_tour(tmp_path: Path) -> None:
    done = run("--demo", "--out", str(tmp_path), TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("这里没有显示屏")
    files = [Path(line) for line in lines[1:]]
    assert {file.suffix for file in files} == {".png", ".pdf", ".xlsx"}
    assert all(file.stat().st_size > 5_000 for file in files)
    assert not list(tmp_path.glob("fengqiao-demo-*"))


@pytest.mark.usefixtures("no_display")
def test_missing_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "_is_there", lambda library: library != "libEGL.so.1")
    assert program.main(["tour", "--out", str(tmp_path)]) == program.ENVIRONMENT
    told = capsys.readouterr().err
    assert "apt install libegl1" in told
    assert told.count("\n") == 1


def test_a_locked_away_home_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    done = run(FENGQIAO_HOME=str(tmp_path / "home"), QT_QPA_PLATFORM="xcb", DISPLAY="")
    assert done.returncode == program.ENVIRONMENT
    assert "Traceback" not in done.stderr


def test_wrong_words_are_answered_in_chinese() -> None:
    done = run("--demo", "--nonsense")
    assert done.returncode == 2
    assert "不认识的参数" in done.stderr
