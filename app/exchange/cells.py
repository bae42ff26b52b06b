"""Names of cells as spreadsheet programs show them: column letters, then the row from 1."""

import re

_NAME = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cell(row: int, column: int) -> str:
    """`row` from 1 as it is shown, `column` from 0."""
    return f"{letters(column)}{row}"


def place(name: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of a cell such as D17. Raises ValueError."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
