"""Originals (tệp gốc): the bytes as received, kept under their SHA-256, written and synced before any parsing."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from corpus.refusals import InvalidValue, OriginalMissing

CHUNK = 1 << 20
Location = str | os.PathLike[str]


class Originals(Protocol):
    """A store of originals: a folder, or an S3-compatible bucket."""

    def put(self, data: bytes) -> str:
        """Keep the bytes, durably, before returning their SHA-256 (hex); the same bytes again change nothing."""

    def put_file(self, path: Location) -> str:
        """The same for a file, read in pieces; the file itself is left alone."""

    def get(self, sha256: str) -> bytes:
        """The bytes back; `OriginalMissing` where they are not."""

    def open(self, sha256: str) -> BinaryIO:
        """A readable, seekable stream of the bytes; `OriginalMissing` where they are not."""

    def has(self, sha256: str) -> bool:
        """Whether the store holds it."""

    def size(self, sha256: str) -> int:
        """Its size in bytes; `OriginalMissing` where it is not."""

    def delete(self, sha256: str) -> None:
        """Take it away for good; only retention calls this."""

    def list(self) -> Iterator[str]:
        """Every SHA-256 held, in order."""


class LocalOriginals:
    """A folder: `ab/cd/abcd…`; write, fsync, rename, fsync of the folder, so that a name always means whole bytes."""

    def __init__(self, root: Location) -> None:
        self.root = Path(root).absolute()
        self.root.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """See `Originals.put`."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.has(sha256):
            sync_folder(self.path(sha256).parent)  # another writer may have renamed it, and not synced yet
            return sha256
        with self._incoming() as (stream, name):
            stream.write(data)
            self._settle(stream, name, sha256)
        return sha256

    def put_file(self, path: Location) -> str:
        """See `Originals.put_file`."""
        digest = hashlib.sha256()
        with Path(path).open("rb") as source, self._incoming() as (stream, name):
            while piece := source.read(CHUNK):
                digest.update(piece)
                stream.write(piece)
            sha256 = digest.hexdigest()
            if self.has(sha256):
                sync_folder(self.path(sha256).parent)
            else:
                self._settle(stream, name, sha256)
        return sha256

    def get(self, sha256: str) -> bytes:
        """See `Originals.get`."""
        with self.open(sha256) as stream:
            return stream.read()

    def open(self, sha256: str) -> BinaryIO:
        """See `Originals.open`."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise OriginalMissing(sha256) from error

    def has(self, sha256: str) -> bool:
        """See `Originals.has`."""
        return self.path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """See `Originals.size`."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError as error:
            raise OriginalMissing(sha256) from error

    def delete(self, sha256: str) -> None:
        """See `Originals.delete`."""
        self.path(sha256).unlink(missing_ok=True)

    def list(self) -> Iterator[str]:
        """See `Originals.list`."""
        for path in sorted(self.root.glob("??/??/*")):
            if is_sha256(path.name):
                yield path.name

    def path(self, sha256: str) -> Path:
        """Where it lies, or would."""
        if not is_sha256(sha256):
            raise InvalidValue(f"not a SHA-256: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def sweep(self) -> int:
        """Remove what writers that died left half-written; the living hold a lock on theirs. How many there were."""
        return sum(_remove_abandoned(path) for path in self.root.glob("incoming-*"))

    def _incoming(self) -> _Incoming:
        return _Incoming(self.root)

    def _settle(self, stream: BinaryIO, name: Path, sha256: str) -> None:
        """Sync the bytes, give them their name, and sync the folders that hold the name."""
        stream.flush()
        os.fsync(stream.fileno())
        target = self.path(sha256)
        fresh = [folder for folder in (target.parent.parent, target.parent) if not folder.is_dir()]
        target.parent.mkdir(parents=True, exist_ok=True)
        name.replace(target)
        sync_folder(target.parent)
        for folder in fresh:
            sync_folder(folder.parent)


class _Incoming:
    """A temporary file in the store, gone at the end unless it was given its name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __enter__(self) -> tuple[BinaryIO, Path]:
        while True:
            handle, name = tempfile.mkstemp(prefix="incoming-", dir=self.root)
            fcntl.flock(handle, fcntl.LOCK_EX)
            self.name = Path(name)
            self.stream: BinaryIO = os.fdopen(handle, "wb")
            if self.name.exists():  # not swept away in the moment before it was locked
                return self.stream, self.name
            self.stream.close()

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.name.unlink(missing_ok=True)


def _remove_abandoned(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    except (BlockingIOError, FileNotFoundError):  # its writer is alive, or has just given it its name
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in this folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_sha256(name: str) -> bool:
    """64 lower-case hex digits."""
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def open_originals(location: str) -> Originals:
    """A folder by its path or `file://` URL; `s3://bucket/prefix` needs the extra `scale`."""
    if location.startswith("s3://"):
        from corpus.bucket import BucketOriginals

        return BucketOriginals(location)
    return LocalOriginals(location.removeprefix("file://"))
