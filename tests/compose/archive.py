"""Archives made in the test."""

from __future__ import annotations

import hashlib
import hmac
import io
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip of these members, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def sealed_zip(name: str, plain: bytes, password: bytes, method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip whose one member is sealed with AES-128 after WinZip's AE-2."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = plain if method == zipfile.ZIP_STORED else packer.compress(plain) + packer.flush()
    keys = hashlib.pbkdf2_hmac("sha1", password, bytes(8), 1000, 34)
    cipher = Cipher(algorithms.AES(keys[:16]), modes.ECB()).encryptor()
    stream = b"".join(cipher.update((i + 1).to_bytes(16, "little")) for i in range(-(-len(packed) // 16)))
    body = bytes(a ^ b for a, b in zip(packed, stream, strict=False))
    body = bytes(8) + keys[32:] + body + hmac.digest(keys[16:32], body, "sha1")[:10]
    extra = struct.pack("<2HH2sBH", 0x9901, 7, 2, b"AE", 1, method)
    fields = (20, 1, 99, 0, 0, 0, len(body), len(plain), len(name), len(extra))
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + name.encode() + extra + body
    entry = struct.pack("<4sH5H3I2H3H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0) + name.encode() + extra
    return local + entry + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
