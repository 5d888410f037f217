"""The page of problems (mã lỗi): every type the API may answer with, and every reason to return a file."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.deps import LangDep
from api.errors import URN, problem_title, request_problems
from api.pages.shell import render
from ingest.problems import REFUSALS

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One type; `status` is None for the problem of a file."""

    type: str
    urn: str
    status: int | None
    title: str


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """Problems of requests, and reasons to return a file."""

    requests: tuple[ProblemRow, ...]
    files: tuple[ProblemRow, ...]


@router.get("/problems")
def show_problems(request: Request, lang: LangDep) -> HTMLResponse:
    """Every type, under an anchor of its own name."""
    requests = tuple(
        ProblemRow(type_, URN + type_, status, problem_title(type_, lang))
        for type_, status in request_problems().items()
    )
    files = tuple(
        ProblemRow(kind.type, URN + kind.type, None, kind.title if lang == "vi" else kind.title_en) for kind in REFUSALS
    )
    return render(request, "problems.html", "reference", ProblemsPage(requests, files))
