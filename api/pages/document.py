"""The page of a document (văn bản): what was read and the verdict, beside the image it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, LangDep, ServiceDep
from api.pages.fields import FieldRow, citation_row, field_rows
from api.pages.shell import Shell, render
from api.pages.tables import FormValue, TableView, form_values, table_views
from api.pages.viewer import Viewer, view_pages
from api.passwords import open_pages
from api.quotes import quotes_of
from api.service import Service
from corpus.carrier import tells_status
from corpus.corpus import Corpus
from corpus.document import CitationView, DispatchView, DocumentSummary, DocumentView
from corpus.dossier import Dossier
from ingest.problems import WrongPassword

router = APIRouter(prefix="/documents")
CITING = 50
FOLDED = 12
"""Citations beyond which their table is folded away."""
TONES = {
    "passed": "good",
    "indeterminate": "warn",
    "failed": "bad",
    "unreadable": "bad",
    "TOTAL_PASSED": "good",
    "INDETERMINATE": "warn",
    "TOTAL_FAILED": "bad",
    "info": "plain",
    "warning": "warn",
    "error": "bad",
}
NOTES = (
    "rescued",
    "no_ocr_data",
    "ocr_off",
    "ocr_pages_capped",
    "characters_capped",
    "not_drawn",
    "unseen_words",
)
"""Notes of a reading that a clerk must know: something may be missing from it, or was left out."""
FINDINGS = ("dossier_codes", "deadlines", "contacts", "attachments")


@dataclass(frozen=True, slots=True)
class DispatchPanel:
    """One dispatch of the file."""

    view: DispatchView
    heading: str
    fields: tuple[FieldRow, ...]
    anomalies: tuple[Mapping[str, Any], ...]
    citations: tuple[tuple[str, CitationView], ...]
    """Each with the anchor of its row."""
    findings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class QuotedBy:
    """A place where another document cites this one."""

    document_id: str
    reference: str | None
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything a clerk checks; `tones` gives each word of a verdict its tone."""

    summary: DocumentSummary
    title: str
    tone: str
    why: tuple[str, ...]
    """Why the signatures are not simply good: each reason once."""
    report: Mapping[str, Any] | None
    dispatches: tuple[DispatchPanel, ...]
    viewer: Viewer
    twins: tuple[DocumentSummary, ...]
    """Others of the same number, symbol, issuer and day: the same document twice, perhaps."""
    cited_by: tuple[QuotedBy, ...]
    tones: Mapping[str, str]
    dossiers: tuple[Dossier, ...]
    signatures_over: tuple[DocumentSummary, ...]
    """Detached signatures, and what carries this file signed inside."""
    signs: tuple[DocumentSummary, ...]
    """The files this one signs, where it is a signature of its own."""
    notes: tuple[str, ...]
    tables: tuple[TableView, ...]
    forms: tuple[FormValue, ...]
    envelope: tuple[tuple[str, str], ...]
    """What the header of an edXML message tells, each with its name among the messages."""
    tells_status: bool
    folded: int = FOLDED


@router.get("/{document_id}")
def show_document(request: Request, document_id: str, service: ServiceDep, lang: LangDep) -> HTMLResponse:
    """Fields, verdict, signatures, citations and warnings on the left, the pages on the right."""
    shell = Shell.of(request, lang, "intake")
    return render(request, "document.html", "intake", _page(service, service.corpus.document(document_id), shell))


@router.post("/{document_id}/password", dependencies=[SAME_SITE])
def show_pages(document_id: str, service: ServiceDep, password: Annotated[str, Form(max_length=1000)]) -> Response:
    """Back to the document, its pages shown; or told that the password does not fit."""
    try:
        open_pages(service, service.corpus.document(document_id), password)
    except WrongPassword:
        return RedirectResponse(f"/documents/{document_id}?password=wrong#viewer-title", 303)
    return RedirectResponse(f"/documents/{document_id}", 303)


def _page(service: Service, view: DocumentView, shell: Shell) -> DocumentPage:
    corpus, read = service.corpus, view.reading.get("dispatches", [])
    references = [found.reference for found in view.summary.dispatches if found.reference]
    return DocumentPage(
        summary=view.summary,
        title=shell.say("document.title", reference=", ".join(references))
        if references
        else shell.say("document.untitled"),
        tone=_tone(view),
        why=_reasons(view.reading.get("signatures"), shell),
        report=view.reading.get("signatures"),
        dispatches=tuple(_panel(view, found, read[found.position - 1], shell) for found in view.summary.dispatches),
        viewer=view_pages(service, view, shell),
        twins=tuple(twin for _, twin in sorted(corpus.summaries(corpus.suspects(view.summary.id)).items())),
        cited_by=_cited_by(corpus, view.summary.id, references),
        tones=TONES,
        dossiers=corpus.dossiers_of(view.summary.id),
        signatures_over=corpus.signatures_over(view.summary.sha256),
        signs=_signed(corpus, view),
        notes=tuple(note for note in NOTES if note in view.reading.get("notes", ())),
        tables=table_views(view.reading.get("tables", ()), shell),
        forms=form_values(view.reading.get("forms", ()), shell),
        envelope=tuple(_envelope(view.reading.get("metadata", {}))),
        tells_status=tells_status(view.reading.get("metadata", {})),
    )


def _tone(view: DocumentView) -> str:
    return "calm" if view.summary.awaits_revocation else TONES.get(view.summary.verdict or "", "plain")


def _reasons(report: Mapping[str, Any] | None, shell: Shell) -> tuple[str, ...]:
    """What is said of the signatures that are worst off, none where all are good."""
    found = (report or {}).get("signatures") or ()
    worst = next((one for one in ("TOTAL_FAILED", "INDETERMINATE") if any(s["indication"] == one for s in found)), None)
    return tuple(shell.each(one for one in found if one["indication"] == worst))


def _envelope(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Who sent an edXML message, and for a status message its code and what it answers."""
    sender, status = told.get("sender", {}), told.get("status", {})
    answered = [found.get("reference") or found.get("document_id") for found in told.get("responses", ())]
    rows = {
        "document.sender": sender.get("name") or sender.get("id"),
        "document.status": ": ".join(filter(None, (status.get("code"), status.get("description")))),
        "document.answers": "; ".join(filter(None, answered)),
    }
    yield from ((key, text) for key, text in rows.items() if text)


def _signed(corpus: Corpus, view: DocumentView) -> tuple[DocumentSummary, ...]:
    report = view.reading.get("signatures") or {}
    contents = [content["sha256"] for content in report.get("contents") or () if content["sha256"]]
    return corpus.documents_of(contents) if contents else ()


def _panel(view: DocumentView, dispatch: DispatchView, read: Mapping[str, Any], shell: Shell) -> DispatchPanel:
    count = len(view.summary.dispatches)
    pages = {"first": dispatch.first_page, "last": dispatch.last_page}
    key = "document.dispatch.one" if dispatch.first_page == dispatch.last_page else "document.dispatch"
    return DispatchPanel(
        view=dispatch,
        heading=shell.say(key, position=dispatch.position, count=count, **pages) if count > 1 else "",
        fields=field_rows(read["fields"], dispatch.position, shell),
        anomalies=tuple(read["anomalies"]),
        citations=tuple(
            (citation_row(dispatch.position, number), found)
            for number, found in enumerate((found for found in view.citations if found.dispatch_id == dispatch.id), 1)
        ),
        findings=tuple((name, tuple(found["text"] for found in read[name])) for name in FINDINGS if read.get(name)),
    )


def _cited_by(corpus: Corpus, document_id: str, references: list[str]) -> tuple[QuotedBy, ...]:
    """Where other documents cite this one, at most CITING places for each of its numbers."""
    found = [citing for reference in references for citing in corpus.citations(reference, limit=CITING).items]
    others = [citing for citing in found if citing.citation.document_id != document_id]
    return tuple(
        QuotedBy(citing.citation.document_id, citing.dispatch.reference, text, citing.citation.page)
        for citing, text, _ in quotes_of(corpus, others)
    )
