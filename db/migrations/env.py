"""Alembic's environment: runs on the connection it is handed, on either database."""

import os
from typing import Any

import sqlalchemy as sa
from alembic import context

from db.engine import open_engine
from db.models import Base


def _include_object(_item: Any, name: str | None, *_rest: Any) -> bool:
    """The full-text index and its shadow tables belong to db/sql, not to a migration."""
    return not ((name or "").startswith("search_index") or name == "ix_search_entry_words")


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_object=_include_object,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    _run(handed)
else:
    engine = open_engine(os.environ["FENGQIAO_DATABASE"], must_exist=False)
    with engine.execution_options(writes=True).begin() as connection:
        _run(connection)
