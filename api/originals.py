"""The original over HTTP (tệp gốc): the very bytes, whole or a range of them, in a wrapping that cannot do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from corpus.corpus import Corpus
from corpus.document import DocumentSummary

CHUNK = 256 * 1024
SHOWABLE = frozenset({"application/pdf", "text/plain", "image/png", "image/jpeg", "image/tiff"})
"""What a browser may show from our address: nothing that can carry a script of its own."""
KNOWN = re.compile(r"(application|text|image)/[\w.+-]+")
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def original_response(
    corpus: Corpus, document: DocumentSummary, headers: Mapping[str, str], *, inline: bool
) -> Response:
    """200, 206 for a single `Range`, 304 for a known `ETag`; raises 416 for a range outside, OriginalMissing."""
    etag = f'"{document.sha256}"'
    about = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": SANDBOX,
        "Content-Disposition": disposition(document.name, inline=inline and document.media_type in SHOWABLE),
    }
    if etag in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=about)
    size = corpus.originals.size(document.sha256)
    asked = headers.get("range") if headers.get("if-range", etag) == etag else None
    start, end = _range(asked, size) or (0, size)
    about["Content-Length"] = str(end - start)
    if partial := (start, end) != (0, size):
        about["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    body = _pieces(corpus.originals.open(document.sha256), start, end)
    return StreamingResponse(body, 206 if partial else 200, about, media_type=safe_type(document.media_type))


def safe_type(media_type: str) -> str:
    """The type to send: never one a browser would run."""
    harmful = not KNOWN.fullmatch(media_type) or any(word in media_type for word in ("html", "svg", "script", "xml"))
    return "application/octet-stream" if harmful and "openxmlformats" not in media_type else media_type


def disposition(name: str, *, inline: bool) -> str:
    """`attachment; filename*=UTF-8''c%C3%B4ng%20v%C4%83n.pdf`, with a plain fallback for old clients."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _range(header: str | None, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of a single range; None where the whole is to be sent."""
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.group() == "bytes=-":
        return None
    first, last = found.groups()
    start, end = (int(first), int(last) + 1 if last else size) if first else (max(size - int(last), 0), size)
    if start >= min(end, size):
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}"})
    return start, min(end, size)


def _pieces(stream: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while start < end and (piece := stream.read(min(CHUNK, end - start))):
            start += len(piece)
            yield piece
