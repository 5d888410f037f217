"""Keys that turn out to mean another body (gộp cơ quan): works, dispatches and learnt names follow, nothing is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, select, update

from corpus.log import log_changes
from corpus.tables.base import insert_rows, table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow
from corpus.tables.terms import TermRow
from corpus.tables.works import WorkRow
from corpus.works import bind_around

CITATION, CITED, DISPATCH = table(CitationRow), table(CitedProvisionRow), table(DispatchRow)
TERM, WORK = table(TermRow), table(WorkRow)


def rekey_issuer(connection: Connection, old: str, new: str, label: str, now: datetime) -> int:
    """All that was issued by `old` was issued by `new`; how many works. Two works that become one are made one."""
    works = connection.execute(select(WORK).where(WORK.c.issuer_key == old).order_by(WORK.c.id)).mappings().all()
    for work in works:
        key = new + work["key"].removeprefix(old)
        known = connection.execute(select(WORK).where(WORK.c.key == key)).mappings().first()
        if known is None:
            values = {"key": key, "issuer_key": new}
            connection.execute(update(WORK).where(WORK.c.id == work["id"]).values(values))
        else:
            _merge(connection, work, known)
    mine = DISPATCH.c.issuer_key == old
    documents = list(connection.execute(select(DISPATCH.c.document_id).where(mine).distinct()).scalars())
    connection.execute(update(DISPATCH).where(mine).values(issuer_key=new))
    _rename_term(connection, old, new, label)
    bind_around(connection, {work["reference_key"] for work in works} - {None}, set())
    log_changes(connection, "revised", sorted(documents), now)
    return len(works)


def _merge(connection: Connection, work: RowMapping, into: RowMapping) -> None:
    """Everything that leads to the one leads to the other; what one knows and the other does not is kept."""
    old, new = work["id"], into["id"]
    for of in (CITATION, CITED, DISPATCH):
        connection.execute(update(of).where(of.c.work_id == old).values(work_id=new))
    connection.execute(update(WORK).where(WORK.c.bound_to == old).values(bound_to=new))
    names = ("issued_on", "issuer", "document_type", "title", "title_key", "document_id", "dispatch_id")
    told = {name: work[name] for name in names if into[name] is None and work[name] is not None}
    connection.execute(delete(WORK).where(WORK.c.id == old))
    if told:
        connection.execute(update(WORK).where(WORK.c.id == new).values(told))


def _rename_term(connection: Connection, old: str, new: str, label: str) -> None:
    """The name it is filtered and suggested by."""
    gone = (TERM.c.kind == "issuer") & (TERM.c.key == old)
    if connection.execute(delete(TERM).where(gone)).rowcount:
        there = (TERM.c.kind == "issuer") & (TERM.c.key == new)
        if connection.execute(select(TERM.c.key).where(there)).first() is None:
            insert_rows(connection, TermRow, [{"kind": "issuer", "key": new, "label": label}])
