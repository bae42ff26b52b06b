"""Printing an agreement of two pages, against the floor; run as a script.

Asked: after the first at most 1.3 times the floor, and the first one too (each in a process of
its own, imports and fonts included). Below one is possible: fonts are read on demand here.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from app.documents.types import AgreementPaper
    from tests.benchmarks.floors.agreement_floor import Pages

LIMIT = 1.3
_STORY = (
    "2026年8月3日上午，当事人甲在自家院内翻建围墙，施工中雨水沿墙根流入当事人乙家东屋，"
    "造成墙面起皮、木地板变形。双方就损失数额和排水管走向发生争执，社区两次上门劝解没有结果。"
)
_CLAUSES = (
    "当事人甲一次性赔偿当事人乙墙面、地板修复费用。",
    "当事人甲于2026年11月30日前将排水管改到自家院内，费用自理。",
    "双方今后和睦相处，本次纠纷就此了结。",
)
_PEOPLE = (("王建模", "371502190001010011"), ("买买提·艾力", "371502190102030046"))


def paper() -> "AgreementPaper":
    """An agreement that takes two pages."""
    from app.documents import types
    from db.enums import PerformanceKind, PerformanceMethod

    people = (
        types.PersonBlock(name, "男", "汉族", 40, "务农", "13800138000", "模拟街道1号", number)
        for name, number in _PEOPLE
    )
    line = types.PerformanceLine(
        payer="当事人甲",
        kind=PerformanceKind.MONEY,
        payee="当事人乙",
        amount_fen=1_000_000,
        method=PerformanceMethod.TRANSFER,
        due_on=date(2026, 11, 30),
    )
    return types.AgreementPaper(
        committee="模拟县模拟街道人民调解委员会",
        number="模拟人调字〔2026〕第12号",
        parties=tuple(people),
        facts=_STORY,
        clauses=tuple(types.ClauseText(text) for text in _CLAUSES),
        copies=3,
        made_on=date(2026, 10, 5),
        performance=(line,),
    )


def ours() -> bytes:
    """The paper, from its data."""
    from app.documents.agreement import agreement

    return agreement(paper(), draft=False)


def given_places() -> list[Any]:
    """What the floor draws: the runs and lines our paper draws, page by page, as JSON."""
    from app.documents import drawing
    from app.documents.rows import Spread, Stroke, Text

    pages: list[Any] = []
    draw = drawing.draw_marks

    def recorded(canvas: Any, corner: tuple[float, float], drawn: Any) -> None:
        left, top = corner
        texts = [t for m in drawn for t in (m.parts if isinstance(m, Spread) else (m,))]
        runs = [
            (left + t.x, top - t.y, t.font.removeprefix("paper-"), t.size, t.spacing, t.text)
            for t in texts
            if isinstance(t, Text)
        ]
        strokes = [m for m in drawn if isinstance(m, Stroke)]
        lines = [(left + s.x1, top - s.y1, left + s.x2, top - s.y2) for s in strokes]
        pages.append((runs, lines))
        draw(canvas, corner, drawn)

    drawing.draw_marks = recorded
    ours()
    drawing.draw_marks = draw
    return pages


def warm(*works: Callable[[], object], times: int = 60) -> list[float]:
    """The median of many calls of each, in turns so that a busy machine is busy for all."""
    found = [[_once(work) for work in works] for _ in range(times + 3)][3:]
    return [median(column) for column in zip(*found, strict=True)]


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def cold(*arguments: str, times: int = 9) -> float:
    """The first paper of a new process, from before its imports; the median of several."""
    command = [sys.executable, __file__, *arguments]
    runs = (subprocess.run(command, capture_output=True, check=True) for _ in range(times))
    return median(float(run.stdout) for run in runs)


def floor_of(given: Path) -> Callable[[], bytes]:
    """The floor with its places read; importing it counts as the floor's own time."""
    pages: Pages = json.loads(given.read_text("utf-8"))

    def work() -> bytes:
        from tests.benchmarks.floors.agreement_floor import draw

        return draw(pages)

    return work


def main(arguments: list[str]) -> int:
    if arguments:
        print(_once(floor_of(Path(arguments[1])) if arguments[0] == "floor" else ours))
        return 0
    pages = given_places()
    assert len(pages) == 2, "the paper takes two pages"
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "places.json"
        given.write_text(json.dumps(pages), "utf-8")
        found = {
            "after the first": warm(ours, floor_of(given)),
            "the first one": [cold("ours"), cold("floor", str(given))],
        }
    for what, (mine, floor) in found.items():
        print(f"{what}: {mine:.1f} ms, floor {floor:.1f} ms, ratio {mine / floor:.2f}")
    return int(any(mine > LIMIT * floor for mine, floor in found.values()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
