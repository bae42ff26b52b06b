"""Every test here works at a server prepared as an administrator prepares it."""

from tests.prepared import admin, named, prepared, sign_in

__all__ = ["admin", "named", "prepared", "sign_in"]
