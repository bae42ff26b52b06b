"""Run by test_move: moves a database to a server and is killed in the middle of it."""

import os
import signal
import sys
from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from app.cli import main
from db.loading import load

BATCHES = 9
_sent: list[str] = []


def load_until_killed(there: sa.Connection, table: sa.Table, rows: Iterable[Any]) -> None:
    load(there, table, rows)
    _sent.append(table.name)
    if len(_sent) > BATCHES:
        os.kill(os.getpid(), signal.SIGKILL)  # before this batch is committed


if __name__ == "__main__":
    with patch("app.server.carrying.load", load_until_killed):
        main(["db", "move", *sys.argv[1:], "--admin", "林小禾"])
