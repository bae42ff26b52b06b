"""Passwords: argon2id hashes, and the rules of domain/09 section 3."""

import string

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import Problem

KEPT = 5
"""How many earlier passwords may not be used again."""
_MIN = 8
_WEAK = frozenset({"password", "12345678", "qwertyui", "admin123", "abcd1234", "aa123456"})
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    return _hasher.hash(password)


def fits(hash_: str, password: str) -> bool:
    """Whether `password` is the one behind `hash_`."""
    try:
        return _hasher.verify(hash_, password)
    except (VerificationError, InvalidHashError):
        return False


def password_problems(password: str, login: str, earlier: list[str]) -> tuple[Problem, ...]:
    """At least 8 characters of three of four kinds, not the name, not a weak or recent one."""
    found = []
    if len(password) < _MIN:
        found.append(Problem("password", "password.short", values={"least": _MIN}))
    elif _kinds(password) < 3:
        found.append(Problem("password", "password.plain"))
    if password.lower() in _WEAK or (login and login.lower() in password.lower()):
        found.append(Problem("password", "password.guessable"))
    if any(fits(old, password) for old in earlier[:KEPT]):
        found.append(Problem("password", "password.used", values={"kept": KEPT}))
    return tuple(found)


def _kinds(password: str) -> int:
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    inside = [any(char in kind for char in password) for kind in kinds]
    return sum(inside) + any(not char.isascii() or char in string.punctuation for char in password)
