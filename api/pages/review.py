"""Review (kiểm tra): what was read beside its page, the doubtful first; confirm, correct, save, next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, LangDep, ServiceDep
from api.pages.failure import wants_page
from api.pages.lines import Line, register_lines
from api.pages.review_form import DispatchForm, forms_of, read_decisions
from api.pages.shell import Shell, render
from api.pages.typed import TypedIn, text_typed
from api.pages.viewer import Viewer, view_pages
from api.sentence import refusal_detail
from api.service import Service
from corpus.corpus import Corpus
from corpus.document import DocumentFilter, DocumentSummary
from corpus.paging import Page
from corpus.refusals import InvalidValue

router = APIRouter()
LINES = 50


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A document under review; `next_id` is the next one with doubts, if any."""

    summary: DocumentSummary
    title: str
    forms: tuple[DispatchForm, ...]
    viewer: Viewer
    next_id: str | None
    refusal: str = ""
    """Why what was typed could not be kept."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Documents with doubts, newest first, each with how many."""

    lines: tuple[tuple[Line, int], ...]
    total: int
    more: str | None


@router.get("/review")
def show_queue(request: Request, corpus: CorpusDep, lang: LangDep, cursor: str | None = None) -> HTMLResponse:
    """Where the work of reviewing begins."""
    found = corpus.documents(DocumentFilter(doubtful=True), cursor, LINES, count=True)
    lines = tuple(
        (line, dispatch.doubts)
        for document in found.items
        for line, dispatch in zip(register_lines([document], lang), document.dispatches, strict=False)
        if dispatch.doubts
    )
    return render(request, "queue.html", "review", QueuePage(lines, found.total or 0, found.next_cursor))


@router.get("/documents/{document_id}/review")
def show_review(request: Request, document_id: str, service: ServiceDep, lang: LangDep) -> HTMLResponse:
    """The form on the left, the pages on the right."""
    shell = Shell.of(request, lang, "review")
    return render(request, "review.html", "review", _form(service, document_id, shell))


def _form(service: Service, document_id: str, shell: Shell) -> ReviewPage:
    view = service.corpus.document(document_id)
    references = [found.reference for found in view.summary.dispatches if found.reference]
    return ReviewPage(
        summary=view.summary,
        title=", ".join(references) or shell.say("document.untitled"),
        forms=forms_of(view, shell),
        viewer=view_pages(service, view, shell),
        next_id=_next(service.corpus, document_id),
    )


async def read_form(request: Request) -> FormData:
    """All that was typed: which fields there are depends on the document."""
    return await request.form(max_files=0)


@router.post("/documents/{document_id}/review", dependencies=[SAME_SITE])
def save_review(
    document_id: str,
    request: Request,
    service: ServiceDep,
    lang: LangDep,
    typed: Annotated[FormData, Depends(read_form)],
    by: TypedIn,
    version: Annotated[int, Form()],
    then: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """What stands in the form holds: unchanged is confirmed, changed is corrected, emptied is rejected.

    A value that cannot be kept brings the form again, with all that was typed.
    """
    corpus, shell = service.corpus, Shell.of(request, lang, "review")
    view = corpus.document(document_id)
    try:
        if decisions := read_decisions(view, typed, shell):
            corpus.correct(document_id, decisions, text_typed(by, "by"), version)
    except InvalidValue as refusal:
        if not wants_page(request):
            raise
        page = replace(
            _form(service, document_id, shell),
            forms=forms_of(view, shell, typed),
            refusal=refusal_detail(refusal, lang),
        )
        return render(request, "review.html", "review", page, status=422)
    if then != "next":
        return RedirectResponse(f"/documents/{document_id}", 303)
    following = _next(corpus, document_id)
    return RedirectResponse(f"/documents/{following}/review" if following else "/review", 303)


def _next(corpus: Corpus, document_id: str) -> str | None:
    """The next older document with doubts, then the newest; none but this one is none."""
    wanted = DocumentFilter(doubtful=True)
    after: Page[DocumentSummary] = corpus.documents_after(wanted, document_id, 1)
    found = after.items or corpus.documents(wanted, None, 1).items
    return next((one.id for one in found if one.id != document_id), None)
