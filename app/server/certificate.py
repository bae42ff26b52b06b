"""The certificate a server shows: until when is it good? libpq looks at it and does not tell."""

import socket
import ssl
import struct
from datetime import datetime

from cryptography import x509

WITHIN_S = 5
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
"""What a client of PostgreSQL says before TLS begins (its protocol, 54.2.10)."""


def good_until(host: str, port: int) -> datetime | None:
    """The last instant, in UTC, of the certificate shown at `host`; None where none is to be had.

    Nothing is trusted here: whether it is the right one was looked at when connecting.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection((host, port), WITHIN_S) as line:
            line.sendall(_SSL_REQUEST)
            if line.recv(1) != b"S":
                return None
            with context.wrap_socket(line, server_hostname=host) as guarded:
                shown = guarded.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None
