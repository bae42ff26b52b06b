"""Checks docs/acceptance: every test it names exists and is not skipped.

Each line of an issue is a table row ending in one or more test ids in backticks, as pytest
names them. Exit status 1 and the missing ids if any is not collected or carries a skip mark.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ID = re.compile(r"`(tests/[\w/]+\.py(?:::\w+)*)`")
ROW = re.compile(r"^\|(?!\s*-)(.+)\|$")


def main() -> int:
    collected = _collected()
    faults = []
    for page in sorted((ROOT / "docs" / "acceptance").glob("*.md")):
        faults += _faults(page, collected)
    for fault in faults:
        print(fault)
    print(f"{len(collected)} tests collected, {len(faults)} faults")
    return 1 if faults else 0


def _faults(page: Path, collected: set[str]) -> list[str]:
    faults = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        row = ROW.match(line)
        if row is None or ("Test" in line and "Line" in line):
            continue
        ids = ID.findall(line)
        if not ids:
            faults.append(f"{page.name}:{number}: a line without a test")
        for name in ids:
            if not any(
                test == name or test.startswith((f"{name}::", f"{name}[")) for test in collected
            ):
                faults.append(f"{page.name}:{number}: no such test: {name}")
            elif _is_skipped(name):
                faults.append(f"{page.name}:{number}: skipped: {name}")
    return faults


def _collected() -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        print(answer.stdout[-3000:], answer.stderr[-3000:])
        raise SystemExit(1)
    return {line for line in answer.stdout.splitlines() if "::" in line}


def _is_skipped(name: str) -> bool:
    """Whether the file or the function carries a mark that could keep the test from running."""
    path, _, test = name.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    if re.search(r"^pytestmark\s*=.*(skip|xfail)", text, re.MULTILINE):
        return True
    function = test.split("::")[-1]
    found = re.search(rf"((?:^@.*\n)*)^def {function}\b", text, re.MULTILINE) if function else None
    return bool(found and re.search(r"skip|xfail", found.group(1)))


if __name__ == "__main__":
    sys.exit(main())
