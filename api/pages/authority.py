"""The page of authority (thẩm quyền): who may process or sign, by which decision; and the question of one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, ProceduresDep
from api.pages.shell import render
from api.pages.typed import TypedIn, day_typed, text_typed
from corpus.authority import Action, Authority, Permission
from corpus.procedure import Procedure
from corpus.refusals import InvalidValue

router = APIRouter(prefix="/authority")
ACTIONS: tuple[Action, ...] = ("sign", "process")


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One grant, and whether it holds today."""

    grant: Authority
    holds: bool


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """The table, and the question as asked with its answer once it was."""

    lines: tuple[GrantLine, ...]
    person: str
    action: Action
    on: date
    procedure: str
    permission: Permission | None
    today: date
    actions: tuple[Action, ...]
    procedures: Mapping[str, Procedure]


@router.get("")
def show_authority(
    request: Request,
    corpus: CorpusDep,
    known: ProceduresDep,
    person: Annotated[str, Query(max_length=300)] = "",
    action: Action = "sign",
    on: Annotated[str, Query(max_length=30)] = "",
    procedure: Annotated[str, Query(max_length=300)] = "",
) -> HTMLResponse:
    """The newest 200 grants; with `person`, also whether that person may do it on the day."""
    today, who = corpus.today(), person.strip()
    asked = day_typed(on) or today
    lines = tuple(
        GrantLine(found, found.valid_from <= today and (found.valid_to is None or today <= found.valid_to))
        for found in corpus.authorities()
    )
    answer = corpus.may(who, action, asked, procedure.strip() or None) if who else None
    page = AuthorityPage(lines, who, action, asked, procedure.strip(), answer, today, ACTIONS, known.components)
    return render(request, "authority.html", "authority", page)


@router.post("", dependencies=[SAME_SITE])
def grant(
    corpus: CorpusDep,
    person: TypedIn,
    action: Annotated[Action, Form()],
    decision: TypedIn,
    by: TypedIn,
    valid_from: TypedIn,
    valid_to: TypedIn = "",
    procedure: TypedIn = "",
    position: TypedIn = "",
    organization: TypedIn = "",
) -> Response:
    """Enter a decision."""
    first = day_typed(valid_from)
    if first is None:
        raise InvalidValue("chưa nhập: valid_from / not filled in: valid_from")
    corpus.grant_authority(
        text_typed(person, "person"),
        action,
        text_typed(decision, "decision"),
        text_typed(by, "by"),
        valid_from=first,
        valid_to=day_typed(valid_to),
        procedure=procedure.strip() or None,
        position=position.strip() or None,
        organization=organization.strip() or None,
    )
    return RedirectResponse("/authority", 303)


@router.post("/{authority_id}/revocation", dependencies=[SAME_SITE])
def revoke(authority_id: str, corpus: CorpusDep, last_day: TypedIn, by: TypedIn) -> Response:
    """End a grant after a day."""
    day = day_typed(last_day)
    if day is None:
        raise InvalidValue("chưa nhập: last_day / not filled in: last_day")
    corpus.revoke_authority(authority_id, day, text_typed(by, "by"))
    return RedirectResponse("/authority", 303)
