"""Originals in an S3-compatible bucket (kho đối tượng), through obstore; the extra `scale` installs it.

Endpoint and keys come from where obstore looks for them (`AWS_ENDPOINT`, `AWS_ACCESS_KEY_ID`, …) unless options are
handed in. A put is create-if-absent and whole or nothing, so no rename is needed.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import obstore
from obstore.store import ObjectStore, from_url

from corpus.originals import CHUNK, Location, is_sha256
from corpus.refusals import InvalidValue, OriginalMissing


class BucketOriginals:
    """`ab/cd/abcd…` under the prefix of an `s3://bucket/prefix` URL; also any other URL obstore knows."""

    def __init__(self, url: str, **options: Any) -> None:
        self.store: ObjectStore = from_url(url, **options)

    def put(self, data: bytes) -> str:
        """See `Originals.put`."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._create(sha256, data)
        return sha256

    def put_file(self, path: Location) -> str:
        """See `Originals.put_file`."""
        digest = hashlib.sha256()
        with Path(path).open("rb") as source:
            while piece := source.read(CHUNK):
                digest.update(piece)
        sha256 = digest.hexdigest()
        if not self.has(sha256):
            self._create(sha256, Path(path))
        return sha256

    def get(self, sha256: str) -> bytes:
        """See `Originals.get`."""
        try:
            return bytes(obstore.get(self.store, _name(sha256)).bytes())
        except FileNotFoundError as error:
            raise OriginalMissing(sha256) from error

    def open(self, sha256: str) -> BinaryIO:
        """See `Originals.open`; large ones go through a temporary file that has no name."""
        try:
            found = obstore.get(self.store, _name(sha256))
        except FileNotFoundError as error:
            raise OriginalMissing(sha256) from error
        if found.meta["size"] <= CHUNK:
            return io.BytesIO(bytes(found.bytes()))
        stream = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
        for piece in found.stream(CHUNK):
            stream.write(bytes(piece))
        stream.seek(0, os.SEEK_SET)
        return stream

    def has(self, sha256: str) -> bool:
        """See `Originals.has`."""
        return self._head(sha256) is not None

    def size(self, sha256: str) -> int:
        """See `Originals.size`."""
        size = self._head(sha256)
        if size is None:
            raise OriginalMissing(sha256)
        return size

    def delete(self, sha256: str) -> None:
        """See `Originals.delete`."""
        obstore.delete(self.store, _name(sha256))

    def list(self) -> Iterator[str]:
        """See `Originals.list`."""
        for batch in obstore.list(self.store):
            for found in batch:
                name = str(found["path"]).rpartition("/")[2]
                if is_sha256(name):
                    yield name

    def _create(self, sha256: str, data: bytes | Path) -> None:
        """Create if absent; found there already is as good."""
        try:
            obstore.put(self.store, _name(sha256), data, mode="create")
        except obstore.exceptions.AlreadyExistsError:
            return

    def _head(self, sha256: str) -> int | None:
        try:
            return int(obstore.head(self.store, _name(sha256))["size"])
        except FileNotFoundError:
            return None


def _name(sha256: str) -> str:
    if not is_sha256(sha256):
        raise InvalidValue(f"not a SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
