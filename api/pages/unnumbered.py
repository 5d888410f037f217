"""Documents without an arrival number (chưa có số đến): likely duplicates held back, and entries struck out."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.deps import CorpusDep, LangDep
from api.pages.lines import Line, register_lines
from api.pages.shell import render
from corpus.arrival import Arrival
from corpus.document import DocumentFilter, DocumentSummary

router = APIRouter()
LINES = 50
UNNUMBERED = DocumentFilter(numbered=False)


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """One document by its first dispatch, and why it has no number: what it may be the same as, or struck entries."""

    line: Line
    more: int
    """Further dispatches of the file."""
    twins: tuple[DocumentSummary, ...]
    voided: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class UnnumberedPage:
    """Newest first; `total` is of the whole list."""

    lines: tuple[Unnumbered, ...]
    total: int
    more: str | None


@router.get("/register/unnumbered")
def show_unnumbered(request: Request, corpus: CorpusDep, lang: LangDep, cursor: str | None = None) -> HTMLResponse:
    """A person decides of each: it gets the next number, or goes to the trash."""
    found = corpus.documents(UNNUMBERED, cursor, LINES, count=True)
    suspects = {document.id: corpus.suspects(document.id) for document in found.items}
    twins = corpus.summaries([twin for each in suspects.values() for twin in each])
    voided = corpus.voided_arrivals([document.id for document in found.items])
    lines = tuple(
        Unnumbered(
            register_lines([document], lang)[0],
            max(len(document.dispatches) - 1, 0),
            tuple(twins[twin] for twin in suspects[document.id] if twin in twins),
            voided.get(document.id, ()),
        )
        for document in found.items
    )
    return render(request, "unnumbered.html", "register", UnnumberedPage(lines, found.total or 0, found.next_cursor))
