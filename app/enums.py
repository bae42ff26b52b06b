"""The enumerations of the domain, for everybody above app (only app may import db)."""

from db.enums import *  # noqa: F403
