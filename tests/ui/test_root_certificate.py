"""Choosing the certificate by which a PC knows its server, where its address is given."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pytestqt.qtbot import QtBot

from tests.tls import Authority
from tests.ui.test_sign_in import show
from ui import ask, background
from ui.server_address import ServerDialog

_OURS = Authority()
ROOT, SERVERS = _OURS.root, _OURS.certificate()


@pytest.fixture
def dialog(qtbot: QtBot) -> ServerDialog:
    made = ServerDialog()
    show(qtbot, made)
    return made


def choose(
    qtbot: QtBot, dialog: ServerDialog, patch: pytest.MonkeyPatch, file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    patch.setattr(ask, "open_file", lambda *_: file)
    dialog.root.choose.click()
    qtbot.waitUntil(background.is_idle)
    qtbot.waitUntil(dialog.root.choose.isEnabled)


def as_bytes(text: bytes) -> bytes:
    return x509.load_pem_x509_certificate(text).public_bytes(Encoding.DER)


@pytest.mark.parametrize("content", [ROOT, as_bytes(ROOT), ROOT + SERVERS.key])
def test_the_one_chosen_is_in_force(
    qtbot: QtBot,
    dialog: ServerDialog,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    own_home: Path,
    content: bytes,
) -> None:
    assert "不核对服务器的证书" in dialog.root.told.text()
    choose(qtbot, dialog, monkeypatch, tmp_path / "given.cer", content)
    assert "只和证书对得上的服务器说话" in dialog.root.told.text()
    assert (own_home / "root.crt").read_bytes() == ROOT, "no key lies there, nor bytes"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Rechnung", "不是证书"),
        (SERVERS.key, "不是证书"),
        (SERVERS.text, "不是签发它的那一张"),
    ],
)
def test_what_is_no_root_is_refused_and_nothing_put_there(
    qtbot: QtBot,
    dialog: ServerDialog,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    own_home: Path,
    content: bytes,
    told: str,
) -> None:
    choose(qtbot, dialog, monkeypatch, tmp_path / "given.crt", content)
    assert told in dialog.root.trouble.text()
    assert not list(own_home.glob("root.*"))


@pytest.mark.parametrize("agrees", [True, False])
def test_one_in_force_is_replaced_only_by_whoever_agrees(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_home: Path, *, agrees: bool
) -> None:
    own_home.mkdir(exist_ok=True)
    (own_home / "root.crt").write_bytes(ROOT)
    dialog, newer = ServerDialog(), Authority("Newer").root
    show(qtbot, dialog)
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: agrees)
    choose(qtbot, dialog, monkeypatch, tmp_path / "newer.crt", newer)
    assert (own_home / "root.crt").read_bytes() == (newer if agrees else ROOT)


def test_one_that_is_broken_is_told_of(qtbot: QtBot, own_home: Path) -> None:
    own_home.mkdir(exist_ok=True)
    (own_home / "root.crt").write_bytes(b"Rechnung")
    dialog = ServerDialog()
    show(qtbot, dialog)
    assert "根证书坏了" in dialog.root.told.text()
