"""The floor of a dry run: calamine reads every cell, sqlite3 says which numbers there are."""

import sqlite3
from itertools import islice
from pathlib import Path

import python_calamine as calamine

_ASKED = "SELECT number FROM external_number WHERE system = 'HOTLINE_12345' AND number IN ({})"
AT_ONCE = 500


def look_through(file: Path, database: Path, column: int) -> int:
    """How many rows have a number nobody has registered yet."""
    sheet = calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0)
    rows = islice(sheet.iter_rows(), 1, None)
    new = 0
    with sqlite3.connect(database) as connection:
        while numbers := [row[column] for row in islice(rows, AT_ONCE)]:
            asked = _ASKED.format(",".join("?" * len(numbers)))
            new += len(numbers) - len(connection.execute(asked, numbers).fetchall())
    return new
