"""A centre at a server with TLS: the fixtures of tests/server and tests/ui."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.keys import recovery_code
from app.server.init import init_server
from tests.conftest import KEYS
from tests.postgres import PASSWORD
from tests.prepared import ADMIN
from tests.tls import ANYHOW, HOST, Authority, TlsServer, running

DATABASE = "fengqiao"
OURS, OTHERS = Authority(), Authority("Somebody else")


@pytest.fixture(scope="session")
def tls_server() -> Iterator[TlsServer]:
    with running(OURS.certificate()) as server:
        yield server


@pytest.fixture(scope="session")
def centre(tls_server: TlsServer, tmp_path_factory: pytest.TempPathFactory) -> TlsServer:
    """With a prepared database, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FENGQIAO_HOME", str(tmp_path_factory.mktemp("tls")))
        init_server(tls_server.named(DATABASE), admin=ADMIN, password=PASSWORD, keys=KEYS)
    return tls_server


@pytest.fixture
def server(centre: TlsServer, monkeypatch: pytest.MonkeyPatch) -> TlsServer:
    """As it should be: a good certificate, and nobody let in without TLS."""
    monkeypatch.setenv("FENGQIAO_RECOVERY_CODE", recovery_code(KEYS))
    centre.use(OURS.certificate())
    return centre


@pytest.fixture
def root(own_home: Path) -> Path:
    """The certificate where an administrator puts it on each PC."""
    own_home.mkdir(exist_ok=True)
    place = own_home / "root.crt"
    place.write_bytes(OURS.root)
    return place


def desk_address(server: TlsServer) -> str:
    """What a desk has in its settings: nobody's name, nothing of TLS."""
    return f"postgresql://{HOST}:{server.port}/{DATABASE}"


Spoil = Callable[[TlsServer], None]


not_the_centres = pytest.mark.parametrize(
    ("spoil", "why", "told"),
    [
        (lambda s: s.use(OTHERS.certificate()), "tls_untrusted", "通不过核对"),
        (lambda s: s.use(OURS.certificate(days=-1)), "tls_untrusted", "已经过期"),
        (lambda s: s.use(OURS.certificate("other.example")), "tls_name", "不是这个名字"),
        (lambda s: s.use(None, ANYHOW), "tls_missing", "没有开加密"),
    ],
    ids=["another authority", "run out", "another host", "no TLS at all"],
)
"""What may answer instead: how it gets so, why it is refused, and a word of what is said."""
