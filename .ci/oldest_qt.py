"""Runs the window's tests on PySide6 6.9.3, the newest that installs on glibc 2.28.

In an environment of its own, so that the one under test stays as the README makes it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder, "bin", "python")
        constraints = Path(folder, "constraints.txt")
        lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.lower().startswith(("pyside6", "shiboken6"))]
        constraints.write_text("\n".join([*kept, "PySide6==6.9.3", ""]), encoding="utf-8")
        _run(sys.executable, "-m", "venv", folder)
        _run(
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "-c",
            constraints,
            "-e",
            f"{ROOT}[test]",
        )
        return subprocess.run(
            [str(python), "-m", "pytest", "-q", "tests/ui", "-n", "auto", "-p", "no:cacheprovider"],
            cwd=ROOT,
            check=False,
        ).returncode


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
