"""Signatures that only await revocation (chờ kiểm tra thu hồi): intact and trusted, no failure, and no pass either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from corpus.tables.base import table
from corpus.tables.documents import SignatureRow

SIGNATURE = table(SignatureRow)


def awaits_revocation(signatures: Iterable[Mapping[str, Any]]) -> bool:
    """Whether all that keeps them from being good is that nobody could tell yet whether they were revoked."""
    undecided = [found for found in signatures if found["indication"] != "TOTAL_PASSED"]
    return bool(undecided) and all(
        found["sub_indication"] == "TRY_LATER"
        and (found["integrity"], found["trust"]) == ("intact", "trusted")
        and found["later_changes"] in ("none", "permitted")
        for found in undecided
    )


def documents_awaiting(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these documents whose signatures do."""
    found: dict[str, list[Mapping[str, Any]]] = {document_id: [] for document_id in ids}
    if found:
        rows = connection.execute(select(SIGNATURE).where(SIGNATURE.c.document_id.in_(found))).mappings()
        for row in rows:
            found[row["document_id"]].append(dict(row))
    return {document_id for document_id, signatures in found.items() if awaits_revocation(signatures)}
