"""Bodies of requests (nội dung yêu cầu): what is read whole into memory may not be longer than the longest list.

Uploads are not meant: they go to disk as they come, up to limits of their own (`api.upload`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.upload import drain

LONGEST_BODY = 20_000_000
"""Bytes: a list of a hundred thousand works."""
STREAMED = frozenset({"/upload", "/api/v1/batches"})
"""Where uploads come in."""


class BodyLimit:
    """Answers 413 to a body that is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what goes to disk as it comes passes untouched."""
        if scope["type"] != "http" or scope["path"] in STREAMED:
            await self.app(scope, receive, send)
            return
        seen = 0

        async def receive_some() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > LONGEST_BODY:
                await drain(_rest(message, receive))
                raise HTTPException(413)
            return message

        await self.app(scope, receive_some, send)


async def _rest(message: Message, receive: Receive) -> AsyncIterator[bytes]:
    """What is still on its way: a client that is cut off while it sends loses our answer."""
    while message["type"] == "http.request" and message.get("more_body"):
        message = await receive()
        yield message.get("body", b"")
