"""A server guarded by an earlier version is noticed, and guarded anew by this one."""

import hashlib
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from app.desk import Desk
from app.errors import SchemaMismatch
from app.intake.queries import matters_page
from app.server import policies
from app.server.check import check_server
from app.server.init import init_server
from app.server.upgrade import upgrade_server
from db.engine import server_url
from db.enums import Post
from db.schema import GUARD

_AS_BEFORE = (
    "CREATE SCHEMA before_restore_2026",
    "CREATE VIEW guard.own_area AS SELECT code FROM public.area",
    "CREATE TABLE before_restore_2026.matter (area_code text)",
    "ALTER TABLE before_restore_2026.matter ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY select_3 ON before_restore_2026.matter USING"
    " (area_code IN (SELECT code FROM guard.own_area))",
    'CREATE POLICY "select 3" ON public.matter USING'
    " (area_code IN (SELECT code FROM guard.own_area))",
    "COMMENT ON SCHEMA guard IS NULL",
)
"""A view that is gone by now, with policies that look into it, one of them put aside."""


@pytest.fixture
def aged(prepared: str) -> str:
    with psycopg.connect(prepared, autocommit=True) as connection:
        (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        owner = sql.Identifier(f"{name}:owner")
        connection.execute(
            sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(sql.Identifier(name), owner)
        )
        connection.execute(sql.SQL("SET ROLE {}").format(owner))
        for statement in _AS_BEFORE:
            connection.execute(statement)
    return prepared


def test_nobody_works_under_an_older_guard_and_preparing_again_mends_it(
    named: Callable[..., Desk], aged: str, sign_in: Callable[[str, str], Desk]
) -> None:
    with pytest.raises(SchemaMismatch) as refused:
        named("王芳", Post.HANDLER)
    assert refused.value.values["why"] == "older"
    assert "SERVER_SCHEMA" in {finding.code for finding in check_server(aged)}
    init_server(aged)
    assert "SERVER_SCHEMA" not in {finding.code for finding in check_server(aged)}


def test_an_upgrade_puts_an_older_guard_in_force_anew(
    aged: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    done = upgrade_server(server_url(aged), tmp_path / "before.zip", lambda *_step: None)
    assert (done.before, done.after) == ("0001.1", f"0001.{GUARD}")
    named: Callable[..., Desk] = request.getfixturevalue("named")
    assert named("王芳", Post.HANDLER).read(matters_page) == ()
    again = upgrade_server(server_url(aged), tmp_path / "again.zip", lambda *_step: None)
    assert again.before == again.after, "it was new already"


def test_a_newer_guard_is_not_put_back(aged: str, tmp_path: Path) -> None:
    with psycopg.connect(aged, autocommit=True) as connection:
        connection.execute(f"COMMENT ON SCHEMA guard IS '{GUARD + 1}'")
    with pytest.raises(SchemaMismatch) as refused:
        upgrade_server(server_url(aged), tmp_path / "before.zip", lambda *_step: None)
    assert refused.value.values["why"] == "newer"
    assert not (tmp_path / "before.zip").exists()
    with pytest.raises(SchemaMismatch):
        init_server(aged)


WORDS = "0b4b9e3870085336"
"""Of all that is said to guard a server by GUARD: whoever changes it counts GUARD up, and servers
that stand are upgraded by it; while a version is being made, once is enough."""


def test_a_changed_guard_has_a_number_of_its_own() -> None:
    folders = [resources.files("db") / "sql" / name for name in ("guard", "keeper", "postgresql")]
    files = sorted((f for d in folders for f in d.iterdir()), key=lambda file: file.name)
    said = [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".sql")]
    said += [*policies.statements("x"), *policies.of_keeper("x")]
    assert hashlib.sha256("\n".join(said).encode()).hexdigest()[:16] == WORDS
