"""What authorities publish (nơi công bố), fetched over the network; only ever when asked, never to judge a signature.

Nothing is believed for having been fetched: certificates are pinned by the manifest, lists are signed.
"""

from __future__ import annotations

import time
from http.client import HTTPException, HTTPResponse
from typing import Final, Literal
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from signatures.trust import MAX_FILE

SILENCE: Final = 10.0
"""Seconds without a byte."""
PATIENCE: Final = 120.0
"""Seconds for one address as a whole; lists reach several megabytes."""
HANDLERS: Final = (
    ProxyHandler,
    HTTPHandler,
    HTTPSHandler,
    HTTPRedirectHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
)
"""Through the system's proxy; redirects to http and https only, as nothing else is spoken here."""

Reason = Literal["unreachable", "not_published", "too_large"]


class NotFetched(Exception):  # noqa: N818 - a refusal is the word of the house
    """The address gave nothing that could be taken: no answer, an answer other than 200, or too many bytes."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def fetch(url: str, *, limit: int = MAX_FILE, silence: float = SILENCE, patience: float = PATIENCE) -> bytes:
    """The bytes at an http or https address, at most `limit` of them; raises `NotFetched`."""
    opener = OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    end = time.monotonic() + patience
    try:
        answer = opener.open(Request(url, headers={"User-Agent": "vanthu"}), timeout=silence)
        if answer is None:  # neither http nor https
            raise NotFetched("unreachable", url)
        with answer:
            return _read(answer, limit, end)
    except HTTPError as error:
        error.close()
        raise NotFetched("not_published", f"HTTP {error.code}") from error
    except URLError as error:
        raise NotFetched("unreachable", str(error.reason)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched("unreachable", str(error) or type(error).__name__) from error


def _read(answer: HTTPResponse, limit: int, end: float) -> bytes:
    """Piece by piece, so that neither a huge nor a dripping answer holds us."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise NotFetched("too_large", f"> {limit}")
        if time.monotonic() > end:
            raise TimeoutError("timed out")
    return b"".join(pieces)
