"""Other names of an agency (tên khác của cơ quan), folded into the one its works are kept under."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from corpus.tables.agencies import AgencyRow
from corpus.tables.base import table

AGENCY = table(AgencyRow)
_FOLDS = select(AGENCY.c.id, AGENCY.c.same_as).where(
    AGENCY.c.id.in_(bindparam("keys", expanding=True)), AGENCY.c.same_as.is_not(None)
)
"""Built once: every filing asks it."""


def fold_keys(connection: Connection, keys: Iterable[str | None]) -> dict[str, str]:
    """Those of the keys that are other names of an agency, with its own."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    return {row.id: row.same_as for row in connection.execute(_FOLDS, {"keys": wanted})}


def fold_key(connection: Connection, key: str | None) -> str | None:
    """One of them."""
    return fold_keys(connection, [key]).get(key or "", key)
