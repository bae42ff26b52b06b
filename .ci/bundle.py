"""Makes the bundle and uses it as somebody would who has no Python: a database, doctor, the tour.

The bundle runs with an empty environment of its own, so that nothing of this checkout helps it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 600


def main() -> int:
    _install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(
            sys.executable, "-m", "PyInstaller", "-y", "--log-level", "WARN",
            "--distpath", folder / "dist", "--workpath", folder / "build", ROOT / "build.spec",
        )  # fmt: skip
        program = folder / "dist" / "fengqiao" / "fengqiao"
        own = {
            "HOME": name,
            "FENGQIAO_HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "PATH": os.defpath,
        }
        _run(program, "db", "init", env=own, cwd=folder)
        _run(program, "doctor", env=own, cwd=folder)
        _run(program, "tour", "--out", folder / "tour", env=own, cwd=folder)
        pictures = sorted((folder / "tour").glob("*.png"))
        print(f"the bundle walked the tour: {len(pictures)} pictures")
        return 0 if pictures else 1


def _install() -> None:
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _run(*command, "-c", ROOT / "constraints.txt", "-e", f"{ROOT}[build]")


def _run(*words: object, env: dict[str, str] | None = None, cwd: Path = ROOT) -> None:
    subprocess.run([str(word) for word in words], cwd=cwd, env=env, check=True, timeout=PATIENCE_S)


if __name__ == "__main__":
    sys.exit(main())
