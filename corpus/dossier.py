"""Dossiers (hồ sơ): documents that belong together, their state, deadline and chasing log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from corpus.ids import new_id
from corpus.log import log_audit, log_event
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.refusals import Conflict, IllegalStep, NotFound
from corpus.register import VIETNAM
from corpus.state import (
    CODES,
    LABELS,
    LABELS_EN,
    RECALL_REFUSED,
    STEPS,
    State,
    is_closed,
    next_states,
    state_of_code,
    step,
)
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DocumentRow
from corpus.tables.dossiers import DossierCodeRow, DossierDocumentRow, DossierRow, DossierStepRow

CODE, DOCUMENT, DOSSIER = table(DossierCodeRow), table(DocumentRow), table(DossierRow)
MEMBER, STEP = table(DossierDocumentRow), table(DossierStepRow)
OPEN = tuple(state for state in STEPS if STEPS[state])


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier; `facts` are what signer rules ask of it (`employer_tax_code`), `due_on` its deadline."""

    id: str
    code: str | None
    title: str
    procedure: str | None
    office: str
    state: State
    opened_at: datetime
    due_on: date | None = None
    closed_at: datetime | None = None
    version: int = 1
    facts: dict[str, Any] = field(default_factory=dict)

    def overdue(self, today: date) -> bool:
        """Whether its deadline has passed while it is open."""
        return self.due_on is not None and self.due_on < today and not is_closed(self.state)


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to it: a transition, a chaser (đôn đốc) or a note."""

    id: str
    dossier_id: str
    kind: Literal["transition", "chase", "note"]
    before: State | None
    after: State | None
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A document in it, and as which component."""

    document_id: str
    component: str | None
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier with its documents and its history, both oldest first."""

    dossier: Dossier
    members: tuple[Member, ...]
    steps: tuple[Step, ...]

    @property
    def possible(self) -> tuple[State, ...]:
        """The states it can go to from here."""
        return next_states(self.dossier.state, _earlier(self.steps))

    def state_meant(self, code: str) -> State:
        """The state an edXML status code leads to from here; 16 leads back to where the recall was asked for."""
        if code != RECALL_REFUSED:
            return state_of_code(code)
        if self.dossier.state != "recall_asked":
            raise IllegalStep("16 trả lời 13 / 16 answers 13")
        return self.possible[-1]

    @property
    def code_of_state(self) -> str:
        """Its state as an edXML status code."""
        return CODES[self.dossier.state]

    @property
    def chased(self) -> int:
        """Đôn đốc lần thứ mấy."""
        return sum(step.kind == "chase" for step in self.steps)

    def missing(self, components: tuple[str, ...]) -> tuple[str, ...]:
        """Components of the procedure's checklist that no document is."""
        present = {member.component for member in self.members}
        return tuple(component for component in components if component not in present)


def open_dossier(connection: Connection, values: dict[str, Any], by: str, now: datetime) -> DossierView:
    """A new dossier; with a `code`, every document that shows the code is in it from the start."""
    code = values.get("code")
    if code and connection.execute(select(DOSSIER.c.id).where(DOSSIER.c.code == code)).first():
        raise Conflict(f"đã có hồ sơ mang mã {code} / there is a dossier of this code: {code}")
    dossier_id = new_id("dos", now)
    insert_rows(connection, DossierRow, [values | {"id": dossier_id, "state": "arrived", "opened_at": now}])
    _note(connection, dossier_id, "transition", (None, "arrived"), by, None, now)
    live = CODE.join(DOCUMENT, DOCUMENT.c.id == CODE.c.document_id)
    query = select(CODE.c.document_id).select_from(live).where(CODE.c.code == code, DOCUMENT.c.deleted_at.is_(None))
    for document_id in connection.execute(query.order_by(CODE.c.document_id)).scalars().all() if code else ():
        _add(connection, dossier_id, document_id, None, by, now)
    log_audit(connection, by, "dossier.opened", dossier_id, {"code": code}, now)
    log_event(connection, "dossier.opened", {"dossier_id": dossier_id}, now)
    return view_dossier(connection, dossier_id)


def view_dossier(connection: Connection, dossier_id: str) -> DossierView:
    """One dossier, by id or code; `NotFound` where there is none."""
    which = DOSSIER.c.id == dossier_id if dossier_id.startswith("dos_") else DOSSIER.c.code == dossier_id
    row = connection.execute(select(DOSSIER).where(which)).mappings().first()
    if row is None:
        raise NotFound(dossier_id)
    columns = [MEMBER.c[name] for name in Member.__dataclass_fields__]
    members = select(*columns).where(MEMBER.c.dossier_id == row["id"]).order_by(MEMBER.c.added_at, MEMBER.c.document_id)
    return DossierView(
        Dossier(**row),
        tuple(Member(**found) for found in connection.execute(members).mappings()),
        _steps_of(connection, row["id"]),
    )


def list_dossiers(
    connection: Connection, state: State | None, overdue_on: date | None, cursor: str | None, limit: int
) -> Page[Dossier]:
    """Dossiers, newest first; `overdue_on` leaves those that are open and were due before that day."""
    query = select(DOSSIER).order_by(DOSSIER.c.id.desc()).limit(clamp(limit) + 1)
    if state:
        query = query.where(DOSSIER.c.state == state)
    if overdue_on:
        query = query.where(DOSSIER.c.state.in_(OPEN), DOSSIER.c.due_on < overdue_on)
    if cursor:
        query = query.where(DOSSIER.c.id < read_cursor("dossiers", cursor)[0])
    found = [Dossier(**row) for row in connection.execute(query).mappings()]
    shown = tuple(found[: clamp(limit)])
    return Page(shown, make_cursor("dossiers", shown[-1].id) if len(found) > len(shown) else None)


def dossiers_of(connection: Connection, document_id: str) -> tuple[Dossier, ...]:
    """The dossiers a document is in, oldest first."""
    joined = DOSSIER.join(MEMBER, MEMBER.c.dossier_id == DOSSIER.c.id)
    query = select(DOSSIER).select_from(joined).where(MEMBER.c.document_id == document_id).order_by(DOSSIER.c.id)
    return tuple(Dossier(**row) for row in connection.execute(query).mappings())


def move(
    connection: Connection, dossier_id: str, after: State, by: str, note: str | None, version: int | None, now: datetime
) -> DossierView:
    """Take a step of the state machine; `IllegalStep` where there is none, `Conflict` where someone was quicker."""
    dossier = _load(connection, dossier_id, version)
    step(dossier.state, after, _earlier(_steps_of(connection, dossier.id)))
    values = {"state": after, "version": dossier.version + 1, "closed_at": now if is_closed(after) else None}
    connection.execute(update(DOSSIER).where(DOSSIER.c.id == dossier.id).values(values))
    _note(connection, dossier.id, "transition", (dossier.state, after), by, note, now)
    log_audit(connection, by, "dossier.moved", dossier.id, {"from": dossier.state, "to": after}, now)
    log_event(connection, "dossier.moved", {"dossier_id": dossier.id, "state": after}, now)
    return view_dossier(connection, dossier.id)


def chase(connection: Connection, dossier_id: str, by: str, note: str | None, now: datetime) -> DossierView:
    """Remind whoever has it; kept for good. `Conflict` for one that is closed."""
    dossier = _load(connection, dossier_id, None)
    if is_closed(dossier.state):
        raise Conflict(f"hồ sơ đã khép lại ({LABELS[dossier.state]}) / it is closed ({LABELS_EN[dossier.state]})")
    _note(connection, dossier.id, "chase", (None, None), by, note, now)
    overdue = dossier.overdue(now.astimezone(VIETNAM).date())
    log_audit(connection, by, "dossier.chased", dossier.id, {"overdue": overdue}, now)
    log_event(connection, "dossier.chased", {"dossier_id": dossier.id, "overdue": overdue}, now)
    return view_dossier(connection, dossier.id)


def add_document(
    connection: Connection, dossier_id: str, document_id: str, component: str | None, by: str, now: datetime
) -> DossierView:
    """Put a document into it, or say as which component one that is in it counts."""
    dossier = _load(connection, dossier_id, None)
    if connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.id == document_id)).first() is None:
        raise NotFound(document_id)
    _add(connection, dossier.id, document_id, component, by, now)
    log_audit(connection, by, "dossier.attached", dossier.id, {"document_id": document_id, "component": component}, now)
    log_event(connection, "dossier.changed", {"dossier_id": dossier.id, "document_id": document_id}, now)
    return view_dossier(connection, dossier.id)


def join_dossiers(connection: Connection, document_id: str, codes: list[str], now: datetime) -> None:
    """A document that was just filed joins the open dossiers whose codes it shows."""
    query = select(DOSSIER.c.id).where(DOSSIER.c.code.in_(codes), DOSSIER.c.state.in_(OPEN)).order_by(DOSSIER.c.id)
    for dossier_id in connection.execute(query).scalars().all():
        if _add(connection, dossier_id, document_id, None, "vanthu", now):
            told = {"document_id": document_id, "component": None, "by_code": True}
            log_audit(connection, "vanthu", "dossier.attached", dossier_id, told, now)


def _steps_of(connection: Connection, dossier_id: str) -> tuple[Step, ...]:
    query = select(STEP).where(STEP.c.dossier_id == dossier_id).order_by(STEP.c.id)
    return tuple(Step(**found) for found in connection.execute(query).mappings())


def _earlier(steps: tuple[Step, ...]) -> State | None:
    """The state in which a recall was last asked for."""
    return next((step.before for step in reversed(steps) if step.after == "recall_asked"), None)


def _load(connection: Connection, dossier_id: str, version: int | None) -> Dossier:
    query = select(DOSSIER).where(DOSSIER.c.id == dossier_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(dossier_id)
    if version is not None and row["version"] != version:
        raise Conflict("người khác vừa sửa hồ sơ này, hãy mở lại / someone else has just changed it, open it anew")
    return Dossier(**row)


def _add(
    connection: Connection, dossier_id: str, document_id: str, component: str | None, by: str, now: datetime
) -> bool:
    """Whether it was not in it yet."""
    same = (MEMBER.c.dossier_id == dossier_id) & (MEMBER.c.document_id == document_id)
    if connection.execute(select(MEMBER.c.document_id).where(same)).first():
        if component is not None:
            connection.execute(update(MEMBER).where(same).values(component=component))
        return False
    row = {"dossier_id": dossier_id, "document_id": document_id, "component": component, "added_at": now}
    insert_rows(connection, DossierDocumentRow, [row | {"added_by": by}])
    return True


def _note(
    connection: Connection,
    dossier_id: str,
    kind: Literal["transition", "chase", "note"],
    states: tuple[State | None, State | None],
    by: str,
    note: str | None,
    now: datetime,
) -> None:
    row = {"id": new_id("stp", now), "dossier_id": dossier_id, "kind": kind, "by": by, "at": now, "note": note}
    insert_rows(connection, DossierStepRow, [row | {"before": states[0], "after": states[1]}])
