"""Works (văn bản được biết đến): found or made for a citation or a filed dispatch, and bound to each other.

A citation may know less than a whole key (no issuer, no year). Such a partial work is bound to the one full work it
can mean; with several it stays ambiguous, with none it waits until one is filed. A person's choice is never undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from corpus.folding import name_key
from corpus.ids import new_id
from corpus.issuer import issuer_key
from corpus.reference import ReferenceKey, reference_key, symbol_of
from corpus.tables.base import insert_rows, table
from corpus.tables.works import WorkRow

WORK = table(WorkRow)
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What a header or a citation tells of a work; `title` names one cited without a number (`Luật Dược`)."""

    reference: str | None
    issued_on: date | None = None
    issuer: str | None = None
    document_type: str | None = None
    title: str | None = None

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
        return issuer_key(self.issuer, symbol_of(self.reference))

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


def find_or_make_work(connection: Connection, facts: WorkFacts, source: str, now: datetime) -> str | None:
    """The work of these facts, made and bound when it is new; None where the facts name none."""
    key = facts.key
    if key is None:
        return None
    found = connection.execute(select(WORK.c.id).where(WORK.c.key == key)).scalar()
    if found is not None:
        return str(found)
    row = _row(key, facts, source, now)
    insert_rows(connection, WorkRow, [row])
    _bind_around(connection, row["reference_key"], row["title_key"])
    return str(row["id"])


def hold_work(connection: Connection, work_id: str, document_id: str, dispatch_id: str, facts: WorkFacts) -> None:
    """The work was filed: its first copy holds it, and what the header tells completes what citations told."""
    told = {name: getattr(facts, name) for name in ("issuer", "issued_on", "document_type", "title")}
    values: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    if "title" in values:
        values["title_key"] = name_key(values["title"])
    values |= {"document_id": document_id, "dispatch_id": dispatch_id}
    held = (WORK.c.id == work_id) & WORK.c.document_id.is_(None)
    changed = connection.execute(update(WORK).where(held).values(values)).rowcount
    if changed and "title_key" in values:
        _bind_around(connection, None, values["title_key"])


def family(connection: Connection, work_id: str) -> list[str]:
    """The work and all partial ones bound to it: citations of any of them are citations of it."""
    root = root_of(connection, work_id)
    return [root, *connection.execute(select(WORK.c.id).where(WORK.c.bound_to == root)).scalars()]


def root_of(connection: Connection, work_id: str) -> str:
    """The full work this one is bound to, or itself."""
    return str(connection.execute(select(WORK.c.bound_to).where(WORK.c.id == work_id)).scalar() or work_id)


def candidates(connection: Connection, work: RowMapping) -> list[RowMapping]:
    """Full works that a partial one may mean."""
    return [other for other in _relatives(connection, work["reference_key"], work["title_key"]) if _may_be(work, other)]


def _bind_around(connection: Connection, key: str | None, title: str | None) -> None:
    """Bind, unbind or mark as ambiguous every partial work of this number or title, after a new one came in."""
    for work in _relatives(connection, key, title):
        if _is_full(work) or (work["bound_by"] or "rule") != "rule":
            continue
        choices = candidates(connection, work)
        bound = choices[0]["id"] if len(choices) == 1 else None
        ambiguous = len(choices) > 1
        if (work["bound_to"], work["ambiguous"]) != (bound, ambiguous):
            values = {"bound_to": bound, "bound_by": "rule" if bound else None, "ambiguous": ambiguous}
            connection.execute(update(WORK).where(WORK.c.id == work["id"]).values(values))


def _relatives(connection: Connection, key: str | None, title: str | None) -> list[RowMapping]:
    if key is not None:
        return list(connection.execute(select(WORK).where(WORK.c.reference_key == key)).mappings())
    if title is not None:
        return list(connection.execute(select(WORK).where(WORK.c.title_key == title)).mappings())
    return []


def _is_full(work: RowMapping) -> bool:
    return work["reference_key"] is not None and work["year"] is not None and work["issuer_key"] is not None


def _may_be(partial: RowMapping, other: RowMapping) -> bool:
    """Whether the full work `other` agrees with everything the partial one tells."""
    if not _is_full(other) or other["id"] == partial["id"]:
        return False
    told = ("year", "issuer_key") if partial["reference_key"] else ("issued_on",)
    return all(partial[name] is None or other[name] is None or partial[name] == other[name] for name in told)


def _row(key: str, facts: WorkFacts, source: str, now: datetime) -> dict[str, Any]:
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
