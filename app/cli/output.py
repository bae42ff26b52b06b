"""What goes out and comes in: one JSON document, sentences, whole files."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from app.errors import EnvironmentTrouble, Invalid, Problem

STDIN = "-"


def print_json(document: Any) -> None:
    """One document on standard output; dates and identifiers as their text."""
    print(json.dumps(document, ensure_ascii=False, default=str))


def say(text: str) -> None:
    """A sentence for people, on standard error: one line, whatever was typed into it."""
    print(one_line(text), file=sys.stderr)


def one_line(text: str) -> str:
    """`text` without anything that moves a terminal's cursor or turns its writing round."""
    return "".join(c if c.isprintable() else " " for c in text)


def read_text(path: str) -> str:
    """A file, or standard input for `-`.

    Raises EnvironmentTrouble(why=cannot_read), or Invalid (FILE_NOT_UTF8).
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        return data.decode("utf-8-sig")  # Windows editors put a mark before the text
    except OSError as error:
        raise EnvironmentTrouble(why="cannot_read", path=path) from error
    except UnicodeDecodeError as error:
        raise Invalid([Problem("", "FILE_NOT_UTF8", values={"path": path})]) from error


def read_json(path: str) -> object:
    """JSON from a file or `-`. Raises EnvironmentTrouble, or Invalid (JSON_BROKEN, …)."""
    from app.schema import parse

    return parse(read_text(path))


def write_file(path: str, content: bytes) -> None:
    """Write the whole file or nothing; into a device or a pipe, as it comes.

    Raises EnvironmentTrouble(why=cannot_write).
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # never put a file in the place of /dev/stdout
        else:
            _replace(target.resolve(), content)  # a link stays one
    except (OSError, ValueError) as error:
        raise EnvironmentTrouble(why="cannot_write", path=path) from error


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
