"""Review (kiểm tra): what was read beside its page, the doubtful first; confirm, correct, save, next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.correction_schemas import FIELD_NAMES
from api.deps import SAME_SITE, CorpusDep, LangDep, ServiceDep
from api.pages.fields import WORDS, say_value
from api.pages.lines import Line, register_lines
from api.pages.shell import Shell, day, render
from api.pages.typed import TypedIn, day_typed, text_typed
from api.pages.viewer import Viewer, view_pages
from corpus.corpus import Corpus
from corpus.correction import KNOWN, Decision
from corpus.document import DocumentFilter, DocumentSummary, DocumentView
from corpus.doubts import NEEDED, SURE
from corpus.paging import Page

router = APIRouter()
LINES = 50
WIDE = ("subject", "signer_authority", "issuer", "issuer_parent")
"""Fields that may need more than one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field to look at; `value` as it is typed, `doubt` says why to look, `choices` where it is one of a list."""

    id: str
    name: str
    label: str
    value: str
    told: str
    doubt: str
    hints: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    wide: bool
    sureness: float


@dataclass(frozen=True, slots=True)
class DispatchForm:
    """One dispatch of the file."""

    position: int
    heading: str
    doubts: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A document under review; `next_id` is the next one with doubts, if any."""

    summary: DocumentSummary
    title: str
    forms: tuple[DispatchForm, ...]
    viewer: Viewer
    next_id: str | None


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
    view = service.corpus.document(document_id)
    references = [found.reference for found in view.summary.dispatches if found.reference]
    page = ReviewPage(
        summary=view.summary,
        title=", ".join(references) or shell.say("document.untitled"),
        forms=_forms(view, shell),
        viewer=view_pages(service, view, shell),
        next_id=_next(service.corpus, document_id),
    )
    return render(request, "review.html", "review", page)


async def read_form(request: Request) -> FormData:
    """All that was typed: which fields there are depends on the document."""
    return await request.form(max_files=0)


@router.post("/documents/{document_id}/review", dependencies=[SAME_SITE])
def save_review(
    document_id: str,
    corpus: CorpusDep,
    typed: Annotated[FormData, Depends(read_form)],
    by: TypedIn,
    version: Annotated[int, Form()],
    then: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """What stands in the form holds: unchanged is confirmed, changed is corrected, emptied is rejected."""
    decisions = _decisions(corpus.document(document_id), typed)
    if decisions:
        corpus.correct(document_id, decisions, text_typed(by, "by"), version)
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


def _forms(view: DocumentView, shell: Shell) -> tuple[DispatchForm, ...]:
    count = len(view.summary.dispatches)
    read = view.reading.get("dispatches") or []
    return tuple(
        DispatchForm(
            found.position,
            shell.say("review.dispatch", position=found.position, count=count) if count > 1 else "",
            found.doubts,
            _entries(read[found.position - 1], found.position, shell),
        )
        for found in view.summary.dispatches
    )


def _entries(read: Mapping[str, Any], position: int, shell: Shell) -> tuple[Entry, ...]:
    """The doubtful first, the least sure of all before them; the others in the order of the document."""
    entries = [_entry(read, name, position, shell) for name in FIELD_NAMES]
    return tuple(sorted(entries, key=lambda entry: (not entry.doubt, entry.sureness if entry.doubt else 0)))


def _entry(read: Mapping[str, Any], name: str, position: int, shell: Shell) -> Entry:
    found = read["fields"].get(name)
    if name == "issuer" and found is None:
        found = read["fields"].get("issuer_inferred")
    value = _value_of(found)
    shown = day(value) if name == "issued_on" else value
    return Entry(
        id=f"d{position}-{name}",
        name=name,
        label=shell.word("field", name),
        value=shown,
        told=_told(found, shell),
        doubt=_doubt(found, name, shell),
        hints=tuple(
            say_value(name, one["value"], shell) for one in read.get("candidates") or () if one["field"] == name
        ),
        choices=_choices(name, value, shell),
        wide=name in WIDE,
        sureness=found["confidence"] if found else 0,
    )


def _value_of(found: Mapping[str, Any] | None) -> str:
    return "" if found is None or found["value"] is None else str(found["value"])


def _told(found: Mapping[str, Any] | None, shell: Shell) -> str:
    """Where a value comes from, or who decided on it."""
    if found is None:
        return ""
    if found.get("status"):
        return shell.say(f"decided.{found['status']}", by=found["by"])
    return f"{round(100 * found['confidence'])}% · {shell.word('field.origin', found['from'])}"


def _doubt(found: Mapping[str, Any] | None, name: str, shell: Shell) -> str:
    if found is None:
        return shell.say("review.missing") if name in NEEDED else ""
    return shell.say("field.unsure") if found["confidence"] < SURE and not found.get("status") else ""


def _choices(name: str, value: str, shell: Shell) -> tuple[tuple[str, str], ...]:
    if name not in WORDS:
        return ()
    known = {*KNOWN[name], *((value,) if value else ())}
    return tuple(sorted(((slug, shell.word(WORDS[name], slug)) for slug in known), key=lambda choice: choice[1]))


def _decisions(view: DocumentView, typed: FormData) -> list[Decision]:
    """One for each field that stands in the form and is not decided already as it stands."""
    read = view.reading.get("dispatches") or []
    asked = [(found.position, name) for found in view.summary.dispatches for name in FIELD_NAMES]
    found = [
        _decision(position, name, read[position - 1]["fields"], str(typed[f"d{position}-{name}"]).strip())
        for position, name in asked
        if f"d{position}-{name}" in typed
    ]
    return [decision for decision in found if decision]


def _decision(position: int, name: str, fields: Mapping[str, Any], typed: str) -> Decision | None:
    before = fields.get(name)
    if name == "issued_on" and (issued_on := day_typed(typed)):
        typed = issued_on.isoformat()
    if not typed:
        return Decision(position, name, "rejected") if before or name in NEEDED else None
    if typed == _value_of(before):
        return None if before and before.get("status") else Decision(position, name, "confirmed")
    return Decision(position, name, "corrected", typed)
