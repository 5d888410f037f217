"""How a CMS comes as a file of its own (`.p7s`, `.p7m`): its bytes, or packed in text for a letter."""

from __future__ import annotations

import base64
import binascii

from asn1crypto import pem

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier of SignedData, near the start of every such file."""
HEAD = 32
"""Bytes within which it stands."""
ARMOR = (b"-----BEGIN PKCS7-----", b"-----BEGIN PKCS #7 SIGNED DATA-----", b"-----BEGIN CMS-----")
BLANK = b"\xef\xbb\xbf \t\r\n"


def is_cms(head: bytes) -> bool:
    """Whether a file that begins so is CMS SignedData: DER or BER, PEM, or base64 without its frame."""
    start = head.lstrip(BLANK)
    return start.startswith(ARMOR) or SIGNED_DATA in (head if head[:1] == b"\x30" else _unframed(start[:64]))[:HEAD]


def to_der(data: bytes) -> bytes:
    """The bytes of a CMS file without what they were packed in for a letter. Raises parse errors."""
    if data[:1] == b"\x30":
        return data
    if pem.detect(data):
        return bytes(next(der for _, _, der in pem.unarmor(data, multiple=True)))
    return _unframed(data.lstrip(BLANK)) or data


def _unframed(text: bytes) -> bytes:
    """Base64 that stands alone, as some portals write `.p7s`; empty for anything else."""
    try:
        return base64.b64decode(b"".join(text.split()), validate=True) if text[:2] == b"MI" else b""
    except binascii.Error:
        return b""
