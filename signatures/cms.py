"""The CMS inside a signature (RFC 5652): read leniently where that is safe, refused with a reason where it is not."""

from __future__ import annotations

from dataclasses import dataclass

from asn1crypto import cms, core, x509

from signatures.document import PARSE_ERRORS

MAX_DEPTH = 64
MAX_SIGNERS = 16


class MalformedCmsError(Exception):
    """The Contents hold no CMS that can be judged; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """A parsed SignedData with its signers and certificates."""

    signed_data: cms.SignedData
    signers: tuple[cms.SignerInfo, ...]
    certificates: tuple[x509.Certificate, ...]
    indefinite: bool
    """Whether it uses BER indefinite lengths, which PAdES forbids and some Vietnamese signers write."""
    encoded: bytes
    """The CMS without its padding."""

    def is_padded_with_zeros(self, contents: bytes) -> bool:
        """Whether nothing but zeros follows the CMS; anything else is unsigned and unaccounted for."""
        return not contents[len(self.encoded) :].strip(b"\x00")

    @property
    def content_type(self) -> str:
        """`data`, or `tst_info` for a timestamp token."""
        return str(self.signed_data["encap_content_info"]["content_type"].native)

    @property
    def content(self) -> bytes | None:
        """Encapsulated content; None for a detached signature."""
        value = self.signed_data["encap_content_info"]["content"]
        return None if value is core.VOID or isinstance(value, core.Void) else bytes(value)


def read_envelope(contents: bytes) -> Envelope:
    """Parse the bytes of `/Contents`, padding included. Raises `MalformedCmsError`."""
    end, indefinite = measure(contents)
    encoded = contents[:end]
    try:
        message = cms.ContentInfo.load(encoded)
        if message["content_type"].native != "signed_data":
            raise MalformedCmsError("the CMS is no SignedData")
        return envelope_of(message["content"], encoded, indefinite)
    except PARSE_ERRORS as error:
        raise MalformedCmsError(f"{type(error).__name__}: {error}") from error


def envelope_of(signed_data: cms.SignedData, encoded: bytes = b"", indefinite: bool = False) -> Envelope:
    """An envelope of SignedData that is parsed already, such as a timestamp token. May raise parse errors."""
    signers = tuple(signed_data["signer_infos"])
    if not signers or len(signers) > MAX_SIGNERS:
        raise MalformedCmsError(f"{len(signers)} SignerInfo values")
    embedded = signed_data["certificates"]
    found = [] if isinstance(embedded, core.Void) else [item for item in embedded if item.name == "certificate"]
    return Envelope(signed_data, signers, tuple(item.chosen.untag() for item in found), indefinite, encoded)


def measure(data: bytes) -> tuple[int, bool]:
    """Where the first BER value ends, and whether it uses indefinite lengths; every inner length must fit.

    Raises `MalformedCmsError` for a truncated or ill-nested value.
    """
    if not data.strip(b"\x00"):
        raise MalformedCmsError("the Contents are empty")
    if data[:1] != b"\x30":
        raise MalformedCmsError("the Contents do not begin with a CMS sequence")
    return _walk(data, 0, len(data), 0)


def _walk(data: bytes, start: int, limit: int, depth: int) -> tuple[int, bool]:
    if depth > MAX_DEPTH:
        raise MalformedCmsError("the CMS is nested too deep")
    body, length, constructed = _header(data, start, limit)
    if length is None:
        return _walk_indefinite(data, body, limit, depth)
    end = body + length
    if end > limit:
        raise MalformedCmsError("the CMS is truncated")
    indefinite = False
    position = body
    while constructed and position < end:
        position, inner = _walk(data, position, end, depth + 1)
        indefinite |= inner
    return end, indefinite


def _walk_indefinite(data: bytes, position: int, limit: int, depth: int) -> tuple[int, bool]:
    while data[position : position + 2] != b"\x00\x00":
        if position >= limit:
            raise MalformedCmsError("the CMS is truncated")
        position, _ = _walk(data, position, limit, depth + 1)
    return position + 2, True


def _header(data: bytes, start: int, limit: int) -> tuple[int, int | None, bool]:
    """Offset of the value, its length (None when indefinite), whether it is constructed."""
    if start + 2 > limit:
        raise MalformedCmsError("the CMS is truncated")
    constructed = bool(data[start] & 0x20)
    position = start + 1
    if data[start] & 0x1F == 0x1F:
        while position < limit and data[position] & 0x80:
            position += 1
        position += 1
    if position >= limit:
        raise MalformedCmsError("the CMS is truncated")
    first = data[position]
    position += 1
    if first == 0x80:
        if not constructed:
            raise MalformedCmsError("a primitive value of indefinite length")
        return position, None, constructed
    if first & 0x80:
        width = first & 0x7F
        if width > 4 or position + width > limit:
            raise MalformedCmsError("a length that does not fit")
        return position + width, int.from_bytes(data[position : position + width], "big"), constructed
    return position, first, constructed
