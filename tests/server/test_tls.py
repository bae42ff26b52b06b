"""The line to the server is encrypted and ends where it should, on a stock PostgreSQL with TLS."""

import json
import re
import subprocess
from pathlib import Path

import psycopg
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from app.admin.doctor import examine
from app.admin.last_backup import last_backup
from app.admin.types import Finding
from app.desk import Desk, open_desk
from app.errors import DatabaseUnavailable, SignInRefused
from app.messages import error_text
from app.outbox import is_unreached
from app.server.check import check_server
from app.server.live import Listener
from app.server.reach import require_answer
from db.engine import open_engine, server_url
from db.tls import Line, line_of
from tests.cli.conftest import Cli, run
from tests.conftest import at
from tests.postgres import PASSWORD
from tests.prepared import ADMIN
from tests.tls import ANYHOW, HOST, Certificate, TlsServer
from tests.tls_centre import (
    DATABASE,
    OTHERS,
    OURS,
    Spoil,
    centre,
    desk_address,
    not_the_centres,
    root,
    server,
    tls_server,
)

__all__ = ["at", "centre", "root", "run", "server", "tls_server"]


HELP = Path(__file__).resolve().parents[2] / "docs" / "help.zh-CN.md"


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in found}


def refusal(address: str) -> DatabaseUnavailable:
    with pytest.raises(DatabaseUnavailable) as refused:
        open_desk(address, ADMIN, PASSWORD)
    return refused.value


def test_a_server_is_prepared_and_checked_over_tls(run: Cli, server: TlsServer, root: Path) -> None:
    url = server.named("another")
    made = run("server", "init", url, "--json")
    assert made.status == 0, made.err
    said = run("server", "check", url, "--json")
    told = [finding["message"] for finding in json.loads(said.out)]
    assert "连接是加密的（TLSv1.3）" in told
    assert "服务器的证书核对过，连的就是它" in told


def test_a_desk_with_the_certificate_speaks_to_nobody_else(server: TlsServer, root: Path) -> None:
    desk = open_desk(desk_address(server), ADMIN, PASSWORD)
    with desk.engine.connect() as connection:
        assert line_of(connection) is Line.VERIFIED
    desk.close()


def test_a_desk_without_the_certificate_is_encrypted_and_told_so(server: TlsServer) -> None:
    desk = open_desk(desk_address(server), ADMIN, PASSWORD)
    with desk.engine.connect() as connection:
        assert line_of(connection) is Line.ENCRYPTED
    desk.close()
    assert {"SERVER_TLS_FITS", "SERVER_UNVERIFIED"} <= codes(check_server(server.named(DATABASE)))
    assert "LINE_NOT_VERIFIED" in codes(examine(desk_address(server)))


def test_what_the_address_says_of_tls_holds(server: TlsServer, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere.crt"
    root.write_bytes(OURS.root)
    desk = open_desk(f"{desk_address(server)}?sslrootcert={root}", ADMIN, PASSWORD)
    with desk.engine.connect() as connection:
        assert line_of(connection) is Line.VERIFIED
    desk.close()
    root.write_bytes(OTHERS.root)
    asked = f"{desk_address(server)}?sslmode=verify-full&sslrootcert={root}"
    assert refusal(asked).values["why"] == "tls_untrusted"


@pytest.mark.parametrize(
    ("days", "code"), [(400, "SERVER_CERTIFICATE_FRESH"), (12, "SERVER_CERTIFICATE_ENDS")]
)
def test_a_certificate_that_runs_out_is_told_in_time(
    server: TlsServer, root: Path, days: int, code: str
) -> None:
    server.use(OURS.certificate(days=days))
    [found] = [f for f in check_server(server.named(DATABASE)) if "CERTIFICATE" in f.code]
    assert found.code == code
    assert found.values["days"] in (days - 1, days)


@not_the_centres
def test_a_server_that_is_not_the_centres_is_refused_wherever_it_is_met(
    run: Cli, server: TlsServer, root: Path, spoil: Spoil, why: str, told: str
) -> None:
    spoil(server)
    address = desk_address(server)
    assert refusal(address).values["why"] == why
    with pytest.raises(DatabaseUnavailable, match=why):
        require_answer(address)
    assert told in run("server", "check", server.named(DATABASE)).err
    [closed] = [found for found in examine(address) if found.code == "DATABASE_CLOSED"]
    assert told in str(closed.values["told"])


def test_a_desk_at_work_registers_into_its_outbox_until_the_server_is_trusted_again(
    server: TlsServer, root: Path
) -> None:
    desk = open_desk(desk_address(server), ADMIN, PASSWORD)
    server.use(OURS.certificate(days=-1))
    with server.inside() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s",
            [desk.engine.url.username],
        )
    with pytest.raises(DatabaseUnavailable) as refused:
        desk.read(last_backup)
    assert refused.value.values["why"] == "tls_untrusted"
    assert is_unreached(refused.value)
    desk.close()


def test_the_recipe_of_the_help_makes_what_desks_trust(
    server: TlsServer, root: Path, tmp_path: Path
) -> None:
    chapter = HELP.read_text(encoding="utf-8").partition("**加密**")[2].partition("**建库**")[0]
    recipe = re.findall(r"^  \d\. `(.+)`$", chapter, re.MULTILINE)
    script = "\n".join(recipe).replace("服务器名", HOST)
    made = subprocess.run(
        ["sh", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    files = [tmp_path / "server.crt", tmp_path / "server.key"]
    server.use(Certificate(*(file.read_bytes() for file in files)))
    root.write_bytes((tmp_path / "root.crt").read_bytes())
    desk = open_desk(desk_address(server), ADMIN, PASSWORD)
    with desk.engine.connect() as connection:
        assert line_of(connection) is Line.VERIFIED
    desk.close()


def test_a_damaged_certificate_on_the_pc_is_told(server: TlsServer, root: Path) -> None:
    root.write_text("nothing", encoding="utf-8")
    assert refusal(desk_address(server)).values["why"] == "tls_file"


def test_nobody_comes_in_without_tls(server: TlsServer) -> None:
    refused = refusal(f"{desk_address(server)}?sslmode=disable")
    assert refused.values["why"] == "tls_required"
    assert "sslmode=disable" in error_text(refused)


def test_a_plain_line_is_told(server: TlsServer) -> None:
    server.use(OURS.certificate(), ANYHOW)
    plain = f"{server.named(DATABASE)}?sslmode=disable"
    assert {"SERVER_TLS_UNUSED", "SERVER_DOORS"} <= codes(check_server(plain))
    server.use(None, ANYHOW)
    assert "SERVER_NO_TLS" in codes(check_server(server.named(DATABASE)))


def test_a_wrong_password_is_one_whatever_the_line(server: TlsServer, root: Path) -> None:
    with pytest.raises(SignInRefused):
        open_desk(desk_address(server), ADMIN, "Wrong#2026words")
    root.unlink()
    with pytest.raises(SignInRefused):
        open_desk(desk_address(server), ADMIN, "Wrong#2026words")


def test_a_pc_that_is_not_let_in_is_told_so(server: TlsServer) -> None:
    server.use(OURS.certificate(), ("hostssl all nobody all scram-sha-256",))
    assert refusal(desk_address(server)).values["why"] == "not_admitted"


def test_every_connection_of_a_desk_is_encrypted(
    qtbot: QtBot, server: TlsServer, root: Path
) -> None:
    desk = open_desk(desk_address(server), ADMIN, PASSWORD)
    listener = Listener(desk.engine, lambda _hash: None, lambda _told: None)
    listener.start()
    several = [desk.engine.connect() for _ in range(6)]
    qtbot.waitUntil(lambda: listener.is_listening)
    lines = _lines_of(server, desk)
    for connection in several:
        connection.close()
    listener.stop()
    desk.close()
    assert len(lines) == 1 + len(several)
    assert {line[1:] for line in lines} == {(True, "TLSv1.3")}
    assert any(str(query).startswith("LISTEN") for query, *_ in lines)


def _lines_of(server: TlsServer, desk: Desk) -> list[tuple[object, ...]]:
    with server.inside() as connection:
        return connection.execute(
            "SELECT query, ssl, version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
            " WHERE usename = %s",
            [desk.engine.url.username],
        ).fetchall()


def test_the_password_is_bound_to_the_line(server: TlsServer, root: Path) -> None:
    bound = "channel_binding=require"
    desk = open_desk(f"{desk_address(server)}?{bound}", ADMIN, PASSWORD)
    desk.close()
    server.use(None, ANYHOW)
    root.unlink()
    assert refusal(f"{desk_address(server)}?{bound}").values["why"] == "tls_missing"


@pytest.mark.parametrize(
    "hosts",
    [
        "postgresql://u@h1,h2/db",
        "postgresql://u@h1:5432,h2:5433/db",
        "postgresql:///db?host=h1,h2&target_session_attrs=read-write",
        "postgresql:///db?host=h1:5432&host=h2:5433",
    ],
)
def test_an_address_may_name_several_hosts(hosts: str, root: Path) -> None:
    engine = open_engine(server_url(hosts))
    with pytest.raises(psycopg.OperationalError, match="h2"):
        engine.raw_connection()
    engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="unreachable"):
        require_answer(hosts)


def test_the_first_host_that_answers_is_taken(server: TlsServer, root: Path) -> None:
    told = make_url(desk_address(server))
    address = f"postgresql://127.0.0.9:1,{HOST}:{told.port}/{DATABASE}"
    assert require_answer(address) == address
    desk = open_desk(address, ADMIN, PASSWORD)
    with desk.engine.connect() as connection:
        assert line_of(connection) is Line.VERIFIED
    desk.close()
