"""The page of all dossiers (hồ sơ): what is open, what is late, and a form to open one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, ProceduresDep
from api.pages.shell import render
from api.pages.typed import TypedIn, day_typed, text_typed
from corpus.dossier import Dossier
from corpus.procedure import Procedure
from corpus.state import STEPS, State

router = APIRouter(prefix="/dossiers")
LINES = 50


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier, and whether it is late today."""

    dossier: Dossier
    overdue: bool


@dataclass(frozen=True, slots=True)
class DossiersPage:
    """The lines that meet the filters; `more` is the cursor of the next ones."""

    lines: tuple[DossierLine, ...]
    more: str | None
    state: State | None
    overdue: bool
    states: tuple[State, ...]
    procedures: tuple[Procedure, ...]


@router.get("")
def show_dossiers(
    request: Request,
    corpus: CorpusDep,
    known: ProceduresDep,
    state: Annotated[str, Query(max_length=30)] = "",
    overdue: bool = False,
    cursor: str | None = None,
) -> HTMLResponse:
    """Newest first; an unknown state is every state."""
    wanted = next((known for known in STEPS if known == state), None)
    found, today = corpus.dossiers(wanted, overdue=overdue, cursor=cursor, limit=LINES), corpus.today()
    lines = tuple(DossierLine(dossier, dossier.overdue(today)) for dossier in found.items)
    page = DossiersPage(lines, found.next_cursor, wanted, overdue, tuple(STEPS), known.listed)
    return render(request, "dossiers.html", "dossiers", page)


@router.post("", dependencies=[SAME_SITE])
def open_dossier(
    corpus: CorpusDep,
    known: ProceduresDep,
    title: TypedIn,
    by: TypedIn,
    code: TypedIn = "",
    procedure: TypedIn = "",
    due_on: TypedIn = "",
) -> Response:
    """Then on to its page."""
    view = corpus.open_dossier(
        text_typed(title, "title"),
        text_typed(by, "by"),
        code=code.strip() or None,
        procedure=known.known(procedure.strip() or None),
        due_on=day_typed(due_on),
    )
    return RedirectResponse(f"/dossiers/{view.dossier.id}", 303)
