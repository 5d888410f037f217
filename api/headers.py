"""Headers of every answer: the request's id, and what keeps a browser from doing harm."""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class AnswerHeaders:
    """Gives each request an id (the caller's `X-Request-Id` where it is sane) and each answer its headers.

    HEAD is GET whose body is kept back (RFC 9110, 9.3.2): the framework would refuse it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; anything else than HTTP passes untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("x-request-id", "")
        scope.setdefault("state", {})["request_id"] = (
            asked if _OWN_ID.fullmatch(asked) else f"req_{secrets.token_hex(12)}"
        )

        bodiless = scope["method"] == "HEAD"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = scope["state"]["request_id"]
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            elif bodiless and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if bodiless else scope, receive, send_with_headers)


def request_id(request: Request) -> str:
    """The id of this request, which the answer and the log carry, too."""
    return str(request.state.request_id)


def is_cross_site(request: Request) -> bool:
    """Whether a page of another site sent this: told by the browser; commands and programs send neither header."""
    if request.headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")
