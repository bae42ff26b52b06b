"""The certificate by which this PC knows its server: looked at before it is put where `db.tls`
finds it."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.clock import local
from app.disk import kept, reading_from, writing_to
from app.errors import Invalid, Problem
from app.settings import home
from db.tls import root_certificate

_MOST_BYTES = 1_000_000
"""A file of certificates is far smaller; whatever is larger is none and is not read."""


def in_force() -> datetime | None:
    """The last instant, in UTC, of the one in force; None where this PC has none.

    Raises Invalid (NO_CERTIFICATE) or EnvironmentTrouble where it cannot be read: libpq then
    speaks to nobody.
    """
    place = root_certificate()
    return _ends(_certificates(place)) if place.is_file() else None


def trust(path: Path) -> datetime:
    """Know the server from now on by the certificate in the file `path`, and by no other; the last
    instant it is good for. A key that lies in the same file is not copied.

    Raises Invalid (NO_CERTIFICATE, NO_ROOT, CERTIFICATE_ENDED), EnvironmentTrouble or DiskTrouble;
    the one in force then stays.
    """
    found = _certificates(path)
    if not any(_may_sign(each) for each in found):
        raise _refused("NO_ROOT")
    if (until := _ends(found)) < datetime.now(UTC):
        raise _refused("CERTIFICATE_ENDED", day=f"{local(until):%Y-%m-%d}")
    _put(b"".join(each.public_bytes(Encoding.PEM) for each in found))
    return until


def _certificates(path: Path) -> list[x509.Certificate]:
    """As text or as bytes, as it was given out."""
    with reading_from(path):
        if path.stat().st_size > _MOST_BYTES:
            raise _refused("NO_CERTIFICATE")
        content = path.read_bytes()
    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except ValueError as error:
        raise _refused("NO_CERTIFICATE") from error


def _may_sign(certificate: x509.Certificate) -> bool:
    """One that vouches for others, or for itself alone."""
    if certificate.issuer == certificate.subject:
        return True
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (x509.ExtensionNotFound, ValueError):
        return False
    return found.value.ca


def _ends(certificates: list[x509.Certificate]) -> datetime:
    """Of several the one that lasts: while it does, there is one to know the server by."""
    return max(each.not_valid_after_utc for each in certificates)


def _put(text: bytes) -> None:
    place = home() / root_certificate().name
    draft = place.with_suffix(".new")
    with writing_to(place):
        draft.write_bytes(text)
        kept(draft)
        draft.replace(place)


def _refused(code: str, **values: object) -> Invalid:
    return Invalid([Problem("file", code, values=values)])
