"""The page of one dossier (hồ sơ): checklist, signers, deadline, history, and whether an officer may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, LangDep, ProceduresDep
from api.messages import Lang
from api.pages.lines import Line, register_lines
from api.pages.shell import render
from api.pages.typed import TypedIn, day_typed, text_typed, whole_typed
from api.procedures import Procedures, checklist_of, put_in, signers_of
from api.sentence import refusal_detail
from corpus.authority import Permission
from corpus.components import Checklist
from corpus.corpus import Corpus
from corpus.document import DocumentSummary
from corpus.dossier import DossierView
from corpus.procedure import Procedure
from corpus.refusals import InvalidValue, NoProcedure
from corpus.state import CODES, State
from signatures.dossier import DossierFinding

router = APIRouter(prefix="/dossiers/{dossier_id}")
NoteIn = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True)
class Officer:
    """The question of authority as asked, and its answer once it was."""

    person: str
    on: date
    permission: Permission | None


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The dossier; checklist and signers are None where no rules apply, `refused` says why signers are not told."""

    view: DossierView
    overdue: bool
    lines: tuple[Line, ...]
    checklist: Checklist | None
    signers: DossierFinding | None
    refused: str | None
    facts: tuple[tuple[str, str, str], ...]
    """Name, meaning and value of each fact the signer rule asks for."""
    officer: Officer
    procedures: tuple[Procedure, ...]
    codes: dict[State, str]
    answerable: tuple[DocumentSummary, ...]
    """Its documents that came over the document axis, whose senders can be told."""


@router.get("")
def show_dossier(
    request: Request,
    dossier_id: str,
    corpus: CorpusDep,
    known: ProceduresDep,
    lang: LangDep,
    person: Annotated[str, Query(max_length=300)] = "",
    on: Annotated[str, Query(max_length=30)] = "",
) -> HTMLResponse:
    """By id or dossier code; with `person`, also whether that person may sign on the day."""
    asked = person.strip(), day_typed(on)
    return render(request, "dossier.html", "dossiers", _page(corpus, known, dossier_id, asked, lang))


@router.post("/details", dependencies=[SAME_SITE])
async def amend(request: Request, dossier_id: str, corpus: CorpusDep, known: ProceduresDep) -> Response:
    """Procedure, deadline and facts as the form has them."""
    form = {name: str(value)[:500] for name, value in (await request.form()).items()}
    facts = {name.removeprefix("fact-"): value for name, value in form.items() if name.startswith("fact-")}
    return await run_in_threadpool(_amend, corpus, known, dossier_id, form, facts)


@router.post("/documents", dependencies=[SAME_SITE])
def attach(
    dossier_id: str,
    corpus: CorpusDep,
    known: ProceduresDep,
    document_id: TypedIn,
    by: TypedIn,
    component: TypedIn = "",
) -> Response:
    """Put a document in, or say which component it is."""
    meant, told = corpus.document_meant(document_id.strip()), component.strip() or None
    return _back(put_in(corpus, known, dossier_id, meant, text_typed(by, "by"), told))


@router.post("/transitions", dependencies=[SAME_SITE])
def move(
    dossier_id: str,
    corpus: CorpusDep,
    state: Annotated[State, Form()],
    by: TypedIn,
    version: Annotated[int, Form()],
    note: NoteIn = "",
) -> Response:
    """Take the step, unless someone was quicker."""
    return _back(corpus.move_dossier(dossier_id, state, text_typed(by, "by"), note.strip() or None, version))


@router.post("/chasers", dependencies=[SAME_SITE])
def chase(dossier_id: str, corpus: CorpusDep, by: TypedIn, note: NoteIn = "") -> Response:
    """Write a reminder down."""
    return _back(corpus.chase_dossier(dossier_id, text_typed(by, "by"), note.strip() or None))


def _amend(corpus: Corpus, known: Procedures, dossier_id: str, form: dict[str, str], facts: dict[str, str]) -> Response:
    kept = corpus.dossier(dossier_id).dossier
    procedure = known.known(form.get("procedure", "").strip() or None, kept.procedure)
    values = {"procedure": procedure, "due_on": day_typed(form.get("due_on", ""))}
    by = text_typed(form.get("by", ""), "by")
    return _back(
        corpus.amend_dossier(
            dossier_id,
            values | {"facts": {name: value for name, value in (kept.facts | facts).items() if value}},
            by,
            whole_typed(form.get("version", "")),
        )
    )


def _back(view: DossierView) -> Response:
    return RedirectResponse(f"/dossiers/{view.dossier.id}", 303)


def _page(
    corpus: Corpus, known: Procedures, dossier_id: str, asked: tuple[str, date | None], lang: Lang
) -> DossierPage:
    person, on = asked
    view, today = corpus.dossier(dossier_id), corpus.today()
    dossier = view.dossier
    rule = known.rules.get(dossier.procedure or "")
    facts = tuple((name, told, str(dossier.facts.get(name, ""))) for name, told in rule.facts.items()) if rule else ()
    documents = corpus.dossier_documents(dossier.id)
    signers, refused = _signers(corpus, known, dossier.id, lang)
    permission = corpus.may_sign(person, on or today, dossier.procedure) if person else None
    return DossierPage(
        view=view,
        overdue=dossier.overdue(today),
        lines=register_lines(documents, lang),
        checklist=_checklist(corpus, known, dossier.id),
        signers=signers,
        refused=refused,
        facts=facts,
        officer=Officer(person, on or today, permission),
        procedures=known.listed,
        codes=CODES,
        answerable=tuple(found for found in documents if corpus.envelope(found.id) is not None),
    )


def _checklist(corpus: Corpus, known: Procedures, dossier_id: str) -> Checklist | None:
    try:
        return checklist_of(corpus, known, dossier_id)
    except NoProcedure:
        return None


def _signers(
    corpus: Corpus, known: Procedures, dossier_id: str, lang: Lang
) -> tuple[DossierFinding | None, str | None]:
    try:
        return signers_of(corpus, known, dossier_id), None
    except (NoProcedure, InvalidValue) as error:
        return None, refusal_detail(error, lang)
