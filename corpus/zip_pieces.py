"""A zip written while it is sent (tệp nén truyền dần): nothing but the piece at hand is held in memory."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, BinaryIO, cast

from corpus.originals import CHUNK
from corpus.refusals import CopyDiffers

UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
LONGEST = 120
"""Characters of a file's name; some systems allow 255 bytes for it."""
FIRST_YEAR = 1980
"""A zip knows no earlier one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the zip, as its manifest tells it."""

    path: str
    sha256: str
    bytes: int


class _Sink:
    """What the zip writes to, as to a pipe, for it cannot tell its place: gives what was written, and forgets it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


@dataclass(slots=True)
class ZipPieces:
    """Adds files one after the other; each call yields what there is to send. `at` dates every file."""

    at: datetime
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(cast(IO[bytes], self._sink), "w", zipfile.ZIP_DEFLATED)

    _sink: _Sink = field(init=False, repr=False)
    _zip: zipfile.ZipFile = field(init=False, repr=False)

    def add(self, path: str, data: bytes) -> Iterator[bytes]:
        """A file made here."""
        with self._zip.open(self._info(path), "w") as target:
            target.write(data)
        self.parts.append(Part(path, hashlib.sha256(data).hexdigest(), len(data)))
        yield self._sink.taken()

    def add_json(self, path: str, value: Any) -> Iterator[bytes]:
        """A value as JSON, to be read by people, too."""
        yield from self.add(path, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")

    def add_original(self, path: str, stream: BinaryIO, sha256: str) -> Iterator[bytes]:
        """An original, closed at the end; `CopyDiffers` where it is no longer what its SHA-256 says."""
        digest, size = hashlib.sha256(), 0
        with stream, self._zip.open(self._info(path), "w", force_zip64=True) as target:
            while piece := stream.read(CHUNK):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
                yield self._sink.taken()
        if digest.hexdigest() != sha256:
            raise CopyDiffers(sha256)
        self.parts.append(Part(path, sha256, size))
        yield self._sink.taken()

    def close(self) -> Iterator[bytes]:
        """The directory of the zip, without which it is none."""
        self._zip.close()
        yield self._sink.taken()

    def _info(self, path: str) -> zipfile.ZipInfo:
        at = max(self.at, self.at.replace(year=FIRST_YEAR))
        info = zipfile.ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info


def safe_name(name: str, otherwise: str = "tep") -> str:
    """A name that every system can write and none takes for a path; its ending is kept where it is cut."""
    plain = UNSAFE.sub("_", name).strip(" .") or otherwise
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= LONGEST or not dot or len(ending) > 10:
        return plain[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
