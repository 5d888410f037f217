"""Revocation lists made quick (tra danh sách thu hồi): of a long one only the lines that matter are handed on.

Lists of large authorities have hundreds of thousands of lines, and a validator reads them all for each certificate.
Here a list is walked once, and a copy with the same signed bytes shows only the lines of the certificates in question.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from asn1crypto import core, crl, x509

from signatures.document import PARSE_ERRORS
from signatures.trust import TrustStore

CERTIFICATE_ISSUER = bytes.fromhex("0603551d1d")
"""The extension of lines that speak of another authority's certificates (RFC 5280, 5.3.3); such a list stays whole."""
SHORT = 20_000
"""Bytes below which a list is handed on as it is."""
PLACE = [field[0] for field in crl.TbsCertList._fields].index("revoked_certificates")


class RevocationList:
    """One list and where its lines stand, by serial number."""

    def __init__(self, found: crl.CertificateList) -> None:
        self._list = found
        self._der: bytes = found.dump()
        self._lines: dict[bytes, bytes] | None = None

    def about(self, certificates: Iterable[x509.Certificate]) -> crl.CertificateList:
        """The list, with no other lines than those of these certificates where it is long."""
        if len(self._der) < SHORT:
            return self._list
        if self._lines is None:
            self._lines = _lines(self._list)
        wanted = {item["tbs_certificate"]["serial_number"].dump() for item in certificates}
        found = b"".join(self._lines.get(serial, b"") for serial in sorted(wanted))
        return _with_lines(self._der, found) if self._lines else self._list


@lru_cache(maxsize=8)
def lists_of(store: TrustStore) -> tuple[RevocationList, ...]:
    """Those of a store, walked once for as long as it lives."""
    return tuple(RevocationList(crl.CertificateList.load(data)) for data in store.crls)


def _lines(found: crl.CertificateList) -> dict[bytes, bytes]:
    """Each line by the encoded serial number at its beginning; none where lines cannot be told apart so."""
    try:
        lines: bytes = found["tbs_cert_list"]["revoked_certificates"].contents or b""
        if CERTIFICATE_ISSUER in lines:
            return {}
        out: dict[bytes, bytes] = {}
        for serial, line in _walk(lines):
            out[serial] = out.get(serial, b"") + line
    except PARSE_ERRORS:
        return {}
    return out


def _walk(lines: bytes) -> Iterable[tuple[bytes, bytes]]:
    position = 0
    while position < len(lines):
        body, end = _bounds(lines, position)
        _, serial_end = _bounds(lines, body)
        if serial_end > end:
            raise ValueError("a line that does not fit")
        yield lines[body:serial_end], lines[position:end]
        position = end


def _bounds(data: bytes, start: int) -> tuple[int, int]:
    """Where the value that begins at `start` has its content, and where it ends."""
    length = data[start + 1]
    body = start + 2
    if length & 0x80:
        width = length & 0x7F
        length, body = int.from_bytes(data[body : body + width], "big"), body + width
    if body + length > len(data):
        raise ValueError("a value that does not fit")
    return body, body + length


def _with_lines(der: bytes, lines: bytes) -> crl.CertificateList:
    """The same signed bytes, read as if there were no other lines."""
    found = crl.CertificateList.load(der)
    signed = found["tbs_cert_list"]
    _ = signed["issuer"]  # has it parsed
    size = len(lines)
    length = bytes([size]) if size < 0x80 else bytes([0x84]) + size.to_bytes(4, "big")
    signed.children[PLACE] = crl.RevokedCertificates.load(b"\x30" + length + lines) if lines else core.VOID
    return found
