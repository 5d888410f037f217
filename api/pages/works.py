"""Works that are cited (văn bản được viện dẫn): what to get next, what a number can mean, settled by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep
from api.lists import read_list
from api.pages.shell import render
from api.pages.typed import TypedIn, text_typed
from corpus.work import WorkView

router = APIRouter(prefix="/works")
MOST = 50
"""Works of the report."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One work; `choices` are those it may mean, where it is a number or title that says too little."""

    work: WorkView
    asked: str
    """The query for who cites it."""
    choices: tuple[WorkView, ...]


@dataclass(frozen=True, slots=True)
class WorksPage:
    """The works a reference can mean or, where none is asked for, those cited most that are not held."""

    reference: str
    lines: tuple[WorkLine, ...]
    added: int | None


@router.get("")
def show_works(
    request: Request,
    corpus: CorpusDep,
    reference: Annotated[str, Query(max_length=300)] = "",
    added: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """The report reads all citations; a reference is looked up."""
    asked = reference.strip()
    found = corpus.works(asked) if asked else corpus.most_relied_on(held=False, limit=MOST)
    lines = tuple(WorkLine(work, _who_cites(work), _choices(work, found) if asked else ()) for work in found)
    return render(request, "works.html", "intake", WorksPage(asked, lines, added))


@router.post("/import", dependencies=[SAME_SITE])
def import_works(corpus: CorpusDep, works: UploadFile) -> Response:
    """All of a CSV list, or nothing of it."""
    return RedirectResponse(f"/works?added={corpus.import_works(read_list(works.file))}", 303)


@router.post("/{work_id}/settlement", dependencies=[SAME_SITE])
def settle(
    work_id: str, corpus: CorpusDep, by: TypedIn, full_id: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """Say which it means; nothing chosen leaves it to the rule."""
    found = corpus.settle_work(work_id, full_id.strip() or None, text_typed(by, "by"))
    return RedirectResponse(f"/works?{urlencode({'reference': found.reference or found.title or found.id})}", 303)


def _choices(work: WorkView, found: Sequence[WorkView]) -> tuple[WorkView, ...]:
    """Of an ambiguous work its candidates; of a settled one every whole work of that number."""
    if not (work.ambiguous or work.bound_to):
        return ()
    return tuple(one for one in found if one.id in work.candidates or (not one.ambiguous and not one.bound_to))


def _who_cites(work: WorkView) -> str:
    label = work.label
    return f"viện dẫn: {label}" if work.reference else f'viện dẫn: "{label}"'
