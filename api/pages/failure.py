"""An error as a page (trang báo lỗi), for those who came with a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.pages.shell import render

PROGRAMS = ("/api/", "/health", "/static/")


@dataclass(frozen=True, slots=True)
class FailurePage:
    """What went wrong: `heading` in the reader's language, `detail` one sentence, `instance` the request."""

    status: int
    heading: str
    detail: str
    instance: str


def wants_page(request: Request) -> bool:
    """Whether the caller is a person: not at an address for programs, and asking for HTML."""
    return not request.url.path.startswith(PROGRAMS) and "text/html" in request.headers.get("accept", "")


def failure_page(request: Request, told: Mapping[str, Any], heading: str, headers: Mapping[str, str]) -> Response:
    """The page of one problem, with its status."""
    page = FailurePage(told["status"], heading, told["detail"], told["instance"])
    return render(request, "failure.html", "none", page, status=page.status, headers=headers)
