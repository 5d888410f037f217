"""Uploads (tải lên): a multipart body, streamed to disk part by part and never held in memory.

Names given by the caller are only ever told; files on disk are numbered.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from api.incoming import upload_place
from api.refusals import (
    MalformedUpload,
    NoFiles,
    RequestRefusal,
    StorageFull,
    TooManyFiles,
    UnsupportedMediaType,
    UploadTooLarge,
)

MEGABYTE = 1_000_000
FIELD_BYTES = 64 * 1024
CHUNK = 1024 * 1024
NAME_LENGTH = 240
PATIENCE_BYTES = 600 * MEGABYTE
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Caps of one request: bytes of the whole body, and files in it."""

    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One file of the upload: where it lies, and what the caller calls it."""

    file: Path
    name: str
    """The last part of the caller's path, made safe to show."""
    path: str
    """The caller's own path (`công văn/tháng 5/a.pdf`), made safe to show."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What one multipart body held; `sha256` is of its fields and files, whatever the boundary between them."""

    files: tuple[UploadedFile, ...]
    values: dict[str, str]
    sha256: str


@asynccontextmanager
async def receive_upload(request: Request, folder: Path, limits: UploadLimits) -> AsyncIterator[Upload]:
    """The upload, in a folder of its own that is gone afterwards, whatever happens.

    Raises UnsupportedMediaType, UploadTooLarge (before the body is read, where its length is told), TooManyFiles,
    NoFiles, MalformedUpload and StorageFull.
    """
    async with contextmanager_in_threadpool(upload_place(folder)) as place:
        yield await _read(request, place, limits)


async def _read(request: Request, place: Path, limits: UploadLimits) -> Upload:
    body = request.stream()
    try:
        boundary = _boundary(request.headers.get("content-type", ""))
        _check_length(request.headers.get("content-length", ""), limits)
        return await _read_body(body, _Parts(place, boundary, limits))
    except RequestRefusal:
        if "expect" not in request.headers:
            await drain(body)
        raise


async def drain(body: AsyncIterator[bytes]) -> None:
    """Read on without keeping anything: a client that is still sending would lose our answer with the connection."""
    left = PATIENCE_BYTES
    with contextlib.suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for chunk in body:
                left -= len(chunk)
                if left < 0:
                    return


async def _read_body(body: AsyncIterator[bytes], parts: _Parts) -> Upload:
    pending = bytearray()
    try:
        async for chunk in body:
            pending += chunk
            if len(pending) >= CHUNK:
                await run_in_threadpool(parts.write, bytes(pending))
                pending.clear()
        await run_in_threadpool(parts.write, bytes(pending))
        return await run_in_threadpool(parts.finish)
    except (FormParserError, ClientDisconnect) as error:
        raise MalformedUpload from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull from error
        raise
    finally:
        parts.close()


def _boundary(content_type: str) -> bytes:
    media_type, options = parse_options_header(content_type)
    if media_type != b"multipart/form-data":
        raise UnsupportedMediaType(given=content_type, expected="multipart/form-data")
    if not options.get(b"boundary"):
        raise MalformedUpload
    return options[b"boundary"]


def _check_length(length: str, limits: UploadLimits) -> None:
    if length.isdigit() and int(length) > limits.bytes:
        raise UploadTooLarge(limit=in_megabytes(limits.bytes))


def in_megabytes(size: int) -> str:
    """A size for readers: 268435456 → `268 MB`; below one megabyte in bytes."""
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} B"


def safe_path(given: str) -> str:
    """The caller's path without what could lead astray: `..\\..\\công văn.pdf` → `công văn.pdf`."""
    steps = unicodedata.normalize("NFC", given).replace("\\", "/").split("/")
    shown = ("".join(sign for sign in step if unicodedata.category(sign)[0] != "C").strip() for step in steps)
    return "/".join(step[-NAME_LENGTH:] for step in shown if step not in {"", ".", ".."})


class _Parts:
    """The callbacks of the parser: files go to disk, small values to memory, and all is hashed on the way."""

    def __init__(self, place: Path, boundary: bytes, limits: UploadLimits) -> None:
        self.place, self.limits = place, limits
        self.files: list[UploadedFile] = []
        self.values: dict[str, str] = {}
        self.seen, self.complete = 0, False
        self.hash = hashlib.sha256()
        self.headers: dict[bytes, bytes] = {}
        self.header_name, self.header_value = b"", b""
        self.field_name, self.value = "", bytearray()
        self.file: BinaryIO | None = None
        self.parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self.begin,
                "on_part_data": self.data,
                "on_part_end": self.end,
                "on_header_field": self.add_header_name,
                "on_header_value": self.add_header_value,
                "on_header_end": self.end_header,
                "on_headers_finished": self.open,
                "on_end": self.end_body,
            },
        )

    def write(self, chunk: bytes) -> None:
        """The next bytes of the body, up to the limit."""
        self.seen += len(chunk)
        if self.seen > self.limits.bytes:
            raise UploadTooLarge(limit=in_megabytes(self.limits.bytes))
        self.parser.write(chunk)

    def finish(self) -> Upload:
        """All there was, once the closing boundary came."""
        self.parser.finalize()
        if not self.complete:
            raise MalformedUpload
        if not self.files:
            raise NoFiles
        return Upload(tuple(self.files), self.values, self.hash.hexdigest())

    def close(self) -> None:
        """Lets go of a file that was cut off."""
        if self.file is not None:
            self.file.close()

    def begin(self) -> None:
        self.headers, self.field_name, self.value = {}, "", bytearray()

    def add_header_name(self, data: bytes, start: int, end: int) -> None:
        self.header_name += data[start:end]

    def add_header_value(self, data: bytes, start: int, end: int) -> None:
        self.header_value += data[start:end]

    def end_header(self) -> None:
        self.headers[self.header_name.lower()] = self.header_value
        self.header_name, self.header_value = b"", b""

    def open(self) -> None:
        _, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise MalformedUpload
        self.field_name = options[b"name"].decode("utf-8", "replace")
        # A browser sends one nameless, empty file for a form without a choice: that is no file.
        if given := options.get(b"filename", b"").decode("utf-8", "replace"):
            self.start_file(given)
        self.hash.update(repr((self.field_name, given)).encode())

    def start_file(self, given: str) -> None:
        if len(self.files) >= self.limits.files:
            raise TooManyFiles(limit=self.limits.files)
        path = safe_path(given) or "?"
        stored = UploadedFile(self.place / f"{len(self.files):06}", path.rpartition("/")[2], path)
        self.file = stored.file.open("wb")
        self.files.append(stored)

    def data(self, data: bytes, start: int, end: int) -> None:
        piece = data[start:end]
        self.hash.update(piece)
        if self.file is not None:
            self.file.write(piece)
            return
        self.value += piece
        if len(self.value) > FIELD_BYTES:
            raise UploadTooLarge(limit=in_megabytes(FIELD_BYTES))

    def end(self) -> None:
        self.hash.update(b"\0")
        if self.file is not None:
            self.file.close()
            self.file = None
        elif b"filename" not in parse_options_header(self.headers.get(b"content-disposition", b""))[1]:
            self.values[self.field_name] = self.value.decode("utf-8", "replace")

    def end_body(self) -> None:
        self.complete = True
