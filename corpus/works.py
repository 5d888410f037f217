"""Works (văn bản được biết đến): found or made for a citation or a filed dispatch, and bound to each other.

A citation may know less than a whole key (no issuer, no year). Such a partial work is bound to the one full work it
can mean; with several it stays ambiguous, with none it waits until one is filed. A person's choice is never undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, bindparam, func, select, update

from corpus.agency_fold import fold_keys
from corpus.folding import name_key
from corpus.ids import new_id
from corpus.issuer import issuer_key
from corpus.reference import ReferenceKey, reference_key, symbol_of
from corpus.refusals import UnknownWork
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.works import WorkRow

DISPATCH, DOCUMENT, WORK = table(DispatchRow), table(DocumentRow), table(WorkRow)
UNKNOWN = "?"
RELATIVES = 100
"""Works of one number that are compared; a hundred provinces is more than there are."""
Source = Literal["filed", "cited", "imported"]
TOLD = ("issuer", "issued_on", "document_type", "title", "title_key")
_BY_KEYS = select(WORK.c.key, WORK.c.id).where(WORK.c.key.in_(bindparam("keys", expanding=True)))
_HOLD = (
    update(WORK)
    .where(WORK.c.id == bindparam("work_id"), WORK.c.document_id.is_(None))
    .values({name: func.coalesce(bindparam(name, type_=WORK.c[name].type), WORK.c[name]) for name in TOLD})
    .values(document_id=bindparam("holder"), dispatch_id=bindparam("holding_dispatch"))
)
"""Statements of every filing are built once."""


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What a header or a citation tells of a work; `title` names one cited without a number (`Luật Dược`)."""

    reference: str | None
    issued_on: date | None = None
    issuer: str | None = None
    document_type: str | None = None
    title: str | None = None
    body: str | None = None
    """The issuer's key, where the register of agencies knows another than the name gives."""

    @property
    def parsed(self) -> ReferenceKey | None:
        """Number, year and symbol, where there are any."""
        return reference_key(self.reference)

    @property
    def year(self) -> int | None:
        """Year of the number or, failing that, of the date: numbers start anew each year."""
        parsed = self.parsed
        return (parsed.year if parsed else None) or (self.issued_on.year if self.issued_on else None)

    @property
    def issuer_key(self) -> str | None:
        """The issuer for comparison, however the name is spelt; a national symbol tells it without a name."""
        return self.body or issuer_key(self.issuer, symbol_of(self.reference))

    @property
    def key(self) -> str | None:
        """`issuer|number/symbol|year`, `?` for what is unknown; None where nothing identifies a work."""
        parsed = self.parsed
        if parsed:
            return f"{self.issuer_key or UNKNOWN}|{parsed}|{self.year or UNKNOWN}"
        title = name_key(self.title) if self.title else ""
        return f"title|{title}|{self.issued_on or UNKNOWN}" if title else None

    @property
    def full(self) -> bool:
        """Whether nothing is missing from the key."""
        return self.parsed is not None and self.year is not None and self.issuer_key is not None


def find_or_make_works(
    connection: Connection, wanted: Sequence[tuple[WorkFacts | None, Source]], now: datetime
) -> list[str | None]:
    """The works of these facts, in order, made and bound where they are new; None where facts name none.

    New ones are inserted in the order of their keys, so that two writers wait for each other instead of locking up.
    """
    wanted = _folded(connection, wanted)
    keys = [facts.key if facts else None for facts, _ in wanted]
    named = sorted({key for key in keys if key})
    known = {row.key: str(row.id) for row in connection.execute(_BY_KEYS, {"keys": named})} if named else {}
    first = {key: pair for key, pair in zip(reversed(keys), reversed(wanted), strict=True) if key}
    rows = [_row(key, *first[key], now) for key in named if key not in known]
    insert_rows(connection, WorkRow, rows)
    bind_around(
        connection, {row["reference_key"] for row in rows} - {None}, {row["title_key"] for row in rows} - {None}
    )
    known |= {row["key"]: row["id"] for row in rows}
    return [known.get(key) if key else None for key in keys]


def _folded(
    connection: Connection, wanted: Sequence[tuple[WorkFacts | None, Source]]
) -> list[tuple[WorkFacts | None, Source]]:
    """The facts with the keys of agencies in the place of those of their other names."""
    folds = fold_keys(connection, [facts.issuer_key for facts, _ in wanted if facts and facts.parsed])
    return [
        (replace(facts, body=folds.get(facts.issuer_key or "")) if facts and folds else facts, source)
        for facts, source in wanted
    ]


def hold_work(connection: Connection, work_id: str, document_id: str, dispatch_id: str, facts: WorkFacts) -> None:
    """The work was filed: its first copy holds it, and what the header tells completes what citations told."""
    told: dict[str, Any] = {name: getattr(facts, name) for name in TOLD if name != "title_key"}
    told["title_key"] = title_key = name_key(facts.title) if facts.title is not None else None
    held = {"work_id": work_id, "holder": document_id, "holding_dispatch": dispatch_id}
    changed = connection.execute(_HOLD, told | held).rowcount
    if changed and title_key is not None:
        bind_around(connection, set(), {title_key})


def release_work(connection: Connection, work_id: str, dispatch_id: str) -> None:
    """A dispatch turned out not to be this work, or is gone: another copy holds it now, or none does."""
    mine = (WORK.c.id == work_id) & (WORK.c.dispatch_id == dispatch_id)
    if connection.execute(select(WORK.c.id).where(mine)).first() is None:
        return
    live = DOCUMENT.c.deleted_at.is_(None) & (DISPATCH.c.id != dispatch_id) & (DISPATCH.c.work_id == work_id)
    query = select(DISPATCH.c.document_id, DISPATCH.c.id).join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id)
    other = connection.execute(query.where(live).order_by(DISPATCH.c.id).limit(1)).first()
    document_id, copy = (other[0], other[1]) if other else (None, None)
    connection.execute(update(WORK).where(mine).values(document_id=document_id, dispatch_id=copy))


def family(connection: Connection, work_id: str) -> list[str]:
    """The work and all partial ones bound to it: citations of any of them are citations of it."""
    root = root_of(connection, work_id)
    return [root, *connection.execute(select(WORK.c.id).where(WORK.c.bound_to == root)).scalars()]


def check_work(connection: Connection, work_id: str) -> None:
    """`UnknownWork` where there is none of this id."""
    if connection.execute(select(WORK.c.id).where(WORK.c.id == work_id)).first() is None:
        raise UnknownWork(work_id)


def root_of(connection: Connection, work_id: str) -> str:
    """The full work this one is bound to, or itself."""
    return str(connection.execute(select(WORK.c.bound_to).where(WORK.c.id == work_id)).scalar() or work_id)


def candidates(connection: Connection, work: RowMapping) -> list[RowMapping]:
    """Full works that a partial one may mean."""
    return [other for other in _relatives(connection, work) if _may_be(work, other)]


_WAITING = select(WORK).where(
    (
        WORK.c.reference_key.in_(bindparam("references", expanding=True))
        & (WORK.c.year.is_(None) | WORK.c.issuer_key.is_(None))
    )
    | (WORK.c.title_key.in_(bindparam("titles", expanding=True)) & WORK.c.reference_key.is_(None)),
    WORK.c.bound_by.is_(None) | (WORK.c.bound_by == "rule"),
)


def bind_around(connection: Connection, references: set[str], titles: set[str]) -> None:
    """Bind, unbind or mark as ambiguous every partial work of these numbers or titles, after new works came in."""
    if not references and not titles:
        return
    waiting = connection.execute(_WAITING, {"references": sorted(references), "titles": sorted(titles)})
    for work in waiting.mappings().all():
        choices = candidates(connection, work)
        bound = choices[0]["id"] if len(choices) == 1 else None
        ambiguous = len(choices) > 1
        if (work["bound_to"], work["ambiguous"]) != (bound, ambiguous):
            values = {"bound_to": bound, "bound_by": "rule" if bound else None, "ambiguous": ambiguous}
            connection.execute(update(WORK).where(WORK.c.id == work["id"]).values(values))


def _relatives(connection: Connection, work: RowMapping) -> list[RowMapping]:
    if work["reference_key"] is not None:
        query = select(WORK).where(WORK.c.reference_key == work["reference_key"])
    else:
        query = select(WORK).where(WORK.c.title_key == work["title_key"], WORK.c.reference_key.is_not(None))
    return list(connection.execute(query.limit(RELATIVES)).mappings())


def _is_full(work: RowMapping) -> bool:
    return work["reference_key"] is not None and work["year"] is not None and work["issuer_key"] is not None


def _may_be(partial: RowMapping, other: RowMapping) -> bool:
    """Whether the full work `other` agrees with everything the partial one tells."""
    if not _is_full(other) or other["id"] == partial["id"]:
        return False
    told = ("year", "issuer_key") if partial["reference_key"] else ("issued_on",)
    return all(partial[name] is None or other[name] is None or partial[name] == other[name] for name in told)


def _row(key: str, facts: WorkFacts | None, source: Source, now: datetime) -> dict[str, Any]:
    if facts is None:
        raise ValueError(key)
    parsed = facts.parsed
    return {
        "id": new_id("wrk", now),
        "key": key,
        "reference": facts.reference if parsed else None,
        "reference_key": str(parsed) if parsed else None,
        "year": facts.year,
        "issuer": facts.issuer,
        "issuer_key": facts.issuer_key if parsed else None,
        "issued_on": facts.issued_on,
        "document_type": facts.document_type,
        "title": facts.title,
        "title_key": name_key(facts.title) if facts.title else None,
        "source": source,
        "known_at": now,
    }
