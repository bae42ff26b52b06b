"""What goes out and comes in: one JSON document, sentences, whole files."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from app.errors import EnvironmentTrouble

_STDIN = "-"


def print_json(document: Any) -> None:
    """One document on standard output; dates and identifiers as their text."""
    print(json.dumps(document, ensure_ascii=False, default=str))


def say(text: str) -> None:
    """A sentence for people, on standard error."""
    print(text, file=sys.stderr)


def read_text(path: str) -> str:
    """A file, or standard input for `-`. Raises EnvironmentTrouble(why=cannot_read)."""
    try:
        data = sys.stdin.buffer.read() if path == _STDIN else Path(path).read_bytes()
        return data.decode("utf-8-sig")  # Windows editors put a mark before the text
    except OSError as error:
        raise EnvironmentTrouble(why="cannot_read", path=path) from error
    except UnicodeDecodeError as error:
        raise EnvironmentTrouble(why="not_utf8", path=path) from error


def read_json(path: str) -> object:
    """JSON from a file or `-`. Raises EnvironmentTrouble, or Invalid (JSON_BROKEN, …)."""
    from app.schema import parse

    return parse(read_text(path))


def write_file(path: str, content: bytes) -> None:
    """Write the whole file or nothing. Raises EnvironmentTrouble(why=cannot_write or full)."""
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        try:
            draft.write_bytes(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(why="cannot_write", path=path) from error
