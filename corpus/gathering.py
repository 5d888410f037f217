"""Dossiers opened by the codes that documents show (lập hồ sơ theo mã số hồ sơ trên văn bản)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from corpus.dossier import DossierView, open_dossier, view_dossier
from corpus.refusals import Conflict, NotFound
from corpus.tables.base import table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.dossiers import DossierCodeRow, DossierRow

CODE, DISPATCH = table(DossierCodeRow), table(DispatchRow)
DOCUMENT, DOSSIER = table(DocumentRow), table(DossierRow)
LONGEST = 300
"""Characters of a title made from an abstract."""


def only_code(connection: Connection, document_id: str) -> str | None:
    """The one dossier code a document shows; `NotFound` for no document, None for one in the trash.

    None, too, for a document with several: a report on a hundred dossiers is a paper of none, and a clerk says where
    it belongs.
    """
    row = connection.execute(select(DOCUMENT.c.deleted_at).where(DOCUMENT.c.id == document_id)).first()
    if row is None:
        raise NotFound(document_id)
    codes = connection.execute(select(CODE.c.code).where(CODE.c.document_id == document_id).limit(2)).scalars().all()
    return codes[0] if len(codes) == 1 and row.deleted_at is None else None


def gather_dossier(connection: Connection, document_id: str, code: str, by: str, now: datetime) -> DossierView:
    """The dossier of the code a document shows, opened under its first abstract where there is none."""
    if _is_open(connection, code):
        return view_dossier(connection, code)
    office = connection.execute(select(DOCUMENT.c.office).where(DOCUMENT.c.id == document_id)).scalar_one()
    title = _title(connection, document_id) or code
    values: dict[str, Any] = {"title": title, "code": code, "office": office}
    try:
        return open_dossier(connection, values, by, now)
    except Conflict:  # somebody opened it since we looked
        return view_dossier(connection, code)


def _is_open(connection: Connection, code: str) -> bool:
    return connection.execute(select(DOSSIER.c.id).where(DOSSIER.c.code == code)).first() is not None


def _title(connection: Connection, document_id: str) -> str | None:
    """The first abstract of the document."""
    mine = (DISPATCH.c.document_id == document_id) & DISPATCH.c.subject.is_not(None)
    found = connection.execute(select(DISPATCH.c.subject).where(mine).order_by(DISPATCH.c.position)).scalar()
    return found[:LONGEST] if found else None
