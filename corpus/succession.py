"""Succession (hiệu lực): which works amend, replace, repeal, correct or consolidate which, and what holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal, select

from corpus.provision import match, normal_path
from corpus.tables.base import table
from corpus.tables.citations import CitationRow
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.work import CHANGES, Change, ChangeRelation, Force, Validity
from corpus.works import WORK, family, root_of

CITATION, DISPATCH, DOCUMENT = table(CitationRow), table(DispatchRow), table(DocumentRow)
SUBJECT, TARGET, ROOT = CITATION.alias("subject"), WORK.alias("target"), WORK.alias("root")
ACTIVE: dict[str, ChangeRelation] = {
    "amended_by": "amends", "supplemented_by": "supplements", "replaced_by": "replaces", "repealed_by": "repeals",
    "corrected_by": "corrects", "consolidated_by": "consolidates",
}  # fmt: skip
"""What a text tells in the passive, turned."""
ENDING = {"replaces", "repeals"}
# Of what is not in the register nothing is known: that a work holds is never said outright.
SENTENCES: dict[Force, tuple[str, str]] = {
    "in_force": (
        "Chưa văn bản nào trong sổ sửa đổi, thay thế hay bãi bỏ văn bản này.",
        "Nothing in the register amends, replaces or repeals it.",
    ),
    "amended": (
        "Đã được sửa đổi, bổ sung; chưa văn bản nào trong sổ thay thế hay bãi bỏ.",
        "Amended; nothing in the register replaces or repeals it.",
    ),
    "partly_repealed": ("Hết hiệu lực một phần.", "Partly repealed."),
    "not_in_force": ("Hết hiệu lực.", "No longer in force."),
    "not_yet_issued": ("Chưa được ban hành vào ngày này.", "Not yet issued on this day."),
    "unknown": ("Chưa xác định được hiệu lực: thiếu ngày ban hành.", "Unknown: a date of issue is missing."),
}


def changes_to(connection: Connection, work_id: str) -> tuple[Change, ...]:
    """What others did to this work, oldest first."""
    mine = family(connection, work_id)
    found = _changes(connection, _edges().where(CITATION.c.work_id.in_(mine)))
    found += _changes(connection, _told().where(SUBJECT.c.work_id.in_(mine)))
    return _in_time(_once(change for change in found if change.by != change.to))


def changes_by(connection: Connection, work_id: str) -> tuple[Change, ...]:
    """What this work did to others, in the order of its text."""
    mine = family(connection, work_id)
    found = _changes(connection, _edges().where(DISPATCH.c.work_id.in_(mine)))
    found += _changes(connection, _told().where(CITATION.c.work_id.in_(mine)))
    return tuple(_once(change for change in found if change.by != change.to))


def read_validity(connection: Connection, work_id: str, on: date, provision: str | None = None) -> Validity:
    """Whether the work, or one provision of it, holds on a day. A repeal that names provisions ends only those,
    and one whose date is not known leaves it unknown.
    """
    root = root_of(connection, work_id)
    issued = connection.execute(select(WORK.c.issued_on).where(WORK.c.id == root)).scalar()
    happened = tuple(change for change in changes_to(connection, root) if change.on is None or change.on <= on)
    force = _force(issued, on, happened, provision)
    return Validity(root, on, force, happened, *SENTENCES[force])


def _force(issued: date | None, on: date, happened: tuple[Change, ...], provision: str | None) -> Force:
    ends = [change for change in happened if change.relation in ENDING]
    ended = [change for change in ends if not change.provisions or (provision and _touches(change, provision))]
    if any(change.on is not None for change in ended):
        return "not_in_force"
    if issued is None or ended:
        return "unknown"
    if issued > on:
        return "not_yet_issued"
    if ends and provision is None:
        return "partly_repealed"
    amended = [change for change in happened if change.relation in ("amends", "supplements", "corrects")]
    if any(provision is None or not change.provisions or _touches(change, provision) for change in amended):
        return "amended"
    return "in_force"


def _touches(change: Change, provision: str) -> bool:
    return any(match(normal_path(path), normal_path(provision)) in ("exact", "contains") for path in change.provisions)


def _edges() -> Select[Any]:
    return (
        select(
            CITATION.c.id, CITATION.c.relation, CITATION.c.provisions, CITATION.c.document_id,
            CITATION.c.work_id.label("to"), WORK.c.bound_to, DISPATCH.c.work_id.label("by"), DISPATCH.c.issued_on,
            literal(False).label("told"),
        )
        .join(DISPATCH, DISPATCH.c.id == CITATION.c.dispatch_id)
        .join(DOCUMENT, DOCUMENT.c.id == CITATION.c.document_id)
        .join(WORK, WORK.c.id == CITATION.c.work_id)
        .where(CITATION.c.relation.in_(CHANGES), DISPATCH.c.work_id.is_not(None), DOCUMENT.c.deleted_at.is_(None))
        .order_by(DISPATCH.c.issued_on, CITATION.c.id)
    )  # fmt: skip


def _told() -> Select[Any]:
    """What a third document tells of two works it cites: `Nghị định A được sửa đổi bởi Nghị định B`."""
    relation = case(*((CITATION.c.edge == passive, active) for passive, active in ACTIVE.items()))
    same = (SUBJECT.c.dispatch_id == CITATION.c.dispatch_id) & (SUBJECT.c.position == CITATION.c.edge_from)
    by = func.coalesce(WORK.c.bound_to, WORK.c.id)
    return (
        select(
            CITATION.c.id, relation.label("relation"), SUBJECT.c.provisions, CITATION.c.document_id,
            SUBJECT.c.work_id.label("to"), TARGET.c.bound_to, CITATION.c.work_id.label("by"),
            func.coalesce(ROOT.c.issued_on, WORK.c.issued_on, CITATION.c.issued_on).label("issued_on"),
            literal(True).label("told"),
        )
        .join(SUBJECT, same)
        .join(DOCUMENT, DOCUMENT.c.id == CITATION.c.document_id)
        .join(WORK, WORK.c.id == CITATION.c.work_id)
        .join(TARGET, TARGET.c.id == SUBJECT.c.work_id)
        .join(ROOT, ROOT.c.id == by)
        .where(CITATION.c.edge.in_(ACTIVE), DOCUMENT.c.deleted_at.is_(None))
        .order_by(CITATION.c.id)
    )  # fmt: skip


def _once(changes: Iterable[Change]) -> list[Change]:
    """What an act says itself goes before what others tell of it; that is left out where it says no more."""
    kept: list[Change] = []
    for change in changes:
        said = ((known.by, known.relation, known.to) for known in kept)
        if (change.by, change.relation, change.to) not in said or not change.told:
            kept.append(change)
    return kept


def _in_time(changes: list[Change]) -> tuple[Change, ...]:
    """Oldest first; those without a day where the database puts them, before all others."""
    return tuple(sorted(changes, key=lambda change: (change.on or date.min, change.citation_id)))


def _changes(connection: Connection, query: Select[Any]) -> list[Change]:
    """Copies of one document say the same thing once."""
    found: dict[tuple[Any, ...], Change] = {}
    for row in connection.execute(query):
        relation: ChangeRelation = row.relation
        by, to = root_of(connection, row.by), row.bound_to or row.to
        change = Change(by, relation, to, row.issued_on, tuple(row.provisions), row.id, row.document_id, row.told)
        found.setdefault((change.by, relation, change.to, change.provisions), change)
    return list(found.values())
