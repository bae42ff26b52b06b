"""One history of migrations, fitting the models on both databases."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from db import schema
from db.engine import open_engine
from db.errors import SchemaMismatch
from db.models import Base

ROOT = Path(__file__).resolve().parents[2]


def config_of(engine: sa.Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    config.attributes["connection"] = engine.connect()
    return config


def test_the_program_knows_every_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == schema.KNOWN


def test_the_migrations_make_just_what_the_models_say(database_url: str) -> None:
    engine = open_engine(database_url)
    config = config_of(engine)
    command.check(config)
    config.attributes["connection"].close()
    engine.dispose()


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    engine = open_engine(database_url)
    before = sa.inspect(engine).get_table_names()
    schema.upgrade(engine)
    assert sa.inspect(engine).get_table_names() == before
    engine.dispose()


def test_every_table_of_the_models_is_there(database_url: str) -> None:
    engine = open_engine(database_url)
    assert set(Base.metadata.tables) <= set(sa.inspect(engine).get_table_names())
    engine.dispose()


@pytest.mark.parametrize(("revision", "why"), [("9999", "newer"), (None, "empty")])
def test_a_database_that_does_not_fit_is_named(
    database_url: str, revision: str | None, why: str
) -> None:
    engine = open_engine(database_url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        if revision:
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:r)"), {"r": revision})
    with pytest.raises(SchemaMismatch) as refused:
        schema.require_current(engine)
    assert refused.value.values["why"] == why
    engine.dispose()


@pytest.mark.parametrize("table", ["audit_entry", "event"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
def test_what_happened_cannot_be_altered_or_deleted(
    database_url: str, table: str, verb: str
) -> None:
    from app.intake.commands import register_matter
    from tests.builders import a_draft
    from tests.conftest import desk_as, unguarded

    desk = desk_as(database_url)
    desk.write(register_matter, a_draft())
    with (
        pytest.raises(sa.exc.DBAPIError, match="append-only"),
        unguarded(desk).begin() as connection,
    ):
        connection.exec_driver_sql(verb.format(table))
    desk.close()
