"""Dossiers opened by the codes that documents show (lập hồ sơ theo mã số hồ sơ trên văn bản)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from corpus.dossier import DossierView, open_dossier, view_dossier
from corpus.refusals import NotFound
from corpus.tables.base import table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.dossiers import DossierCodeRow, DossierRow

CODE, DISPATCH = table(DossierCodeRow), table(DispatchRow)
DOCUMENT, DOSSIER = table(DocumentRow), table(DossierRow)
LONGEST = 300
"""Characters of a title made from an abstract."""


def gather_dossier(connection: Connection, document_id: str, by: str, now: datetime) -> DossierView | None:
    """The dossier of the one code a document shows, opened where there is none; safe to repeat.

    None for a document without a code, and for one with several: a report on a hundred dossiers is a paper of none,
    and a clerk says where it belongs.
    """
    office = connection.execute(
        select(DOCUMENT.c.office).where(DOCUMENT.c.id == document_id, DOCUMENT.c.deleted_at.is_(None))
    ).scalar()
    if office is None:
        raise NotFound(document_id)
    codes = connection.execute(select(CODE.c.code).where(CODE.c.document_id == document_id)).scalars().all()
    if len(codes) != 1:
        return None
    known = connection.execute(select(DOSSIER.c.id).where(DOSSIER.c.code == codes[0])).scalar()
    if known:
        return view_dossier(connection, known)
    title = _title(connection, document_id) or codes[0]
    values: dict[str, Any] = {"title": title, "code": codes[0], "office": office}
    return open_dossier(connection, values, by, now)


def _title(connection: Connection, document_id: str) -> str | None:
    """The first abstract of the document."""
    mine = (DISPATCH.c.document_id == document_id) & DISPATCH.c.subject.is_not(None)
    found = connection.execute(select(DISPATCH.c.subject).where(mine).order_by(DISPATCH.c.position)).scalar()
    return found[:LONGEST] if found else None
