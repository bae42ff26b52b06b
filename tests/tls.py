"""A stock PostgreSQL that speaks TLS, and certificates of a centre of its own.

The server of the wheel, on which all other tests run, has no TLS.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.postgres import PASSWORD

HOST = "localhost"
ENCRYPTED_ONLY = ("hostssl all all all scram-sha-256",)
ANYHOW = ("host all all all scram-sha-256",)
_WITHIN_S = 30
_NONE_HERE = (
    "There is no PostgreSQL with TLS on this machine: run `sh .ci/system-packages test`, which"
    " installs Debian's, or put the folder with `initdb` of another one on PATH."
)


def programs() -> Path:
    """The folder of the newest PostgreSQL of this machine; its absence is a failure."""
    found = [Path(place).parent for name in ("initdb",) if (place := shutil.which(name))]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: -int(f.parent.name))
    usable = [folder for folder in found if (folder / "initdb").is_file()]
    return usable[0] if usable else pytest.fail(_NONE_HERE)


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key, both as PEM."""

    text: bytes
    key: bytes


@dataclass(frozen=True)
class Authority:
    """Whoever signs the certificates of servers: the information department."""

    name: str = "Fengqiao test authority"
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def root(self) -> bytes:
        """What desks know it by."""
        made = self._builder(self.name, self.key.public_key(), days=30).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        return made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def certificate(self, host: str = HOST, days: int = 30) -> Certificate:
        """One for the server `host`, good for so many `days`; negative, it has run out."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._builder(host, key.public_key(), days).add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
        )
        return Certificate(
            made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )

    def _builder(
        self, subject: str, key: ec.EllipticCurvePublicKey, days: int
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(_named(subject))
            .issuer_name(_named(self.name))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass(frozen=True)
class TlsServer:
    """A running server; `url` names its own account over the network, password and all."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return self.named("postgres")

    def named(self, database: str, host: str = HOST) -> str:
        return f"postgresql://postgres:{PASSWORD.replace('#', '%23')}@{host}:{self.port}/{database}"

    def use(self, certificate: Certificate | None, rules: tuple[str, ...] = ENCRYPTED_ONLY) -> None:
        """From now on show `certificate` (None: no TLS) and let in whom `rules` let in."""
        if certificate:
            _put(self.folder / "server.crt", certificate.text)
            _put(self.folder / "server.key", certificate.key)
        _put(self.folder / "pg_hba.conf", _rules(rules))
        with self.inside() as connection:
            connection.execute(f"ALTER SYSTEM SET ssl = {'on' if certificate else 'off'}")
            (loaded,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or ("",)
            connection.execute("SELECT pg_reload_conf()")
        self._wait_for_load(loaded)

    def inside(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Its own account on the server itself, which is always let in."""
        return psycopg.connect(
            host=str(self.folder), port=self.port, user="postgres", autocommit=True
        )

    def _wait_for_load(self, before: object) -> None:
        """A connection made after the server read its settings again knows when that was."""
        until = monotonic() + _WITHIN_S
        while monotonic() < until:
            with self.inside() as connection:
                row = connection.execute("SELECT pg_conf_load_time()").fetchone()
                if row and row[0] != before:
                    return
        pytest.fail("the server did not read its settings again")


def _rules(rules: tuple[str, ...]) -> bytes:
    return "\n".join(["local all postgres trust", *rules, ""]).encode()


@contextmanager
def running(certificate: Certificate) -> Iterator[TlsServer]:
    """Start a server with `certificate` in a folder of its own; it goes with the folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        _put(Path(name) / "password", PASSWORD.encode())
        _own(Path(name))
        account = ("-U", "postgres", "-A", "scram-sha-256", "--pwfile", f"{name}/password")
        _run("initdb", "-D", folder, *account, "-E", "UTF8", "--locale", "C")
        server = TlsServer(folder, _free_port())
        _put(folder / "server.crt", certificate.text)
        _put(folder / "server.key", certificate.key)
        _put(folder / "pg_hba.conf", _rules(ENCRYPTED_ONLY))
        with (folder / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(
                f"port = {server.port}\nlisten_addresses = '{HOST}'\nssl = on\nfsync = off\n"
                f"unix_socket_directories = '{folder}'\nlc_messages = 'C'\n"
            )
        _run("pg_ctl", "-D", folder, "-w", "-l", f"{name}/log", "start")
        try:
            yield server
        finally:
            _run("pg_ctl", "-D", folder, "-w", "-m", "immediate", "stop")


def _run(program: str, *words: object) -> None:
    """As somebody else where this is root, whom PostgreSQL refuses to run as."""
    uid, gid = _somebody() or (None, None)
    command = [str(word) for word in (programs() / program, *words)]
    told = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, text=True, user=uid, group=gid,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout


def _somebody() -> tuple[int, int] | None:
    """The account Debian's package makes, or nobody in particular; None where this is not root."""
    if sys.platform == "win32" or os.getuid() != 0:
        return None
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return entry.pw_uid, entry.pw_gid


def _own(path: Path) -> None:
    if somebody := _somebody():
        os.chown(path, *somebody)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    _own(path)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
