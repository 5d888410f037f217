"""What a clerk fills in or changes of a dossier (bổ sung thông tin hồ sơ): title, procedure, deadline, facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from corpus.dossier import DOSSIER, DossierView, view_dossier
from corpus.log import log_audit, log_event
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.state import is_closed

KINDS: Mapping[str, type | tuple[type, ...]] = {
    "title": str,
    "procedure": (str, type(None)),
    "due_on": (date, type(None)),
    "facts": dict,
}


def amend_dossier(
    connection: Connection, dossier_id: str, values: Mapping[str, Any], by: str, version: int | None, now: datetime
) -> DossierView:
    """Change some of `title`, `procedure`, `due_on`, `facts` (which replaces them all), with audit and event.

    `InvalidValue` for anything else, `Conflict` for a dossier that is closed or no longer at `version`.
    """
    for name, value in values.items():
        if name not in KINDS or not isinstance(value, KINDS[name]) or (name == "title" and not str(value).strip()):
            raise InvalidValue(f"{name}: {value!r}")
    row = connection.execute(select(DOSSIER).where(DOSSIER.c.id == dossier_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFound(dossier_id)
    if version not in (None, row["version"]) or is_closed(row["state"]):
        raise Conflict("hồ sơ đã khép lại hoặc vừa có người sửa / it is closed, or someone else has just changed it")
    if values:
        changed = dict(values) | {"version": row["version"] + 1}
        connection.execute(update(DOSSIER).where(DOSSIER.c.id == dossier_id).values(changed))
        log_audit(connection, by, "dossier.amended", dossier_id, {"columns": sorted(values)}, now)
        log_event(connection, "dossier.amended", {"dossier_id": dossier_id, "columns": sorted(values)}, now)
    return view_dossier(connection, dossier_id)
