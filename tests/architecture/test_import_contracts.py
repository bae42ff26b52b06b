"""Each import-linter contract is a real one: a deliberate violation breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIOLATIONS = {
    "ui -> app -> db, never back": ("db/errors.py", "import app.clock"),
    "Only app touches db": ("ui/changes.py", "import db.enums"),
    "app and db never see Qt": ("app/clock.py", "import PySide6.QtCore"),
    "ui writes no SQL and draws no PDF": ("ui/changes.py", "import sqlalchemy"),
    "Papers know neither database nor screen": (
        "app/documents/receipt.py",
        "import db.models",
    ),
    "A tab knows neither window nor tour": ("ui/intake/tab.py", "import ui.window"),
    "Exchange knows no tab": ("ui/exchange/doors.py", "import ui.dispatch.tab"),
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that may be spoilt."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("ui", "app", "db"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {command}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_as_it_is_keeps_every_contract(checkout: Path) -> None:
    answer = linted(checkout)
    assert answer.returncode == 0, answer.stdout[-2000:]


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_deliberate_violation_breaks_the_contract(checkout: Path, contract: str) -> None:
    file, line = VIOLATIONS[contract]
    place = checkout / file
    before = place.read_text(encoding="utf-8")
    place.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        answer = linted(checkout)
    finally:
        place.write_text(before, encoding="utf-8")
    assert answer.returncode != 0
    assert f"{contract} BROKEN" in answer.stdout


def test_every_contract_has_its_violation() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = [line.split('"')[1] for line in text.splitlines() if line.startswith('name = "')]
    assert set(named[1:]) == set(VIOLATIONS)


def test_every_folder_of_the_program_is_a_package() -> None:
    """import-linter passes over a folder without __init__.py."""
    for top in ("app", "db", "ui"):
        for folder in (ROOT / top).rglob("*"):
            if folder.is_dir() and any(folder.glob("*.py")):
                assert (folder / "__init__.py").is_file(), folder
