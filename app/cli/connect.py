"""Opening the desk a command works at, from the global options."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app import settings
from app.desk import Desk, open_desk
from app.sign_in import local_login


@contextmanager
def desk_of(args: argparse.Namespace) -> Iterator[Desk]:
    """The desk of whoever runs the command, closed afterwards.

    Raises what open_desk does, and SignInRefused (must_change, expired) for a password that
    has to be changed first.
    """
    with desk_with(args, password_of(args)) as desk:
        yield desk


@contextmanager
def desk_with(
    args: argparse.Namespace, password: str | None, *, is_changing: bool = False
) -> Iterator[Desk]:
    """The same with this password. `is_changing`: it is about to be changed, its age is
    no matter."""
    from app.admin.queries import require_usable_password

    window = settings.load().window
    desk = open_desk(database_of(args), login_of(args), password, window=window)
    try:
        if not is_changing:
            desk.read(require_usable_password)
        yield desk
    finally:
        desk.close()


def login_of(args: argparse.Namespace) -> str:
    """`--user`, else the user of this PC."""
    return str(args.user or local_login())


def database_of(args: argparse.Namespace) -> str:
    """`--database`, else the one in the settings of this PC."""
    return str(args.database or settings.load().database)


def password_of(args: argparse.Namespace) -> str | None:
    """From standard input if asked for, else FENGQIAO_PASSWORD, else none."""
    if args.password_stdin:
        return read_line()
    return os.environ.get("FENGQIAO_PASSWORD")


def read_line() -> str:
    """The next line of standard input without its end; empty where there is none."""
    return sys.stdin.readline().rstrip("\r\n")
