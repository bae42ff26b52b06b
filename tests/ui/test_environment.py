"""Is there a screen, and is what Qt needs installed?"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import environment

linux = pytest.mark.usefixtures("on_linux")


@pytest.fixture
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


@pytest.fixture
def wayland(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A compositor that answers."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()
        yield {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}


@linux
def test_a_compositor_that_answers_is_a_display(wayland: dict[str, str]) -> None:
    assert environment.has_display(wayland)


@linux
def test_asked_for_offscreen_there_is_none(wayland: dict[str, str]) -> None:
    assert not environment.has_display(wayland | {"QT_QPA_PLATFORM": "offscreen"})


@linux
@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":987"},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": "127.0.0.1:987"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_a_name_without_a_server_is_no_display(variables: dict[str, str]) -> None:
    assert not environment.has_display(variables)


def test_windows_always_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert environment.has_display({})
    assert environment.missing_libraries(with_display=True) == ()


@linux
def test_x11_needs_more_than_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(environment, "_is_there", lambda _library: False)
    offscreen = environment.missing_libraries(with_display=False)
    assert "libxcb-cursor0" in environment.missing_libraries(with_display=True)
    assert "libxcb-cursor0" not in offscreen
    assert environment.sentence(offscreen).startswith("打不开窗口：系统缺少图形库")


def test_what_is_installed_is_not_missed() -> None:
    assert environment.missing_libraries(with_display=False) == []
