"""Members of a zip that are sealed with AES (tệp nén đặt mật khẩu), as 7-Zip and WinRAR write them by default.

Python's zipfile knows the old cipher only. After the specification "AE-1 and AE-2" of WinZip: salt, two bytes that tell
a wrong password, what is sealed, and ten bytes of HMAC-SHA1 over that; AES counts up from 1, low byte first.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ingest.problems import ArchiveDamaged, WrongPassword

METHOD = 99
"""Instead of the method of packing, which stands in the extra field."""
_FIELD = 0x9901
_KEYS = {1: 16, 2: 24, 3: 32}
"""Bytes of the key by strength; the salt is half as long."""
_ROUNDS, _CHECK, _SEAL, _BLOCK = 1000, 2, 10, 16
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class _How:
    key: int
    method: int


def unseal(data: bytes, entry: zipfile.ZipInfo, password: bytes) -> Iterator[bytes]:
    """The bytes of a member of the zip `data`, part by part; raises WrongPassword, and ArchiveDamaged where it was
    changed or is packed in a way other than deflate.
    """
    how = _how(entry)
    start = entry.header_offset + 30 + sum(struct.unpack_from("<2H", data, entry.header_offset + 26))
    whole = data[start : start + entry.compress_size]
    salt, rest = whole[: how.key // 2], whole[how.key // 2 :]
    told, sealed, seal = rest[:_CHECK], rest[_CHECK:-_SEAL], rest[-_SEAL:]
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * how.key + _CHECK)
    if keys[-_CHECK:] != told:
        raise WrongPassword
    if not hmac.compare_digest(hmac.digest(keys[how.key : -_CHECK], sealed, "sha1")[:_SEAL], seal):
        raise ArchiveDamaged(f"{entry.filename}: its seal is broken")
    plain = _decrypted(sealed, keys[: how.key])
    return plain if how.method == zipfile.ZIP_STORED else _inflated(plain)


def _how(entry: zipfile.ZipInfo) -> _How:
    at = 0
    while at + 4 <= len(entry.extra):
        kind, size = struct.unpack_from("<2H", entry.extra, at)
        if kind == _FIELD and at + 11 <= len(entry.extra):
            _, _, strength, method = struct.unpack_from("<H2sBH", entry.extra, at + 4)
            if strength in _KEYS and method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return _How(_KEYS[strength], method)
        at += 4 + size
    raise ArchiveDamaged(f"{entry.filename}: sealed in an unknown way")


def _decrypted(sealed: bytes, key: bytes) -> Iterator[bytes]:
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    for start in range(0, len(sealed), _CHUNK):
        part = np.frombuffer(sealed[start : start + _CHUNK], np.uint8)
        count = -(-len(part) // _BLOCK)
        blocks = np.zeros((count, 2), "<u8")
        blocks[:, 0] = np.arange(count) + start // _BLOCK + 1
        stream = np.frombuffer(cipher.update(blocks.tobytes()), np.uint8)
        yield (part ^ stream[: len(part)]).tobytes()


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for part in packed:
        waiting = part
        while waiting:
            yield unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
    yield unpacker.flush()
