"""What can go wrong with the database, told as data; sentences stand in app/messages."""

UNTRUSTED = frozenset({"tls_untrusted", "tls_name", "tls_missing", "tls_file"})
"""Whys of DatabaseUnavailable: what answers is not known to be the server."""


class InfrastructureError(Exception):
    """The environment failed, not the user and not the program."""

    def __init__(self, **values: object) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in values.items()))
        self.values = values


class DatabaseUnavailable(InfrastructureError):
    """The database cannot be reached, opened or signed in to; `why` names the case.

    `commit`: what was being committed when a line that had stood broke (app/fate.py).
    """

    commit: object = None


class DatabaseBusy(InfrastructureError):
    """Another desk held a lock for longer than we wait."""


class DiskTrouble(InfrastructureError):
    """Disk full, read-only, or failing; nothing of the transaction was kept."""


class SchemaMismatch(InfrastructureError):
    """The database is older or newer than this program: `found`, `expected`."""


class StaleRecord(InfrastructureError):
    """Somebody changed the record between reading and saving it."""
