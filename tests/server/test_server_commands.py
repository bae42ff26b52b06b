"""`fengqiao server`: preparing, preparing again, and finding what was bent."""

import json

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.errors import DatabaseUnavailable
from app.server.check import check_server
from app.server.init import init_server
from tests.cli.conftest import Cli
from tests.cli.conftest import run as run
from tests.conftest import Clock
from tests.conftest import at as at
from tests.postgres import PASSWORD, url_of
from tests.prepared import ADMIN


def wrong(url: str) -> list[str]:
    """What `server check` finds beside the settings that the tests' server has for speed."""
    settings = {"SERVER_SETTING", "SERVER_LOG", "SERVER_NO_TLS", "SERVER_STANDBY_NOT_KNOWN"}
    found = [finding for finding in check_server(url) if finding.level != "ok"]
    return [finding.code for finding in found if finding.code not in settings]


def test_a_prepared_server_is_in_order(prepared: str) -> None:
    assert wrong(prepared) == []


def test_preparing_it_again_changes_nothing(prepared: str) -> None:
    with psycopg.connect(prepared) as connection:
        before = connection.execute("SELECT thing, told FROM guard.state ORDER BY 1").fetchall()
    assert init_server(prepared).recovery_code is None
    with psycopg.connect(prepared) as connection:
        after = connection.execute("SELECT thing, told FROM guard.state ORDER BY 1").fetchall()
    assert after == before


@pytest.mark.parametrize(
    ("bent", "named"),
    [
        ("DROP POLICY select_1 ON party", "policy party.select_1"),
        ("ALTER TABLE party DISABLE ROW LEVEL SECURITY", "table party"),
        ("GRANT SELECT ON private_number TO PUBLIC", "table private_number"),
        ("ALTER TABLE audit_entry DISABLE TRIGGER USER", "trigger audit_entry"),
        ("GRANT EXECUTE ON FUNCTION guard.draw_number TO PUBLIC", "draw_number"),
    ],
)
def test_what_was_bent_is_named_and_mended(prepared: str, bent: str, named: str) -> None:
    with psycopg.connect(prepared) as connection:
        connection.execute(bent)
    [found] = [f for f in check_server(prepared) if f.code == "SERVER_GUARD_CHANGED"]
    assert named in str(found.values["named"])
    init_server(prepared)
    if "TRIGGER" not in bent:
        assert wrong(prepared) == []


def test_a_login_that_is_nobodys_is_told(prepared: str, postgresql_server: str) -> None:
    role = f"{prepared.partition('?')[0].rpartition('/')[2]}_影子"
    with psycopg.connect(prepared) as connection:
        connection.execute(f'CREATE ROLE "{role}" LOGIN')
    assert wrong(prepared) == ["SERVER_STRAY"]
    with psycopg.connect(prepared) as connection:
        connection.execute(f'DROP ROLE "{role}"')


def test_more_staff_than_the_server_takes_connections_for_are_told(prepared: str) -> None:
    with psycopg.connect(prepared) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "INSERT INTO staff (id, version, login, name, password_hash, must_change_password,"
            " failed_sign_ins) SELECT gen_random_uuid(), 1, n, n, '', false, 0"
            " FROM generate_series(1, 24) AS n"
        )
    [told] = [each for each in check_server(prepared) if each.code == "SERVER_CONNECTIONS"]
    assert told.values == {"staff": 25, "most": 100, "wanted": 103}


def test_whoever_is_no_superuser_prepares_nothing(prepared: str, postgresql_server: str) -> None:
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE kleiner LOGIN CREATEROLE CREATEDB PASSWORD '{PASSWORD}'")
    url = make_url(prepared).set(username="kleiner", password=PASSWORD)
    with pytest.raises(DatabaseUnavailable, match="not_superuser"):
        init_server(url)
    with pytest.raises(DatabaseUnavailable, match="no_right"):
        check_server(url)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("DROP ROLE kleiner")


def test_a_name_without_room_for_its_groups_is_refused(postgresql_server: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="database_name"):
        init_server(url_of(postgresql_server, "a" * 60), password=PASSWORD)


def test_the_command_line_prepares_and_checks(run: Cli, at: Clock, postgresql_server: str) -> None:
    url = url_of(postgresql_server, "laoshan")
    made = run("server", "init", url, "--admin", ADMIN, "--admin-password-stdin", "--json",
               stdin=f"{PASSWORD}\n")  # fmt: skip
    assert made.status == 0, made.err
    told = json.loads(made.out)
    assert (told["login"], told["password"]) == (ADMIN, None)
    assert told["recovery_code"]
    found = json.loads(run("server", "check", url, "--json").out)
    assert {"check", "level", "message", "hint"} == found[0].keys()
    assert "谁能看什么的规定都在" in " ".join(each["message"] for each in found)
    again = run("server", "init", url)
    assert (again.status, "恢复码" in again.out) == (0, False)


def test_a_local_file_is_no_server(run: Cli, at: Clock, sqlite_url: str) -> None:
    said = run("server", "init", sqlite_url)
    assert said.status == 3
    assert "postgresql://" in said.err
