"""Files made for a download (tệp tải về): sent piece by piece, under a name, never to be run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from starlette.responses import StreamingResponse

from api.originals import CHUNK, SANDBOX, disposition
from corpus.found_file import Format

TABLES: dict[Format, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
"""Kinds of table, by what a client calls them."""


def file_described(*media_types: str) -> dict[str, Any]:
    """How the description of the API tells of an answer that is a file of one of these types."""
    return {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media_types}}


def download(stream: BinaryIO, name: str, media_type: str) -> StreamingResponse:
    """The whole stream, from its beginning, closed at the end."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return StreamingResponse(
        _pieces(stream), headers=about(name) | {"Content-Length": str(size)}, media_type=media_type
    )


def download_pieces(pieces: Iterator[bytes], name: str, media_type: str) -> StreamingResponse:
    """What is made while it is sent; the first piece is made now, so that a refusal can still be one."""
    first = next(pieces, b"")
    return StreamingResponse(_with(first, pieces), headers=about(name), media_type=media_type)


def about(name: str) -> dict[str, str]:
    """Headers of a file to be saved."""
    return {
        "Content-Disposition": disposition(name, inline=False),
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-store",
    }


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


def _with(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces
