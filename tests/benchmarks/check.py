"""From start to exit of `fengqiao check`: `python -m tests.benchmarks.check`.

Asked: at most twice the floor and 0.1 s (issue 2, Measured). Runs alternate, so that a busy
machine slows both; nothing passes or fails here.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import figures, told
from tests.benchmarks.floors import check_floor

_SCRIPT = Path(sys.executable).with_name("fengqiao.exe" if sys.platform == "win32" else "fengqiao")
COMMAND = (str(_SCRIPT), "check", "id", "371502190102030046")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40, help="of each kind, after two to warm up")
    runs = parser.parse_args().runs
    pairs = [(_time(COMMAND), _time(check_floor.COMMAND)) for _ in range(runs + 2)][2:]
    ours, floor = (figures(times) for times in zip(*pairs, strict=True))
    print(f"{runs} runs of each in turns, from process start to exit")
    print(f"  fengqiao check      {ours}")
    print(f"  import argparse     {floor}")
    print(f"  {told(ours, floor)}; asked: at most {2 * floor.median_ms + 100:.1f} ms")
    return 0


def _time(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
