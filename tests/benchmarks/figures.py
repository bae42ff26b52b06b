"""What a benchmark says of many runs: median and 95th percentile, in milliseconds; and memory."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one sort of run."""

    median_ms: float
    p95_ms: float

    def __str__(self) -> str:
        return f"median {self.median_ms:7.2f} ms   p95 {self.p95_ms:7.2f} ms"


def figures(times_s: Iterable[float]) -> Figures:
    """From seconds, one run at least; the percentile is a run that happened (nearest rank)."""
    found = sorted(1000 * time for time in times_s)
    return Figures(median(found), found[ceil(0.95 * len(found)) - 1])


def told(ours: Figures, floor: Figures) -> str:
    """How far apart the medians are."""
    apart = ours.median_ms - floor.median_ms
    return f"{apart:.2f} ms more, {ours.median_ms / floor.median_ms:.2f} times the floor"


def resident_mb() -> float:
    """What this process holds in memory now, in MB of 10**6 bytes, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def pace_ms() -> float:
    """How long a fixed piece of computing takes just now: the floor of what a window does. A
    machine shared with others changes its pace by half from one minute to the next."""
    return min(map(_computing_ms, range(3)))


def _computing_ms(_run: int) -> float:
    began, total = perf_counter(), 0
    for number in range(_ADDITIONS):
        total += number
    return 1000 * (perf_counter() - began)


_ADDITIONS = 50_000
