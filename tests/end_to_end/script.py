"""What another system's script does: writes JSON files, runs commands, reads the JSON."""

import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.cli.conftest import Cli, Said
from tests.conftest import Clock
from tests.end_to_end.journeys import States

OPTION = {"action", "target", "allowed", "reason", "schema"}
DETAIL = {"no", "id", "state", "assignments", "cases", "agreements", "events", "deadlines"}
_names = count(1)


@dataclass
class Script:
    """One matter at a time; records are named A1 A2 (slips), C1, G1, P1 P2 (items)."""

    cli: Cli
    at: Clock
    folder: Path
    no: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    """What the last command said of the matter."""

    def file(self, data: object) -> Path:
        path = self.folder / f"{next(_names)}.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    def register(self, when: str, data: object) -> dict[str, Any]:
        """Register one matter and go on with it."""
        self.at.set(when)
        said = self.cli("matter", "register", self.file(data), "--json")
        assert said.status == 0, said.err
        [row] = json.loads(said.out)
        assert row.keys() == {"no", "id", "warnings"}
        self.no = row["no"]
        self.show()
        return dict(row)

    def show(self) -> dict[str, Any]:
        self.shown = self._json("matter", "show", self.no, "--json")
        assert self.shown.keys() >= DETAIL
        return self.shown

    def told(self) -> str:
        """The matter as `matter show` tells it to people."""
        said = self.cli("matter", "show", self.no)
        assert said.status == 0, said.err
        return said.out

    def actions(self) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = self._json("matter", "actions", self.no, "--json")
        assert all(option.keys() == OPTION for option in options)
        return options

    def target(self, action: str, on: str) -> str:
        """The id of a record by its short name, which `matter actions` must offer as well."""
        key = str(self.record(on)["id"])
        offered = {o["target"] for o in self.actions() if o["action"] == action and o["allowed"]}
        assert key in offered, f"{action} is not offered on {on}"
        return key

    def record(self, on: str) -> dict[str, Any]:
        items = [item for g in self.shown["agreements"] for item in g["items"]]
        lists = {
            "A": self.shown["assignments"],
            "C": self.shown["cases"],
            "G": self.shown["agreements"],
            "P": items,
        }
        found: dict[str, Any] = lists[on[0]][int(on[1:]) - 1]
        return found

    def try_to(self, when: str, action: str, on: str = "", /, **facts: Any) -> Said:
        """Do something that may be refused."""
        self.at.set(when)
        words: list[object] = ["matter", "act", self.no, action]
        if facts:
            words.append(self.file(facts))
        if on:
            words += ["--target", self.record(on)["id"]]
        return self.cli(*words, "--json")

    def do(self, when: str, action: str, on: str = "", /, **facts: Any) -> dict[str, Any]:
        """Do it, as `matter actions` offers it; what the matter is then."""
        self.at.set(when)
        if on:
            self.target(action, on)
        said = self.try_to(when, action, on, **facts)
        assert said.status == 0, f"{action} {on}: {said.err}"
        self.shown = json.loads(said.out)
        assert self.shown.keys() >= DETAIL
        return self.shown

    def attach(self, when: str, kind: str) -> str:
        """Hand in a scan; its id."""
        scan = self.folder / f"{kind}.jpg"
        scan.write_bytes(b"\xff\xd8\xff" + kind.encode())
        self.do(when, "attach", path=str(scan), kind=kind)
        attachment: str = self.shown["attachments"][-1]["id"]
        return attachment

    def form(self, when: str, form: str, on: str = "", *more: str) -> bytes:
        """Print a paper; its bytes."""
        self.at.set(when)
        out = self.folder / f"{next(_names)}.pdf"
        target = ["--target", self.record(on)["id"]] if on else []
        said = self.cli("form", form, self.no, "--out", out, *target, *more)
        assert said.status == 0, f"{form}: {said.err}"
        assert said.out == f"{out}\n"
        content = out.read_bytes()
        assert content.startswith(b"%PDF")
        return content

    def states(self, columns: States) -> States:
        """The states now, under the columns of a journey's table."""
        return {column: self._state(column) for column in columns}

    def due(self, code: str, on: str = "") -> str:
        """The due day of the latest limit of a record, as `MM-DD`; `-` if it ended unmet."""
        limit = self.limit(code, on)
        return "-" if limit["ended"] else str(limit["due_on"])[5:]

    def met(self, code: str, on: str = "") -> str:
        return str(self.limit(code, on)["met_at"])[5:10]

    def limit(self, code: str, on: str = "") -> dict[str, Any]:
        target = self.record(on)["id"] if on else self.shown["id"]
        found: list[dict[str, Any]] = [
            d for d in self.shown["deadlines"] if d["code"] == code and d["target_id"] == target
        ]
        return found[-1]

    def _state(self, column: str) -> str:
        name = column.split()[0]
        if name == "M":
            return str(self.shown["state"])
        try:
            record = self.record(name if name[-1].isdigit() else f"{name}1")
        except IndexError:
            return ""
        return str(record["state"])

    def _json(self, *words: object) -> Any:
        said = self.cli(*words)
        assert said.status == 0, said.err
        return json.loads(said.out)
