"""A database as an earlier version of the program left it: `0000`, which this program is taught.

It lacks a column the models read and a table signing in reads, so nothing of this program but the
upgrade and the backup before it can do anything with it.
"""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from db import schema
from db.engine import open_engine

EARLIER = "0000"
_LACKS = (
    "ALTER TABLE party DROP COLUMN occupation",
    "DROP TABLE calendar_year",
)
_HISTORY = {
    "0000_earlier.py": '''"""tables of an earlier version"""

from alembic import op
import importlib

revision = "0000"
down_revision = None


def upgrade():
    importlib.import_module("db.migrations.versions.0001_create_tables").upgrade()
    for statement in {lacks!r}:
        op.execute(statement)
''',
    "0001_later.py": '''"""what came later"""

from alembic import op
import sqlalchemy as sa

revision = "0001"
down_revision = "0000"


def upgrade():
    op.add_column("party", sa.Column("occupation", sa.Text()))
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                  autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
''',
}


def teach(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this program know of the earlier version."""
    history = folder / "migrations"
    (history / "versions").mkdir(parents=True)
    shutil.copy(Path(str(schema.MIGRATIONS)) / "env.py", history / "env.py")
    for name, text in _HISTORY.items():
        (history / "versions" / name).write_text(text.replace("{lacks!r}", repr(_LACKS)))
    monkeypatch.setattr(schema, "MIGRATIONS", history)
    monkeypatch.setattr(schema, "KNOWN", (EARLIER, *schema.KNOWN))


def make_older(url: str) -> None:
    """Take away what the earlier version had not yet; at a server as its own account."""
    engine = open_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        more = " CASCADE" if connection.dialect.name == "postgresql" else ""
        for statement in _LACKS:  # what guards them goes too, and comes again
            connection.exec_driver_sql(f"{statement}{more}")
        _tell(connection, EARLIER)
    engine.dispose()


def make_newer(url: str) -> None:
    """As a later version of the program would have left it."""
    engine = open_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        _tell(connection, "9999")
    engine.dispose()


def _tell(connection: sa.Connection, revision: str) -> None:
    connection.execute(sa.text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def send_home(url: str) -> None:
    """Whoever has a connection to this database has none any more."""
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(_OTHERS)
    engine.dispose()


_OTHERS = sa.text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def as_account(url: str, name: str, password: str) -> str:
    """The same database for another account of its server."""
    return make_url(url).set(username=name, password=password).render_as_string(False)
