"""How well and how fast pasted texts are read: `python -m tests.benchmarks.pasted`.

Prints precision and recall of each field for both halves of tests/intake_texts, how often the part
is right too, and how long a message and a text of 200 kB take beside decoding it. Nothing passes
or fails here; tests/app/pasting keeps the figures from getting worse.
"""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import median

from app.pasting.find import findings
from tests.pasted import AREAS, scores, texts

_DAY = date(2026, 11, 20)
_BYTES = 200_000


def main() -> int:
    for half in ("open", "blind"):
        print(f"{half}: {len(texts(half))} texts")
        for kind, score in scores(half):
            share = f"{score.precision:6.1%} {score.recall:6.1%}"
            parts = f"  part right {score.parts} of {score.found}" if _has_part(kind) else ""
            print(f"  {kind.value:16}{share}{parts}")
    message = texts("open")[0].text
    every = "\n".join(one.text for half in ("open", "blind") for one in texts(half))
    long = (every * 10).encode()[:_BYTES].decode(errors="ignore")
    for name, text in ((f"{len(message)} characters", message), ("200 kB", long)):
        ours = _ms(partial(findings, text, AREAS, _DAY))
        floor = _ms(partial(str, text.encode(), "utf-8"))
        print(f"{name}: {ours:.1f} ms; decoding it {floor:.3f} ms")
    return 0


def _has_part(kind: str) -> bool:
    return kind in ("name", "org", "id_number", "phone")


def _ms(call: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return median(times) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
